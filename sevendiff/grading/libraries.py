"""The plain data of NumPy, pandas, SciPy and PyTorch; see `plain`.

None of them is imported here. The learner's side knows those that the learner has imported; the
checker's side imports one when an answer needs it.
"""

import functools
import io
import re
import sys

from sevendiff.grading.plain import (
    NODES,
    NUMPY_SCALARS,
    attributes,
    decodes,
    encodes,
    exact,
    imported,
    isa,
    mro_of,
    natural,
    pack_zone,
    qualname_of,
    unpack_zone,
)
from sevendiff.grading.wire import WireError

# --- NumPy ---------------------------------------------------------------------------------------


def _pack(encoder, values):
    """Put an array into a blob, in NumPy's file format, and return the blob's number."""
    np = sys.modules["numpy"]
    if values.dtype.hasobject:
        raise TypeError("objects inside an array")
    encoder.room(values.nbytes)  # before the copy: a broadcast array may be huge
    head = io.BytesIO()
    description = np.lib.format.header_data_from_array_1_0(values)
    np.lib.format.write_array_header_1_0(head, description)
    data = bytearray(head.tell() + values.nbytes)
    data[: head.tell()] = head.getbuffer()
    order = "F" if description["fortran_order"] else "C"
    target = np.ndarray(values.shape, values.dtype, data, head.tell(), order=order)
    target[...] = values
    encoder.blobs.append(data)
    return len(encoder.blobs) - 1


def _unpack(decoder, number):
    """Make the array that a blob in NumPy's file format describes, on the blob's memory."""
    np = imported("numpy")
    blob = decoder.blob(number)
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


def _sound(values):
    """Refuse the bit patterns that NumPy itself never makes: a bool 2, a character beyond Unicode.

    Such a bool is neither equal to True nor to False.
    """
    np = imported("numpy")
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


@encodes("numpy", "ndarray", cyclic=True)
def _(encoder, obj):
    np = sys.modules["numpy"]
    plain = np.ndarray.__array__(obj)
    if plain.dtype.kind == "T":
        plain = plain.astype(object)
    if plain.dtype.kind == "O":
        encoder.room(8 * plain.size)
        return ["objects", list(plain.shape), [encoder.value(x) for x in plain.ravel().tolist()]]
    node = ["npy", _pack(encoder, plain)]
    if encoder.views:
        for number, whole in enumerate(encoder.references):
            if (view := _view_of(plain, whole)) is not None:
                return ["view", number, *view, node[1]]
    return node


def _view_of(part, whole):
    """Say where in the memory of an argument an array lies, if it does."""
    np = sys.modules["numpy"]
    if not isa(whole, np.ndarray):
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


@decodes("npy")
def _(decoder, number):
    return _unpack(decoder, number)


@decodes("view")
def _(decoder, number, order, offset, strides, blob):
    np = imported("numpy")
    copy = _unpack(decoder, blob)
    whole = decoder.references[natural(number)]
    steps = [exact(step, int) for step in exact(strides, list)]
    if not isinstance(whole, np.ndarray):
        raise WireError("a view of no array")
    # Where the checker's own array lies in memory otherwise, or its bytes would be read as
    # something that has rules of its own, the copy has to do.
    contiguous = whole.flags.c_contiguous if order == "C" else whole.flags.f_contiguous
    size = copy.dtype.itemsize
    aligned = size and not any(step % size for step in (exact(offset, int), *steps))
    same = copy.dtype == whole.dtype and aligned
    numbers = copy.dtype.kind in "iufcmM" and not whole.dtype.hasobject
    if not contiguous or not whole.size or not (same or numbers):
        return copy
    whole = np.ndarray.__array__(whole)
    memory = (whole if order == "C" else whole.T).reshape(-1).view(np.uint8)
    # NumPy refuses what lies outside of the memory.
    return np.ndarray(copy.shape, copy.dtype, memory, natural(offset), tuple(steps))


