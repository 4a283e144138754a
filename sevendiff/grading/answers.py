"""The process that runs the learner's code: cells as they come, and calls from the checks."""

import contextlib
import importlib
import inspect
import io
import os
import pickle
import select
import subprocess
import sys
from pathlib import Path

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from sevendiff.grading import arguments, plain, wire

# What a graded notebook keeps of a cell's output: characters of text, bytes of pictures (base64).
TEXT, PICTURES = 100_000, 2_000_000
# A notebook's file, data files, or what a check passes: bytes of a message.
FROM_GRADER = 512 * 2**20

# Bytes of a variable that the checks get as a whole.
_VALUE = 64 * 2**20
# The learner's objects that the checks hold a proxy of: number to object, id to number.
_kept, _numbers = [], {}


def serve(control, link, shell):
    """Serve the grader (`control`) and the checks (`link`) until the grader hangs up.

    Parameters
    ----------
    control, link : socket.socket
    shell : Shell
    """
    sys.path.insert(0, "")
    own = os.getpid()
    while True:
        for sock in select.select([control, link], [], [])[0]:
            try:
                message, blobs = wire.receive(sock, FROM_GRADER)
            except wire.Ended:
                return
            service = _serve_grader if sock is control else _serve_check
            answer = service(shell, message, blobs)
            if os.getpid() != own:
                # A fork that the learner's code has made came back from it.
                os._exit(0)
            wire.send(sock, *answer)


def make_shell():
    """Make the IPython shell, before any cell is there to run."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autocall = 0
    return Shell.instance(config=config)


class Outputs:
    """What a cell put out, as nbformat outputs, cut where it is too much."""

    def __init__(self):
        self.items, self._text, self._pictures = [], TEXT, PICTURES

    def text(self, name, text):
        """Add text of a stream."""
        if not isinstance(text, str):
            raise TypeError("no text")
        kept = text[: max(0, self._text)]
        if len(kept) < len(text) and self._text > 0:
            kept += "\n[cut off: too much output]\n"
        self._text -= len(text)
        if not kept:
            return
        last = self.items[-1] if self.items else {}
        if last.get("name") == name:
            last["text"] += kept
        else:
            self.items.append({"output_type": "stream", "name": name, "text": kept})

    def rich(self, kind, data, **more):
        """Add a display: only plain text and bitmaps, which cannot do anything to a reader."""
        kept = {}
        text, picture = data.get("text/plain"), data.get("image/png")
        if isinstance(text, str) and self._text > 0:
            kept["text/plain"] = text[: self._text]
            self._text -= len(text)
        if isinstance(picture, str) and len(picture) <= self._pictures:
            kept["image/png"] = picture
            self._pictures -= len(picture)
        if kept:
            self.items.append({"output_type": kind, "data": kept, "metadata": {}, **more})


class Shell(InteractiveShell):
    """IPython without terminal, history and tracebacks; a cell's outputs go to `outputs`."""

    outputs = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.outputs = Outputs()
        self.display_pub = _Publisher(shell=self, parent=self)
        self.displayhook = _Hook(shell=self, parent=self)
        self.display_trap.hook = self.displayhook

    def enable_gui(self, gui=None):
        """Do nothing: there is no event loop."""

    def system(self, cmd):
        """Run a shell's command, `!ls`; there is no terminal, which IPython's own way wants."""
        done = subprocess.run(
            self.var_expand(cmd, depth=1),
            shell=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        print(done.stdout, end="")
        print(done.stderr, end="", file=sys.stderr)
        self.user_ns["_exit_code"] = done.returncode

    def showtraceback(self, *args, **kwargs):
        """Do nothing: the error is in the result."""

    showsyntaxerror = showindentationerror = showtraceback

    def run(self, source):
        """Run a cell.

        Returns
        -------
        result : IPython.core.interactiveshell.ExecutionResult
        outputs : Outputs
        """
        self.outputs = Outputs()
        streams = _Stream(self, "stdout"), _Stream(self, "stderr")
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            result = self.run_cell(source, store_history=True)
        return result, self.outputs


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **_):
        self.shell.outputs.rich("display_data", data)


class _Hook(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.outputs.rich("execute_result", format_dict, execution_count=None)


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, shell, name):
        self._shell, self._name = shell, name

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._shell.outputs.text(self._name, text)
        return len(text)


def write_files(names, blobs):
    """Write the assignment's data files into the working folder.

    Parameters
    ----------
    names : sequence of str
        Relative paths.
    blobs : sequence of bytes
    """
    for name, content in zip(names, blobs, strict=True):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def parameters(function):
    """List the parameters of a function: name, kind and, where there is one, the default."""
    found = inspect.signature(function).parameters.values()
    return [
        (each.name, int(each.kind), *([] if each.default is each.empty else [each.default]))
        for each in found
    ]


