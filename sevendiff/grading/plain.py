"""Plain data: how a value gets from the learner's process to the checker's.

The learner's process is not to be trusted once it has run a cell. So it reduces a value to the
nearest plain type (`encode`), and the checker rebuilds a value from nothing but that description
(`decode`): no pickle, no code, no name looked up outside fixed lists. What has no plain type
becomes a handle. Nothing that the learner's side sends can do more than make a `WireError`.

Here are the two functions and Python's own types; those of NumPy and others are in `libraries`.
"""

import array
import builtins
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import importlib
import pathlib
import re
import sys
import types
import unicodedata
import uuid
import zoneinfo

from sevendiff.checks import Misconception
from sevendiff.grading.wire import EncodeError, WireError

# --- encode: the learner's side ------------------------------------------------------------------

LIMIT = 256 * 2**20  # bytes of one encoded value
NODES = 10**6  # values in it, apart from those in arrays and lists of numbers
DEPTH = 100
BITS = 10**6  # of an int; Python itself writes no more than 4300 digits as text
LONG = 1000  # characters from which a text travels as a blob, numbers from which a list does
LIBRARIES = ("numpy", "pandas", "scipy.sparse", "torch")

ATOMS = {id(kind) for kind in (type(None), bool, int, float, str)}
# A metaclass may override `__mro__`, `__hash__`, `__qualname__`: classes are read by `type`'s own
# descriptors and kept by id.
mro_of = type.__dict__["__mro__"].__get__
_module_of = type.__dict__["__module__"].__get__
qualname_of = type.__dict__["__qualname__"].__get__


def isa(obj, *kinds):
    """Whether an object is of a class, whatever it says of itself."""
    return any(base is kind for base in mro_of(type(obj)) for kind in kinds)


_rules = {}  # library -> [(dotted name, function, cyclic)]
_encoders = {}  # id of a class -> (function, cyclic); of the libraries that are imported


def resolve(rules, found):
    """Move what is registered for a library's classes to the classes, once it is imported.

    Parameters
    ----------
    rules : dict
        By library: tuples of a dotted name and whatever is registered for it.
    found : dict
        By id of a class: what is registered.
    """
    for library in list(rules):
        if (module := sys.modules.get(library)) is not None:
            for name, *row in rules[library]:
                try:
                    kind = functools.reduce(getattr, name.split("."), module)
                except AttributeError:  # being imported right now, or another version
                    continue
                found[id(kind)] = row
            del rules[library]


def encodes(library, *names, cyclic=False):
    """Register the function that describes instances of the classes named, and of subclasses.

    A cyclic one may meet the object itself again among its parts.
    """

    def register(function):
        _rules.setdefault(library, []).extend((name, function, cyclic) for name in names)
        return function

    return register


def _encoder_of(kind):
    if id(kind) in _encoders:
        return _encoders[id(kind)]
    mro = mro_of(kind)
    if isa(kind, enum.EnumMeta):
        return _encode_enum, False
    if _is_more_than_a_container(mro):
        return None, False
    for base in mro:
        if id(base) in _encoders:
            return _encoders[id(base)]
    if any("__dataclass_fields__" in type.__dict__["__dict__"].__get__(base) for base in mro):
        return _encode_dataclass, False
    return None, False


def _is_more_than_a_container(mro):
    """Whether a learner's class derives from dict or list and has methods that these lack."""
    for container in (dict, list):
        if any(base is container for base in mro):
            own = [base for base in mro if _module_of(base) == "__main__"]
            names = {n for base in own for n in type.__dict__["__dict__"].__get__(base)}
            names = [n for n in names if type(n) is str and not n.startswith("_")]
            return any(not hasattr(container, n) for n in names)
    return False


def has_plain_form(kind):
    """Tell whether instances of a class travel as plain data; no handle stands for one.

    Parameters
    ----------
    kind : type

    Returns
    -------
    bool
    """
    resolve(_rules, _encoders)
    return _encoder_of(kind)[0] is not None


