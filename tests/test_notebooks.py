"""The committed form of the notebooks, and what every unit must hold."""

import ast
import builtins
import filecmp
import json
import re
import symtable

import nbformat
import pytest
from conftest import ROOT
from lessons import LESSONS, PARTS, WHOLE, execute
from lessons import name as lesson_name
from nbgrader.utils import is_grade, is_solution
from tiny import find, hidden_regions

from sevendiff.notebooks import release, sources, tidy_text

EXERCISES = sorted(ROOT.glob("solutions/*/*.ipynb"))
# What an answer imports and uses when it is called; checks once bound these names.
IMPORTS = {
    "03_engineering": {"validate_batch": ("import numbers", "numbers.Number")},
    "07_deep_learning": {
        "mean_ci": ("from statistics import mean", "mean([1, 2])"),
        "ips_mean": ("import numbers", "numbers.Number"),
    },
}
IMPORTER = """
{imported}

solved_{exercise} = {exercise}


def {exercise}(*args, **kwargs):
    assert {used}
    return solved_{exercise}(*args, **kwargs)
"""


def name(path):
    return path.stem


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def check_cells(path):
    return [cell for cell in code_cells(path) if is_grade(cell) and not is_solution(cell)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_committed_in_normal_form(path):
    text = path.read_text(encoding="utf-8")
    assert text == tidy_text(text), "run `make tidy`"
    ids = [cell["id"] for cell in json.loads(text)["cells"]]
    assert len(set(ids)) == len(ids)


def test_tidy_removes_what_an_editor_leaves():
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "r", "display_name": "R"}, "widgets": {}}
    )
    cell = nbformat.v4.new_code_cell("x = 1  \n\n", execution_count=3)
    cell.outputs = [nbformat.v4.new_output("stream", text="secret")]
    cell.metadata = {"tags": ["claim"], "collapsed": True, "editable": False}
    cell.metadata["jupyter"] = {"source_hidden": False, "outputs_hidden": True}
    notebook.cells = [cell, nbformat.v4.new_markdown_cell("words")]
    tidied = nbformat.reads(tidy_text(nbformat.writes(notebook)), as_version=4)
    assert [c.id for c in tidied.cells] == [c.id for c in notebook.cells]
    assert tidied.cells[0].source == "x = 1"
    assert tidied.cells[0].metadata == {"tags": ["claim"]}
    assert not tidied.cells[0].outputs and tidied.cells[0].execution_count is None
    assert tidied.metadata.kernelspec.name == "python3"


def test_tidy_folds_checks():
    roles = {"check": (True, False), "memo": (True, True), "answer": (False, True)}
    notebook = nbformat.v4.new_notebook()
    for grade, solution in roles.values():
        cell = nbformat.v4.new_code_cell()
        cell.metadata = {"nbgrader": {"grade": grade, "solution": solution}}
        notebook.cells.append(cell)
    kept = {"source_hidden": True, "outputs_hidden": True}
    notebook.cells.append(nbformat.v4.new_code_cell(metadata={"jupyter": kept}))
    tidied = nbformat.reads(tidy_text(nbformat.writes(notebook)), as_version=4).cells
    folded = {"source_hidden": True}
    assert [c.metadata.get("jupyter") for c in tidied] == [folded, None, None, folded]


def test_exercises_are_the_release_of_solutions(tmp_path):
    release(tmp_path / "made")
    made = sorted(p.relative_to(tmp_path / "made") for p in (tmp_path / "made").rglob("*.*"))
    kept = sorted(
        p.relative_to(ROOT / "exercises")
        for p in (ROOT / "exercises").rglob("*.*")
        if ".ipynb_checkpoints" not in p.parts
    )
    assert made == kept, "run `make release`"
    _, differ, errors = filecmp.cmpfiles(tmp_path / "made", ROOT / "exercises", made, shallow=False)
    assert not differ and not errors, "run `make release`"


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_release_holds_no_answer(path):
    released = (ROOT / "exercises" / path.parent.name / path.name).read_text(encoding="utf-8")
    for mark in ("BEGIN SOLUTION", "HIDDEN TESTS", "BEGIN MARK SCHEME"):
        assert mark not in released
    for cell in read(path).cells:
        solutions = re.findall(r"### BEGIN SOLUTION\n(.*?)\s*### END", cell.source, re.S)
        for region in [*solutions, *hidden_regions(cell.source)]:
            body = json.dumps(region.strip("\n"))[1:-1]
            assert body and body not in released


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_points_of_a_unit_sum_to_100(path):
    grading = [cell.metadata.get("nbgrader", {}) for cell in read(path).cells]
    assert sum(meta.get("points", 0) for meta in grading if meta.get("grade")) == 100
    assert any(meta.get("grade") and meta.get("solution") for meta in grading), "no memo"


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_a_check_cell_is_read_alone(path):
    # Checks run in another process than the learner's code, so each imports what it uses.
    cells = [c for c in code_cells(path) if "nbgrader" in c.metadata]
    learners = set()
    for cell in cells:
        if cell.metadata.nbgrader.solution:
            learners |= {
                node.name
                for node in ast.parse(cell.source).body
                if isinstance(node, ast.FunctionDef | ast.ClassDef)
            }
    for cell in cells:
        if not cell.metadata.nbgrader.grade or cell.metadata.nbgrader.solution:
            continue
        tree = ast.parse(cell.source)
        names = [n for n in ast.walk(tree) if isinstance(n, ast.Name)]
        bound = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                bound |= {(a.asname or a.name).split(".")[0] for a in node.names}
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                bound.add(node.name)
            elif isinstance(node, ast.ExceptHandler) and node.name:
                bound.add(node.name)
            elif isinstance(node, ast.arg):
                bound.add(node.arg)
        free = {n.id for n in names} - bound - learners - set(dir(builtins))
        assert not free, f"{cell.metadata.nbgrader.grade_id} leans on {free} of another cell"


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_a_check_cell_leaves_no_name_that_an_answer_may_import(path):
    for cell in check_cells(path):
        table = symtable.symtable(cell.source, str(path), "exec")
        left = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
        assert all(each.startswith("check_") for each in left), (cell.metadata.nbgrader, left)
        nodes = ast.walk(ast.parse(cell.source))
        assert not any(isinstance(node, ast.Global) for node in nodes)


