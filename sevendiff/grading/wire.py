"""What passes between the learner's process and the checker's.

Frames, plain data, and the arguments that a call has changed.

The learner's process is not to be trusted once it has run a cell. So it reduces a value to the
nearest plain type (`encode`), and the checker rebuilds a value from nothing but that description
(`decode`): no pickle, no code, no name looked up outside fixed lists. What has no plain type
becomes a handle. Nothing that the learner's side sends can do more than make a `WireError`.
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
import io
import json
import pathlib
import random
import re
import struct
import sys
import time
import types
import unicodedata
import uuid
import zoneinfo

from sevendiff.checks import Misconception


class WireError(Exception):
    """The other side sent what it must not, or a value cannot be sent."""


class Ended(WireError):
    """The other side has closed the connection."""


class Late(WireError, TimeoutError):
    """The deadline passed before the message was through."""


class EncodeError(WireError):
    """A value is too large, too deep or too entangled to send."""


class StateError(WireError):
    """An argument was changed in a way that cannot be repeated on the checker's own object."""


# --- frames --------------------------------------------------------------------------------------

MAGIC = b"7dw1"
PREFIX = struct.Struct("!4sII")  # magic, bytes of the JSON text, number of blobs
TEXT = 64 * 2**20  # bytes of JSON a frame may have: parsed, it takes several times as much
MARKS = 8 * 10**6  # brackets and commas in it, which is what takes the memory
CHUNK = 2**20


def send(sock, message, blobs=(), deadline=None):
    """Send one message and its blobs.

    Parameters
    ----------
    sock : socket.socket
    message : dict
        JSON-able; NaN, infinities and lone surrogates may occur.
    blobs : sequence of bytes-like
    deadline : float, optional
        On `time.monotonic`'s clock.

    Raises
    ------
    EncodeError
        `message` is no JSON.
    Late, Ended
    """
    try:
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        text = text.encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError) as error:
        raise EncodeError(f"not JSON: {error}") from None
    blobs = [memoryview(blob).cast("B") for blob in blobs]
    lengths = struct.pack(f"!{len(blobs)}Q", *(blob.nbytes for blob in blobs))
    parts = [PREFIX.pack(MAGIC, len(text), len(blobs)) + lengths + text, *blobs]
    if sum(map(len, parts)) <= CHUNK:
        parts = [b"".join(parts)]
    before = sock.gettimeout()
    try:
        for part in parts:
            _arm(sock, deadline)
            sock.sendall(part)
    except TimeoutError:
        raise Late("the other side does not read") from None
    except OSError as error:
        raise Ended(str(error)) from None
    finally:
        _disarm(sock, before)


def receive(sock, limit, deadline=None):
    """Receive one message and its blobs.

    Parameters
    ----------
    sock : socket.socket
    limit : int
        Bytes that the frame may have in all. Compared before anything is allocated.
    deadline : float, optional
        On `time.monotonic`'s clock; for the frame as a whole.

    Returns
    -------
    message : dict
    blobs : list of bytearray

    Raises
    ------
    WireError
        Malformed, or too large.
    Ended
        The stream ended before or within the frame.
    Late
        The deadline passed.
    """
    before = sock.gettimeout()
    try:
        magic, size, count = PREFIX.unpack(_read(sock, PREFIX.size, deadline))
        if magic != MAGIC or size > min(limit, TEXT) or 8 * count > limit:
            raise WireError("no frame, or too large a frame")
        lengths = struct.unpack(f"!{count}Q", _read(sock, 8 * count, deadline))
        if PREFIX.size + 8 * count + size + sum(lengths) > limit:
            raise WireError("too large a frame")
        text = _read(sock, size, deadline)
        blobs = [_read(sock, length, deadline) for length in lengths]
    finally:
        _disarm(sock, before)
    if text.count(b"[") + text.count(b"{") + text.count(b",") > MARKS:
        raise WireError("too many values in a frame")
    try:
        message = json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError, MemoryError):
        raise WireError("a frame without JSON") from None
    if type(message) is not dict:
        raise WireError("a frame without a message")
    return message, blobs


def _read(sock, size, deadline):
    # It grows as bytes arrive: a length alone takes no memory.
    data = bytearray()
    while len(data) < size:
        _arm(sock, deadline)
        try:
            part = sock.recv(min(size - len(data), CHUNK))
        except TimeoutError:
            raise Late("the message did not arrive in time") from None
        except OSError as error:
            raise Ended(str(error)) from None
        if not part:
            raise Ended("the other side has closed the connection")
        data += part
    return data


def _arm(sock, deadline):
    if deadline is None:
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise Late("the deadline has passed")
    try:
        sock.settimeout(left)
    except OSError as error:
        raise Ended(str(error)) from None


def _disarm(sock, timeout):
    try:
        sock.settimeout(timeout)
    except OSError:  # closed meanwhile
        pass


# --- encode: the learner's side ------------------------------------------------------------------

LIMIT = 256 * 2**20  # bytes of one encoded value
NODES = 10**6  # values in it, apart from those in arrays and lists of numbers
DEPTH = 100
BITS = 10**6  # of an int; Python itself writes no more than 4300 digits as text
LONG = 1000  # characters from which a text travels as a blob, numbers from which a list does
LIBRARIES = ("numpy", "pandas", "scipy.sparse", "torch")

_ATOMS = {id(kind) for kind in (type(None), bool, int, float, str)}
# A metaclass may override `__mro__`, `__hash__`, `__qualname__`: classes are read by `type`'s own
# descriptors and kept by id.
_mro = type.__dict__["__mro__"].__get__
_module = type.__dict__["__module__"].__get__
_qualname = type.__dict__["__qualname__"].__get__


def _isa(obj, *kinds):
    """Whether an object is of a class, whatever it says of itself."""
    return any(base is kind for base in _mro(type(obj)) for kind in kinds)


_rules = {}  # library -> [(dotted name, function, cyclic)]
_encoders = {}  # id of a class -> (function, cyclic); of the libraries that are imported
_resolved = set()


def _encodes(library, *names, cyclic=False):
    """Register the function that describes instances of the classes named, and of subclasses.

    A cyclic one may meet the object itself again among its parts.
    """

    def register(function):
        _rules.setdefault(library, []).extend((name, function, cyclic) for name in names)
        return function

    return register


def _resolve():
    for library in ("builtins", *LIBRARIES):
        if library not in _resolved and (module := sys.modules.get(library)) is not None:
            for name, function, cyclic in _rules[library]:
                try:
                    kind = functools.reduce(getattr, name.split("."), module)
                except AttributeError:  # being imported right now, or another version
                    continue
                _encoders[id(kind)] = (function, cyclic)
            _resolved.add(library)


def _encoder_of(kind):
    mro = _mro(kind)
    if _isa(kind, enum.EnumMeta):
        return _encode_enum, False
    for base in mro:
        if id(base) in _encoders:
            return _encoders[id(base)]
    if any("__dataclass_fields__" in type.__dict__["__dict__"].__get__(base) for base in mro):
        return _encode_dataclass, False
    return None, False