@decodes("objects")
def _(decoder, shape, part):
    np = imported("numpy")
    count = functools.reduce(int.__mul__, map(natural, exact(shape, list)), 1)
    if count != len(exact(part, list)):
        raise WireError("an array of another size")
    made = decoder.claim(np.empty(tuple(shape), dtype=object))
    flat = made.reshape(-1)
    for number, node in enumerate(part):
        flat[number] = decoder.value(node)
    return made


@encodes("numpy", "generic", "str_", "bytes_")
def _(encoder, obj):
    np = sys.modules["numpy"]
    for base in mro_of(type(obj)):
        for name in NUMPY_SCALARS:
            if base is getattr(np, name):
                value = np.generic.item(obj)
                if type(value) is complex:
                    value = [value.real, value.imag]
                return ["scalar", name, value]
    return ["npy0", _pack(encoder, np.ndarray.__array__(np.asarray(obj)))]


@decodes("scalar")
def _(decoder, name, value):
    if name not in NUMPY_SCALARS:
        raise WireError("no such scalar")
    kind = getattr(imported("numpy"), name)
    if name == "bool":
        exact(value, bool)
    elif "int" in name:
        exact(value, int)
    elif "float" in name:
        exact(value, float)
    else:
        real, imag = exact(value, list)
        value = complex(exact(real, float), exact(imag, float))
    return kind(value)


@decodes("npy0")
def _(decoder, number):
    values = _unpack(decoder, number)
    if values.ndim:
        raise WireError("no scalar")
    return values[()]


@encodes("numpy", "dtype")
def _(encoder, obj):
    np = sys.modules["numpy"]
    if obj == np.dtype(object):
        return ["dtype", None]
    return ["dtype", _pack(encoder, np.empty(0, dtype=obj))]


@decodes("dtype")
def _(decoder, number):
    return imported("numpy").dtype(object) if number is None else _unpack(decoder, number).dtype


# --- pandas --------------------------------------------------------------------------------------


def plain_frame(kind, obj):
    """Return the frame or series without the learner's subclass."""
    manager = object.__getattribute__(obj, "_mgr")
    return kind._from_mgr(manager, manager.axes)


def _column(series):
    pd = sys.modules["pandas"]
    if isinstance(series.dtype, pd.api.extensions.ExtensionDtype):
        return series.array
    return series.to_numpy()


def _values(decoder, node):
    pd, np = imported("pandas"), imported("numpy")
    return decoder.typed(node, np.ndarray, pd.api.extensions.ExtensionArray)


def _index(decoder, node):
    return decoder.typed(node, imported("pandas").Index)


def _series(values, index, name=None):
    pd = imported("pandas")
    # With the type said, pandas does not guess another from the values.
    return pd.Series(values, index=index, name=name, dtype=values.dtype, copy=False)


@encodes("pandas", "DataFrame")
def _(encoder, obj):
    frame = plain_frame(sys.modules["pandas"].DataFrame, obj)
    columns = [encoder.value(_column(frame.iloc[:, i])) for i in range(frame.shape[1])]
    return ["frame", columns, encoder.value(frame.index), encoder.value(frame.columns)]


@decodes("frame")
def _(decoder, columns, index, names):
    pd = imported("pandas")
    columns = [_values(decoder, column) for column in exact(columns, list)]
    index, names = _index(decoder, index), _index(decoder, names)
    columns = {number: _series(values, index) for number, values in enumerate(columns)}
    frame = pd.DataFrame(columns, index=index, copy=False)
    frame.columns = names
    return frame


@encodes("pandas", "Series")
def _(encoder, obj):
    series = plain_frame(sys.modules["pandas"].Series, obj)
    name = object.__getattribute__(obj, "_name")
    return [
        "series",
        encoder.value(_column(series)),
        encoder.value(series.index),
        encoder.value(name),
    ]


