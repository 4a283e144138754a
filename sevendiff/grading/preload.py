"""The process inside bubblewrap that has imported the libraries and forks what grades.

Started by `sandbox` as `python -m sevendiff.grading.preload FD ROLE MODULE...`. It never runs a
cell of anybody's. For each submission it forks one process into namespaces of its own; ending the
submission is killing that process's PID 1, with which the kernel ends all its processes, its
mounts and its shared memory.
"""

import contextlib
import ctypes
import errno
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import warnings

# Bytes. Processes of a submission together, and the file systems that it can write to: 2 GiB.
MEMORY = 1600 * 2**20
TMP = 384 * 2**20
SHM = 64 * 2**20
FILE_SIZE = 256 * 2**20
PROCESSES = 64
# What waits in sockets and pipes is memory, too, and nobody's.
OPEN_FILES = 128
# Seconds between two looks at the memory in use.
WATCH = 0.05

_CLONE = {"NEWNS": 0x00020000, "NEWIPC": 0x08000000, "NEWUSER": 0x10000000, "NEWPID": 0x20000000}
_PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER = 4, 36
_MS_NOSUID_NODEV, _MS_NOEXEC, _MS_BIND_REC = 2 | 4, 8, 4096 | 16384

# System calls that a submission is refused, by machine: its number for seccomp, theirs.
# memfd_create, memfd_secret, shmget: memory that no process is seen to use.
# setsid: processes of one session share one portion of the machine's time.
# io_uring_setup, userfaultfd, bpf, perf_event_open, keyctl, add_key, request_key: not needed, and
# where a kernel's faults were found.
# The last number is mmap's: shared memory without a file is refused as well.
_REFUSED = {
    "x86_64": (0xC000003E, (319, 447, 29, 112, 425, 323, 321, 298, 250, 248, 249), 9),
    "aarch64": (0xC00000B7, (279, 447, 194, 157, 425, 282, 280, 241, 219, 217, 218), 222),
}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2

_libc = ctypes.CDLL(None, use_errno=True)


def main():
    """Import, then serve fork and end requests until the other side closes the socket."""
    fd, role, *modules = sys.argv[1:]
    requests = socket.socket(fileno=int(fd))
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    run = prepare(role, modules)
    gc.collect()
    gc.freeze()
    # Nobody inside may trace this process or read its memory.
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _reply(requests, ready=True)
    child, over = None, ""
    while True:
        if child and not select.select([requests], [], [], WATCH)[0]:
            if not over and _memory() > MEMORY:
                over = "memory"
                _kill(child)
            continue
        line, fds, *_ = socket.recv_fds(requests, 4096, 2)
        if not line:
            return
        if line == b"fork":
            child, over = _fork(requests, run, fds), ""
            for each in fds:
                os.close(each)
            _reply(requests, pid=child)
        else:
            if child:
                _kill(child)
            _reply(requests, over=over)
            child = None


