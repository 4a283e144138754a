"""The wire between the learner's process and the checker's."""

import collections
import copy
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import io
import json
import math
import pathlib
import pickle
import random
import socket
import struct
import threading
import time
import types
import uuid
import zoneinfo

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import torch

from sevendiff.checks import Misconception
from sevendiff.grading import arguments, plain, wire


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    LOW = 1


@dataclasses.dataclass
class Point:
    x: float
    y: list


@dataclasses.dataclass(frozen=True)
class Frozen:
    x: int


class CourseError(ValueError):
    def __init__(self, code, reason):
        super().__init__(f"{code}: {reason}")


KNOWN = {kind.__qualname__: kind for kind in (Colour, Level, Point, Frozen, CourseError)}
Pair = collections.namedtuple("Pair", "left right")


class Proxy:
    def __init__(self, node):
        self.node = node


def keep(obj):
    return {"id": id(obj)}


def trusted(module, qualname):
    return KNOWN.get(qualname) if module == __name__ else None


def decode(node, blobs, references=(), classes=trusted):
    return plain.decode(node, blobs, handle=Proxy, classes=classes, references=references)


def through(value, references=(), own=None, classes=trusted):
    """Send a value over, with the copies of the arguments that one side has, and the other's."""
    blobs = []
    node = plain.encode(value, blobs, keep=keep, references=references)
    text = json.dumps(node, ensure_ascii=False).encode("utf-8", "surrogatepass")
    node = json.loads(text.decode("utf-8", "surrogatepass"))
    return decode(node, blobs, references if own is None else own, classes)


def same(a, b):
    """Whether two values are equal in value and type, all the way down."""
    if type(a) is not type(b) and not isinstance(a, tuple):
        return False
    if isinstance(a, np.ndarray):
        if a.dtype != b.dtype or a.shape != b.shape:
            return False
        if a.dtype == object:
            return all(map(same, a.ravel(), b.ravel()))
        return a.tobytes() == b.tobytes()
    if isinstance(a, torch.Tensor):
        equal = a.dtype == b.dtype and a.shape == b.shape and a.requires_grad == b.requires_grad
        return equal and torch.equal(a.detach(), b.detach()) and same(_grad(a), _grad(b))
    if isinstance(a, pd.DataFrame):
        return pd.testing.assert_frame_equal(a, b, check_column_type=True) is None
    if isinstance(a, pd.Series):
        return pd.testing.assert_series_equal(a, b) is None
    if isinstance(a, pd.Index):
        return pd.testing.assert_index_equal(a, b, exact=True) is None and a.names == b.names
    if isinstance(a, pd.api.extensions.ExtensionArray):
        return pd.testing.assert_extension_array_equal(a, b) is None
    if isinstance(a, scipy.sparse.spmatrix | scipy.sparse.sparray):
        return a.shape == b.shape and a.dtype == b.dtype and same(a.toarray(), b.toarray())
    if isinstance(a, dict):
        return all(same(x, y) for x, y in zip(a.items(), b.items(), strict=True))
    if isinstance(a, list | tuple | collections.deque):
        return len(a) == len(b) and all(map(same, a, b))
    if a is pd.NA or a is pd.NaT:
        return a is b
    if a != a:
        return repr(a) == repr(b)
    return a == b and repr(a) == repr(b)


def _grad(tensor):
    return tensor.grad if tensor.is_leaf else None


# The smallest file of a time zone: UTC, without a name.
TZIF = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + bytes(6) + b"UTC\0"
ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
OFFSET = datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))
STRUCT = np.dtype([("x", "<f8"), ("y", "i4", (2,)), ("flag", "?"), ("name", "U3")])