class Encoder:
    """The description of one value under way; see `encode`."""

    def __init__(self, blobs, keep, references, limit, views=True):
        self.blobs, self.keep, self.left = blobs, keep, limit
        self.references = references
        self.numbers = {id(obj): number for number, obj in enumerate(references)}
        self.views = views
        self.memo = {}  # id -> (number, object): held, so that no id is used twice
        self.open = set()  # ids of objects under way that cannot contain themselves
        self.nodes = self.depth = 0
        resolve(_rules, _encoders)

    def value(self, obj):
        kind = type(obj)
        self.nodes += 1
        if self.nodes > NODES:
            raise EncodeError("too many values")
        if id(kind) in ATOMS:
            return self.atom(obj, kind)
        if id(obj) in self.numbers:
            return ["ref", self.numbers[id(obj)]]
        if id(obj) in self.memo:
            if id(obj) in self.open:
                raise EncodeError("a value that contains itself")
            return ["same", self.memo[id(obj)][0]]
        function, cyclic = _encoder_of(kind)
        if function in _REDUCED:
            return self.value(_REDUCED[function](obj))
        if self.depth >= DEPTH:
            raise EncodeError("too deep a value")
        number = len(self.memo)
        self.memo[id(obj)] = (number, obj)
        if not cyclic:
            self.open.add(id(obj))
        self.depth += 1
        mark = self.mark()
        try:
            node = function(self, obj) if function else None
        except RecursionError:
            raise EncodeError("too deep a value") from None
        except EncodeError:
            raise
        except Exception:  # whatever cannot be read is kept
            self.back(mark)
            node = None
        finally:
            self.depth -= 1
            self.open.discard(id(obj))
        return ["handle", self.keep(obj)] if node is None else node

    def atom(self, obj, kind):
        if kind is int and not -(2**63) <= obj < 2**63:
            if obj.bit_length() > BITS:
                raise EncodeError("too large an int")
            return ["int", hex(obj)]
        if kind is str and len(obj) > LONG:
            return ["str", self.blob(obj.encode("utf-8", "surrogatepass"))]
        return obj

    def mark(self):
        return len(self.blobs), len(self.memo), self.left

    def back(self, mark):
        blobs, memo, self.left = mark
        del self.blobs[blobs:]
        while len(self.memo) > memo:
            self.memo.popitem()

    def room(self, size):
        self.left -= size
        if self.left < 0:
            raise EncodeError("too large a value")

    def blob(self, data):
        self.room(len(data))
        self.blobs.append(data)
        return len(self.blobs) - 1

    def items(self, values):
        """Describe a list of values: numbers of one type in a blob, others one by one."""
        if len(values) >= LONG:
            for kind, code in ((float, "d"), (int, "q")):
                if all(type(value) is kind for value in values):
                    try:
                        return [code, self.blob(array.array(code, values).tobytes())]
                    except OverflowError:
                        break
        return ["", [self.value(value) for value in values]]

    def pairs(self, items):
        return [[self.value(key), self.value(value)] for key, value in items]


def encode(value, blobs, *, keep, references=(), limit=LIMIT):
    """Describe a value by plain data.

    The content of an instance of a subclass is read by the base class's own methods, so nothing
    that the subclass overrides is asked.

    Parameters
    ----------
    value : object
    blobs : list
        Grows by the binary parts.
    keep : callable
        ``keep(obj) -> dict``: keeps an object that is no plain data and describes its handle.
    references : list, optional
        The call's arguments as `mutables` gives them: a value that is one of them, or an array
        that is a view of one of them, is described as such.
    limit : int, optional
        Bytes of the blobs.

    Returns
    -------
    object
        JSON-able.

    Raises
    ------
    EncodeError
        Too large, too deep, or a tuple that contains itself.
    """
    encoder = Encoder(blobs, keep, references, limit)
    try:
        return encoder.value(value)
    except (RecursionError, MemoryError):
        raise EncodeError("too large or too deep a value") from None


# --- decode: the checker's side ------------------------------------------------------------------

_PENDING = object()
_decoders = {}
_UNSHARED = {"ref", "same", "int", "str"}


def decodes(tag):
    """Register the function that rebuilds what a tag stands for."""

    def register(function):
        _decoders[tag] = function
        return function

    return register