@decodes("series")
def _(decoder, values, index, name):
    values, index = _values(decoder, values), _index(decoder, index)
    return _series(values, index, decoder.value(name))


@encodes("pandas", "Index")
def _(encoder, obj):
    pd = sys.modules["pandas"]
    freq = obj.freqstr if isa(obj, pd.DatetimeIndex, pd.TimedeltaIndex) else None
    return ["index", encoder.value(_column(obj)), encoder.value(obj.name), freq]


@decodes("index")
def _(decoder, values, name, freq):
    values, name = _values(decoder, values), decoder.value(name)
    pd = imported("pandas")
    index = pd.Index(values, dtype=values.dtype, name=name, tupleize_cols=False)
    if freq is not None:
        index.freq = _frequency(freq)
    return index


def _frequency(text):
    if len(exact(text, str)) > 64:
        raise WireError("no frequency")
    return text


@encodes("pandas", "RangeIndex")
def _(encoder, obj):
    return ["steps", obj.start, obj.stop, obj.step, encoder.value(obj.name)]


@decodes("steps")
def _(decoder, start, stop, step, name):
    steps = (exact(start, int), exact(stop, int), exact(step, int))
    return imported("pandas").RangeIndex(*steps, name=decoder.value(name))


@encodes("pandas", "MultiIndex")
def _(encoder, obj):
    return [
        "multi",
        [encoder.value(level) for level in obj.levels],
        [encoder.value(sys.modules["numpy"].asarray(codes)) for codes in obj.codes],
        [encoder.value(name) for name in obj.names],
    ]


@decodes("multi")
def _(decoder, levels, codes, names):
    levels = [_index(decoder, level) for level in exact(levels, list)]
    codes = [_values(decoder, values) for values in exact(codes, list)]
    names = [decoder.value(name) for name in exact(names, list)]
    return imported("pandas").MultiIndex(levels=levels, codes=codes, names=names)


@encodes("pandas", "Categorical")
def _(encoder, obj):
    codes, categories = encoder.value(obj.codes), encoder.value(obj.categories)
    return ["categorical", codes, categories, bool(obj.ordered)]


@decodes("categorical")
def _(decoder, codes, categories, ordered):
    codes, categories = _values(decoder, codes), _index(decoder, categories)
    pd = imported("pandas")
    return pd.Categorical.from_codes(codes, categories, ordered=exact(ordered, bool))


@encodes("pandas", "arrays.IntegerArray", "arrays.FloatingArray", "arrays.BooleanArray")
def _(encoder, obj):
    dtype = obj.dtype.numpy_dtype
    values = obj.to_numpy(dtype=dtype, na_value=dtype.type(0))
    return ["nullable", _pack(encoder, values), _pack(encoder, obj.isna())]


@decodes("nullable")
def _(decoder, values, mask):
    arrays = imported("pandas").arrays
    values, mask = _unpack(decoder, values), _unpack(decoder, mask)
    kinds = {"b": arrays.BooleanArray, "f": arrays.FloatingArray}
    return kinds.get(values.dtype.kind, arrays.IntegerArray)(values, mask)


@encodes("pandas", "arrays.StringArray", "arrays.ArrowStringArray")
def _(encoder, obj):
    pd = sys.modules["pandas"]
    missing = "NA" if obj.dtype.na_value is pd.NA else "NaN"
    texts = [None if gone else text for text, gone in zip(obj, obj.isna(), strict=True)]
    return ["strings", obj.dtype.storage, missing, [encoder.value(text) for text in texts]]


@decodes("strings")
def _(decoder, storage, missing, part):
    pd = imported("pandas")
    if storage not in ("python", "pyarrow"):
        raise WireError("no such storage")
    texts = [decoder.typed(text, str, type(None)) for text in exact(part, list)]
    missing = {"NA": pd.NA, "NaN": float("nan")}[missing]
    return pd.array(texts, dtype=pd.StringDtype(storage, na_value=missing))