def has_plain_form(kind):
    """Tell whether instances of a class travel as plain data; no handle stands for one.

    Parameters
    ----------
    kind : type

    Returns
    -------
    bool
    """
    _resolve()
    return _encoder_of(kind)[0] is not None


class _Encoder:
    def __init__(self, blobs, keep, references, limit, views=True):
        self.blobs, self.keep, self.left = blobs, keep, limit
        # Without the objects themselves, no view of one is found.
        self.references = () if isinstance(references, dict) else references
        if not isinstance(references, dict):
            references = {id(obj): number for number, obj in enumerate(references)}
        self.numbers = references
        self.views = views
        self.memo = {}  # id -> (number, object): held, so that no id is used twice
        self.open = set()  # ids of objects under way that cannot contain themselves
        self.nodes = self.depth = 0
        _resolve()

    def value(self, obj):
        kind = type(obj)
        self.nodes += 1
        if self.nodes > NODES:
            raise EncodeError("too many values")
        if id(kind) in _ATOMS:
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

    def npy(self, values):
        """Put an array into a blob, in NumPy's file format, and return the blob's number."""
        np = sys.modules["numpy"]
        if values.dtype.hasobject:
            raise TypeError("objects inside an array")
        self.room(values.nbytes)  # before the copy: a broadcast array may be huge
        head = io.BytesIO()
        description = np.lib.format.header_data_from_array_1_0(values)
        np.lib.format.write_array_header_1_0(head, description)
        data = bytearray(head.tell() + values.nbytes)
        data[: head.tell()] = head.getbuffer()
        order = "F" if description["fortran_order"] else "C"
        target = np.ndarray(values.shape, values.dtype, data, head.tell(), order=order)
        target[...] = values
        self.blobs.append(data)
        return len(self.blobs) - 1


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
    references : list or dict, optional
        The call's arguments as `mutables` gives them: a value that is one of them, or an array
        that is a view of one of them, is described as such. Or their numbers by id; then an array
        that is a view is described as one of its own.
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
    encoder = _Encoder(blobs, keep, references or (), limit)
    try:
        return encoder.value(value)
    except (RecursionError, MemoryError):
        raise EncodeError("too large or too deep a value") from None


# --- decode: the checker's side ------------------------------------------------------------------

_PENDING = object()
_decoders = {}
_UNSHARED = {"ref", "same", "int", "str"}


def _decodes(tag):
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
            _is(node, type(None), bool, int, float, str)
            return node
        tag, *parts = node
        function = _decoders[_is(tag, str)]
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
        if not _isa(value, *kinds):
            raise WireError("of another type than expected")
        return value

    def blob(self, number):
        # A blob serves once: two objects never share memory by a trick.
        if not 0 <= _is(number, int) < len(self.blobs) or number in self.used:
            raise WireError("no such blob")
        self.used.add(number)
        blob = self.blobs[number]
        return blob if type(blob) is bytearray else bytearray(blob)

    def items(self, code, part):
        if code == "":
            return (self.value(node) for node in _is(part, list))
        if code not in ("d", "q"):
            raise WireError("no such list")
        values = array.array(code)
        values.frombytes(self.blob(part))
        return values.tolist()

    def pairs(self, part):
        for key, value in _is(part, list):
            yield self.value(key), self.value(value)

    def npy(self, number):
        """Make the array that a blob in NumPy's file format describes, on the blob's memory."""
        np = _library("numpy")
        blob = self.blob(number)
        file = io.BytesIO(blob)
        read = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }[np.lib.format.read_magic(file)]
        shape, fortran, dtype = read(file)
        start = file.tell()
        # Python's own ints: NumPy's product would overflow.
        count = functools.reduce(int.__mul__, shape, 1)
        if dtype.hasobject or dtype.kind not in "biufcmMSUV" or min(shape, default=0) < 0:
            raise WireError("no plain array")
        if count * dtype.itemsize != len(blob) - start or (not dtype.itemsize and count > NODES):
            raise WireError("an array of another size")
        values = np.ndarray(shape, dtype, blob, start, order="F" if fortran else "C")
        _sound(values)
        return values


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
    references : list or dict, optional
        The checker's own arguments of the call, as `mutables` gives them: objects by number.

    Raises
    ------
    WireError
    """
    decoder = _Decoder(blobs, handle, classes, references or ())
    with _strict():
        return decoder.value(node)


class _strict:
    """Anything that goes wrong in a description is a `WireError`."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, Exception) and not isinstance(error, WireError):
            raise WireError(f"malformed data ({kind.__name__})") from error


def _is(value, *kinds):
    if not any(type(value) is kind for kind in kinds):
        raise WireError("of another type than expected")
    return value


def _library(name):
    if name not in LIBRARIES:
        raise WireError("no such library")
    return sys.modules.get(name) or importlib.import_module(name)


def _sound(values):
    """Refuse the bit patterns that NumPy itself never makes: a bool 2, a character beyond Unicode.

    Such a bool is neither equal to True nor to False.
    """
    np = _library("numpy")
    if values.dtype.names is not None:
        for name in values.dtype.names:
            _sound(values[name])
    elif values.dtype.kind == "b" and values.size:
        if values.view(np.uint8).max() > 1:
            raise WireError("no bool")
    elif values.dtype.kind == "U" and values.size and values.dtype.itemsize:
        units = np.ascontiguousarray(values).reshape(-1)
        if units.view(values.dtype.byteorder.replace("|", "=") + "u4").max() > sys.maxunicode:
            raise WireError("no text")


# --- the builtin types ---------------------------------------------------------------------------


@_encodes("builtins", "int")
def _int(encoder, obj): ...


@_encodes("builtins", "str")
def _str(encoder, obj): ...


@_encodes("builtins", "float")
def _float(encoder, obj): ...


# Instances of subclasses of the atoms become atoms.
_REDUCED = {_int: int.__int__, _str: str.__str__, _float: float.__float__}


@_decodes("int")
def _(decoder, text):
    if len(_is(text, str)) > BITS // 4 + 8 or not re.fullmatch("-?0x[0-9a-f]+", text):
        raise WireError("no int")
    return int(text, 16)


@_decodes("str")
def _(decoder, number):
    return decoder.blob(number).decode("utf-8", "surrogatepass")


@_decodes("ref")
def _(decoder, number):
    return decoder.references[_natural(number)]


@_decodes("same")
def _(decoder, number):
    value = decoder.made[_natural(number)]
    if value is _PENDING:
        raise WireError("a value that contains itself")
    return value


@_decodes("handle")
def _(decoder, node):
    return decoder.handle(_is(node, dict))


def _natural(number):
    if _is(number, int) < 0:
        raise WireError("a negative number")
    return number


@_encodes("builtins", "complex")
def _(encoder, obj):
    value = complex.__complex__(obj)
    return ["complex", value.real, value.imag]


@_decodes("complex")
def _(decoder, real, imag):
    return complex(_is(real, float), _is(imag, float))


@_encodes("builtins", "bytes")
def _(encoder, obj):
    return ["bytes", encoder.blob(bytes.__getitem__(obj, slice(None)))]


@_decodes("bytes")
def _(decoder, number):
    return bytes(decoder.blob(number))