class _Decoder:
    def __init__(self, blobs, handle, classes, references):
        self.blobs, self.handle, self.classes = blobs, handle, classes
        self.references = references
        self.used = set()
        self.made = []
        self.slot = self.depth = 0

    def value(self, node):
        if type(node) is not list:
            exact(node, type(None), bool, int, float, str)
            return node
        tag, *parts = node
        function = _decoders[exact(tag, str)]
        if tag in _UNSHARED:
            return function(self, *parts)
        if self.depth > DEPTH:
            raise WireError("too deep a value")
        self.slot = slot = len(self.made)
        self.made.append(_PENDING)
        self.depth += 1
        self.made[slot] = function(self, *parts)
        self.depth -= 1
        return self.made[slot]

    def claim(self, empty):
        """Register a container before its parts are made, as they may refer to it."""
        self.made[self.slot] = empty
        return empty

    def typed(self, node, *kinds):
        """Make a value that must be of a type: a proxy in its place would be asked, otherwise."""
        value = self.value(node)
        if not isa(value, *kinds):
            raise WireError("of another type than expected")
        return value

    def blob(self, number):
        # A blob serves once: two objects never share memory by a trick.
        if not 0 <= exact(number, int) < len(self.blobs) or number in self.used:
            raise WireError("no such blob")
        self.used.add(number)
        blob = self.blobs[number]
        return blob if type(blob) is bytearray else bytearray(blob)

    def items(self, code, part):
        if code == "":
            return (self.value(node) for node in exact(part, list))
        if code not in ("d", "q"):
            raise WireError("no such list")
        values = array.array(code)
        values.frombytes(self.blob(part))
        return values.tolist()

    def pairs(self, part):
        for key, value in exact(part, list):
            yield self.value(key), self.value(value)


def decode(node, blobs, *, handle, classes, references=()):
    """Rebuild a value from its description, believing nothing.

    Parameters
    ----------
    node : object
        As `encode` makes it, or as an attacker does.
    blobs : list of bytes-like
    handle : callable
        ``handle(dict) -> object``: makes the proxy of a handle; to raise `WireError` where the
        dict is not one of its own.
    classes : callable
        ``classes(module, qualname) -> type | None``: a class that the checker trusts.
    references : list, optional
        The checker's own arguments of the call, as `mutables` gives them.

    Raises
    ------
    WireError
    """
    decoder = _Decoder(blobs, handle, classes, references)
    with _strict():
        return decoder.value(node)