@encodes("pandas", "arrays.DatetimeArray", "arrays.TimedeltaArray")
def _(encoder, obj):
    tz = getattr(obj, "tz", None)
    values = (obj if tz is None else obj.tz_convert(None)).to_numpy()
    return ["moments", _pack(encoder, values), pack_zone(tz, None)]


@decodes("moments")
def _(decoder, values, tz):
    pd = imported("pandas")
    values, tz = _unpack(decoder, values), unpack_zone(tz)
    if values.dtype.kind not in "mM":
        raise WireError("no dates")
    if tz is None:
        return pd.array(values)
    return pd.DatetimeIndex(values).tz_localize("UTC").tz_convert(tz).array


@encodes("pandas", "arrays.PeriodArray")
def _(encoder, obj):
    return ["periods", _pack(encoder, obj.asi8), obj.freqstr]


@decodes("periods")
def _(decoder, ordinals, freq):
    pd = imported("pandas")
    return pd.arrays.PeriodArray(_unpack(decoder, ordinals), dtype=pd.PeriodDtype(_frequency(freq)))


@encodes("pandas", "arrays.IntervalArray")
def _(encoder, obj):
    return ["intervals", encoder.value(obj.left), encoder.value(obj.right), obj.closed]


@decodes("intervals")
def _(decoder, left, right, closed):
    left, right = _index(decoder, left), _index(decoder, right)
    return imported("pandas").arrays.IntervalArray.from_arrays(left, right, exact(closed, str))


@encodes("pandas", "arrays.NumpyExtensionArray", "arrays.SparseArray")
def _(encoder, obj):
    return ["extension", encoder.value(sys.modules["numpy"].asarray(obj))]


@decodes("extension")
def _(decoder, values):
    np, pd = imported("numpy"), imported("pandas")
    return pd.arrays.NumpyExtensionArray(decoder.typed(values, np.ndarray))


@encodes("pandas", "api.extensions.ExtensionArray")
def _(encoder, obj):
    return ["extension", encoder.value(sys.modules["numpy"].asarray(obj, dtype=object))]


@encodes("pandas", "api.extensions.ExtensionDtype")
def _(encoder, obj):
    return ["pandas_dtype", encoder.value(sys.modules["pandas"].array([], dtype=obj))]


@decodes("pandas_dtype")
def _(decoder, values):
    return decoder.typed(values, imported("pandas").api.extensions.ExtensionArray).dtype


@encodes("pandas", "NaT.__class__", "NA.__class__")
def _(encoder, obj):
    return ["missing", "NaT" if obj is sys.modules["pandas"].NaT else "NA"]


@decodes("missing")
def _(decoder, name):
    pd = imported("pandas")
    return {"NaT": pd.NaT, "NA": pd.NA}[name]


@encodes("pandas", "Timestamp", "Timedelta")
def _(encoder, obj):
    pd = sys.modules["pandas"]
    moment = isa(obj, pd.Timestamp)
    kind = pd.Timestamp if moment else pd.Timedelta
    value, unit = attributes(kind, obj, "asm8", "unit")
    tz = pack_zone(kind.tzinfo.__get__(obj), obj) if moment else None
    return ["moment" if moment else "span", int(value.view("i8")), unit, tz]


def _unit(unit):
    if unit not in ("s", "ms", "us", "ns"):
        raise WireError("no such unit")
    return unit


@decodes("moment")
def _(decoder, value, unit, tz):
    np, pd = imported("numpy"), imported("pandas")
    moment = pd.Timestamp(np.datetime64(exact(value, int), _unit(unit)))
    tz = unpack_zone(tz)
    return moment if tz is None else moment.tz_localize("UTC").tz_convert(tz)


@decodes("span")
def _(decoder, value, unit, tz):
    np, pd = imported("numpy"), imported("pandas")
    return pd.Timedelta(np.timedelta64(exact(value, int), _unit(unit)))