@_encodes("builtins", "bytearray")
def _(encoder, obj):
    return ["bytearray", encoder.blob(bytes(bytearray.__getitem__(obj, slice(None))))]


@_decodes("bytearray")
def _(decoder, number):
    return decoder.blob(number)


@_encodes("builtins", "list", cyclic=True)
def _(encoder, obj):
    return ["list", *encoder.items(list.copy(obj))]


@_decodes("list")
def _(decoder, code, part):
    made = decoder.claim([])
    made.extend(decoder.items(code, part))
    return made


@_encodes("builtins", "tuple")
def _(encoder, obj):
    values = list(tuple.__iter__(obj))
    name, fields = _field_names(type(obj))
    if fields is not None and len(fields) == len(values):
        return ["namedtuple", name, list(fields), *encoder.items(values)]
    return ["tuple", *encoder.items(values)]


def _field_names(kind):
    """Return name and fields of a namedtuple's class, or of a struct sequence's."""
    for base in _mro(kind):
        own = type.__dict__["__dict__"].__get__(base)
        fields = own.get("_fields", own.get("__match_args__") if "n_fields" in own else None)
        if type(fields) is tuple and all(type(field) is str for field in fields):
            return _qualname(base).rpartition(".")[2], fields
    return None, None


@_decodes("tuple")
def _(decoder, code, part):
    return tuple(decoder.items(code, part))


@_decodes("namedtuple")
def _(decoder, name, fields, code, part):
    for text in (name, *_is(fields, list)):
        if len(_is(text, str)) > 200:
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


@_encodes("builtins", "dict", cyclic=True)
def _(encoder, obj):
    if _isa(obj, collections.OrderedDict):
        return ["dict", "OrderedDict", encoder.pairs(list(collections.OrderedDict.items(obj)))]
    kind = "Counter" if _isa(obj, collections.Counter) else "dict"
    return ["dict", kind, encoder.pairs(list(dict.items(obj)))]


_DICTS = {
    "dict": dict,
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
}


@_decodes("dict")
def _(decoder, kind, part):
    made = decoder.claim(_DICTS[_is(kind, str)]())
    for key, value in decoder.pairs(part):
        made[key] = value
    return made


@_encodes("builtins", "set", "frozenset")
def _(encoder, obj):
    base = set if _isa(obj, set) else frozenset
    return [base.__name__, *encoder.items(list(base.__iter__(obj)))]


@_decodes("set")
def _(decoder, code, part):
    return set(decoder.items(code, part))


@_decodes("frozenset")
def _(decoder, code, part):
    return frozenset(decoder.items(code, part))


@_encodes("builtins", "range", "slice")
def _(encoder, obj):
    parts = (obj.start, obj.stop, obj.step)
    return [type(obj).__name__, *(encoder.value(part) for part in parts)]


@_decodes("range")
def _(decoder, *parts):
    start, stop, step = (decoder.typed(part, int) for part in parts)
    return range(start, stop, step)


@_decodes("slice")
def _(decoder, start, stop, step):
    return slice(decoder.value(start), decoder.value(stop), decoder.value(step))


@_encodes("builtins", "Ellipsis.__class__", "NotImplemented.__class__")
def _(encoder, obj):
    return ["constant", repr(obj)]


@_decodes("constant")
def _(decoder, name):
    return {"Ellipsis": ..., "NotImplemented": NotImplemented}[name]


_BUILTIN_TYPES = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and not name.startswith("_")
} | {"NoneType": type(None)}
_NUMPY_SCALARS = (
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128"),
)
_NUMPY_TYPES = (
    *_NUMPY_SCALARS,
    *("generic", "number", "integer", "signedinteger", "unsignedinteger", "inexact", "floating"),
    *("complexfloating", "flexible", "character", "str_", "bytes_", "void", "object_"),
    *("datetime64", "timedelta64", "longdouble", "clongdouble", "longlong", "ulonglong"),
    *("ndarray", "dtype"),
)


@_encodes("builtins", "type")
def _(encoder, obj):
    for name, kind in _BUILTIN_TYPES.items():
        if kind is obj:
            return ["type", "builtins", name]
    np = sys.modules.get("numpy")
    for name in _NUMPY_TYPES if np else ():
        if getattr(np, name) is obj:
            return ["type", "numpy", name]
    return None


@_decodes("type")
def _(decoder, library, name):
    if library == "builtins":
        return _BUILTIN_TYPES[_is(name, str)]
    if library == "numpy" and name in _NUMPY_TYPES:
        return getattr(_library("numpy"), name)
    raise WireError("no such type")


# --- the standard library ------------------------------------------------------------------------


def _also(kind, function, cyclic=False):
    """Register a function for a class that this module has imported itself."""
    _encoders[id(kind)] = (function, cyclic)


def _attributes(kind, obj, *names):
    """Read attributes of an object by a base class's own descriptors."""
    return [getattr(kind, name).__get__(obj) for name in names]


def _encode_deque(encoder, obj):
    (maxlen,) = _attributes(collections.deque, obj, "maxlen")
    return ["deque", maxlen, *encoder.items(list(collections.deque.__iter__(obj)))]


@_decodes("deque")
def _(decoder, maxlen, code, part):
    made = decoder.claim(collections.deque(maxlen=maxlen))
    made.extend(decoder.items(code, part))
    return made


_DICT_VIEWS = {type(getattr({}, name)()): name for name in ("keys", "values", "items")}


def _encode_dict_view(encoder, obj):
    return ["dictview", _DICT_VIEWS[type(obj)], *encoder.items(list(obj))]


@_decodes("dictview")
def _(decoder, name, code, part):
    values = decoder.items(code, part)
    if _is(name, str) == "keys":
        return dict.fromkeys(values).keys()
    return dict(values).items() if name == "items" else dict(enumerate(values)).values()


def _encode_mapping_proxy(encoder, obj):
    return encoder.value(dict(types.MappingProxyType.items(obj)))


_DATE = ("year", "month", "day")
_TIME = ("hour", "minute", "second", "microsecond")


def _encode_date(encoder, obj):
    return ["date", *_attributes(datetime.date, obj, *_DATE)]


def _encode_datetime(encoder, obj):
    *parts, fold, tz = _attributes(datetime.datetime, obj, *_DATE, *_TIME, "fold", "tzinfo")
    return ["datetime", parts, fold, _pack_zone(tz, datetime.datetime(*parts))]


def _encode_time(encoder, obj):
    *parts, fold, tz = _attributes(datetime.time, obj, *_TIME, "fold", "tzinfo")
    return ["time", parts, fold, _pack_zone(tz, None)]


def _encode_timedelta(encoder, obj):
    names = ("days", "seconds", "microseconds")
    return ["timedelta", *_attributes(datetime.timedelta, obj, *names)]


def _pack_zone(tz, moment):
    if tz is None:
        return None
    for base in _mro(type(tz)):
        if base is zoneinfo.ZoneInfo:
            return _is(zoneinfo.ZoneInfo.key.__get__(tz), str)
        if base is datetime.timezone:
            return _offset(datetime.timezone.utcoffset(tz, None))
    if type(zone := getattr(tz, "zone", None)) is str:  # pytz
        return zone
    return _offset(tz.utcoffset(moment))


