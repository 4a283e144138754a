"""The process that runs the checks: it calls the learner's functions in the other process.

Nothing of the learner's runs here. What comes back over the link is plain data or the number of an
object that stays on the other side, for which a `Proxy` stands here.
"""

import contextlib
import dataclasses
import inspect
import math
import numbers
import operator
import sys
import time
import types
import unittest

import cloudpickle

from sevendiff.grading import arguments, plain, wire
from sevendiff.grading.answers import (
    FROM_GRADER,
    advance_random_state,
    make_shell,
    parameters,
    random_state,
    resolve,
    write_files,
)

__all__ = ["make_shell", "serve"]

# What one answer of the learner's process may hold, in bytes: a value and what is around it.
LIMIT = plain.LIMIT + wire.TEXT + 2**20


def serve(control, link, shell):
    """Serve the grader until it hangs up.

    Parameters
    ----------
    control, link : socket.socket
    shell : sevendiff.grading.answers.Shell
    """
    sys.path.insert(0, "")
    global _link
    _link = _Link(link, shell)
    while True:
        try:
            message, blobs = wire.receive(control, FROM_GRADER)
        except wire.Ended:
            return
        if message["op"] == "files":
            write_files(message["names"], blobs)
            wire.send(control, {}, [])
        else:
            wire.send(control, _run(shell, message), [])


class LearnerDied(Exception):
    """The learner's process has ended, or answers nonsense."""


class Proxy:
    """Stands for an object of the learner's that is no plain data.

    Attributes, calls and items are those of the object, asked for anew each time. Comparisons, also
    `==`, and arithmetic are only made between two objects of the learner's: what an answer claims
    of its relation to a check's value is not believed, nor is the value shown to it.
    """

    __slots__ = ("_number", "_mro", "__weakref__")

    def __init__(self, number, mro):
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_mro", mro)

    @property
    def __class__(self):
        # `isinstance` holds for the classes of installed libraries, say an estimator's; not for
        # one whose instances come as plain data, which this object then is none of.
        for module, name in object.__getattribute__(self, "_mro"):
            kind = _known_class(module, name)
            if kind is not None and kind is not object:
                return Proxy if kind is not type and plain.has_plain_form(kind) else kind
        return Proxy

    def __getattr__(self, name):
        if name.startswith("__") and name not in _READABLE:
            raise AttributeError(name)
        return _link.call(getattr, self, name)

    def __setattr__(self, name, value):
        _link.call(setattr, self, name, value)

    def __delattr__(self, name):
        _link.call(delattr, self, name)

    def __call__(self, *args, **kwargs):
        return _link.call(self, *args, **kwargs)

    def __iter__(self):
        number = object.__getattribute__(self, "_number")
        if (length := _link.lengths.get(number)) is not None:
            # What told a length must have as many items.
            values = _link.call(list, self)
            if len(values) != length:
                raise TypeError(f"an object of length {length} has {len(values)} items")
            return iter(values)
        found = _link.call(iter, self)
        return found if type(found) is Proxy else iter(found)

    def __next__(self):
        return _link.call(next, self)

    def __len__(self):
        length = _link.call(len, self)
        _link.lengths[object.__getattribute__(self, "_number")] = length
        return length

    def __bool__(self):
        return _link.call(bool, self) is True

    def __int__(self):
        return _link.call(int, self)

    def __float__(self):
        return _link.call(float, self)

    def __enter__(self):
        return _link.call(_enter, self)

    def __exit__(self, *_):
        return _link.call(_exit, self)

    def __instancecheck__(self, instance):
        return type(instance) is Proxy and _link.call(isinstance, instance, self) is True

    def __hash__(self):
        return object.__getattribute__(self, "_number")

    @property
    def __signature__(self):
        return inspect.Signature(
            [
                inspect.Parameter(
                    name, inspect._ParameterKind(kind), default=default[0] if default else _EMPTY
                )
                for name, kind, *default in _link.call(parameters, self)
            ]
        )

    def __repr__(self):
        return f"<an object of the notebook: {object.__getattribute__(self, '_mro')[0][1]}>"

    def __reduce__(self):
        return resolve, (object.__getattribute__(self, "_number"),)

    __reduce_ex__ = lambda self, _: self.__reduce__()  # noqa: E731