@pytest.mark.parametrize("unit", IMPORTS)
def test_checks_leave_the_imports_of_an_answer_alone(unit, tmp_path, monkeypatch):
    # In one process, as in the learner's notebook, in Validate and under nbgrader alone.
    path = ROOT / "solutions" / unit / f"{unit}.ipynb"
    notebook = read(path)
    for exercise, (imported, used) in IMPORTS[unit].items():
        cell = find(notebook, exercise)
        cell.source += IMPORTER.format(exercise=exercise, imported=imported, used=used)
    notebook.cells += check_cells(path)
    execute(notebook, tmp_path, monkeypatch)


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_a_released_check_cell_is_folded_and_locked(path):
    checks = check_cells(ROOT / "exercises" / path.parent.name / path.name)
    assert len(checks) == len(check_cells(path))
    for cell in checks:
        assert cell.metadata.jupyter == {"source_hidden": True}
        assert cell.metadata.editable is False and cell.metadata.deletable is False


def tags(cells):
    return [tag for cell in cells for tag in cell.metadata.get("tags", [])]


@pytest.mark.parametrize("path", WHOLE, ids=lesson_name)
def test_a_whole_lesson_has_its_pieces(path):
    cells = read(path).cells
    assert tags(cells).count("parameters") == 1 and tags(cells).count("claim") >= 3
    parameters = next(c for c in cells if "parameters" in c.metadata.get("tags", []))
    assert re.search(r"^SEED = 0$", parameters.source, re.M)
    assert "predict" in " ".join(c.source.lower() for c in cells if c.cell_type == "markdown")


@pytest.mark.parametrize("path", PARTS, ids=lesson_name)
def test_a_part_asks_no_more_of_a_reader_than_half_an_hour(path):
    cells = read(path).cells
    assert 12 <= len(cells) <= 20
    assert sum(len(c.source.split()) for c in cells if c.cell_type == "markdown") <= 1300
    lines = [[line for line in c.source.split("\n") if line.strip()] for c in code_cells(path)]
    assert max(map(len, lines)) <= 12, "at most 12 lines of code in view"
    assert sum("guess(" in c.source for c in code_cells(path)) >= 3


@pytest.mark.parametrize("path", PARTS, ids=lesson_name)
def test_a_part_hides_nothing_and_starts_from_a_seed(path):
    cells = read(path).cells
    assert not {"claim", "shared"} & set(tags(cells))
    assert not [c for c in cells if c.metadata.get("jupyter", {}).get("source_hidden")]
    (parameters,) = [c for c in cells if "parameters" in c.metadata.get("tags", [])]
    assert re.search(r"^SEED = 0$", parameters.source, re.M)
    for cell in code_cells(path):
        assert "noqa" not in cell.source and "assert " not in cell.source


@pytest.mark.parametrize("path", WHOLE, ids=lesson_name)
def test_every_drawn_figure_has_its_own_alternative_text(path):
    for cell in code_cells(path):
        if "plt.subplots(" in cell.source or "plt.figure(" in cell.source:
            assert "alt_text(" in cell.source, cell.source


@pytest.mark.parametrize("path", LESSONS, ids=lesson_name)
def test_nothing_in_a_lesson_waits_for_a_browser(path):
    # `interact` draws into an output widget, whose stand-in sometimes waits for ever unattended.
    names = {
        node.id if isinstance(node, ast.Name) else node.attr
        for cell in code_cells(path)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert not names & {"interact", "interactive", "interactive_output", "Output"}