PLAIN = [
    *({1: "a"}.keys(), {1: "a"}.items()),
    *(None, True, False, 0, -5, 2**62, 2**63, -(2**64), 3**5000),
    *(1.5, -0.0, math.nan, math.inf, -math.inf, 5e-324, 1 + 2j, complex("nan-infj")),
    *("", "text", "\ud800", "\ud83d\ude00", "\U0001f600", "a\0b", "é" * 5000),
    *(b"", b"\0\xff", bytearray(b"abc")),
    *([], [1, [2.5, ["x"]]], (), (1, (2,)), {}, {1: "a", "b": [2], (1, 2): None, None: 0}),
    *([0.5] * 3000, list(range(3000)), [2**70] * 2000, [True] * 2000, (1, 2.0) * 2000),
    *({1, "a"}, frozenset({1, (2, 3)}), {frozenset({1})}, set(range(2000))),
    *(collections.deque([1, 2], maxlen=3), collections.deque()),
    collections.Counter("abca"),
    collections.OrderedDict([("b", 1), ("a", 2)]),
    *(range(1, 10, 3), range(2**70), slice(1, None, 2), ..., NotImplemented),
    datetime.date(2024, 2, 29),
    datetime.datetime(2024, 10, 27, 2, 30, 1, 7, tzinfo=ZONE, fold=1),
    *(datetime.datetime(2024, 1, 1), datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)),
    *(datetime.time(3, 4, 5, 6), datetime.time(3, tzinfo=OFFSET)),
    datetime.timedelta(days=-3, microseconds=5),
    *(decimal.Decimal("1.230"), decimal.Decimal("NaN"), decimal.Decimal("-Infinity")),
    *(fractions.Fraction(-3, 7), fractions.Fraction(np.int64(2), np.int64(5))),
    *(uuid.UUID(int=5), pathlib.Path("a/b"), Colour.RED, Level.LOW),
    *(Point(1.5, [1]), Frozen(3)),
    *(int, str, type(None), object, ValueError, np.float64, np.ndarray, np.generic),
]
ARRAYS = [
    *(np.arange(6).reshape(2, 3), np.asfortranarray(np.arange(6.0).reshape(2, 3))),
    *(np.zeros((0, 4)), np.array(2.5), np.array([True, False]), np.array([1, 2], ">i4")),
    *(np.array([1 + 2j], "c8"), np.array(["a", "éé"]), np.array([b"a", b"bc"])),
    *(np.array(["2024-01-01", "NaT"], "M8[D]"), np.array([3], "m8[s]"), np.zeros(2, "f2")),
    *(np.zeros(2, STRUCT), np.zeros(2, "f8,i4").reshape(1, 2), np.zeros(3, "g"), np.array([], "U")),
    *(np.array([1, "a", None, [1]], dtype=object), np.array([[None], [pd.NaT]], dtype=object)),
    *(np.empty((0, 2), object), np.array({1: 2}, dtype=object)),
    *(np.float64(math.nan), np.float32(0.1), np.int64(-5), np.uint64(2**64 - 1), np.bool(True)),
    *(np.complex64(1j), np.longdouble(1) / 3, np.str_("a"), np.bytes_(b"a")),
    *(np.datetime64("2024-01-01"), np.timedelta64(5, "s"), np.float16(1.5)),
    *(np.dtype("f8"), np.dtype(object), STRUCT, np.dtype("M8[ns]"), np.dtype(">i4")),
]
DAYS = pd.date_range("2024-03-30", periods=3, freq="D")
FRAME = pd.DataFrame(
    {
        "int": [1, 2, 3],
        "float": [0.5, math.nan, -0.0],
        "bool": [True, False, True],
        "date": DAYS,
        "zoned": DAYS.tz_localize("Europe/Berlin"),
        "offset": DAYS.tz_localize(OFFSET),
        "delta": pd.to_timedelta([1, 2, None], unit="h"),
        "category": pd.Categorical(["a", None, "b"], ["b", "a"], ordered=True),
        "Int": pd.array([1, None, 3], dtype="Int16"),
        "Float": pd.array([1.5, None, 3], dtype="Float32"),
        "boolean": pd.array([True, None, False], dtype="boolean"),
        "str": ["a", None, "\ud800"],
        "string": pd.array(["a", None, ""], dtype="string"),
        "object": pd.Series([None, math.nan, pd.NaT], dtype=object),
        "mixed": pd.Series([pd.NA, pd.Timestamp("2024"), "a"], dtype=object),
        "period": pd.period_range("2024-01", periods=3, freq="M"),
        "interval": pd.interval_range(0, 3),
    }
)
MULTI = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", None])
FRAMES = [
    FRAME,
    FRAME.set_index(["str", "int"]),
    FRAME.set_index("zoned"),
    pd.DataFrame([[1, "a"], [2, "b"]], columns=["x", "x"], index=[5, 5]),
    pd.DataFrame(np.eye(4), index=MULTI, columns=MULTI),
    *(pd.DataFrame(), pd.DataFrame(index=[1, 2]), pd.DataFrame(columns=["a", "b"])),
    pd.DataFrame({"a": [1.0, 2.0]}, index=pd.Index(["x", "y"], name="key", dtype=object)),
    *(pd.Series([1, 2], name=("a", 1)), pd.Series([], dtype=float), pd.Series(1, index=DAYS)),
    *(pd.Series(["a", [1], {}]), pd.Series([1, 2, 3], dtype="uint8"), FRAME.dtypes),
    pd.Series(["a", "b"], dtype="category"),
    *(pd.RangeIndex(2, 9, 3, name="n"), DAYS, DAYS[::2], MULTI, pd.Index([True, False])),
    *(pd.Index([1.5, 2], name="n"), pd.Index([("a", 1), "b"], dtype=object)),
    *(pd.CategoricalIndex(["a", "b"]), pd.interval_range(0, 2), pd.timedelta_range(0, periods=2)),
    pd.date_range("2024", periods=2, tz="UTC").as_unit("s"),
    *(pd.cut([1, 2, 3], 2), pd.array([1, None]), pd.array(DAYS), FRAME["zoned"].array),
    *(
        pd.Timestamp("2024-10-27 01:30", tz="UTC").tz_convert(ZONE),
        pd.Timestamp("2024").as_unit("s"),
    ),
    *(pd.Timedelta("1h"), pd.NaT, pd.NA, pd.Period("2024-02", "M"), pd.Interval(1, 2.5, "left")),
    *(FRAME["zoned"].dtype, FRAME["category"].dtype, pd.Int64Dtype(), pd.StringDtype()),
]
SPARSE = [
    scipy.sparse.random(5, 4, 0.4, format=form, rng=0)
    for form in ("coo", "csr", "csc", "lil", "dok")
] + [scipy.sparse.csr_array(np.eye(3)), scipy.sparse.coo_array(np.arange(4.0))]
GRADED = torch.ones(3, requires_grad=True)
GRADED.grad = torch.full((3,), 2.0)
TENSORS = [
    *(torch.arange(6).reshape(2, 3), torch.zeros(0, 3), torch.tensor(2.5), torch.tensor([True])),
    *(torch.ones(2, dtype=torch.bfloat16), torch.ones(2, dtype=torch.half), torch.tensor([1j])),
    *(torch.ones(2, requires_grad=True), GRADED, torch.ones(2, 3).T),
    *(torch.Size([1, 2]), torch.float32, torch.bfloat16, torch.device("cpu")),
]


@pytest.mark.parametrize(
    "value", PLAIN + ARRAYS + FRAMES + SPARSE + TENSORS, ids=lambda value: type(value).__name__
)
def test_a_value_arrives_as_it_was(value):
    assert same(value, through(value))
    # ... and within others.
    assert same([value, {"key": (value,)}], through([value, {"key": (value,)}]))


def test_a_read_only_dict_arrives_as_a_dict():
    assert through(types.MappingProxyType({"a": [1]})) == {"a": [1]}


