"""The arguments that a call has changed in the learner's process, changed in the checker's, too."""

import collections
import json
import random
import sys

from sevendiff.grading.libraries import plain_frame
from sevendiff.grading.plain import ATOMS, DICTS, LIMIT, Encoder, decode, isa, mro_of, resolve
from sevendiff.grading.wire import EncodeError, StateError

# A row for each kind of object that code may change: how to read its content as plain data, and how
# to write such content into the object itself.
_rules = {}  # library -> [(dotted name, read, write, handles)]
_found = {}  # id of a class -> (read, write, handles)


def _kind_of(obj):
    return next((_found[id(base)] for base in mro_of(type(obj)) if id(base) in _found), None)


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
    resolve(_rules, _found)
    found, seen, stack = [], set(), [arguments]
    while stack:
        obj = stack.pop()
        if id(type(obj)) in ATOMS or id(obj) in seen:
            continue
        seen.add(id(obj))
        if _kind_of(obj) is not None:
            found.append(obj)
        for base in mro_of(type(obj)):
            if base in (list, tuple, collections.deque):
                stack.extend(reversed(list(base.__iter__(obj))))
            elif base is dict:
                stack.extend(reversed(list(dict.values(obj))))
    return found


def state(obj, blobs, *, keep, references=()):
    """Describe the content of an object that a call may change (the learner's side).

    Parameters
    ----------
    obj : object
        One of those that `mutables` finds.
    blobs : list
        Grows by the binary parts. One of its own for each object, so that `changed` can compare.
    keep, references
        As for `encode`.

    Returns
    -------
    object
        JSON-able. None where the content is too large or cannot be read.
    """
    resolve(_rules, _found)
    read, *_ = _kind_of(obj)
    try:
        return Encoder(blobs, keep, references, LIMIT, views=False).value(read(obj))
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
    resolve(_rules, _found)
    _, write, handles = _kind_of(obj)
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
        _rules.setdefault(library, []).append((name, *functions(), handles))
        return functions

    return register


def _same(content, kind):
    if type(content) is not kind:
        raise StateError("an argument was changed to another type")
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
        content = dict(content.items()) if type(content) in DICTS.values() else None
        _same(content, dict)
        base.clear(obj)
        base.update(obj, content)

    return read, write


def _ordered(obj):
    return isa(obj, collections.OrderedDict)


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

    return lambda obj: plain_frame(sys.modules["pandas"].DataFrame, obj), write


@_stateful("pandas", "Series", handles=True)
def _():
    def read(obj):
        series = plain_frame(sys.modules["pandas"].Series, obj)
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