# The class's own would be in the way of a function's.
Proxy.__doc__ = property(lambda self: _link.call(getattr, self, "__doc__"))
_EMPTY = inspect.Parameter.empty
# Names with underscores that a check may read of a learner's function, class or object.
_READABLE = {"__name__", "__qualname__", "__doc__", "__dict__", "__annotations__", "__wrapped__"}


def _enter(manager):
    return type(manager).__enter__(manager)


def _exit(manager):
    return type(manager).__exit__(manager, None, None, None)


def _forwarded(name):
    function = getattr(operator, name)
    return lambda self, *args: _link.call(function, self, *args)


def _between_proxies(name):
    function = getattr(operator, name)

    def operate(self, other):
        if type(other) is not Proxy:
            return NotImplemented
        return _link.call(function, self, other)

    return operate


for _name in ("getitem", "setitem", "delitem", "neg", "pos", "abs", "invert"):
    setattr(Proxy, f"__{_name}__", _forwarded(_name))
for _name in (
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and_", "or_", "xor"),
    *("eq", "ne", "lt", "le", "gt", "ge"),
):
    setattr(Proxy, f"__{_name.rstrip('_')}__", _between_proxies(_name))


class _Link:
    """The connection to the learner's process."""

    def __init__(self, sock, shell):
        self.sock, self.shell = sock, shell
        self.broken, self.waited, self.raised, self._count = "", 0.0, [], 0
        # What objects said of their length, until something else is called.
        self.lengths = {}
        self._proxies, self._random = {}, random_state()

    def refresh(self, names):
        """Give the checks' namespace what the notebook defines now; return what it lacks."""
        reply, blobs = self._ask({"op": "names", "names": names}, [])
        with self._strict():
            values = reply["values"]
            found = {name: self._decode(values[name], blobs) for name in names if name in values}
        for name in names:
            self.shell.user_ns.pop(name, None)
        self.shell.user_ns.update(found)
        return [name for name in names if name not in found]

    def call(self, function, *args, **kwargs):
        """Call a function on the other side; write back what it did to its arguments."""
        # A check that seeds the global generators means those that the answer draws from.
        state = random_state()
        fresh = None if state == self._random else state
        self._random = state
        if function not in (len, iter, list, next):
            self.lengths.clear()
        request = cloudpickle.dumps((function, args, kwargs, fresh))
        mutables = arguments.mutables((args, kwargs))
        reply, blobs = self._ask({"op": "call"}, [request])
        with self._strict():
            if reply["drawn"] is True:
                self._random = advance_random_state()
            for number, (node, start, count) in reply["changed"].items():
                each, own = mutables[int(number)], blobs[start : start + count]
                arguments.restore(each, node, own, **self._trusted(mutables))
            if printed := reply["printed"]:
                sys.stdout.write(printed)
            if "error" not in reply:
                return self._decode(reply["value"], blobs, mutables)
            error = self._raised(reply["error"])
        if isinstance(error, StopIteration | StopAsyncIteration) and function is not next:
            # As from a generator (PEP 479): it would end the check's own loop, quietly.
            error = RuntimeError(f"a function raised {type(error).__name__}")
            self.raised.append((error, "StopIteration"))
        raise error

    def _ask(self, message, blobs):
        if self.broken:
            raise LearnerDied(self.broken)
        self._count += 1
        start = time.monotonic()
        try:
            wire.send(self.sock, {**message, "id": self._count}, blobs)
            reply, blobs = wire.receive(self.sock, LIMIT)
        except (wire.WireError, OSError) as error:
            self.broken = f"{type(error).__name__}: {error}"
            raise LearnerDied(self.broken) from None
        finally:
            self.waited += time.monotonic() - start
        with self._strict():
            if reply["id"] != self._count:
                raise wire.WireError("an answer to another question")
            if "error" in reply and "changed" not in reply:
                # Encoding the answer failed.
                raise self._raised(reply["error"])
        return reply, blobs

    def _raised(self, node):
        """Make the exception that stands here for one of the learner's; keep both names."""
        error = plain.decode_error(node, _known_class)
        self.raised.append((error, str(node["classes"][0][1])))
        return error

    @contextlib.contextmanager
    def _strict(self):
        """Take any surprise in an answer for a broken link."""
        try:
            yield
        except wire.StateError:
            raise
        except Exception as error:
            if any(error is each for each, _ in self.raised):
                raise
            self.broken = f"an answer that makes no sense: {error!r}"[:300]
            raise LearnerDied(self.broken) from None

    def _decode(self, node, blobs, references=()):
        return plain.decode(node, blobs, **self._trusted(references))

    def _trusted(self, references):
        return {"handle": self._proxy, "classes": _known_class, "references": references}

    def _proxy(self, node):
        number, is_class, mro = node["number"], node["is_class"], node["mro"]
        if type(number) is not int or not 0 <= number < 10**9 or len(mro) > 100:
            raise wire.WireError("not a proxy's number")
        if number not in self._proxies:
            mro = [(str(module), str(name)) for module, name in mro]
            self._proxies[number] = self._stand_in(mro) if is_class else None
            if self._proxies[number] is None:
                self._proxies[number] = Proxy(number, [("builtins", "type")] if is_class else mro)
        return self._proxies[number]

    def _stand_in(self, mro):
        """Make a class to catch what an exception class of the learner's raises, or None."""
        for module, name in mro[1:]:
            base = _known_class(module, name)
            if base is not None and issubclass(base, BaseException):
                kind = type(mro[0][1], (base,), {"__module__": mro[0][0]})
                _stand_ins[mro[0]] = kind
                return kind
        return None