@pytest.mark.parametrize("flags", [("C", "f8"), ("F", "f8"), ("C", ">i2")])
def test_an_array_keeps_its_order_in_memory(flags):
    array = np.array(np.arange(6).reshape(2, 3), order=flags[0], dtype=flags[1])
    arrived = through(array)
    assert arrived.flags.c_contiguous == array.flags.c_contiguous
    assert arrived.dtype.str == array.dtype.str and arrived.flags.writeable


def test_a_namedtuple_is_equal_and_has_its_fields():
    pair = through(Pair(1, [2]))
    assert pair == (1, [2]) and pair.left == 1 and pair._fields == ("left", "right")
    largest = through(torch.tensor([1.0, 3.0]).max(dim=0))
    assert largest.values == 3 and largest.indices == 1


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
        (np.matrix([[1, 2]]), np.array([[1, 2]])),
        # A masked element is equal to anything.
        (np.ma.array([1, 2], mask=[True, False]), np.array([1, 2])),
        (torch.nn.Parameter(torch.ones(2)), torch.ones(2, requires_grad=True)),
        (torch.ones(2, requires_grad=True) * 1, torch.ones(2, requires_grad=True)),
        (np.rec.array([(1, 2.0)], dtype="i4,f8"), np.array([(1, 2.0)], dtype="i4,f8")),
        (pathlib.PurePosixPath("a"), pathlib.Path("a")),
        (pd.arrays.SparseArray([0, 1]), pd.arrays.NumpyExtensionArray(np.array([0, 1]))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_relative_arrives_as_the_nearest_plain_type(value, plain):
    assert same(through(value), plain)


def hostile(base):
    """Make a subclass that answers every question as it likes."""

    def lie(self, *args, **kwargs):
        raise AssertionError("asked")

    names = (
        "__iter__ __eq__ __ne__ __len__ __getitem__ __contains__ __bool__ __int__ __index__ "
        "__float__ __complex__ __str__ __repr__ __format__ __reduce__ __reduce_ex__ __array__ "
        "__bytes__ items keys values tolist item numpy copy __array_ufunc__ __torch_function__ "
        "__array_function__ isoformat utcoffset numerator denominator columns index name "
        "as_tuple __class__ detach cpu to_numpy dtypes iloc _ixs tocoo value_"
    ).split()
    space = {name: property(lie) if name == "__class__" else lie for name in names}
    return type("Hostile", (base,), space | {"__hash__": lambda self: 0})


@pytest.mark.parametrize(
    ("base", "value"),
    [
        *((int, 5), (float, 2.5), (complex, 1j), (str, "a"), (bytes, b"a"), (list, [1])),
        *((bytearray, bytearray(b"a")), (tuple, (1,)), (dict, {1: 2}), (set, {1})),
        *((frozenset, frozenset({1})), (collections.deque, collections.deque([1]))),
        (decimal.Decimal, decimal.Decimal(1)),
        (collections.OrderedDict, collections.OrderedDict(a=1)),
        *((fractions.Fraction, fractions.Fraction(1, 2)), (np.float64, np.float64(2))),
    ],
    ids=str,
)
def test_a_hostile_subclass_is_read_by_its_base(base, value):
    arrived = through(hostile(base)(value))
    assert type(arrived) is base and same(arrived, value)


def test_hostile_arrays_frames_and_dates_are_read_by_their_base():
    assert same(through(np.arange(3).view(hostile(np.ndarray))), np.arange(3))
    frame = hostile(pd.DataFrame)({"a": [1, 2]})
    assert same(through(frame), pd.DataFrame({"a": [1, 2]}))
    assert same(through(hostile(datetime.date)(2024, 1, 2)), datetime.date(2024, 1, 2))
    assert same(through(hostile(datetime.timedelta)(1)), datetime.timedelta(1))
    counter = collections.Counter.__new__(hostile(collections.Counter))
    dict.__setitem__(counter, "a", 2)
    assert same(through(counter), collections.Counter("aa"))
    moment = hostile(datetime.datetime)(2024, 1, 2)
    assert same(through(moment), datetime.datetime(2024, 1, 2))
    tensor = torch.ones(2).as_subclass(hostile(torch.Tensor))
    assert same(through(tensor), torch.ones(2))


def test_a_hostile_metaclass_is_not_asked():
    def lie(*args):
        raise AssertionError("asked")

    names = ("__hash__", "__eq__", "__instancecheck__", "__subclasscheck__")
    space = dict.fromkeys(names, lie) | {"__mro__": property(lie), "__name__": property(lie)}
    meta = type("Meta", (type,), space)
    assert through(meta("Odd", (list,), {})([1, 2])) == [1, 2]
    assert type(through(meta("Odd", (), {})())) is Proxy
    assert type(through(meta("Odd", (), {}))) is Proxy
    assert type(through(hostile(object)())) is Proxy


@pytest.mark.parametrize(
    "value",
    [
        *(len, lambda: 0, (n for n in ()), math, object(), Proxy, Proxy({})),
        *(torch.nn.Linear(1, 1), np.random.default_rng(), torch.eye(2).to_sparse()),
        *(np.zeros(1, [("x", object)]), functools.partial(len), torch.empty(2, device="meta")),
        datetime.datetime(2024, 1, 1, tzinfo=zoneinfo.ZoneInfo.from_file(io.BytesIO(TZIF))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_left_is_a_handle(value):
    first, second = through([value, value])
    assert type(first) is Proxy and first.node == keep(value) and first is second


def test_classes_that_the_checker_does_not_know():
    values = through([Colour.RED, Level.LOW, Point(1, [])], classes=lambda module, qualname: None)
    assert [type(value) for value in values] == [Proxy, int, Proxy]


@pytest.mark.parametrize("kind", [int, Colour, object, enum.Enum, CourseError])
def test_a_trusted_class_of_another_form_is_not_filled(kind):
    blobs = []
    node = plain.encode(Point(1, []), blobs, keep=keep)
    assert type(decode(node, blobs, classes=lambda *names: kind)) is Proxy


def test_shared_parts_stay_shared():
    inner = [1]
    value = {"a": inner, "b": inner, "c": (inner,)}
    array = np.arange(3)
    arrived, arrays = through([value, [array, array]])
    assert arrived == value
    assert arrived["a"] is arrived["b"] is arrived["c"][0]
    assert arrays[0] is arrays[1]


def test_cycles_of_lists_dicts_and_arrays():
    ring, table, cell = [1], {}, np.empty(1, object)
    ring.append(ring)
    table["self"] = [table]
    cell[0] = cell
    ring, table, cell = through([ring, table, cell])
    assert ring[1] is ring and table["self"][0] is table and cell[0] is cell
    knot = ([],)
    knot[0].append(knot)
    with pytest.raises(wire.EncodeError):
        through(knot)


def test_a_tree_that_doubles_stays_small():
    tree = ()
    for _ in range(90):
        tree = (tree, tree)
    arrived = through(tree)
    assert arrived[0] is arrived[1]


def _deep(levels):
    return functools.reduce(lambda inner, _: [inner], range(levels), 0)


@pytest.mark.parametrize(
    "value",
    [
        *(_deep(101), _deep(100_000), 1 << 40_000_000, ["x"] * (plain.NODES + 1)),
        np.broadcast_to(0.0, 10**12),
        torch.zeros(1).expand(10**10),
        bytes(plain.LIMIT + 1),
    ],
    ids=["deep", "deeper", "int", "long", "array", "tensor", "bytes"],
)
def test_what_is_too_large_is_refused(value):
    with pytest.raises(wire.EncodeError):
        plain.encode(value, [], keep=keep)


def test_a_deep_dataclass_is_a_handle():
    chain = None
    for _ in range(200):
        chain = Point(0, chain)
    assert isinstance(through(chain), Point)


# --- what an attacker may send -------------------------------------------------------------------


def _npy(header, data=b"", version=1):
    text = header.encode("latin1")
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H", len(text)) + text + data


HEADER = "{'descr': %r, 'fortran_order': False, 'shape': %r}"
BAD = [
    *([], [[]], {}, [1], ["no such tag"], ["list"], ["list", "", 5], ["list", "d", -1]),
    *(["ref", 0], ["ref", -1], ["ref", True], ["same", 0], ["same", "a"], ["int", "5"]),
    *(["tuple", "", [["same", 0]]], ["int", "0x" + "f" * 10**7], ["complex", 1, "a"]),
    *(["bytes", 1], ["bytes", None], ["dict", "defaultdict", []], ["dict", "dict", [[1]]]),
    *(["dict", "dict", [[["list", "", []], 1]]], ["set", "", [["list", "", []]]], ["range", 1, 2]),
    *(["range", 1, 2, 0], ["constant", "exit"], ["type", "builtins", "__import__"]),
    *(["type", "os", "system"], ["type", "builtins", "eval"], ["type", "numpy", "load"]),
    *(["deque", "a", "", []], ["deque", -1, "", []], ["date", 1, 2, 50], ["datetime", [], 0, None]),
    *(["datetime", [2024, 1, 1], 0, "../../etc/passwd"], ["time", [1], 0, "/etc/passwd"]),
    *(["datetime", [2024, 1, 1], 0, [99, 0, 0]], ["decimal", "x"], ["fraction", 1, 0]),
    *(["uuid", "0x" + "f" * 40], ["handle", 5], ["dataclass", "a", "b", [], [], 5]),
    *(["namedtuple", "a", ["x", "y"], "", [1]], ["namedtuple", "a", [5], "", [1]]),
    *(["enum", 5, "b", "c", 1], ["error", {}], ["error", {"classes": [], "message": 5}]),
    *(["npy", 0], ["objects", [2], []], ["objects", [-1], []], ["objects", [0, 2**70], []]),
    *(["scalar", "int8", 300], ["scalar", "bool", 2], ["scalar", "void", 1], ["scalar", [], 1]),
    *(["frame", [], 1, 2], ["series", 1, 2, 3], ["index", 5, None, None], ["missing", "x"]),
    *(["steps", 0, 2, 0, None], ["multi", [], [], []], ["moment", 5, "D", None]),
    *(["strings", "csv", "NA", []], ["strings", "python", "NA", [1]], ["period", 5, "x" * 100]),
    *(["sparse", "csr", "matrix", [10**12, 1], 0, []], ["sparse", "x", "y", [], 0, []]),
    *(["tensor", None, "float32", [5], 0, False], ["tensor", None, "load", [0], 0, False]),
    *(["tensor", None, "qint8", [7], 0, False], ["tensor", None, "bool", [7], 0, False]),
    *(["tensor", None, "int8", [7], 0, True], ["size", [1.5]], ["device", "disk"]),
    *(["torch_dtype", "load"], ["view", 0, "C", 0, [], 0]),
]


@pytest.mark.parametrize("node", BAD, ids=lambda node: json.dumps(node)[:60])
def test_a_malformed_node_is_refused(node):
    with pytest.raises(wire.WireError):
        decode(node, [b"no npy\x02"])


@pytest.mark.parametrize(
    "blob",
    [
        *(b"", b"\x93NUMPY\x01\x00", _npy("{}"), _npy("__import__('os')"), _npy("(" * 5000)),
        *(_npy(HEADER % ("<f8", (3,)), bytes(16)), _npy(HEADER % ("<f8", (2,)), bytes(24))),
        *(_npy(HEADER % ("|O", (1,)), bytes(8)), _npy(HEADER % ("<f8", (2**62, 4)))),
        *(_npy(HEADER % ("<f8", (-1,))), _npy(HEADER % ("<f8", (-1, -1)), bytes(8))),
        *(_npy(HEADER % ("|S0", (10**15,))), _npy(HEADER % ("|b1", (1,)), b"\2")),
        *(_npy(HEADER % ("<U1", (1,)), b"\xff\xff\xff\x7f"), _npy(HEADER % ([("x", "|O")], (0,)))),
        *(_npy(HEADER % ([("x", "|b1")], (1,)), b"\2"), _npy(HEADER % ("<f8", (0,)), version=3)),
        pickle.dumps([1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_malformed_array_is_refused(blob):
    with pytest.raises(wire.WireError):
        decode(["npy", 0], [blob])


def test_a_blob_serves_once():
    with pytest.raises(wire.WireError):
        decode(["list", "", [["bytes", 0], ["bytes", 0]]], [b"abc"])


def _encoded():
    values = [FRAME, GRADED, {"a": ["x", 1.5, np.arange(4)]}, Pair(1, 2), SPARSE[1], Colour.RED]
    values += [DAYS, MULTI, KeyError("a"), datetime.datetime(2024, 1, 1, tzinfo=ZONE), Point(1, [])]
    blobs = []
    return plain.encode(values, blobs, keep=keep), [bytes(blob) for blob in blobs]


def _spoil(node, draw):
    """Change one place of a description."""
    junk = [
        None,
        True,
        -1,
        0,
        1,
        10**30,
        1.5,
        "",
        "x",
        "numpy",
        [],
        ["list", "", []],
        {},
        ["npy", 0],
    ]
    if type(node) is list and node and draw.random() < 0.9:
        place = draw.randrange(len(node))
        return node[:place] + [_spoil(node[place], draw)] + node[place + 1 :]
    return draw.choice(junk)


@pytest.mark.filterwarnings("ignore")
def test_spoilt_descriptions_raise_nothing_else():
    node, blobs = _encoded()
    draw = random.Random(0)
    refused = 0
    for _ in range(1000):
        spoilt = list(map(bytearray, blobs))
        if draw.random() < 0.3 and (blob := draw.choice(spoilt)):
            blob[draw.randrange(min(len(blob), 200))] ^= 1 << draw.randrange(8)
        try:
            decode(_spoil(node, draw), spoilt)
        except wire.WireError:
            refused += 1
    assert refused > 300


def test_a_proxy_is_not_asked_while_a_value_is_made():
    asked = []

    class Trap:
        def __getattribute__(self, name):
            asked.append(name)
            raise AttributeError(name)

    for name in (
        "eq",
        "len",
        "iter",
        "getitem",
        "array",
        "float",
        "index",
        "bool",
        "str",
        "deepcopy",
    ):
        setattr(Trap, f"__{name}__", lambda *args, name=name: asked.append(name))
    Trap.__hash__ = object.__hash__
    node, blobs = _encoded()

    def with_handles(node):
        """Yield the description with a handle in the place of each of its nodes in turn."""
        if type(node) is not list:
            return
        if node and type(node[0]) is str:
            yield ["handle", {}]
        for place, part in enumerate(node):
            for changed in with_handles(part):
                yield node[:place] + [changed] + node[place + 1 :]

    made = 0
    for changed in with_handles(node):
        try:
            plain.decode(changed, blobs, handle=lambda _: Trap(), classes=trusted)
            made += 1
        except wire.WireError:
            pass
        assert asked == []
    assert made > 10


# --- frames --------------------------------------------------------------------------------------


@pytest.fixture
def pair():
    ends = socket.socketpair()
    yield ends
    for end in ends:
        end.close()


@pytest.mark.parametrize(
    ("message", "blobs"),
    [
        ({}, []),
        ({"a": [None, 1.5, "é\ud800\ud83d\ude00\0"], "b": {"c": -(2**80)}}, [b"", b"abc"]),
        ({"a": math.inf}, [bytes(range(256)) * 100, np.arange(3), memoryview(b"x")]),
    ],
)
def test_a_frame_arrives(pair, message, blobs):
    wire.send(pair[0], message, blobs)
    wire.send(pair[0], {"next": 1})
    arrived, parts = wire.receive(pair[1], 10**6)
    assert arrived == message and [bytes(part) for part in parts] == [bytes(b) for b in blobs]
    assert wire.receive(pair[1], 10**6) == ({"next": 1}, [])
    pair[0].close()
    with pytest.raises(wire.Ended):
        wire.receive(pair[1], 10**6)


def test_not_a_number_survives(pair):
    wire.send(pair[0], {"a": math.nan})
    assert math.isnan(wire.receive(pair[1], 1000)[0]["a"])


@pytest.mark.parametrize("message", [{"a": {1}}, {"a": 1 << 10**6}, {"a": _deep(10**5)}])
def test_a_message_that_is_no_json_is_refused(pair, message):
    with pytest.raises(wire.EncodeError):
        wire.send(pair[0], message)


def _frame(text, lengths=(), rest=b"", magic=wire.MAGIC, size=None, count=None):
    prefix = wire.PREFIX.pack(magic, len(text) if size is None else size, count or len(lengths))
    return prefix + struct.pack(f"!{len(lengths)}Q", *lengths) + text + rest


@pytest.mark.parametrize(
    "data",
    [
        *(
            _frame(b"[1]"),
            _frame(b"5"),
            _frame(b"{"),
            _frame(b"\xff"),
            _frame(b"{}", magic=b"none"),
        ),
        *(_frame(b"[" * 90_000), _frame(b'{"a": ' + b"9" * 90_000 + b"}"), _frame(b"{}{}")),
        *(_frame(b"{}", size=2**32 - 1), _frame(b"{}", count=2**32 - 1)),
        *(_frame(b"{}", [2**64 - 1, 1]), _frame(b"{}", [10**6])),
        *(_frame(b"{}", [10], b"abc"), _frame(b"{}")[:-1], b"7dw", b""),
    ],
    ids=lambda data: repr(data[:40]),
)
def test_a_malformed_frame_is_refused(pair, data):
    pair[0].sendall(data)
    pair[0].shutdown(socket.SHUT_WR)
    with pytest.raises(wire.WireError):
        wire.receive(pair[1], 10**5)


def test_too_many_small_values_are_refused(pair, monkeypatch):
    monkeypatch.setattr(wire, "MARKS", 1000)
    wire.send(pair[0], {"a": [[]] * 1000})
    with pytest.raises(wire.WireError):
        wire.receive(pair[1], 10**6)


def test_spoilt_frames_raise_nothing_else():
    draw = random.Random(1)
    ends = socket.socketpair()
    wire.send(ends[0], {"node": ["list", "", [1, "a", {"b": None}]]}, [b"blob", b"x" * 50])
    valid = ends[1].recv(10**4)
    for number in range(2000):
        data = bytearray(draw.randbytes(draw.randrange(60)) if number % 3 == 0 else valid)
        for _ in range(draw.randrange(1, 4)):
            if data:
                data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        del data[draw.randrange(len(data) + 1) if number % 3 == 1 else len(data) :]
        ends = socket.socketpair()
        with ends[0], ends[1]:
            ends[0].sendall(data)
            ends[0].shutdown(socket.SHUT_WR)
            try:
                message, _ = wire.receive(ends[1], 10**4)
                assert type(message) is dict
            except wire.WireError:
                pass


def test_a_deadline_holds_for_the_frame_as_a_whole(pair):
    stop = threading.Event()

    def drip():
        for byte in _frame(b'{"a": 1}' + b" " * 10_000):
            if stop.wait(0.02):
                return
            pair[0].send(bytes([byte]))

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        with pytest.raises(wire.Late):
            wire.receive(pair[1], 10**6, time.monotonic() + 0.3)
    finally:
        stop.set()
        thread.join()
    with pytest.raises(wire.Late):
        wire.send(pair[1], {}, [bytes(10**7)], time.monotonic() + 0.1)
    assert pair[1].gettimeout() is None


# --- references, views and changed arguments -----------------------------------------------------


def _call(function, *args, **kwargs):
    """Call a function as over the wire, with copies; return its result and what was changed."""
    passed = (args, kwargs)
    theirs = copy.deepcopy(passed)
    theirs_found = arguments.mutables(theirs)

    def states():
        described = []
        for obj in theirs_found:
            blobs = []
            node = arguments.state(obj, blobs, keep=keep, references=theirs_found)
            described.append((node, blobs))
        return described

    before = states()
    value = function(*theirs[0], **theirs[1])
    blobs = []
    node = plain.encode(value, blobs, keep=keep, references=theirs_found)
    ours = arguments.mutables(passed)
    written = []
    for obj, old, new in zip(ours, before, states(), strict=True):
        if arguments.changed(old, new):
            state = json.loads(json.dumps(new[0]))
            arguments.restore(obj, state, new[1], handle=Proxy, classes=trusted, references=ours)
            written.append(obj)
    return decode(json.loads(json.dumps(node)), blobs, ours), written


def test_arguments_are_numbered_once_and_in_order():
    inner, array, generator = [1], np.arange(2), np.random.default_rng(0)
    passed = (([inner, array], (inner, {"a": generator})), {"key": inner, "n": 5, "s": "x"})
    found = arguments.mutables(passed)
    kinds = [list, list, np.ndarray, dict, np.random.Generator, dict]
    assert sorted(type(obj).__name__ for obj in found) == sorted(kind.__name__ for kind in kinds)
    assert len({id(obj) for obj in found}) == len(found)
    theirs = arguments.mutables(pickle.loads(pickle.dumps(passed)))
    assert [type(obj) for obj in theirs] == [type(obj) for obj in found]
    ring = []
    ring.append(ring)
    assert arguments.mutables(ring) == [ring]


def test_a_result_that_is_an_argument_is_the_checkers_own():
    values, frame = [1, [2]], pd.DataFrame({"a": [1]})
    result, written = _call(lambda xs, df: (xs, {"df": df, "inner": xs[1]}), values, frame)
    assert result[0] is values and result[1]["df"] is frame and result[1]["inner"] is values[1]
    assert written == []


@pytest.mark.parametrize(
    "view",
    [
        lambda a: a[1:],
        lambda a: a.T,
        lambda a: a[::-1, ::2],
        lambda a: a.reshape(-1)[3:7],
        lambda a: a.view("i8"),
        lambda a: np.broadcast_to(a[0], (3, 4)),
        lambda a: a.real,
    ],
)
@pytest.mark.parametrize("order", "CF")
def test_a_view_of_an_argument_is_a_view_of_the_checkers_own(view, order):
    array = np.array(np.arange(12.0).reshape(3, 4), order=order)
    result, _ = _call(view, array)
    # One of them is a copy in any process: an array in Fortran's order made flat.
    assert np.shares_memory(result, array) == np.shares_memory(view(array), array)
    assert np.array_equal(result, view(array)) and result.strides == view(array).strides


def test_a_view_of_what_lies_otherwise_in_memory_is_a_copy():
    array = np.arange(10)[::2]
    result, _ = _call(lambda a: a[1:], array)
    assert np.array_equal(result, array[1:])


@pytest.mark.parametrize(
    ("dtype", "offset", "strides"),
    [
        *(("<f8", 8 * 10, [8]), ("<f8", -8, [8]), ("<f8", 0, [2**40]), ("<f8", 0, [-8])),
        *(("<f8", 0, []), ("<f8", 0, ["8"]), ("<f8", 2**70, [8]), ("<f8", True, [8])),
    ],
)
def test_a_view_beyond_the_array_is_refused(dtype, offset, strides):
    blob = _npy(HEADER % (dtype, (2,)), bytes(16))
    with pytest.raises(wire.WireError):
        decode(["view", 0, "C", offset, strides, 0], [blob], [np.arange(10.0)])


@pytest.mark.parametrize("dtype", ["|b1", "<U1", [("a", "|b1"), ("b", "V3")]])
def test_a_view_does_not_read_numbers_as_something_else(dtype):
    whole = np.full(10, 7, "i4")
    size = np.dtype(dtype).itemsize
    blob = _npy(HEADER % (dtype, (2,)), bytes(2 * size))
    result = decode(["view", 0, "C", 0, [size], 0], [blob], [whole])
    assert not np.shares_memory(result, whole)


def _model():
    torch.manual_seed(0)
    layers = torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3), torch.nn.Dropout(), torch.nn.ReLU()
    return torch.nn.Sequential(*layers)


def _train(model, optimizer):
    torch.manual_seed(1)
    model.train()
    for _ in range(2):
        optimizer.zero_grad()
        model(torch.ones(4, 2)).square().sum().backward()
        optimizer.step()
    model[2].eval()
    model[0].bias.requires_grad_(False)


def _in_place(obj, change):
    """Apply a change by the wire and directly, and return both objects."""
    direct = copy.deepcopy(obj)
    change(direct)
    _, written = _call(lambda each: change(each), obj)
    assert len(written) == 1 and written[0] is obj
    return obj, direct


def _grow(frame):
    frame["new"] = 1
    del frame["int"]
    frame.index = list("xyz")


@pytest.mark.parametrize(
    ("obj", "change"),
    [
        ([3, 1, 2], lambda xs: xs.sort()),
        ([1], lambda xs: xs.__setitem__(0, True)),
        ({"a": 1, "b": 2}, lambda d: d.update(c=d.pop("a"))),
        (collections.OrderedDict(a=1, b=2), lambda d: d.move_to_end("a")),
        (collections.Counter("ab"), lambda c: c.update("aa")),
        (collections.defaultdict(list), lambda d: d["new"].append(1)),
        ({1, 2}, lambda s: s.add(3)),
        (bytearray(b"abc"), lambda b: b.extend(b"d")),
        (collections.deque([1, 2], maxlen=2), lambda d: d.append(3)),
        (np.arange(4), lambda a: a.sort() or a.__setitem__(0, 9)),
        (np.arange(8).reshape(2, 4)[:, ::2], lambda a: a.__setitem__(0, 9)),
        (np.array([1, "a"], dtype=object), lambda a: a.__setitem__(1, None)),
        (np.zeros(2, STRUCT), lambda a: a["x"].__setitem__(0, 9)),
        (FRAME.copy(), _grow),
        (pd.Series([1, 2], name="a"), lambda s: s.__setitem__(0, 5)),
        (torch.zeros(2, 3).T, lambda t: t.add_(1)),
        (torch.ones(2), lambda t: t.requires_grad_()),
        (torch.ones(2, requires_grad=True), lambda t: t.sum().backward()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_change_is_written_into_the_checkers_own_object(obj, change):
    ours, direct = _in_place(obj, change)
    assert same(ours, direct)


@pytest.mark.parametrize(
    ("generator", "draw"),
    [
        *((np.random.default_rng(0), lambda g: g.normal()),),
        *((np.random.Generator(np.random.MT19937(0)), lambda g: g.random(3)),),
        *((np.random.Generator(np.random.Philox(0)), lambda g: g.random(3)),),
        *((np.random.PCG64(0), lambda g: g.random_raw()),),
        *((np.random.RandomState(0), lambda g: g.normal()),),
        *((random.Random(0), lambda g: g.gauss(0, 1)),),
        *((torch.Generator(), lambda g: torch.rand(1, generator=g).item()),),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_generator_goes_on_where_the_call_left_it(generator, draw):
    if type(generator) is torch.Generator:  # no copy is to be had
        generator.manual_seed(0)
        other, blobs = torch.Generator().manual_seed(0), []
        draw(other)
        node = arguments.state(other, blobs, keep=keep)
        arguments.restore(generator, node, blobs, handle=Proxy, classes=trusted)
        assert draw(generator) == draw(other)
        return
    ours, direct = _in_place(generator, draw)
    assert np.array_equal(draw(ours), draw(direct))


def test_the_global_generators_class_is_not_confused():
    blobs = []
    node = arguments.state(np.random.default_rng(0), blobs, keep=keep)
    own = np.random.Generator(np.random.MT19937(0))
    with pytest.raises(wire.StateError):
        arguments.restore(own, node, blobs, handle=Proxy, classes=trusted)


@pytest.mark.parametrize("position", [-1, 625, 2**40])
@pytest.mark.parametrize(
    "generator",
    [np.random.RandomState(0), np.random.Generator(np.random.MT19937(0))],
    ids=["RandomState", "Generator"],
)
def test_a_generators_position_stays_within_its_memory(generator, position):
    read = getattr(generator, "get_state", None)
    content = read(legacy=False) if read else generator.bit_generator.state
    content["state"]["pos"] = position
    blobs = []
    node = plain.encode(content, blobs, keep=keep)
    with pytest.raises(wire.StateError):
        arguments.restore(generator, node, blobs, handle=Proxy, classes=trusted)


@pytest.mark.parametrize("make", [torch.optim.SGD, torch.optim.Adam])
def test_a_model_and_its_optimizer_are_trained_in_place(make):
    model = _model()
    optimizer = make(model.parameters(), lr=0.1)
    direct, direct_optimizer = copy.deepcopy((model, optimizer))
    _train(direct, direct_optimizer)
    weight = model[0].weight
    _, written = _call(_train, model, optimizer)
    assert written == [model, optimizer] and model[0].weight is weight
    assert [m.training for m in model.modules()] == [m.training for m in direct.modules()]
    for ours, theirs in zip(model.state_dict().items(), direct.state_dict().items(), strict=True):
        assert same(ours, theirs)
    assert all(map(same, map(_grad, model.parameters()), map(_grad, direct.parameters())))
    assert not model[0].bias.requires_grad
    ours, theirs = optimizer.state_dict(), direct_optimizer.state_dict()
    assert same(ours, theirs)


@pytest.mark.parametrize(
    ("obj", "change"),
    [
        (np.arange(4), lambda a: a.resize(6, refcheck=False)),
        (np.arange(4), lambda a: setattr(a, "shape", (2, 2))),
        (torch.zeros(4), lambda t: setattr(t, "data", torch.zeros(6))),
        (_model(), lambda m: m.append(torch.nn.Linear(3, 3))),
        (_model(), lambda m: m.__setitem__(0, torch.nn.Linear(3, 3))),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.filterwarnings("ignore")
def test_a_change_that_cannot_be_repeated_is_said(obj, change):
    with pytest.raises(wire.StateError):
        _call(lambda each: change(each), obj)


def test_a_read_only_array_is_not_written():
    array = np.arange(3)
    array.setflags(write=False)
    with pytest.raises(wire.StateError):
        _call(lambda a: a.__setitem__(0, 5), array)
    assert array[0] == 0


def test_changed_arguments_refer_to_each_other():
    first, second = [1], {"a": [2]}

    def link(first, second):
        first.append(second)
        first.append(first)
        second["a"].append(first)

    _, written = _call(link, first, second)
    assert first[1] is second and first[2] is first and second["a"][1] is first
    assert len(written) == 2


@pytest.mark.parametrize("obj", [[1], {1: 2}, {1}, bytearray(b"a"), np.arange(2), FRAME.copy()])
@pytest.mark.parametrize("content", [5, "text", None, (1, 2), len, Pair(1, 2)], ids=repr)
def test_a_state_of_another_kind_is_refused(obj, content):
    before, blobs = copy.deepcopy(obj), []
    node = plain.encode(content, blobs, keep=keep)
    with pytest.raises(wire.StateError):
        arguments.restore(obj, node, blobs, handle=Proxy, classes=trusted)
    assert same(obj, before)


def test_nothing_changed_is_nothing_sent():
    passed = ([1, math.nan, [2]], FRAME.copy(), np.array([math.nan]), torch.ones(2), _model())
    assert _call(lambda *args: None, *passed) == (None, [])


def test_an_argument_that_grows_too_large():
    old, new = arguments.state([1], [], keep=keep), arguments.state(_deep(500), [], keep=keep)
    assert new is None and not arguments.changed((None, []), (None, []))
    with pytest.raises(wire.EncodeError):
        arguments.changed((old, []), (new, []))


# --- errors --------------------------------------------------------------------------------------


def _error(error, classes=trusted):
    node = json.loads(json.dumps(plain.encode_error(error)))
    return plain.decode_error(node, classes)


class Own(LookupError):
    pass


class Silent(ValueError):
    def __str__(self):
        raise SystemExit


class Odd(ValueError):
    def __str__(self):
        return 5


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (ValueError("wrong"), ValueError, "wrong"),
        (ValueError(), ValueError, ""),
        (KeyError("key"), KeyError, "'key'"),
        (KeyError(5), KeyError, "5"),
        (KeyError((1, 2)), KeyError, "'(1, 2)'"),
        (Own("mine"), LookupError, "mine"),
        (Silent("said"), ValueError, "said"),
        (Odd("said"), ValueError, "said"),
        (CourseError(3, "no"), CourseError, "3: no"),
        (FileNotFoundError(2, "none", "x"), FileNotFoundError, "[Errno 2] none: 'x'"),
        (OSError(13, "no"), PermissionError, "[Errno 13] no"),
        (Misconception("trust me"), AssertionError, "trust me"),
        (wire.WireError("trust me"), Exception, "trust me"),
        (ExceptionGroup("group", [ValueError()]), Exception, "group (1 sub-exception)"),
        (SystemExit(3), SystemExit, "3"),
        (KeyboardInterrupt(), KeyboardInterrupt, ""),
        (RuntimeError("\ud800" + "x" * 5000), RuntimeError, "\ud800" + "x" * 1999),
        (SyntaxError("bad"), SyntaxError, "bad"),
        (UnicodeDecodeError("ascii", b"x", 0, 1, "no"), UnicodeDecodeError, None),
        (decimal.InvalidOperation([1]), ArithmeticError, None),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else repr(value)[:30],
)
def test_an_error_arrives_as_the_nearest_class_that_is_known(error, kind, text):
    arrived = _error(error)
    assert type(arrived) is kind
    if text is not None:
        assert str(arrived) == text


def test_an_attackers_class_names_reach_nothing():
    def anything(module, qualname):
        return {"m": Misconception, "w": wire.Ended, "p": print, "i": int}.get(module)

    names = [["m", "x"], ["w", "x"], ["p", "x"], ["i", "x"], ["builtins", "object"]]
    names += [["builtins", "__import__"], ["builtins", "int"]]
    node = {"classes": names, "message": "text", "arguments": ["text"]}
    assert type(plain.decode_error(node, anything)) is Exception


@pytest.mark.parametrize(
    "node",
    [
        *(None, {}, [], {"classes": 5, "message": "", "arguments": []}),
        {"classes": [], "message": "x" * 3000, "arguments": []},
        {"classes": [["a"]], "message": "", "arguments": []},
        {"classes": [[1, 2]], "message": "", "arguments": []},
        {"classes": [], "message": "", "arguments": [{}]},
        {"classes": [["a", "b"]] * 100, "message": "", "arguments": []},
    ],
)
def test_a_malformed_error_is_refused(node):
    with pytest.raises(wire.WireError):
        plain.decode_error(node, trusted)