def prepare(role, modules):
    """Import what the notebooks import and the code of a role.

    Parameters
    ----------
    role : {"answers", "checks"}
        Module of this package.
    modules : sequence of str
        Names to import; those that cannot be are left to fail where they are used.

    Returns
    -------
    callable
        Takes the two sockets and runs until the control socket is closed.
    """
    module = importlib.import_module(f"sevendiff.grading.{role}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
        # torch imports it at the first optimizer, in a second.
        if "torch" in sys.modules:
            importlib.import_module("torch._dynamo")
    shell = module.make_shell()
    return lambda control, link: module.serve(control, link, shell)


def reseed():
    """Give a forked process its own random numbers."""
    import random

    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    if torch := sys.modules.get("torch"):
        torch.seed()


def _reply(requests, **message):
    requests.sendall(json.dumps(message).encode() + b"\n")


def _fork(requests, run, fds):
    """Fork a process that is PID 2 of new namespaces; return the PID 1 that holds them."""
    told, tell = os.pipe()
    middle = os.fork()
    if middle:
        os.close(tell)
        with os.fdopen(told) as pipe:
            pid = pipe.read()
        os.waitpid(middle, 0)
        if not pid:
            raise OSError("no namespaces of its own for a submission")
        return int(pid)
    try:
        os.close(told)
        requests.close()
        _libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
        uid, gid = os.getuid(), os.getgid()
        _call("unshare", sum(_CLONE.values()))
        for file, text in [
            # Where memory runs short, rather this than the grader.
            ("oom_score_adj", "1000"),
            ("setgroups", "deny"),
            ("uid_map", f"{uid} {uid} 1"),
            ("gid_map", f"{gid} {gid} 1"),
        ]:
            with open(f"/proc/self/{file}", "w") as target:
                target.write(text)
        _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        first = os.fork()
        if first:
            os.write(tell, str(first).encode())
            os._exit(0)
        os.close(tell)
        _first_process(run, fds)
    except BaseException as error:
        os.write(2, f"preload: {error!r}\n".encode())
    os._exit(1)


def _first_process(run, fds):
    """Be PID 1: mount, give up every right, fork the process that works, and wait for its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The environment itself may lie below /tmp.
    with open("/proc/mounts") as lines:
        points = [line.split()[1] for line in lines]
    hidden = {
        path: os.open(path, os.O_PATH | os.O_DIRECTORY)
        for path in points
        if path.startswith("/tmp/")
    }
    for kind, path, flags, options in [
        ("proc", "/proc", _MS_NOSUID_NODEV | _MS_NOEXEC, None),
        ("tmpfs", "/tmp", _MS_NOSUID_NODEV, f"size={TMP},mode=0700,nr_inodes=20000"),
        ("tmpfs", "/dev/shm", _MS_NOSUID_NODEV, f"size={SHM},mode=0700,nr_inodes=2000"),
    ]:
        options = options and options.encode()
        _call("mount", kind.encode(), path.encode(), kind.encode(), flags, options)
    for path, fd in hidden.items():
        os.makedirs(path)
        _call("mount", f"/proc/self/fd/{fd}".encode(), path.encode(), None, _MS_BIND_REC, None)
        os.close(fd)
    # No further namespaces: they widen what a kernel's faults can be tried with.
    with open("/proc/sys/user/max_user_namespaces", "w") as target:
        target.write("0")
    _drop_capabilities()
    with open("/proc/self/status") as lines:
        data = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData"))
    for limit, value in [
        (resource.RLIMIT_DATA, data + MEMORY),
        (resource.RLIMIT_NPROC, PROCESSES),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ]:
        resource.setrlimit(limit, (value, value))
    worker = os.fork()
    if not worker:
        try:
            _libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            # The files behind these are shared with those that come later.
            nowhere = os.open(os.devnull, os.O_RDWR)
            for standard in (0, 1, 2):
                os.dup2(nowhere, standard)
            os.close(nowhere)
            os.setsid()
            _refuse_calls()
            os.makedirs("/tmp/work")
            os.chdir("/tmp/work")
            reseed()
            run(*(socket.socket(fileno=fd) for fd in fds))
        finally:
            os._exit(0)
    for fd in fds:
        os.close(fd)
    while os.wait()[0] != worker:
        pass
    os._exit(0)


def _kill(child):
    """End a submission: its PID 1, and with it all; wait until nothing is left."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def _memory():
    """Add up the memory, in bytes, of all processes but this one and bubblewrap's."""
    pids = [name for name in os.listdir("/proc") if name.isdigit()]
    pids = [pid for pid in pids if int(pid) not in (1, os.getpid())]
    # Pages that processes share count for each of them: too much, but quick.
    total = sum(map(_resident, pids))
    return total if total <= MEMORY else sum(map(_proportional, pids))


def _resident(pid):
    return _status(pid, "VmRSS", "VmSwap", "VmPTE")


def _proportional(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            own = sum(int(line.split()[1]) for line in file if line.startswith(("Pss:", "Swap:")))
    except OSError:
        # It ended, or hides its mappings.
        return _resident(pid)
    return own * 1024 + _status(pid, "VmPTE")


def _status(pid, *names):
    try:
        with open(f"/proc/{pid}/status") as file:
            return sum(int(line.split()[1]) * 1024 for line in file if line.startswith(names))
    except OSError:
        return 0


def _call(name, *args):
    if getattr(_libc, name)(*args) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")


def _refuse_calls():
    """Have the kernel refuse some system calls of this process and all it starts."""
    machine, calls, mmap = _REFUSED.get(os.uname().machine, (None, (), None))
    if machine is None:
        return
    load, equal, at_least, mask, give = 0x20, 0x15, 0x35, 0x54, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.ENOSYS
    # Classic BPF: code, jump if true, jump if false, operand; a jump leads over as many lines.
    # Another machine's calls, such as 32-bit ones, and x32's are refused as a whole.
    count = len(calls)
    program = [(load, 0, 0, 4), (equal, 0, count + 7, machine), (load, 0, 0, 0)]
    program += [(at_least, count + 5, 0, 0x40000000)]
    program += [(equal, count + 4 - place, 0, call) for place, call in enumerate(calls)]
    # mmap's fourth argument: MAP_SHARED and MAP_ANONYMOUS together.
    program += [(equal, 0, 3, mmap), (load, 0, 0, 16 + 3 * 8), (mask, 0, 0, 0x21)]
    program += [(equal, 1, 0, 0x21), (give, 0, 0, allow), (give, 0, 0, refuse)]
    packed = b"".join(struct.pack("HBBI", *each) for each in program)
    code = ctypes.create_string_buffer(packed)
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("prctl", _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0)


def _drop_capabilities():
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())


if __name__ == "__main__":
    main()