class _strict:
    """Anything that goes wrong in a description is a `WireError`."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, Exception) and not isinstance(error, WireError):
            raise WireError(f"malformed data ({kind.__name__})") from error


def exact(value, *kinds):
    """Return a value if it is of one of the types itself, not of a subclass."""
    if not any(type(value) is kind for kind in kinds):
        raise WireError("of another type than expected")
    return value


def imported(name):
    """Return one of the libraries; the checker imports it when an answer needs it."""
    if name not in LIBRARIES:
        raise WireError("no such library")
    return sys.modules.get(name) or importlib.import_module(name)


# --- the builtin types ---------------------------------------------------------------------------


@encodes("builtins", "int")
def _int(encoder, obj): ...


@encodes("builtins", "str")
def _str(encoder, obj): ...


@encodes("builtins", "float")
def _float(encoder, obj): ...


# Instances of subclasses of the atoms become atoms.
_REDUCED = {_int: int.__int__, _str: str.__str__, _float: float.__float__}


@decodes("int")
def _(decoder, text):
    if len(exact(text, str)) > BITS // 4 + 8 or not re.fullmatch("-?0x[0-9a-f]+", text):
        raise WireError("no int")
    return int(text, 16)


@decodes("str")
def _(decoder, number):
    return decoder.blob(number).decode("utf-8", "surrogatepass")


@decodes("ref")
def _(decoder, number):
    return decoder.references[natural(number)]


@decodes("same")
def _(decoder, number):
    value = decoder.made[natural(number)]
    if value is _PENDING:
        raise WireError("a value that contains itself")
    return value


@decodes("handle")
def _(decoder, node):
    return decoder.handle(exact(node, dict))


def natural(number):
    """Return an int that is not negative."""
    if exact(number, int) < 0:
        raise WireError("a negative number")
    return number


@encodes("builtins", "complex")
def _(encoder, obj):
    value = complex.__complex__(obj)
    return ["complex", value.real, value.imag]


@decodes("complex")
def _(decoder, real, imag):
    return complex(exact(real, float), exact(imag, float))


@encodes("builtins", "bytes")
def _(encoder, obj):
    return ["bytes", encoder.blob(bytes.__getitem__(obj, slice(None)))]


@decodes("bytes")
def _(decoder, number):
    return bytes(decoder.blob(number))


@encodes("builtins", "bytearray")
def _(encoder, obj):
    return ["bytearray", encoder.blob(bytes(bytearray.__getitem__(obj, slice(None))))]


@decodes("bytearray")
def _(decoder, number):
    return decoder.blob(number)


@encodes("builtins", "list", cyclic=True)
def _(encoder, obj):
    return ["list", *encoder.items(list.copy(obj))]


@decodes("list")
def _(decoder, code, part):
    made = decoder.claim([])
    made.extend(decoder.items(code, part))
    return made


@encodes("builtins", "tuple")
def _(encoder, obj):
    values = list(tuple.__iter__(obj))
    name, fields = _field_names(type(obj))
    if fields is not None and len(fields) == len(values):
        return ["namedtuple", name, list(fields), *encoder.items(values)]
    return ["tuple", *encoder.items(values)]


def _field_names(kind):
    """Return name and fields of a namedtuple's class, or of a struct sequence's."""
    for base in mro_of(kind):
        own = type.__dict__["__dict__"].__get__(base)
        fields = own.get("_fields", own.get("__match_args__") if "n_fields" in own else None)
        if type(fields) is tuple and all(type(field) is str for field in fields):
            return qualname_of(base).rpartition(".")[2], fields
    return None, None


@decodes("tuple")
def _(decoder, code, part):
    return tuple(decoder.items(code, part))


@decodes("namedtuple")
def _(decoder, name, fields, code, part):
    for text in (name, *exact(fields, list)):
        if len(exact(text, str)) > 200:
            raise WireError("no name")
    if len(fields) > 1000:
        raise WireError("too many fields")
    # A name that Python would read as another one, such as one of `namedtuple`'s own, is renamed.
    fields = tuple(text if unicodedata.normalize("NFKC", text) == text else "" for text in fields)
    return _namedtuple(name, fields)._make(decoder.items(code, part))


@functools.lru_cache(maxsize=256)
def _namedtuple(name, fields):
    # `namedtuple` lets nothing but identifiers through.
    return collections.namedtuple(name if name.isidentifier() else "Row", fields, rename=True)


@encodes("builtins", "dict", cyclic=True)
def _(encoder, obj):
    if isa(obj, collections.OrderedDict):
        return ["dict", "OrderedDict", encoder.pairs(list(collections.OrderedDict.items(obj)))]
    kind = "Counter" if isa(obj, collections.Counter) else "dict"
    return ["dict", kind, encoder.pairs(list(dict.items(obj)))]


DICTS = {
    "dict": dict,
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
}


@decodes("dict")
def _(decoder, kind, part):
    made = decoder.claim(DICTS[exact(kind, str)]())
    for key, value in decoder.pairs(part):
        made[key] = value
    return made


@encodes("builtins", "set", "frozenset")
def _(encoder, obj):
    base = set if isa(obj, set) else frozenset
    return [base.__name__, *encoder.items(list(base.__iter__(obj)))]


@decodes("set")
def _(decoder, code, part):
    return set(decoder.items(code, part))


@decodes("frozenset")
def _(decoder, code, part):
    return frozenset(decoder.items(code, part))


@encodes("builtins", "range", "slice")
def _(encoder, obj):
    parts = (obj.start, obj.stop, obj.step)
    return [type(obj).__name__, *(encoder.value(part) for part in parts)]


@decodes("range")
def _(decoder, *parts):
    start, stop, step = (decoder.typed(part, int) for part in parts)
    return range(start, stop, step)


@decodes("slice")
def _(decoder, start, stop, step):
    return slice(decoder.value(start), decoder.value(stop), decoder.value(step))


@encodes("builtins", "Ellipsis.__class__", "NotImplemented.__class__")
def _(encoder, obj):
    return ["constant", repr(obj)]


@decodes("constant")
def _(decoder, name):
    return {"Ellipsis": ..., "NotImplemented": NotImplemented}[name]


_BUILTIN_TYPES = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and not name.startswith("_")
} | {"NoneType": type(None)}
NUMPY_SCALARS = (
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128"),
)
_NUMPY_TYPES = (
    *NUMPY_SCALARS,
    *("generic", "number", "integer", "signedinteger", "unsignedinteger", "inexact", "floating"),
    *("complexfloating", "flexible", "character", "str_", "bytes_", "void", "object_"),
    *("datetime64", "timedelta64", "longdouble", "clongdouble", "longlong", "ulonglong"),
    *("ndarray", "dtype"),
)


@encodes("builtins", "type")
def _(encoder, obj):
    for name, kind in _BUILTIN_TYPES.items():
        if kind is obj:
            return ["type", "builtins", name]
    np = sys.modules.get("numpy")
    for name in _NUMPY_TYPES if np else ():
        if getattr(np, name) is obj:
            return ["type", "numpy", name]
    return None


@decodes("type")
def _(decoder, library, name):
    if library == "builtins":
        return _BUILTIN_TYPES[exact(name, str)]
    if library == "numpy" and name in _NUMPY_TYPES:
        return getattr(imported("numpy"), name)
    raise WireError("no such type")


# --- the standard library ------------------------------------------------------------------------


def _also(kind, function, cyclic=False):
    """Register a function for a class that this module has imported itself."""
    _encoders[id(kind)] = (function, cyclic)


def attributes(kind, obj, *names):
    """Read attributes of an object by a base class's own descriptors."""
    return [getattr(kind, name).__get__(obj) for name in names]