def resolve(number):
    """Return the object behind a proxy of the checks; unpickling calls it."""
    return _kept[number]


def _serve_grader(shell, message, blobs):
    if message["op"] == "files":
        write_files(message["names"], blobs)
        return {}, []
    if message["op"] == "parse":
        # Before any of the learner's code runs; here because a file can be made to need gigabytes.
        from sevendiff.course import CourseError
        from sevendiff.grading.intake import parse

        try:
            return {"cells": parse(bytes(blobs[0]))}, []
        except CourseError as error:
            return {"refused": str(error)}, []
    result, outputs = shell.run(message["source"])
    error = result.error_before_exec or result.error_in_exec
    answer = {"outputs": outputs.items}
    if error is not None:
        answer["error"] = plain.encode_error(error)
    return answer, []


def _serve_check(shell, message, blobs):
    """Answer one request of the checks; an error of the learner's code is an answer, too."""
    reply, out = {"id": message["id"]}, []
    try:
        _SERVICES[message["op"]](shell, message, blobs, reply, out)
    except BaseException as error:
        reply, out = {"id": message["id"], "error": plain.encode_error(error)}, []
    return reply, out


def _names(shell, message, blobs, reply, out):
    reply["values"] = {}
    for name in message["names"]:
        if name in shell.user_ns:
            value, size = shell.user_ns[name], len(out)
            try:
                node = plain.encode(value, out, keep=_keep, limit=_VALUE)
            except wire.EncodeError:
                # Too large, say: whoever asks for it gets it piece by piece.
                del out[size:]
                node = ["handle", _keep(value)]
            reply["values"][name] = node


def _call(shell, message, blobs, reply, out):
    """Call something: return what it returns, what it printed and which arguments it changed."""
    function, args, kwargs, seeded = pickle.loads(blobs[0])
    if seeded is not None:
        set_random_state(seeded)
    # The learner's own objects among the arguments are proxies on the other side.
    mutables = [each for each in arguments.mutables((args, kwargs)) if id(each) not in _numbers]

    def states():
        found = []
        for each in mutables:
            own = []
            found.append((arguments.state(each, own, keep=_keep, references=mutables), own))
        return found

    before, random_before = states(), random_state()
    shell.outputs = printed = Outputs()
    streams = _Stream(shell, "stdout"), _Stream(shell, "stderr")
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            value = function(*args, **kwargs)
        reply["value"] = plain.encode(value, out, keep=_keep, references=mutables)
    except wire.EncodeError:
        out.clear()
        error = ValueError("what it returned is too large, or too deeply nested, to be checked")
        reply["error"] = plain.encode_error(error)
    except BaseException as error:
        # Also SystemExit and KeyboardInterrupt: the function raised them, not the grader.
        out.clear()
        reply["error"] = plain.encode_error(error)
    reply["changed"] = {}
    for number, (old, new) in enumerate(zip(before, states(), strict=True)):
        if arguments.changed(old, new):
            node, own = new
            reply["changed"][str(number)] = [node, len(out), len(own)]
            out.extend(own)
    reply["drawn"] = random_state() != random_before
    reply["printed"] = "".join(o["text"] for o in printed.items if o.get("name") == "stdout")


_SERVICES = {"names": _names, "call": _call}


def _keep(value):
    """Give an object that is no plain data a number; the checks get a proxy for it."""
    number = _numbers.setdefault(id(value), len(_kept))
    if number == len(_kept):
        _kept.append(value)
    is_class = isinstance(value, type)
    mro = type.mro(value if is_class else type(value))
    return {
        "number": number,
        "is_class": is_class,
        "mro": [[kind.__module__, kind.__qualname__] for kind in mro],
    }


def random_state():
    """Return the state of the global random generators: `random`'s, NumPy's, torch's."""
    import random

    state = [random.getstate()]
    if numpy := sys.modules.get("numpy"):
        name, keys, *rest = numpy.random.get_state()
        state.append((name, keys.tobytes(), *rest))
    if torch := sys.modules.get("torch"):
        state.append(torch.get_rng_state().numpy().tobytes())
    return state


def advance_random_state():
    """Draw a number from each of the global generators; return their state."""
    import random

    random.random()
    if numpy := sys.modules.get("numpy"):
        numpy.random.random()
    if torch := sys.modules.get("torch"):
        torch.rand(1)
    return random_state()


def set_random_state(state):
    """Set the global random generators to what `random_state` returned in another process."""
    import random

    random.setstate(state[0])
    for saved in state[1:]:
        if isinstance(saved, tuple):
            numpy = importlib.import_module("numpy")
            name, keys, *rest = saved
            numpy.random.set_state((name, numpy.frombuffer(keys, "uint32"), *rest))
        else:
            torch = importlib.import_module("torch")
            torch.set_rng_state(torch.frombuffer(bytearray(saved), dtype=torch.uint8))