@encodes("pandas", "Period")
def _(encoder, obj):
    return ["period", obj.ordinal, obj.freqstr]


@decodes("period")
def _(decoder, ordinal, freq):
    return imported("pandas").Period(ordinal=exact(ordinal, int), freq=_frequency(freq))


@encodes("pandas", "Interval")
def _(encoder, obj):
    return ["interval", encoder.value(obj.left), encoder.value(obj.right), obj.closed]


@decodes("interval")
def _(decoder, left, right, closed):
    np, pd = imported("numpy"), imported("pandas")
    ends = (int, float, np.number, pd.Timestamp, pd.Timedelta)
    left, right = decoder.typed(left, *ends), decoder.typed(right, *ends)
    return pd.Interval(left, right, exact(closed, str))


# --- SciPy's sparse matrices ---------------------------------------------------------------------

_SPARSE = ("coo", "csr", "csc", "lil", "dok")
_ROWS = 10**6  # which take memory even when empty, but in a coo matrix


@encodes("scipy.sparse", "spmatrix", "sparray")
def _(encoder, obj):
    sparse = sys.modules["scipy.sparse"]
    for base in mro_of(type(obj)):
        kind, _, form = qualname_of(base).partition("_")
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
        _pack(encoder, coo.data),
        [_pack(encoder, c) for c in coo.coords],
    ]


@decodes("sparse")
def _(decoder, kind, form, shape, data, coords):
    sparse = imported("scipy.sparse")
    if kind not in _SPARSE or form not in ("matrix", "array"):
        raise WireError("no such sparse matrix")
    if max(map(natural, exact(shape, list))) > _ROWS and kind != "coo":
        raise WireError("too large a sparse matrix")
    coords = tuple(_unpack(decoder, number) for number in exact(coords, list))
    make = sparse.coo_matrix if form == "matrix" else sparse.coo_array
    return make((_unpack(decoder, data), coords), shape=tuple(shape)).asformat(kind)


# --- PyTorch -------------------------------------------------------------------------------------


@functools.cache
def _torch_types(torch):
    types = (value for value in vars(torch).values() if isinstance(value, torch.dtype))
    return {str(dtype).removeprefix("torch."): dtype for dtype in types}


@encodes("torch", "Tensor")
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


@decodes("tensor")
def _(decoder, gradient, name, shape, number, needs):
    torch = imported("torch")
    gradient = decoder.typed(gradient, torch.Tensor, type(None))
    dtype = _torch_types(torch)[exact(name, str)]
    blob = decoder.blob(number)
    count = functools.reduce(int.__mul__, map(natural, exact(shape, list)), 1)
    if count * dtype.itemsize != len(blob) or dtype.itemsize == 0 or name.startswith("q"):
        raise WireError("a tensor of another size")
    if dtype == torch.bool and blob.translate(None, b"\0\1"):
        raise WireError("no bool")
    values = torch.frombuffer(blob, dtype=dtype) if blob else torch.empty(0, dtype=dtype)
    values = values.reshape(shape)
    if exact(needs, bool):
        values.requires_grad_()
    if gradient is not None:
        values.grad = gradient
    return values


@encodes("torch", "Size")
def _(encoder, obj):
    return ["size", list(tuple.__iter__(obj))]


@decodes("size")
def _(decoder, sizes):
    return imported("torch").Size(exact(size, int) for size in exact(sizes, list))


@encodes("torch", "dtype")
def _(encoder, obj):
    return ["torch_dtype", str(obj).removeprefix("torch.")]


@decodes("torch_dtype")
def _(decoder, name):
    return _torch_types(imported("torch"))[exact(name, str)]


@encodes("torch", "device")
def _(encoder, obj):
    return ["device", str(obj)]


@decodes("device")
def _(decoder, text):
    if not re.fullmatch(r"(cpu|cuda|mps|meta)(:\d{1,3})?", exact(text, str)):
        raise WireError("no device")
    return imported("torch").device(text)
