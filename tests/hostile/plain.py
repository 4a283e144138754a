"""The suite through plain nbgrader, each case alone, where it can do this machine no harm.

nbgrader runs as an unprivileged user inside bubblewrap: no network, no processes but its own, all
read-only but a copy of the course; under limits on memory, processes, file size and time, and
watched from outside.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

import sevendiff

from . import course
from .cases import HARM, OTHERS, Case, right
from .course import ENVIRONMENT, HOME, SECRET, UNIT
from .engine import hand_in

# Somebody whom no other program runs as, so that a limit on processes counts these alone.
UID = 64321
WALL, CELL = 60, 10  # seconds
MEMORY, SPARE, DISK, FILE = 2.5e9, 2e9, 4e9, 10**9  # bytes
LIMITS = ["--nproc=200", "--as=6000000000", f"--fsize={FILE}", "--core=0", "--nofile=1024"]
BYSTANDER = "zzz bystander"

# Runs inside: grades, then looks for what is still there.
DRIVER = """
import json, os, subprocess, sys, time
out, again, *command = sys.argv[1:]
nbgrader = [sys.executable, "-m", "nbgrader"]
force = ["--force"] if again == "again" else []
def run(*words):
    done = subprocess.run([*nbgrader, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return done.returncode, done.stderr[-3000:].decode(errors="replace")
report = {"autograde": run("autograde", "hostile", *force)}
time.sleep(1.5)
here = {1, os.getpid(), os.getppid()}
report["left"] = sum(int(p) not in here for p in os.listdir("/proc") if p.isdigit())
report["feedback"] = run("generate_feedback", "hostile", "--force")
json.dump(report, open(out, "w"))
"""


def template(folder):
    """Make the course once, with its release and gradebook."""
    root = course.make_course(folder / "course", timeout=CELL)
    _nbgrader(root, "generate_assignment", UNIT)
    return root


def grade(case, original, scratch):
    """Grade a case by plain nbgrader; return the score (None: no grade) and remarks."""
    shutil.rmtree(scratch, ignore_errors=True)
    root, canary = scratch / "course", scratch / "outside"
    shutil.copytree(original, root, symlinks=True)
    for folder in (canary, scratch / "home"):
        folder.mkdir()
        (folder / ".netrc").write_text(f"password {HOME}")
    one = Case(**{**vars(case), "copies": min(2, case.copies)})
    remarks = []
    if case.earlier:
        hand_in(one, root, canary, case.earlier)
        _confined(root, canary, "first")
    by = case.states != ("graded",) or case.lay or case.deserves == {"double": (0, 15)}
    if "aa victim" in case.tries or "another" in case.tries:
        hand_in(
            Case("aa victim", "", right(double=f"double = lambda x: 2 * x  # {OTHERS}")),
            root,
            canary,
        )
    if by:
        hand_in(Case(BYSTANDER, "", right()), root, canary)
    hand_in(one, root, canary)
    report, stopped = _confined(root, canary, "again" if case.earlier else "first")
    scores = _scores(root)
    if stopped:
        remarks.append(stopped)
    elif report is None:
        remarks.append("nbgrader dies")
    else:
        if report["left"]:
            remarks.append("runs on after grading")
    if by and not stopped and scores.get(BYSTANDER) != 65:
        lost = scores.get(BYSTANDER) is None
        remarks.append("batch stopped" if lost else "another's score changed")
    shown = ""
    for path in [*(root / "feedback").rglob("*.html"), *(root / "autograded").rglob("*.ipynb")]:
        if BYSTANDER not in str(path) and path.is_file() and path.stat().st_size < 5e7:
            shown += path.read_text(encoding="utf-8", errors="replace")
    harms = {h.strip() for h in re.findall(HARM, shown)}
    if any(re.search(SECRET, harm) for harm in harms):
        remarks.append("leaks")
    remarks += sorted(h.removeprefix("HARM: ") for h in harms if not re.search(SECRET, h))
    if "<script>alert('hostile')" in _pages(root):
        remarks.append("script runs in the feedback")
    if any(path.name != ".netrc" for path in canary.iterdir()):
        remarks.append("writes outside")
    if _big(root) > 50e6:
        remarks.append(f"keeps {_big(root) / 1e6:.0f} MB")
    found = [scores.get(student) for student in one.students]
    return min(found, key=lambda s: -1 if s is None else s), remarks


def _confined(root, canary, again):
    """Run the driver over a copy of the course; return its report and why it had to be ended."""
    report = root.parent / "report.json"
    for folder, names, files in os.walk(root.parent):
        for name in [".", *names, *files]:
            os.lchown(os.path.join(folder, name), UID, UID)
    command = _command(root, [sys.executable, "-c", DRIVER, str(report), again])
    env = {"PATH": os.environ["PATH"]}
    shared, disk, end = _memory("Shmem"), shutil.disk_usage(root).free, time.monotonic() + WALL
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=env,
    )
    stopped = ""
    while process.poll() is None and not stopped:
        time.sleep(0.05)
        # What it holds itself; and whoever holds it, the machine must not run out.
        held = _resident() + max(0, _memory("Shmem") - shared)
        if held > MEMORY or _memory("MemAvailable") < SPARE:
            stopped = f"machine harmed: more than {MEMORY / 1e9:g} GB"
        elif disk - shutil.disk_usage(root).free > DISK:
            stopped = f"disk filled: more than {DISK / 1e9:g} GB"
        elif time.monotonic() > end:
            stopped = f"batch stopped: hangs (ended after {WALL} s)"
    if stopped:
        process.send_signal(signal.SIGKILL)
    said = process.communicate()[1]
    if process.returncode and not stopped and os.environ.get("HOSTILE_DEBUG"):
        print(said[-2000:].decode(errors="replace"), file=sys.stderr)
    try:
        return json.loads(report.read_text()), stopped
    except (OSError, ValueError):
        return None, stopped


def _command(root, arguments):
    """Return the command that runs something in bubblewrap, as nobody in particular."""
    stage = root.parent.parent / "stage"
    package = Path(sevendiff.__file__).resolve().parent
    binds, mounts = [], []
    for number, path in enumerate([Path(sys.prefix), Path(sys.base_prefix), package]):
        source = stage / str(number)
        source.mkdir(parents=True, exist_ok=True)
        # The user may be kept from folders above.
        mounts.append(shlex.join(["mount", "--bind", str(path), str(source)]))
        binds += ["--ro-bind", str(source), str(path)]
    inside = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    inside += ["--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"]
    for name in ("bin", "lib", "lib64"):
        inside += ["--symlink", f"usr/{name}", f"/{name}"]
    for name in ("ld.so.cache", "localtime", "alternatives"):
        inside += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    inside += [
        "--size",
        "300000000",
        "--tmpfs",
        "/tmp",
        "--size",
        "300000000",
        "--tmpfs",
        "/dev/shm",
    ]
    inside += ["--size", "300000000", "--tmpfs", "/home", *binds]
    inside += ["--bind", str(root.parent), str(root.parent), "--chdir", str(root)]
    path = f"{Path(sys.executable).parent}:/usr/bin"
    for name, value in {
        "HOME": str(root.parent / "home"),
        "PATH": path,
        "PYTHONPATH": str(package.parent),
        "HOSTILE_TOKEN": ENVIRONMENT,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "LANG": "C.UTF-8",
    }.items():
        inside += ["--setenv", name, value]
    inside += arguments
    drop = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--no-new-privs"]
    script = " && ".join(
        [*mounts, "exec " + shlex.join([*drop, "prlimit", *LIMITS, "--", *inside])]
    )
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script]


def _memory(kind):
    for line in open("/proc/meminfo"):
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) * 1024


def _resident():
    total = 0
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.uids().real == UID:
                total += process.memory_info().rss
    return total


def _scores(root):
    """Read what the gradebook holds: student to the sum of the automatic scores."""
    query = """SELECT a.student_id, SUM(COALESCE(g.auto_score, 0)), COUNT(g.auto_score)
        FROM submitted_assignment a JOIN submitted_notebook n ON n.assignment_id = a.id
        JOIN grade g ON g.notebook_id = n.id GROUP BY a.student_id"""
    book = sqlite3.connect(f"file:{root}/gradebook.db?mode=ro", uri=True)
    try:
        return {student: score for student, score, count in book.execute(query) if count}
    except sqlite3.Error:
        return {}
    finally:
        book.close()


def _pages(root):
    return "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in (root / "feedback").rglob("*.html")
        if path.is_file() and path.stat().st_size < 5e7
    )


def _big(root):
    files = [*(root / "feedback").rglob("*.html"), *(root / "autograded").rglob("*.ipynb")]
    return max([p.stat().st_size for p in files if p.is_file()], default=0)


def _nbgrader(root, *words):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    run = [sys.executable, "-m", "nbgrader", *words]
    subprocess.run(run, cwd=root, check=True, capture_output=True, env=os.environ | {"PATH": path})


def run(cases):
    """Grade cases one by one.

    Yields
    ------
    case : Case
    score : float or None
    remarks : list of str
    """
    if os.geteuid() != 0:
        raise SystemExit("plain nbgrader is run here as root only, which can become nobody")
    with tempfile.TemporaryDirectory(prefix="plain-") as folder:
        folder = Path(folder).resolve()
        folder.chmod(0o755)
        original = template(folder / "original")
        for case in cases:
            yield case, *grade(case, original, folder / "case")