def _offset(delta):
    return [delta.days, delta.seconds, delta.microseconds]


def _unpack_zone(part):
    if part is None:
        return None
    if type(part) is list:
        return datetime.timezone(datetime.timedelta(*_integers(part, 3)))
    # A key is a path below the system's zones.
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,3}", _is(part, str)):
        raise WireError("no time zone")
    return zoneinfo.ZoneInfo(part[:100])


def _integers(parts, count):
    # Any other type may mean pickled data to these classes.
    if len(_is(parts, list)) != count:
        raise WireError("no date")
    return [_is(part, int) for part in parts]


@_decodes("date")
def _(decoder, *parts):
    return datetime.date(*_integers(list(parts), 3))


@_decodes("datetime")
def _(decoder, parts, fold, tz):
    return datetime.datetime(*_integers(parts, 7), _unpack_zone(tz), fold=_is(fold, int))


@_decodes("time")
def _(decoder, parts, fold, tz):
    return datetime.time(*_integers(parts, 4), _unpack_zone(tz), fold=_is(fold, int))


@_decodes("timedelta")
def _(decoder, *parts):
    return datetime.timedelta(*_integers(list(parts), 3))


def _encode_decimal(encoder, obj):
    return ["decimal", encoder.value(decimal.Decimal.__str__(obj))]


@_decodes("decimal")
def _(decoder, text):
    return decimal.Decimal(decoder.typed(text, str))


def _encode_fraction(encoder, obj):
    parts = _attributes(fractions.Fraction, obj, "numerator", "denominator")
    return ["fraction", *(encoder.value(part) for part in parts)]


@_decodes("fraction")
def _(decoder, numerator, denominator):
    return fractions.Fraction(decoder.typed(numerator, int), decoder.typed(denominator, int))


def _encode_uuid(encoder, obj):
    return ["uuid", hex(*_attributes(uuid.UUID, obj, "int"))]


@_decodes("uuid")
def _(decoder, text):
    return uuid.UUID(int=int(_is(text, str), 16))


def _encode_path(encoder, obj):
    return [
        "path",
        _isa(obj, pathlib.PureWindowsPath),
        encoder.value(pathlib.PurePath.__str__(obj)),
    ]


@_decodes("path")
def _(decoder, windows, text):
    kind = pathlib.PureWindowsPath if windows else pathlib.Path
    return kind(decoder.typed(text, str))


def _encode_enum(encoder, obj):
    """Describe an enum's member by its name, and by what it is without the enum."""
    kind = type(obj)
    for base, reduce in zip((int, str, float), _REDUCED.values(), strict=True):
        if _isa(obj, base):
            plain = encoder.value(reduce(obj))
            break
    else:
        plain = ["handle", encoder.keep(obj)]
        encoder.memo[id(plain)] = (len(encoder.memo), plain)  # its slot
    name = object.__getattribute__(obj, "_name_")
    return ["enum", _module(kind), _qualname(kind), name, plain]


@_decodes("enum")
def _(decoder, module, qualname, name, plain):
    value = decoder.value(plain)
    kind = decoder.classes(_is(module, str), _is(qualname, str))
    if isinstance(kind, enum.EnumMeta) and type(name) is str and name in kind.__members__:
        return kind.__members__[name]
    return value


def _encode_dataclass(encoder, obj):
    """Describe a dataclass's instance by its fields, and as a handle if its class is not known."""
    kind = type(obj)
    handle = _is(encoder.keep(obj), dict)
    mark = encoder.mark()
    names = [field.name for field in dataclasses.fields(kind)]
    try:
        values = [encoder.value(object.__getattribute__(obj, name)) for name in names]
    except (EncodeError, AttributeError):
        encoder.back(mark)
        return ["handle", handle]
    return ["dataclass", _module(kind), _qualname(kind), names, values, handle]


@_decodes("dataclass")
def _(decoder, module, qualname, names, values, handle):
    values = [decoder.value(value) for value in _is(values, list)]
    kind = decoder.classes(_is(module, str), _is(qualname, str))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__new__ is object.__new__:
        if [field.name for field in dataclasses.fields(kind)] == names:
            made = object.__new__(kind)
            for name, value in zip(names, values, strict=True):
                object.__setattr__(made, name, value)
            return made
    return decoder.handle(_is(handle, dict))


def _encode_exception(encoder, obj):
    return ["error", encode_error(obj)]


@_decodes("error")
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


# --- NumPy ---------------------------------------------------------------------------------------


@_encodes("numpy", "ndarray", cyclic=True)
def _(encoder, obj):
    np = sys.modules["numpy"]
    plain = np.ndarray.__array__(obj)
    if plain.dtype.kind == "T":
        plain = plain.astype(object)
    if plain.dtype.kind == "O":
        encoder.room(8 * plain.size)
        return ["objects", list(plain.shape), [encoder.value(x) for x in plain.ravel().tolist()]]
    node = ["npy", encoder.npy(plain)]
    if encoder.views:
        for number, whole in enumerate(encoder.references):
            if (view := _view_of(plain, whole)) is not None:
                return ["view", number, *view, node[1]]
    return node


def _view_of(part, whole):
    """Say where in the memory of an argument an array lies, if it does."""
    np = sys.modules["numpy"]
    if not _isa(whole, np.ndarray):
        return None
    whole = np.ndarray.__array__(whole)
    if not (whole.flags.forc and whole.size and part.size) or whole.dtype.hasobject:
        return None
    low, high = np.lib.array_utils.byte_bounds(whole)
    first, last = np.lib.array_utils.byte_bounds(part)
    if first < low or last > high:
        return None
    offset = part.__array_interface__["data"][0] - low
    return ["C" if whole.flags.c_contiguous else "F", offset, list(part.strides)]


@_decodes("npy")
def _(decoder, number):
    return decoder.npy(number)


@_decodes("view")
def _(decoder, number, order, offset, strides, blob):
    np = _library("numpy")
    copy = decoder.npy(blob)
    whole = decoder.references[_natural(number)]
    steps = [_is(step, int) for step in _is(strides, list)]
    if not isinstance(whole, np.ndarray):
        raise WireError("a view of no array")
    # Where the checker's own array lies in memory otherwise, or its bytes would be read as
    # something that has rules of its own, the copy has to do.
    contiguous = whole.flags.c_contiguous if order == "C" else whole.flags.f_contiguous
    size = copy.dtype.itemsize
    aligned = size and not any(step % size for step in (_is(offset, int), *steps))
    same = copy.dtype == whole.dtype and aligned
    numbers = copy.dtype.kind in "iufcmM" and not whole.dtype.hasobject
    if not contiguous or not whole.size or not (same or numbers):
        return copy
    whole = np.ndarray.__array__(whole)
    memory = (whole if order == "C" else whole.T).reshape(-1).view(np.uint8)
    # NumPy refuses what lies outside of the memory.
    return np.ndarray(copy.shape, copy.dtype, memory, _natural(offset), tuple(steps))


