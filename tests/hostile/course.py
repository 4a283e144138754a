"""A course of one unit for the suite: small exercises, fresh inputs, secrets to look for."""

import nbformat

UNIT = "hostile"
# Every secret looks like this; none may reach a page, a graded notebook, a result or the CSV.
SECRET = r"plum-\w{8}"
HIDDEN, ENVIRONMENT, HOME, OTHERS = (
    f"plum-{what}" for what in ("hiddenXX", "environX", "homefile", "memoXXXX")
)
CONFIG = """c = get_config()
c.CourseDirectory.course_id = "hostile"
c.Execute.timeout = {timeout}
"""
RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "halves": "def halves(xs):\n    return [x / 2 for x in xs]",
    "ramp": "def ramp(n):\n    return np.arange(n) / n",
    "golden": "golden = (1 + math.sqrt(5)) / 2",
    "covered": "def covered(xs, low, high):\n"
    "    return sum(low <= x <= high for x in xs) / len(xs)",
}
WRONG = {
    "double": "def double(x):\n    return None",
    "halves": "def halves(xs):\n    return None",
    "ramp": "def ramp(n):\n    return None",
    "golden": "golden = None",
    "covered": "def covered(xs, low, high):\n    return 0",
}
POINTS = {"double": 15, "halves": 15, "ramp": 15, "golden": 10, "covered": 10}
CHECKS = {
    "test_double_example": (
        5,
        "# The example.\nassert double(2) == 4, f'double(2) is 4, not {double(2)}'",
    ),
    "test_double_other": (
        10,
        f"""# Other numbers, negative ones too.
### BEGIN HIDDEN TESTS
from sevendiff.checks import expect

secret_key = "{HIDDEN}"
drawn_numbers = np.random.default_rng().uniform(-9, 9, 5).round(3).tolist()
for drawn, got in zip(drawn_numbers, map(double, drawn_numbers)):
    expect(close(got, drawn + drawn), "the sign of a number is kept")
assert math.isclose(double(1e9), 2e9), secret_key
### END HIDDEN TESTS""",
    ),
    "test_halves_example": (
        5,
        "# The example.\nassert list(halves([2, 4])) == [1, 2], 'halves([2, 4]) is [1, 2]'",
    ),
    "test_halves_other": (
        10,
        f"""# Other lists, and the input stays as it is.
### BEGIN HIDDEN TESTS
from sevendiff.checks import expect

secret_key = "{HIDDEN}"
drawn_list = np.random.default_rng().normal(size=6).tolist()
kept_list = list(drawn_list)
got_list = list(halves(drawn_list))
assert len(got_list) == 6, secret_key
assert all(close(got, kept / 2) for got, kept in zip(got_list, kept_list)), secret_key
expect(drawn_list == kept_list, "the input stays as it is")
### END HIDDEN TESTS""",
    ),
    "test_ramp_example": (
        5,
        "# The example.\nnp.testing.assert_allclose(ramp(4), [0, 0.25, 0.5, 0.75])",
    ),
    "test_ramp_other": (
        10,
        f"""# Other lengths.
### BEGIN HIDDEN TESTS
secret_key = "{HIDDEN}"
drawn_size = int(np.random.default_rng().integers(5, 40))
assert isinstance(ramp(drawn_size), np.ndarray), secret_key
np.testing.assert_allclose(ramp(drawn_size), np.arange(drawn_size) / drawn_size, rtol=1e-12)
### END HIDDEN TESTS""",
    ),
    "test_golden_size": (2, "# It is more than 1.\nassert golden > 1, 'more than 1'"),
    "test_golden_value": (
        8,
        f"""# Its value.
### BEGIN HIDDEN TESTS
secret_key = "{HIDDEN}"
assert close(golden, (1 + 5**0.5) / 2), secret_key
### END HIDDEN TESTS""",
    ),
    # As an instructor might write it: the points are what the answer's own number makes of them.
    "test_covered": (
        10,
        f"""# Shares of drawn numbers.
### BEGIN HIDDEN TESTS
secret_key = "{HIDDEN}"
drawn_xs = np.random.default_rng().uniform(-1, 2, 200).tolist()
true_share = sum(0 <= x <= 1 for x in drawn_xs) / len(drawn_xs)
10 * (covered(drawn_xs, 0, 1) / true_share)
### END HIDDEN TESTS""",
    ),
}
IMPORTS = """import math

import numpy as np


def close(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(b))"""


def make_course(folder, timeout=4):
    """Write the course into `folder`, in nbgrader's own layout."""
    (folder / "source" / UNIT).mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(CONFIG.format(timeout=timeout))
    nbformat.write(source(), folder / "source" / UNIT / f"{UNIT}.ipynb")
    return folder


def source():
    """Make the instructor's notebook."""
    cells = [nbformat.v4.new_markdown_cell("# Hostile"), _cell(IMPORTS, "imports", locked=True)]
    for name, answer in RIGHT.items():
        head, _, body = answer.rpartition("\n")
        begin, end = "### BEGIN SOLUTION", "### END SOLUTION"
        lines = [head, f"    {begin}", body, f"    {end}"] if head else [begin, body, end]
        cells.append(_cell("\n".join(lines), name, solution=True))
        for check, (points, text) in CHECKS.items():
            if check.split("_")[1] == name:
                cells.append(_cell(text, check, points=points))
    cells.append(_cell("A model.", "memo", points=10, kind="markdown", solution=True))
    return _notebook(cells)


def released():
    """Make the learners' notebook: no solutions, no hidden checks."""
    nb = source()
    for cell in nb.cells:
        before, region, _ = cell.source.partition("### BEGIN HIDDEN TESTS")
        cell.source = before if region else cell.source
        head, region, _ = cell.source.partition("### BEGIN SOLUTION")
        if region:
            indent = head[len(head.rstrip(" ")) :]
            cell.source = f"{head}# YOUR CODE HERE\n{indent}raise NotImplementedError()"
    find(nb, "memo").source = "YOUR ANSWER HERE"
    return nb


def answered(answers, memo="My memo."):
    """Make the learners' notebook with answers filled in, by grade id."""
    nb = released()
    for name, text in answers.items():
        find(nb, name).source = text
    find(nb, "memo").source = memo
    return nb


def find(nb, name):
    """Return the cell with a grade id."""
    return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def _notebook(cells):
    spec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    # Cell ids that are the same each time: a submission with the same answers has the same bytes.
    for number, cell in enumerate(cells):
        cell.id = f"cell{number}"
    return nbformat.v4.new_notebook(metadata={"kernelspec": spec}, cells=cells)


def _cell(text, name, points=None, kind="code", **about):
    cell = getattr(nbformat.v4, f"new_{kind}_cell")(text)
    about = {"solution": False, "locked": "solution" not in about, "grade": bool(points)} | about
    cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, "task": False} | about
    if points:
        cell.metadata.nbgrader["points"] = points
    return cell
