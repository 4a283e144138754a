"""Answers and checks in two processes mean the same as in one: what a check sees, and what not."""

import nbformat
import pytest
import tiny
from nbformat.v4 import new_code_cell, new_notebook

from sevendiff.grading.assignment import Assignment, Notebook
from sevendiff.grading.intake import Submission
from sevendiff.grading.sandbox import Sandbox
from sevendiff.grading.submission import Limits, grade_submission, plan

# All on one process: they share a sandbox.
pytestmark = pytest.mark.xdist_group("split")
READ_ONLY = """import dataclasses, enum, random
import numpy as np
import pandas as pd
import torch

class Refused(Exception):
    pass

class Colour(enum.Enum):
    RED = 1

@dataclasses.dataclass
class Point:
    x: int
    rest: list
"""
# Name: the answer, the check; both are right, and plain Python says so, too.
SAME = {
    "seed again": (
        "def draw(): return np.random.rand(3)",
        "np.random.seed(0); a = draw(); np.random.seed(0); b = draw()\nassert (a == b).all()\n"
        "assert (draw() != b).all()",
    ),
    "seeded reference": (
        "def draw(): return np.random.rand(3), random.random(), torch.rand(1).item()",
        "def seed():\n    np.random.seed(0); random.seed(0); torch.manual_seed(0)\n"
        "for _ in range(2):\n    seed()\n"
        "    right = np.random.rand(3), random.random(), torch.rand(1)\n"
        "    seed(); got = draw()\n"
        "    assert (got[0] == right[0]).all() and got[1:] == (right[1], right[2].item())",
    ),
    "own class": (
        "class V:\n    def __init__(self, x): self.x = x\n"
        "    def twice(self): return V(2 * self.x)\n"
        "    def __add__(self, other): return V(self.x + other.x)\n"
        "    def __eq__(self, other): return self.x == other.x",
        "v = V(1)\nassert v.x == 1 and v.twice().x == 2 and (v + v).x == 2\n"
        "assert isinstance(v, V) and v == V(1) and v != V(2)",
    ),
    "own class on a dict": (
        "class D(dict):\n    def put(self, k): self[k] = len(self)\n    last = property(max)",
        "d, e = D(), D()\nd.put('a'); d.put('b')\n"
        "assert d.last == 'b' and d['b'] == 1 and dict(d) == {'a': 0, 'b': 1} and len(e) == 0",
    ),
    "own class on a list": (
        "class L(list):\n    def push(self, x): self.append(x); return len(self)",
        "xs = L()\nassert xs.push(5) == 1 and xs.push(6) == 2\n"
        "assert list(xs) == [5, 6] and xs[0] == 5",
    ),
    "a dict by another name": (
        "class D(dict): pass\ndef f(): return D(a=1)",
        "assert f() == {'a': 1} and isinstance(f(), dict)",
    ),
    "large variable": ("X = np.ones((4000, 4000))\ndef f(x): return x", "assert f(3) == 3"),
    "variable in itself": ("X = ([],); X[0].append(X)\ndef f(x): return x", "assert f(3) == 3"),
    "variables": ("answer = {'a': np.arange(3)}", "assert answer['a'].sum() == 3"),
    "import of a check": ("def f(x): return json.dumps(x)", "import json\nassert f(3) == '3'"),
    "keys": ("def f(d): return d.keys()", "assert f({1: 2}) == {1}"),
    "own exception": (
        "class Mine(ValueError): pass\ndef f(): raise Mine('x')",
        "try:\n    f()\nexcept Mine as error:\n    assert str(error) == 'x'\n"
        "else:\n    assert False",
    ),
    "the course's exception": (
        "def f(): raise Refused('x')",
        "try:\n    f()\nexcept Refused:\n    pass\nelse:\n    assert False",
    ),
    "the course's classes": (
        "def f(): return Point(1, [2]), Colour.RED",
        "point, colour = f()\nassert isinstance(point, Point) and point == Point(1, [2])\n"
        "assert colour is Colour.RED",
    ),
    "generator": (
        "def f(n):\n    for i in range(n): yield i",
        "assert list(f(3)) == [0, 1, 2] and next(f(2)) == 0",
    ),
    "closure": ("def f(a):\n    def g(x): return a * x\n    return g", "assert f(3)(4) == 12"),
    "callback": (
        "def f(g, xs): return [g(x) for x in xs]",
        "k = 2\nassert f(lambda x: x + k, [1, 2]) == [3, 4]",
    ),
    "in place": (
        "def f(xs): xs.sort(); xs.append(9); return xs",
        "xs = [3, 1]; assert f(xs) is xs and xs == [1, 3, 9]",
    ),
    "nested in place": (
        "def f(d): d['a'][0][:] = 7",
        "d = {'a': [np.zeros(2)]}; f(d); assert d['a'][0].sum() == 14",
    ),
    "view": ("def f(a): return a[1:]", "a = np.zeros(3); f(a)[0] = 5; assert a[1] == 5"),
    "frame in place": (
        "def f(df): df['c'] = df.a + 1",
        "df = pd.DataFrame({'a': [1]}); f(df); assert list(df.c) == [2]",
    ),
    "generator as argument": (
        "def f(rng): return rng.normal()",
        "rng = np.random.default_rng(0); assert f(rng) != f(rng)",
    ),
    "estimator": (
        "from sklearn.linear_model import LinearRegression\n"
        "def f(X, y): return LinearRegression().fit(X, y)",
        "from sklearn.linear_model import LinearRegression\nm = f([[0], [1]], [0, 2])\n"
        "assert isinstance(m, LinearRegression) and abs(m.predict([[3]])[0] - 6) < 1e-9",
    ),
    "net": (
        "def f(): return torch.nn.Linear(3, 2)",
        "n = f(); assert isinstance(n, torch.nn.Module) and n(torch.zeros(5, 3)).shape == (5, 2)\n"
        "assert sum(p.numel() for p in n.parameters()) == 8",
    ),
    "training": (
        "def f(net):\n    optimizer = torch.optim.SGD(net.parameters(), 0.1)\n"
        "    net(torch.ones(1, 1)).sum().backward(); optimizer.step()",
        "n = torch.nn.Linear(1, 1); w = n.weight.item(); f(n)\n"
        "assert abs(n.weight.item() - w + 0.1) < 1e-6",
    ),
    "printed": (
        "def f(): print('hi')",
        "import contextlib, io\nout = io.StringIO()\nwith contextlib.redirect_stdout(out): f()\n"
        "assert out.getvalue() == 'hi\\n'",
    ),
    "signature": (
        "def f(a, b=2): 'doc'",
        "import inspect\nassert list(inspect.signature(f).parameters) == ['a', 'b']\n"
        "assert f.__name__ == 'f' and f.__doc__ == 'doc'",
    ),
    "context manager": (
        "class C:\n    def __enter__(self): return 3\n    def __exit__(self, *a): pass",
        "with C() as c: assert c == 3",
    ),
    "container": (
        "class S:\n    def __init__(self): self.x = []\n    def push(self, a): self.x.append(a)\n"
        "    def __len__(self): return len(self.x)\n    def __iter__(self): return iter(self.x)",
        "s = S(); assert len(s) == 0; s.push(1); assert len(s) == 1 and list(s) == [1]\n"
        "s.push(2); assert list(s) == [1, 2]",
    ),
    "plain types": (
        "def f(): return True, 1, 1.5, 'a', None",
        "a, b, c, d, e = f(); assert a is True and type(b) is int and type(c) is float\n"
        "assert d == 'a' and e is None",
    ),
    "cached": (
        "import functools\n@functools.lru_cache\n"
        "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)",
        "assert f(30) == 832040 and f.cache_info().currsize == 31",
    ),
    "by name": (
        "def f1(): return 1\ndef f2(): return 2",
        "assert [globals()[f'f{i}']() for i in (1, 2)] == [1, 2]",
    ),
}
# The same for answers that are wrong, and must not pass whatever they claim.
WRONG = {
    "equals all": (
        "class E:\n    def __eq__(self, other): return True\ndef f(): return E()",
        "assert f() == 3",
    ),
    "subtracts to 0": (
        "class E:\n    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n"
        "def f(): return E()",
        "assert abs(f() - 3) < 1e-9",
    ),
    "is less than all": (
        "class E:\n    def __lt__(self, other): return True\ndef f(): return E()",
        "assert f() < 3",
    ),
    "length without items": (
        "class E:\n    def __len__(self): return 3\n    def __iter__(self): return iter([])\n"
        "def f(): return E()",
        "got = f(); assert len(got) == 3\nfor a, b in zip(got, [1, 2, 3]): assert a == b",
    ),
    "ends the loop": (
        "def f(x): raise StopIteration",
        "for x, got in zip([1, 2], map(f, [1, 2])): assert got == x",
    ),
    "frame that equals": (
        "class D(pd.DataFrame):\n    def equals(self, other): return True\n"
        "def f(): return D({'a': [1]})",
        "assert f().equals(pd.DataFrame({'a': [2]}))",
    ),
    "says it is a frame": (
        "class DataFrame:\n    def equals(self, other): return True\n"
        "DataFrame.__module__ = 'pandas'\ndef f(): return DataFrame()",
        "got = f(); assert isinstance(got, pd.DataFrame) and got.equals(pd.DataFrame())",
    ),
    "patched numpy": (
        "np.isclose = lambda *a: True\ndef f(): return 1",
        "assert np.isclose(f(), 2)",
    ),
}