@_decodes("objects")
def _(decoder, shape, part):
    np = _library("numpy")
    count = functools.reduce(int.__mul__, map(_natural, _is(shape, list)), 1)
    if count != len(_is(part, list)):
        raise WireError("an array of another size")
    made = decoder.claim(np.empty(tuple(shape), dtype=object))
    flat = made.reshape(-1)
    for number, node in enumerate(part):
        flat[number] = decoder.value(node)
    return made


@_encodes("numpy", "generic", "str_", "bytes_")
def _(encoder, obj):
    np = sys.modules["numpy"]
    for base in _mro(type(obj)):
        for name in _NUMPY_SCALARS:
            if base is getattr(np, name):
                value = np.generic.item(obj)
                if type(value) is complex:
                    value = [value.real, value.imag]
                return ["scalar", name, value]
    return ["npy0", encoder.npy(np.ndarray.__array__(np.asarray(obj)))]


@_decodes("scalar")
def _(decoder, name, value):
    if name not in _NUMPY_SCALARS:
        raise WireError("no such scalar")
    kind = getattr(_library("numpy"), name)
    if name == "bool":
        _is(value, bool)
    elif "int" in name:
        _is(value, int)
    elif "float" in name:
        _is(value, float)
    else:
        real, imag = _is(value, list)
        value = complex(_is(real, float), _is(imag, float))
    return kind(value)


@_decodes("npy0")
def _(decoder, number):
    values = decoder.npy(number)
    if values.ndim:
        raise WireError("no scalar")
    return values[()]


@_encodes("numpy", "dtype")
def _(encoder, obj):
    np = sys.modules["numpy"]
    if obj == np.dtype(object):
        return ["dtype", None]
    return ["dtype", encoder.npy(np.empty(0, dtype=obj))]


@_decodes("dtype")
def _(decoder, number):
    return _library("numpy").dtype(object) if number is None else decoder.npy(number).dtype


# --- pandas --------------------------------------------------------------------------------------


def _plain_frame(kind, obj):
    """Return the frame or series without the learner's subclass."""
    manager = object.__getattribute__(obj, "_mgr")
    return kind._from_mgr(manager, manager.axes)


def _column(series):
    pd = sys.modules["pandas"]
    if isinstance(series.dtype, pd.api.extensions.ExtensionDtype):
        return series.array
    return series.to_numpy()


def _values(decoder, node):
    pd, np = _library("pandas"), _library("numpy")
    return decoder.typed(node, np.ndarray, pd.api.extensions.ExtensionArray)


def _index(decoder, node):
    return decoder.typed(node, _library("pandas").Index)


def _series(values, index, name=None):
    pd = _library("pandas")
    # With the type said, pandas does not guess another from the values.
    return pd.Series(values, index=index, name=name, dtype=values.dtype, copy=False)


@_encodes("pandas", "DataFrame")
def _(encoder, obj):
    frame = _plain_frame(sys.modules["pandas"].DataFrame, obj)
    columns = [encoder.value(_column(frame.iloc[:, i])) for i in range(frame.shape[1])]
    return ["frame", columns, encoder.value(frame.index), encoder.value(frame.columns)]


@_decodes("frame")
def _(decoder, columns, index, names):
    pd = _library("pandas")
    columns = [_values(decoder, column) for column in _is(columns, list)]
    index, names = _index(decoder, index), _index(decoder, names)
    columns = {number: _series(values, index) for number, values in enumerate(columns)}
    frame = pd.DataFrame(columns, index=index, copy=False)
    frame.columns = names
    return frame


@_encodes("pandas", "Series")
def _(encoder, obj):
    series = _plain_frame(sys.modules["pandas"].Series, obj)
    name = object.__getattribute__(obj, "_name")
    return [
        "series",
        encoder.value(_column(series)),
        encoder.value(series.index),
        encoder.value(name),
    ]


@_decodes("series")
def _(decoder, values, index, name):
    values, index = _values(decoder, values), _index(decoder, index)
    return _series(values, index, decoder.value(name))


@_encodes("pandas", "Index")
def _(encoder, obj):
    pd = sys.modules["pandas"]
    freq = obj.freqstr if _isa(obj, pd.DatetimeIndex, pd.TimedeltaIndex) else None
    return ["index", encoder.value(_column(obj)), encoder.value(obj.name), freq]


@_decodes("index")
def _(decoder, values, name, freq):
    values, name = _values(decoder, values), decoder.value(name)
    pd = _library("pandas")
    index = pd.Index(values, dtype=values.dtype, name=name, tupleize_cols=False)
    if freq is not None:
        index.freq = _frequency(freq)
    return index


def _frequency(text):
    if len(_is(text, str)) > 64:
        raise WireError("no frequency")
    return text


@_encodes("pandas", "RangeIndex")
def _(encoder, obj):
    return ["steps", obj.start, obj.stop, obj.step, encoder.value(obj.name)]


@_decodes("steps")
def _(decoder, start, stop, step, name):
    steps = (_is(start, int), _is(stop, int), _is(step, int))
    return _library("pandas").RangeIndex(*steps, name=decoder.value(name))


@_encodes("pandas", "MultiIndex")
def _(encoder, obj):
    return [
        "multi",
        [encoder.value(level) for level in obj.levels],
        [encoder.value(sys.modules["numpy"].asarray(codes)) for codes in obj.codes],
        [encoder.value(name) for name in obj.names],
    ]


@_decodes("multi")
def _(decoder, levels, codes, names):
    levels = [_index(decoder, level) for level in _is(levels, list)]
    codes = [_values(decoder, values) for values in _is(codes, list)]
    names = [decoder.value(name) for name in _is(names, list)]
    return _library("pandas").MultiIndex(levels=levels, codes=codes, names=names)


@_encodes("pandas", "Categorical")
def _(encoder, obj):
    codes, categories = encoder.value(obj.codes), encoder.value(obj.categories)
    return ["categorical", codes, categories, bool(obj.ordered)]


@_decodes("categorical")
def _(decoder, codes, categories, ordered):
    codes, categories = _values(decoder, codes), _index(decoder, categories)
    pd = _library("pandas")
    return pd.Categorical.from_codes(codes, categories, ordered=_is(ordered, bool))


@_encodes("pandas", "arrays.IntegerArray", "arrays.FloatingArray", "arrays.BooleanArray")
def _(encoder, obj):
    dtype = obj.dtype.numpy_dtype
    values = obj.to_numpy(dtype=dtype, na_value=dtype.type(0))
    return ["nullable", encoder.npy(values), encoder.npy(obj.isna())]


@_decodes("nullable")
def _(decoder, values, mask):
    arrays = _library("pandas").arrays
    values, mask = decoder.npy(values), decoder.npy(mask)
    kinds = {"b": arrays.BooleanArray, "f": arrays.FloatingArray}
    return kinds.get(values.dtype.kind, arrays.IntegerArray)(values, mask)


@_encodes("pandas", "arrays.StringArray", "arrays.ArrowStringArray")
def _(encoder, obj):
    pd = sys.modules["pandas"]
    missing = "NA" if obj.dtype.na_value is pd.NA else "NaN"
    texts = [None if gone else text for text, gone in zip(obj, obj.isna(), strict=True)]
    return ["strings", obj.dtype.storage, missing, [encoder.value(text) for text in texts]]