def _encode_deque(encoder, obj):
    (maxlen,) = attributes(collections.deque, obj, "maxlen")
    return ["deque", maxlen, *encoder.items(list(collections.deque.__iter__(obj)))]


@decodes("deque")
def _(decoder, maxlen, code, part):
    made = decoder.claim(collections.deque(maxlen=maxlen))
    made.extend(decoder.items(code, part))
    return made


_DICT_VIEWS = {type(getattr({}, name)()): name for name in ("keys", "values", "items")}


def _encode_dict_view(encoder, obj):
    return ["dictview", _DICT_VIEWS[type(obj)], *encoder.items(list(obj))]


@decodes("dictview")
def _(decoder, name, code, part):
    values = decoder.items(code, part)
    if exact(name, str) == "keys":
        return dict.fromkeys(values).keys()
    return dict(values).items() if name == "items" else dict(enumerate(values)).values()


def _encode_mapping_proxy(encoder, obj):
    return encoder.value(dict(types.MappingProxyType.items(obj)))


_DATE = ("year", "month", "day")
_TIME = ("hour", "minute", "second", "microsecond")


def _encode_date(encoder, obj):
    return ["date", *attributes(datetime.date, obj, *_DATE)]


def _encode_datetime(encoder, obj):
    *parts, fold, tz = attributes(datetime.datetime, obj, *_DATE, *_TIME, "fold", "tzinfo")
    return ["datetime", parts, fold, pack_zone(tz, datetime.datetime(*parts))]


def _encode_time(encoder, obj):
    *parts, fold, tz = attributes(datetime.time, obj, *_TIME, "fold", "tzinfo")
    return ["time", parts, fold, pack_zone(tz, None)]


def _encode_timedelta(encoder, obj):
    names = ("days", "seconds", "microseconds")
    return ["timedelta", *attributes(datetime.timedelta, obj, *names)]


def pack_zone(tz, moment):
    """Describe a time zone by its name, or by its offset at a moment."""
    if tz is None:
        return None
    for base in mro_of(type(tz)):
        if base is zoneinfo.ZoneInfo:
            return exact(zoneinfo.ZoneInfo.key.__get__(tz), str)
        if base is datetime.timezone:
            return _offset(datetime.timezone.utcoffset(tz, None))
    if type(zone := getattr(tz, "zone", None)) is str:  # pytz
        return zone
    return _offset(tz.utcoffset(moment))