_stand_ins = {}
_OURS = {"Misconception", "CellTimeoutError", "DeadKernelError"}


def _known_class(module, name):
    """Find a class that was here before any answer: of a library, or of the checks' own cells."""
    if (module, name) in _stand_ins:
        return _stand_ins[module, name]
    found = sys.modules.get(module)
    if not isinstance(found, types.ModuleType):
        return None
    found = vars(found).get(name)
    # A proxy can pass for a class.
    if type(found) is Proxy or not isinstance(found, type):
        return None
    # Skipping a test would pass it; a library's dataclass may do something with what it holds.
    if issubclass(found, (Proxy, LearnerDied, unittest.SkipTest)):
        return None
    if dataclasses.is_dataclass(found) and module != "__main__":
        return None
    return found if found.__module__ == module else None


def _run(shell, message):
    """Run a cell; say how it ended."""
    link = _link
    link.waited, link.raised = 0.0, []
    verdict = {"error": None, "value": None}
    missing, error = [], None
    try:
        missing = link.refresh(message["names"])
        result, _ = shell.run(message["source"])
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            verdict["value"] = _points(result.result)
    except Exception as unreadable:
        error = unreadable
    if error is not None:
        # The learner's own name for it, where it is the learner's.
        raised = [name for each, name in link.raised if each is error]
        names = [*raised, *(kind.__name__ for kind in type(error).__mro__)]
        verdict["error"] = {
            # A name that stands for more than an exception is not the learner's to take.
            "names": [name for name in names if not (raised and name in _OURS)],
            "message": plain.encode_error(error)["message"],
            "from_learner": bool(raised),
            "missing": error.name if _lacks(error, missing) else None,
        }
    return verdict | {
        "broken": link.broken,
        "waited": link.waited,
    }


def _lacks(error, missing):
    return isinstance(error, NameError) and getattr(error, "name", None) in missing


def _points(value):
    """Read the value of a check's last line: None, a finite number, or the word for neither."""
    if value is None:
        return None
    numpy = sys.modules.get("numpy")
    number = isinstance(value, numbers.Real) or (numpy and isinstance(value, numpy.bool_))
    if type(value) is Proxy or not number:
        return "no number"
    value = float(value)
    return value if math.isfinite(value) else "no number"
