"""Where submissions run: pairs of processes, one for the answers and one for the checks.

The answers' process runs the learner's code. The checks' process receives the hidden checks and
never runs a learner's code. `Sandbox` forks them inside bubblewrap; `Processes` starts plain ones,
for a learner's own work.
"""

import contextlib
import functools
import json
import multiprocessing
import os
import shlex
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

import sevendiff
from sevendiff.course import CourseError

ROLES = ("answers", "checks")
# Of /etc only what the loader, fonts and time need.
_ETC = ["ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "localtime", "alternatives"]
# Whom a root user becomes before bubblewrap starts: root inside still reads root's files.
_NOBODY = 65534
_ENVIRONMENT = {
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "IPYTHONDIR": "/tmp/ipython",
    "PYTHONDONTWRITEBYTECODE": "1",
    # One core a worker; and a forked process has no threads of its parent's.
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")},
}
# Seconds for importing the libraries from what may be a slow disk, and for a fork.
_START, _FORK = 300, 30


class Broken(Exception):
    """A sandbox did not answer as it should; it is of no further use."""


@dataclass
class Pair:
    """The control sockets of a submission's two processes."""

    answers: socket.socket
    checks: socket.socket

    def close(self):
        """Close both."""
        self.answers.close()
        self.checks.close()


class Sandbox:
    """Two bubblewraps with the libraries imported, which fork a pair for each submission.

    Start it from a thread that lives as long as it is needed: the bubblewraps end with that
    thread.

    Parameters
    ----------
    modules : dict of str to sequence of str
        What to import beforehand, by role.
    """

    def __init__(self, modules):
        require()
        self._modules = modules
        self._side = {}

    def start(self):
        """Fork the pair of a submission.

        Returns
        -------
        Pair
        """
        for attempt in (1, 2):
            try:
                return self._start()
            except (OSError, Broken):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def end(self, pair):
        """End a pair and all that it has started.

        Returns
        -------
        str
            `memory` if the answers were ended for the memory they used, else empty.
        """
        pair.close()
        found = {}
        for ask in (True, False):
            for role, side in list(self._side.items()):
                try:
                    if ask:
                        side.request(b"end")
                    else:
                        found[role] = side.answer(_FORK)["over"]
                except (OSError, Broken):
                    self._side.pop(role).close()
        return found.get("answers", "")

    def close(self):
        """End both bubblewraps."""
        while self._side:
            self._side.popitem()[1].close()

    def __enter__(self):
        self.prepare()
        return self

    def __exit__(self, *_):
        self.close()

    def prepare(self):
        """Start both bubblewraps, at the same time, and wait until the libraries are imported."""
        missing = [role for role in ROLES if role not in self._side]
        self._side.update({role: _Side(role, self._modules[role]) for role in missing})
        for role in missing:
            self._side[role].wait()

    def _start(self):
        self.prepare()
        with _sockets() as (controls, links):
            for role, control, link in zip(ROLES, controls[1], links, strict=True):
                self._side[role].request(b"fork", control, link)
            for role in ROLES:
                self._side[role].answer(_FORK)
            return Pair(*controls[0])


class Processes:
    """The same for a learner's own work: plain processes, which import the libraries each time."""

    def __init__(self, modules):
        self._modules = modules
        self._running = []

    def start(self):
        """Start the pair of a submission."""
        spawn = multiprocessing.get_context("spawn")
        with _sockets() as (controls, links):
            for role, control, link in zip(ROLES, controls[1], links, strict=True):
                arguments = (role, self._modules[role], control, link)
                self._running.append(spawn.Process(target=_serve, args=arguments, daemon=True))
                self._running[-1].start()
            return Pair(*controls[0])

    def end(self, pair):
        """End a pair."""
        pair.close()
        while self._running:
            process = self._running.pop()
            process.kill()
            process.join()
        return ""

    close = prepare = lambda self: None


def require():
    """Raise CourseError, with the way out, where strangers' code cannot be confined here."""
    reason = _unavailable()
    if reason:
        raise CourseError(
            f"students' code cannot be confined here: {reason}. Grading needs Linux with "
            "bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap; "
            "elsewhere a Linux container or virtual machine that allows user namespaces). "
            "`--without-isolation` runs their code as you, with nothing between it and your files."
        )


@functools.cache
def _unavailable():
    if sys.platform != "linux":
        return f"{sys.platform} has no bubblewrap"
    for program in ("bwrap", *(["setpriv", "unshare"] if os.geteuid() == 0 else [])):
        if not shutil.which(program):
            return f"there is no `{program}`"
    with tempfile.TemporaryDirectory() as stage:
        script = "import ctypes; raise SystemExit(ctypes.CDLL(None).unshare(0x30000000))"
        command = _command(stage, ["-c", script])
        tried = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if tried.returncode == 0:
        return ""
    return f"bubblewrap fails ({tried.stderr.strip()[-300:] or 'no user namespaces'})"


class _Side:
    """One bubblewrap and the socket to the pre-imported process in it."""

    def __init__(self, role, modules):
        self._socket, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile()
        self._stage = tempfile.TemporaryDirectory()
        arguments = ["-m", "sevendiff.grading.preload", str(theirs.fileno()), role, *modules]
        with theirs:
            self._process = subprocess.Popen(
                _command(self._stage.name, arguments),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
            )

    def wait(self):
        """Wait until the libraries are imported."""
        self.answer(_START)
        # The mounts have been bound elsewhere; after a kill nobody would clear these up.
        self._stage.cleanup()

    def request(self, request, *sockets):
        """Send a request and some sockets."""
        self._socket.settimeout(_FORK)
        socket.send_fds(self._socket, [request], [each.fileno() for each in sockets])

    def answer(self, seconds):
        """Return the next answer."""
        self._socket.settimeout(seconds)
        line = b""
        while not line.endswith(b"\n"):
            part = self._socket.recv(4096)
            if not part:
                self._errors.seek(0)
                said = self._errors.read()[-500:].decode(errors="replace").strip()
                raise Broken(f"the sandbox ended: {said or 'no reason given'}")
            line += part
        return json.loads(line)

    def close(self):
        self._socket.close()
        self._process.kill()
        self._process.wait()
        self._errors.close()
        with contextlib.suppress(OSError):
            self._stage.cleanup()


@contextlib.contextmanager
def _sockets():
    """Make the control sockets (ours, theirs) and the link between the two processes."""
    controls = list(zip(*(socket.socketpair() for _ in ROLES), strict=True))
    links = socket.socketpair()
    try:
        yield controls, links
    except BaseException:
        for each in controls[0]:
            each.close()
        raise
    finally:
        for each in (*controls[1], *links):
            each.close()


def _serve(role, modules, control, link):
    from sevendiff.grading import preload

    sys.stdin = open(os.devnull)
    os.environ["MPLBACKEND"] = _ENVIRONMENT["MPLBACKEND"]
    with tempfile.TemporaryDirectory() as folder:
        run = preload.prepare(role, modules)
        os.chdir(folder)
        run(control, link)
        os.chdir(os.path.dirname(folder))
    # Without IPython's farewell.
    os._exit(0)


def _command(stage, arguments):
    """Return the command that runs this Python in a new bubblewrap."""
    readable = _readable()
    binds, before = [], []
    for number, path in enumerate(readable):
        source = path
        if os.geteuid() == 0:
            # The unprivileged user may be kept from folders above.
            source = Path(stage, str(number))
            source.mkdir()
            before.append(shlex.join(["mount", "--bind", str(path), str(source)]))
        binds += ["--ro-bind", str(source), str(path)]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            binds += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            binds += ["--ro-bind", str(path), str(path)]
    for name in _ETC:
        binds += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    confined = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    confined += ["--cap-drop", "ALL", "--hostname", "grading", "--proc", "/proc", "--dev", "/dev"]
    # Mapped, /dev/zero is memory that no process is seen to use.
    confined += ["--ro-bind", "/dev/null", "/dev/zero", "--remount-ro", "/dev"]
    # Binds after /tmp: the environment may lie below it.
    confined += ["--tmpfs", "/tmp", "--chdir", "/tmp", *binds]
    for name, value in _ENVIRONMENT.items():
        confined += ["--setenv", name, value]
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    confined += ["--setenv", "PATH", path, "--setenv", "PYTHONPATH", str(_package().parent)]
    confined += ["--remount-ro", "/", sys.executable, "-P", *arguments]
    if os.geteuid() != 0:
        return confined
    os.chmod(stage, 0o755)
    drop = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    script = " && ".join([*before, "exec " + shlex.join([*drop, *confined])])
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script]


def _readable():
    """List the folders that a sandbox sees: system, environment, this package."""
    folders = [Path("/usr"), Path(sys.prefix), Path(sys.base_prefix), _package()]
    folders += [Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")]
    folders = list(dict.fromkeys(folder.resolve() for folder in folders))
    # A folder inside another is there already.
    return [f for f in folders if not any(f != other and other in f.parents for other in folders)]


def _package():
    return Path(sevendiff.__file__).resolve().parent