@_decodes("strings")
def _(decoder, storage, missing, part):
    pd = _library("pandas")
    if storage not in ("python", "pyarrow"):
        raise WireError("no such storage")
    texts = [decoder.typed(text, str, type(None)) for text in _is(part, list)]
    missing = {"NA": pd.NA, "NaN": float("nan")}[missing]
    return pd.array(texts, dtype=pd.StringDtype(storage, na_value=missing))


@_encodes("pandas", "arrays.DatetimeArray", "arrays.TimedeltaArray")
def _(encoder, obj):
    tz = getattr(obj, "tz", None)
    values = (obj if tz is None else obj.tz_convert(None)).to_numpy()
    return ["moments", encoder.npy(values), _pack_zone(tz, None)]


@_decodes("moments")
def _(decoder, values, tz):
    pd = _library("pandas")
    values, tz = decoder.npy(values), _unpack_zone(tz)
    if values.dtype.kind not in "mM":
        raise WireError("no dates")
    if tz is None:
        return pd.array(values)
    return pd.DatetimeIndex(values).tz_localize("UTC").tz_convert(tz).array


@_encodes("pandas", "arrays.PeriodArray")
def _(encoder, obj):
    return ["periods", encoder.npy(obj.asi8), obj.freqstr]


@_decodes("periods")
def _(decoder, ordinals, freq):
    pd = _library("pandas")
    return pd.arrays.PeriodArray(decoder.npy(ordinals), dtype=pd.PeriodDtype(_frequency(freq)))


@_encodes("pandas", "arrays.IntervalArray")
def _(encoder, obj):
    return ["intervals", encoder.value(obj.left), encoder.value(obj.right), obj.closed]


@_decodes("intervals")
def _(decoder, left, right, closed):
    left, right = _index(decoder, left), _index(decoder, right)
    return _library("pandas").arrays.IntervalArray.from_arrays(left, right, _is(closed, str))


@_encodes("pandas", "arrays.NumpyExtensionArray", "arrays.SparseArray")
def _(encoder, obj):
    return ["extension", encoder.value(sys.modules["numpy"].asarray(obj))]


@_decodes("extension")
def _(decoder, values):
    np, pd = _library("numpy"), _library("pandas")
    return pd.arrays.NumpyExtensionArray(decoder.typed(values, np.ndarray))


@_encodes("pandas", "api.extensions.ExtensionArray")
def _(encoder, obj):
    return ["extension", encoder.value(sys.modules["numpy"].asarray(obj, dtype=object))]


@_encodes("pandas", "api.extensions.ExtensionDtype")
def _(encoder, obj):
    return ["pandas_dtype", encoder.value(sys.modules["pandas"].array([], dtype=obj))]


@_decodes("pandas_dtype")
def _(decoder, values):
    return decoder.typed(values, _library("pandas").api.extensions.ExtensionArray).dtype


@_encodes("pandas", "NaT.__class__", "NA.__class__")
def _(encoder, obj):
    return ["missing", "NaT" if obj is sys.modules["pandas"].NaT else "NA"]


@_decodes("missing")
def _(decoder, name):
    pd = _library("pandas")
    return {"NaT": pd.NaT, "NA": pd.NA}[name]


@_encodes("pandas", "Timestamp", "Timedelta")
def _(encoder, obj):
    pd = sys.modules["pandas"]
    moment = _isa(obj, pd.Timestamp)
    kind = pd.Timestamp if moment else pd.Timedelta
    value, unit = _attributes(kind, obj, "asm8", "unit")
    tz = _pack_zone(kind.tzinfo.__get__(obj), obj) if moment else None
    return ["moment" if moment else "span", int(value.view("i8")), unit, tz]


def _unit(unit):
    if unit not in ("s", "ms", "us", "ns"):
        raise WireError("no such unit")
    return unit


@_decodes("moment")
def _(decoder, value, unit, tz):
    np, pd = _library("numpy"), _library("pandas")
    moment = pd.Timestamp(np.datetime64(_is(value, int), _unit(unit)))
    tz = _unpack_zone(tz)
    return moment if tz is None else moment.tz_localize("UTC").tz_convert(tz)


@_decodes("span")
def _(decoder, value, unit, tz):
    np, pd = _library("numpy"), _library("pandas")
    return pd.Timedelta(np.timedelta64(_is(value, int), _unit(unit)))


@_encodes("pandas", "Period")
def _(encoder, obj):
    return ["period", obj.ordinal, obj.freqstr]


@_decodes("period")
def _(decoder, ordinal, freq):
    return _library("pandas").Period(ordinal=_is(ordinal, int), freq=_frequency(freq))


@_encodes("pandas", "Interval")
def _(encoder, obj):
    return ["interval", encoder.value(obj.left), encoder.value(obj.right), obj.closed]


@_decodes("interval")
def _(decoder, left, right, closed):
    np, pd = _library("numpy"), _library("pandas")
    ends = (int, float, np.number, pd.Timestamp, pd.Timedelta)
    left, right = decoder.typed(left, *ends), decoder.typed(right, *ends)
    return pd.Interval(left, right, _is(closed, str))


# --- SciPy's sparse matrices ---------------------------------------------------------------------

_SPARSE = ("coo", "csr", "csc", "lil", "dok")
_ROWS = 10**6  # which take memory even when empty, but in a coo matrix


@_encodes("scipy.sparse", "spmatrix", "sparray")
def _(encoder, obj):
    sparse = sys.modules["scipy.sparse"]
    for base in _mro(type(obj)):
        kind, _, form = _qualname(base).partition("_")
        if base is getattr(sparse, f"{kind}_{form}", None) and form in ("matrix", "array"):
            break
    coo = base.tocoo(obj)
    # Diagonals and blocks are a matter of storage, and their memory hangs on more than the values.
    shape = [int(size) for size in coo.shape]
    if max(shape) > _ROWS:
        kind = "coo"
    kind = kind if kind in _SPARSE else "csr"
    return [
        "sparse",
        kind,
        form,
        shape,
        encoder.npy(coo.data),
        [encoder.npy(c) for c in coo.coords],
    ]


@_decodes("sparse")
def _(decoder, kind, form, shape, data, coords):
    sparse = _library("scipy.sparse")
    if kind not in _SPARSE or form not in ("matrix", "array"):
        raise WireError("no such sparse matrix")
    if max(map(_natural, _is(shape, list))) > _ROWS and kind != "coo":
        raise WireError("too large a sparse matrix")
    coords = tuple(decoder.npy(number) for number in _is(coords, list))
    make = sparse.coo_matrix if form == "matrix" else sparse.coo_array
    return make((decoder.npy(data), coords), shape=tuple(shape)).asformat(kind)


# --- PyTorch -------------------------------------------------------------------------------------


@functools.cache
def _torch_types(torch):
    types = (value for value in vars(torch).values() if isinstance(value, torch.dtype))
    return {str(dtype).removeprefix("torch."): dtype for dtype in types}