def _offset(delta):
    return [delta.days, delta.seconds, delta.microseconds]


def unpack_zone(part):
    """Make the time zone that `pack_zone` described."""
    if part is None:
        return None
    if type(part) is list:
        return datetime.timezone(datetime.timedelta(*_integers(part, 3)))
    # A key is a path below the system's zones.
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,3}", exact(part, str)):
        raise WireError("no time zone")
    return zoneinfo.ZoneInfo(part[:100])


def _integers(parts, count):
    # Any other type may mean pickled data to these classes.
    if len(exact(parts, list)) != count:
        raise WireError("no date")
    return [exact(part, int) for part in parts]


@decodes("date")
def _(decoder, *parts):
    return datetime.date(*_integers(list(parts), 3))


@decodes("datetime")
def _(decoder, parts, fold, tz):
    return datetime.datetime(*_integers(parts, 7), unpack_zone(tz), fold=exact(fold, int))


@decodes("time")
def _(decoder, parts, fold, tz):
    return datetime.time(*_integers(parts, 4), unpack_zone(tz), fold=exact(fold, int))


@decodes("timedelta")
def _(decoder, *parts):
    return datetime.timedelta(*_integers(list(parts), 3))


def _encode_decimal(encoder, obj):
    return ["decimal", encoder.value(decimal.Decimal.__str__(obj))]


@decodes("decimal")
def _(decoder, text):
    return decimal.Decimal(decoder.typed(text, str))


def _encode_fraction(encoder, obj):
    parts = attributes(fractions.Fraction, obj, "numerator", "denominator")
    # Its parts may be NumPy's integers, where it was made from them.
    return ["fraction", *(encoder.value(int(part)) for part in parts)]


@decodes("fraction")
def _(decoder, numerator, denominator):
    return fractions.Fraction(decoder.typed(numerator, int), decoder.typed(denominator, int))


def _encode_uuid(encoder, obj):
    return ["uuid", hex(*attributes(uuid.UUID, obj, "int"))]


@decodes("uuid")
def _(decoder, text):
    return uuid.UUID(int=int(exact(text, str), 16))


def _encode_path(encoder, obj):
    return [
        "path",
        isa(obj, pathlib.PureWindowsPath),
        encoder.value(pathlib.PurePath.__str__(obj)),
    ]


@decodes("path")
def _(decoder, windows, text):
    kind = pathlib.PureWindowsPath if windows else pathlib.Path
    return kind(decoder.typed(text, str))


def _encode_enum(encoder, obj):
    """Describe an enum's member by its name, and by what it is without the enum."""
    kind = type(obj)
    for base, reduce in zip((int, str, float), _REDUCED.values(), strict=True):
        if isa(obj, base):
            plain = encoder.value(reduce(obj))
            break
    else:
        plain = ["handle", encoder.keep(obj)]
        encoder.memo[id(plain)] = (len(encoder.memo), plain)  # its slot
    name = object.__getattribute__(obj, "_name_")
    return ["enum", _module_of(kind), qualname_of(kind), name, plain]


@decodes("enum")
def _(decoder, module, qualname, name, plain):
    value = decoder.value(plain)
    kind = decoder.classes(exact(module, str), exact(qualname, str))
    if isinstance(kind, enum.EnumMeta) and type(name) is str and name in kind.__members__:
        return kind.__members__[name]
    return value


def _encode_dataclass(encoder, obj):
    """Describe a dataclass's instance by its fields, and as a handle if its class is not known."""
    kind = type(obj)
    handle = exact(encoder.keep(obj), dict)
    mark = encoder.mark()
    names = [field.name for field in dataclasses.fields(kind)]
    try:
        values = [encoder.value(object.__getattribute__(obj, name)) for name in names]
    except (EncodeError, AttributeError):
        encoder.back(mark)
        return ["handle", handle]
    return ["dataclass", _module_of(kind), qualname_of(kind), names, values, handle]