def grade(sandbox, answer, check):
    """Return the points, of 10, and the feedback."""

    def cell(source, name, **about):
        new = new_code_cell(source)
        plain = {"grade": False, "solution": False, "locked": False, "task": False}
        new.metadata["nbgrader"] = plain | {"grade_id": name, "schema_version": 3} | about
        return new

    cells = [
        cell(READ_ONLY, "imports", locked=True),
        cell(answer, "answer", solution=True),
        cell(check, "check", grade=True, locked=True, points=10),
    ]
    text = nbformat.writes(new_notebook(cells=cells))
    # The release differs from the source in any course.
    assignment = Assignment("a", (Notebook("a", text, text + "\n"),), {}, 10.0)
    submission = Submission("one", {"a": text.encode()})
    result = grade_submission(assignment, submission, sandbox, Limits(10, 30))
    assert result["state"] == "graded", result["reason"]
    graded = result["notebooks"]["a"]
    return graded["grades"]["check"]["auto"], graded["nb"]["cells"][2]["outputs"]


@pytest.fixture(scope="module")
def confined(isolation):
    """A sandbox with the libraries imported."""
    libraries = ["numpy", "pandas", "torch", "sklearn.linear_model"]
    with Sandbox({"answers": libraries, "checks": libraries}) as sandbox:
        yield sandbox


@pytest.mark.parametrize("name", SAME)
def test_same_as_in_one_process(confined, name):
    answer, check = SAME[name]
    exec("\n".join([READ_ONLY, answer, check]), {"__name__": "plain"})
    assert grade(confined, answer, check) == (10, [])


@pytest.mark.parametrize("name", WRONG)
def test_no_claim_is_believed(confined, name):
    points, feedback = grade(confined, *WRONG[name])
    assert points == 0 and feedback


def test_what_a_check_binds_for_itself_comes_from_no_cell_that_tries():
    nb = tiny.source()
    tries = new_code_cell("from math import log\nlargest, error = double(4), 3\n")
    nb.cells.insert(3, tries)
    tiny.find(nb, "test_double_example").source = (
        "def check_double_example():\n    from math import log\n\n"
        "    def largest():\n        return log(double(4))\n\n"
        "    try:\n        assert largest() > 2\n"
        "    except ValueError as error:\n        raise AssertionError(error) from None\n\n\n"
        "check_double_example()"
    )
    text = nbformat.writes(nb)
    trusted = plan(Notebook(tiny.UNIT, text, text)).trusted
    assert not [source for source in trusted if "largest" in source]