@_encodes("torch", "Tensor")
def _(encoder, obj):
    torch = sys.modules["torch"]
    with torch._C.DisableTorchFunctionSubclass():
        if obj.layout != torch.strided or obj.is_quantized or obj.is_meta or obj.is_nested:
            return None
        gradient = None
        if torch.Tensor.is_leaf.__get__(obj) and torch.Tensor.grad.__get__(obj) is not None:
            gradient = encoder.value(torch.Tensor.grad.__get__(obj))
        values = torch.Tensor.detach(obj).as_subclass(torch.Tensor)
        encoder.room(values.numel() * values.element_size())
        values = values.resolve_conj().resolve_neg().cpu().contiguous().reshape(-1)
        data = values.view(torch.uint8).numpy().tobytes() if len(values) else b""
        encoder.blobs.append(data)
        dtype = str(obj.dtype).removeprefix("torch.")
        needs = bool(torch.Tensor.requires_grad.__get__(obj))
        return ["tensor", gradient, dtype, list(obj.shape), len(encoder.blobs) - 1, needs]


@_decodes("tensor")
def _(decoder, gradient, name, shape, number, needs):
    torch = _library("torch")
    gradient = decoder.typed(gradient, torch.Tensor, type(None))
    dtype = _torch_types(torch)[_is(name, str)]
    blob = decoder.blob(number)
    count = functools.reduce(int.__mul__, map(_natural, _is(shape, list)), 1)
    if count * dtype.itemsize != len(blob) or dtype.itemsize == 0 or name.startswith("q"):
        raise WireError("a tensor of another size")
    if dtype == torch.bool and blob.translate(None, b"\0\1"):
        raise WireError("no bool")
    values = torch.frombuffer(blob, dtype=dtype) if blob else torch.empty(0, dtype=dtype)
    values = values.reshape(shape)
    if _is(needs, bool):
        values.requires_grad_()
    if gradient is not None:
        values.grad = gradient
    return values


@_encodes("torch", "Size")
def _(encoder, obj):
    return ["size", list(tuple.__iter__(obj))]


@_decodes("size")
def _(decoder, sizes):
    return _library("torch").Size(_is(size, int) for size in _is(sizes, list))


@_encodes("torch", "dtype")
def _(encoder, obj):
    return ["torch_dtype", str(obj).removeprefix("torch.")]


@_decodes("torch_dtype")
def _(decoder, name):
    return _torch_types(_library("torch"))[_is(name, str)]


@_encodes("torch", "device")
def _(encoder, obj):
    return ["device", str(obj)]


@_decodes("device")
def _(decoder, text):
    if not re.fullmatch(r"(cpu|cuda|mps|meta)(:\d{1,3})?", _is(text, str)):
        raise WireError("no device")
    return _library("torch").device(text)


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
    mro = [base for base in _mro(type(error)) if base is not object][:50]
    names = [[str(_module(base))[:200], _qualname(base)[:200]] for base in mro]
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
        id(type(value)) in _ATOMS
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
        names, message = _is(node, dict)["classes"], _is(node["message"], str)
        arguments = _is(node["arguments"], list)
        if len(message) > 2000 or not _short(arguments) or len(_is(names, list)) > 50:
            raise WireError("no error")
        for module, qualname in names:
            _is(module, str), _is(qualname, str)
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


# --- arguments that a call changes ---------------------------------------------------------------
#
# A row for each kind of object that code may change: how to read its content as plain data, and how
# to write such content into the object itself.

_states = {}  # library -> [(dotted name, read, write, handles)]
_state_of = {}  # id of a class -> (read, write, handles)
_state_resolved = set()


def _kinds():
    for library, rows in _states.items():
        module = sys.modules.get(library)
        if library not in _state_resolved and module is not None:
            for name, *row in rows:
                try:
                    kind = functools.reduce(getattr, name.split("."), module)
                except AttributeError:
                    continue
                _state_of[id(kind)] = row
            _state_resolved.add(library)
    return _state_of


def _kind_of(obj, kinds):
    return next((kinds[id(base)] for base in _mro(type(obj)) if id(base) in kinds), None)


def mutables(arguments):
    """Number the objects among a call's arguments that the call may change.

    Both sides do so before the call, and in the same order: the learner's side with the copies
    that it has received.

    Parameters
    ----------
    arguments : object
        Usually ``(args, kwargs)``. Looked through are lists, tuples, dicts and deques.

    Returns
    -------
    list
        Each object once.
    """
    kinds = _kinds()
    found, seen, stack = [], set(), [arguments]
    while stack:
        obj = stack.pop()
        if id(type(obj)) in _ATOMS or id(obj) in seen:
            continue
        seen.add(id(obj))
        if _kind_of(obj, kinds) is not None:
            found.append(obj)
        for base in _mro(type(obj)):
            if base in (list, tuple, collections.deque):
                stack.extend(reversed(list(base.__iter__(obj))))
            elif base is dict:
                stack.extend(reversed(list(dict.values(obj))))
    return found


def state(obj, blobs, *, keep, references=(), limit=LIMIT):
    """Describe the content of an object that a call may change (the learner's side).

    Parameters
    ----------
    obj : object
        One of those that `mutables` finds.
    blobs : list
        Grows by the binary parts. One of its own for each object, so that `changed` can compare.
    keep, references, limit
        As for `encode`.

    Returns
    -------
    object
        JSON-able. None where the content is too large or cannot be read.
    """
    read, *_ = _kind_of(obj, _kinds())
    try:
        return _Encoder(blobs, keep, references, limit, views=False).value(read(obj))
    except Exception:
        blobs.clear()
        return None


def changed(before, after):
    """Say whether a call has changed an object.

    Parameters
    ----------
    before, after : tuple
        What `state` returned, and its blobs.

    Returns
    -------
    bool

    Raises
    ------
    EncodeError
        The object has grown too large to be described.
    """
    if before[0] is None:
        return False
    if after[0] is None:
        raise EncodeError("an argument has grown too large")
    # As text: 1, 1.0 and True are equal otherwise.
    return before[1] != after[1] or json.dumps(before[0]) != json.dumps(after[0])


def restore(obj, node, blobs, *, handle, classes, references=()):
    """Write what a call did to an argument into the checker's own object, in place.

    Parameters
    ----------
    obj : object
        The checker's own.
    node, blobs
        Of `state`, or of an attacker.
    handle, classes, references
        As for `decode`.

    Raises
    ------
    StateError
        The change cannot be repeated on the object, such as an array of another shape.
    WireError
        Malformed; then nothing is written.
    """
    _, write, handles = _kind_of(obj, _kinds())
    if not handles:
        handle = _no_handle
    content = decode(node, blobs, handle=handle, classes=classes, references=references)
    try:
        write(obj, content)
    except StateError:
        raise
    except Exception as error:
        name = type(obj).__name__
        raise StateError(f"a {name} was changed to what it cannot be: {error}") from error


def _no_handle(node):
    raise StateError("an argument was changed to what is no plain data")


def _stateful(library, name, handles=False):
    """Register a class with two functions `read` and `write`.

    A container's content may be handles. The state of a generator or of a model may not: the
    library that takes it would ask the proxies, which is asking the learner.
    """

    def register(functions):
        _states.setdefault(library, []).append((name, *functions(), handles))
        return functions

    return register