@decodes("dataclass")
def _(decoder, module, qualname, names, values, handle):
    values = [decoder.value(value) for value in exact(values, list)]
    kind = decoder.classes(exact(module, str), exact(qualname, str))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__new__ is object.__new__:
        if [field.name for field in dataclasses.fields(kind)] == names:
            made = object.__new__(kind)
            for name, value in zip(names, values, strict=True):
                object.__setattr__(made, name, value)
            return made
    return decoder.handle(exact(handle, dict))


def _encode_exception(encoder, obj):
    return ["error", encode_error(obj)]


@decodes("error")
def _(decoder, node):
    return decode_error(node, decoder.classes)


for _kind, _function in (
    (datetime.date, _encode_date),
    (datetime.datetime, _encode_datetime),
    (datetime.time, _encode_time),
    (datetime.timedelta, _encode_timedelta),
    (decimal.Decimal, _encode_decimal),
    (fractions.Fraction, _encode_fraction),
    (uuid.UUID, _encode_uuid),
    (pathlib.PurePath, _encode_path),
    (BaseException, _encode_exception),
    (types.MappingProxyType, _encode_mapping_proxy),
    *((kind, _encode_dict_view) for kind in _DICT_VIEWS),
):
    _also(_kind, _function)
_also(collections.deque, _encode_deque, cyclic=True)


# --- errors --------------------------------------------------------------------------------------

_ERRORS = {
    id(kind): name
    for name, kind in _BUILTIN_TYPES.items()
    if issubclass(kind, BaseException) and kind.__name__ == name
}


def encode_error(error):
    """Describe an exception of the learner's code by the names of its classes and its message.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    dict
        JSON-able.
    """
    mro = [base for base in mro_of(type(error)) if base is not object][:50]
    names = [[str(_module_of(base))[:200], qualname_of(base)[:200]] for base in mro]
    message = _message(error)
    # The arguments go along where they say the same by themselves: a KeyError's message is its
    # key in quotes.
    builtin = next(base for base in mro if id(base) in _ERRORS)
    arguments = list(tuple.__iter__(BaseException.args.__get__(error)))
    arguments = [message] if not _short(arguments) else arguments
    try:
        if str(builtin(*arguments))[:2000] != message:
            arguments = [message]
    except Exception:
        arguments = [message]
    return {"classes": names, "message": message, "arguments": arguments}


def _short(arguments):
    return len(arguments) <= 5 and all(
        id(type(value)) in ATOMS
        and not (type(value) is str and len(value) > 2000)
        and not (type(value) is int and abs(value) >= 2**63)
        for value in arguments
    )


def _message(error):
    try:
        return str.__str__(str(error))[:2000]
    except KeyboardInterrupt:
        raise
    except BaseException:  # even SystemExit: it is the learner's `__str__`
        arguments = tuple.__iter__(BaseException.args.__get__(error))
        return " ".join(value for value in arguments if type(value) is str)[:2000]


def decode_error(node, classes):
    """Make the exception that `encode_error` described.

    Parameters
    ----------
    node : dict
    classes : callable
        As for `decode`.

    Returns
    -------
    BaseException
        Of the first of its classes that is builtin or trusted. Never a `Misconception`, whose
        message the learner would get to see as the course's own.
    """
    with _strict():
        names, message = exact(node, dict)["classes"], exact(node["message"], str)
        arguments = exact(node["arguments"], list)
        if len(message) > 2000 or not _short(arguments) or len(exact(names, list)) > 50:
            raise WireError("no error")
        for module, qualname in names:
            exact(module, str), exact(qualname, str)
            if module == "builtins":
                kind = _BUILTIN_TYPES.get(qualname)
            else:
                kind = classes(module, qualname)
            if not isinstance(kind, type) or not issubclass(kind, BaseException):
                continue
            if issubclass(kind, Misconception | WireError):
                continue
            try:
                # A course's class may ask for arguments of its own: `__init__` is left out.
                return kind(*arguments) if id(kind) in _ERRORS else kind.__new__(kind, message)
            except TypeError:
                try:
                    return kind.__new__(kind, message)
                except TypeError:
                    continue
        return Exception(message)


# It registers the libraries' types here, and imports none of the libraries. At the end, as it needs
# the names above.
from sevendiff.grading import libraries  # noqa: E402, F401, I001