def _same(content, kind, what="type"):
    if type(content) is not kind:
        raise StateError(f"an argument was changed to another {what}")
    return content


@_stateful("builtins", "list", handles=True)
def _():
    def write(obj, content):
        list.__setitem__(obj, slice(None), _same(content, list))

    return list.copy, write


@_stateful("builtins", "dict", handles=True)
def _():
    def read(obj):
        return collections.OrderedDict.copy(obj) if _ordered(obj) else dict.copy(obj)

    def write(obj, content):
        base = collections.OrderedDict if _ordered(obj) else dict
        content = dict(content.items()) if type(content) in _DICTS.values() else None
        _same(content, dict)
        base.clear(obj)
        base.update(obj, content)

    return read, write


def _ordered(obj):
    return _isa(obj, collections.OrderedDict)


@_stateful("builtins", "set", handles=True)
def _():
    def write(obj, content):
        _same(content, set)
        set.clear(obj)
        set.update(obj, content)

    return lambda obj: set(set.__iter__(obj)), write


@_stateful("builtins", "bytearray")
def _():
    def write(obj, content):
        bytearray.__setitem__(obj, slice(None), _same(content, bytearray))

    return lambda obj: bytearray.__getitem__(obj, slice(None)), write


@_stateful("collections", "deque", handles=True)
def _():
    def write(obj, content):
        content = list(_same(content, collections.deque))
        collections.deque.clear(obj)
        collections.deque.extend(obj, content)

    return lambda obj: collections.deque(collections.deque.__iter__(obj)), write


@_stateful("numpy", "ndarray", handles=True)
def _():
    def read(obj):
        return sys.modules["numpy"].ndarray.__array__(obj)[...]

    def write(obj, content):
        np = sys.modules["numpy"]
        obj = np.ndarray.__array__(obj)
        _same(content, np.ndarray)
        if content.shape != obj.shape or content.dtype != obj.dtype:
            raise StateError("an array was given another shape or type in place")
        obj[...] = content

    return read, write


@_stateful("pandas", "DataFrame", handles=True)
def _():
    def write(obj, content):
        obj._update_inplace(_same(content, sys.modules["pandas"].DataFrame))

    return lambda obj: _plain_frame(sys.modules["pandas"].DataFrame, obj), write


@_stateful("pandas", "Series", handles=True)
def _():
    def read(obj):
        series = _plain_frame(sys.modules["pandas"].Series, obj)
        series.name = obj.name
        return series

    def write(obj, content):
        obj._update_inplace(_same(content, sys.modules["pandas"].Series))
        obj.name = content.name

    return read, write


# NumPy's generators read these numbers as positions in memory and do not look at them again.
_POSITIONS = {"pos": 624, "buffer_pos": 4, "has_uint32": 1, "has_gauss": 1}


def _alike(old, new, name=None):
    """Check that the state of a generator has the form that it must have."""
    if type(old) is not type(new):
        raise StateError("no state of a generator")
    if type(old) is dict:
        if list(old) != list(new):
            raise StateError("no state of a generator")
        for key in old:
            _alike(old[key], new[key], key)
    elif type(old) is int:
        if not 0 <= new <= _POSITIONS.get(name, 2**128 - 1):
            raise StateError("no state of a generator")
    elif type(old) is str:
        if old != new:
            raise StateError("the state of another generator")
    elif type(old).__name__ == "ndarray":
        if old.shape != new.shape or old.dtype != new.dtype:
            raise StateError("no state of a generator")


@_stateful("numpy", "random.Generator")
def _():
    def write(obj, content):
        _alike(obj.bit_generator.state, content)
        obj.bit_generator.state = content

    return lambda obj: obj.bit_generator.state, write


@_stateful("numpy", "random.BitGenerator")
def _():
    def write(obj, content):
        _alike(obj.state, content)
        obj.state = content

    return lambda obj: obj.state, write


@_stateful("numpy", "random.RandomState")
def _():
    def write(obj, content):
        _alike(obj.get_state(legacy=False), content)
        obj.set_state(content)

    return lambda obj: obj.get_state(legacy=False), write


@_stateful("random", "Random")
def _():
    return random.Random.getstate, random.Random.setstate


@_stateful("torch", "Generator")
def _():
    return lambda obj: obj.get_state(), lambda obj, content: obj.set_state(content)


def _read_tensor(obj):
    torch = sys.modules["torch"]
    if obj.layout != torch.strided:
        raise NotImplementedError
    gradient = obj.grad.detach() if obj.is_leaf and obj.grad is not None else None
    return [obj.detach().as_subclass(torch.Tensor), obj.requires_grad, gradient]


def _fits(obj, content):
    """Check the content of a tensor, before any of several is written."""
    torch = sys.modules["torch"]
    values, needs, gradient = _same(content, list)
    _same(needs, bool)
    for part in (values,) if gradient is None else (values, gradient):
        _same(part, torch.Tensor)
        if part.shape != obj.shape or part.dtype != obj.dtype:
            raise StateError("a tensor was given another shape or type in place")
    return values, needs, gradient


def _write_tensor(obj, content):
    torch = sys.modules["torch"]
    values, needs, gradient = _fits(obj, content)
    with torch.no_grad():
        obj.copy_(values)
    if obj.is_leaf:
        obj.requires_grad_(needs)
        obj.grad = gradient


@_stateful("torch", "Tensor")
def _():
    return _read_tensor, _write_tensor


def _tensors(module):
    # Not `state_dict`: it leaves out buffers that are not to be saved.
    named = dict(module.named_parameters(remove_duplicate=False))
    return named | dict(module.named_buffers(remove_duplicate=False))


@_stateful("torch", "nn.Module")
def _():
    def read(obj):
        tensors = {name: _read_tensor(tensor) for name, tensor in _tensors(obj).items()}
        modes = {name: module.training for name, module in obj.named_modules()}
        return [tensors, modes]

    def write(obj, content):
        tensors, modes = _same(content, list)
        own, modules = _tensors(obj), dict(obj.named_modules())
        if list(_same(tensors, dict)) != list(own) or list(_same(modes, dict)) != list(modules):
            raise StateError("layers of a model were changed in place")
        for name, tensor in own.items():
            _fits(tensor, tensors[name])
        for name, tensor in own.items():
            _write_tensor(tensor, tensors[name])
        for name, module in modules.items():
            module.training = _same(modes[name], bool)

    return read, write


@_stateful("torch", "optim.Optimizer")
def _():
    def parameters(obj):
        return [parameter for group in obj.param_groups for parameter in group["params"]]

    def read(obj):
        # The parameters too: they change although the model may not be among the arguments.
        return [obj.state_dict(), [_read_tensor(parameter) for parameter in parameters(obj)]]

    def write(obj, content):
        state, tensors = _same(content, list)
        own = parameters(obj)
        if len(_same(tensors, list)) != len(own):
            raise StateError("the parameters of an optimizer were changed in place")
        for parameter, tensor in zip(own, tensors, strict=True):
            _fits(parameter, tensor)
        obj.load_state_dict(_same(state, dict))
        for parameter, tensor in zip(own, tensors, strict=True):
            _write_tensor(parameter, tensor)

    return read, write
