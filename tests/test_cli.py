"""`sevendiff start` and `sevendiff check`, with good, messy, broken and foreign notebooks."""

import html
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import tiny
from conftest import ROOT

from sevendiff import feedback
from sevendiff.cli import main
from sevendiff.course import CourseError, find_course

WORK = Path("work", tiny.UNIT, f"{tiny.UNIT}.ipynb")
PAGE = WORK.with_name(f"{tiny.UNIT}.feedback.html")
RESULT = WORK.with_name(f"{tiny.UNIT}.result.json")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The tiny course, its exercises laid out, as the current folder."""
    monkeypatch.chdir(tiny.make_course(tmp_path))
    WORK.parent.mkdir(parents=True)
    nbformat.write(tiny.released(), WORK)
    return tmp_path


def check(capsys, *args):
    """Run `sevendiff check`; return its exit code, output and errors."""
    code = main(["check", *args])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    return code, captured.out, captured.err


LESSON, HELPER = WORK.with_name("1_part.ipynb"), WORK.with_name("helper.py")


@pytest.fixture
def laid_out(tmp_path, monkeypatch, capsys):
    """A course with a start page, a lesson and its helper, laid out, as the current folder."""
    monkeypatch.chdir(tiny.make_course(tmp_path))
    unit = tmp_path / "course" / tiny.UNIT
    (unit / "__pycache__").mkdir(parents=True)
    (unit / "__pycache__" / "helper.pyc").write_bytes(b"\x00")
    (unit / "helper.py").write_text("x = 1\n")
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Begin.")])
    nbformat.write(page, tmp_path / "course" / "00_start_here.ipynb")
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(lesson, unit / LESSON.name)
    assert main(["start"]) == 0
    assert f"laid out  work/{tiny.UNIT}: 3 files" in capsys.readouterr().out
    return tmp_path


def renew(source, cell):
    """The course's maintainers change the first cell of a notebook."""
    notebook = nbformat.read(source, 4)
    notebook.cells[0].source = cell
    nbformat.write(notebook, source)


def test_start_lays_the_course_into_work(laid_out, monkeypatch, capsys):
    found = {path.name for path in Path("work").rglob("*") if path.is_file()}
    assert found >= {"00_start_here.ipynb", LESSON.name, HELPER.name, WORK.name}
    assert "helper.pyc" not in found
    monkeypatch.chdir(WORK.parent)
    assert main(["start", "1"]) == 0
    out = capsys.readouterr().out
    assert "work/ has everything that the course has" in out and "not checked yet" in out


def test_what_the_learner_has_only_run_is_renewed(laid_out, capsys):
    ran = nbformat.read(LESSON, 4)
    ran.cells[0].outputs = [nbformat.v4.new_output("stream", text="2")]
    ran.cells[0].execution_count = 7
    nbformat.write(ran, LESSON)
    assert main(["start"]) == 0
    assert nbformat.read(LESSON, 4).cells[0].outputs, "nothing newer: it stays as it was run"
    renew(Path("course") / tiny.UNIT / LESSON.name, "2 + 2")
    capsys.readouterr()
    assert main(["start"]) == 0
    assert f"renewed   work/{tiny.UNIT}: 1 file" in capsys.readouterr().out
    assert nbformat.read(LESSON, 4).cells[0].source == "2 + 2"


@pytest.mark.parametrize("name", [WORK, HELPER], ids=lambda path: path.name)
def test_what_the_learner_has_written_is_kept_and_the_new_one_laid_beside(name, laid_out, capsys):
    mine = "my own work"
    name.write_text(mine)
    assert main(["start"]) == 0
    assert "kept" not in capsys.readouterr().out, "there is nothing newer"
    source = next(
        Path(top) / name.relative_to("work")
        for top in ("exercises", "course")
        if (Path(top) / name.relative_to("work")).exists()
    )
    beside = name.with_name(f"{name.stem}.new{name.suffix}")
    for version in ("first", "second"):
        if name.suffix == ".py":
            source.write_text(f"{version} = 1\n")
        else:
            renew(source, version)
        assert main(["start"]) == 0
        out = capsys.readouterr().out
        assert f"kept      {name.as_posix()}" in out and beside.name in out
        assert name.read_text() == mine and version in beside.read_text()
        assert main(["start"]) == 0
        assert "kept" not in capsys.readouterr().out, "said once"
    # They work in the new one: it is theirs from then on.
    beside.write_text("my second work")
    source.write_text("x = 3\n")
    assert main(["start"]) == 0
    assert name.read_text() == mine and beside.read_text() == "my second work"
    assert name.with_name(f"{name.stem}.new2{name.suffix}").read_text() == "x = 3\n"


def test_work_of_an_earlier_course_that_kept_no_record_is_the_learners(laid_out, capsys):
    (Path("work") / ".laid_out.json").unlink()
    WORK.write_text("my own work")
    assert main(["start"]) == 0
    assert WORK.read_text() == "my own work"
    assert "lies beside it" in capsys.readouterr().out


def test_what_start_lays_out_is_none_of_gits_business():
    done = subprocess.run(["git", "check-ignore", "-q", "work/01_accuracy/1_worth.ipynb"], cwd=ROOT)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["start", "9"], "there is no unit or notebook '9'. Units with exercises: 01_tiny"),
        (["check", "9"], "there is no unit or notebook '9'"),
        (["check", "09_nothing"], "there is no unit or notebook '09_nothing'"),
        (["check", "1"], "`sevendiff start 01_tiny` lays it out"),
        (["check", "nowhere/mine.ipynb"], "there is no notebook nowhere/mine.ipynb"),
        (["check", "."], "holds no notebook"),
        (["grade", "9"], "there is no assignment '9'"),
        (["grade", "1"], "there are no submissions"),
    ],
)
def test_what_cannot_be_found(args, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tiny.make_course(tmp_path))
    assert main(args) == 2
    assert sentence in capsys.readouterr().err


def test_command_outside_a_course_and_with_too_many_arguments(tmp_path):
    command = [sys.executable, "-m", "sevendiff.cli", "check", "7"]
    outside = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert outside.returncode == 2
    assert "is not inside the course" in outside.stderr and "Traceback" not in outside.stderr
    many = subprocess.run([*command, "8"], cwd=tmp_path, capture_output=True, text=True)
    assert many.returncode == 2 and "unrecognized arguments: 8" in many.stderr
    with pytest.raises(CourseError):
        find_course(tmp_path)


BAD = {
    "text": (b"Dear teacher", "not a notebook"),
    "binary": (bytes(range(256)), "not UTF-8"),
    "latin": ('{"cells": "\u00e9"}'.encode("latin-1"), "not UTF-8"),
    "empty": (b"", "is empty"),
    "json": (b'{"a": 1}', "JSON but not a notebook"),
    "list": (b"[1, 2]", "JSON but not a notebook"),
    "truncated": (nbformat.writes(tiny.source())[:900].encode(), "broken or cut off"),
    "cells": (b'{"cells": [1], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "not a valid"),
    "future": (b'{"cells": [], "nbformat": 99, "nbformat_minor": 0, "metadata": {}}', "version 99"),
    "foreign": (nbformat.writes(nbformat.v4.new_notebook()).encode(), "none of the exercises of"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_gets_a_sentence_and_keeps_the_last_result(kind, course, capsys):
    content, sentence = BAD[kind]
    WORK.write_bytes(content)
    RESULT.write_text("earlier result")
    PAGE.write_text("earlier page")
    code, out, err = check(capsys, "1")
    assert code == 2 and sentence in err and not out
    assert len(err.strip().split("\n")) == 1
    assert RESULT.read_text() == "earlier result" and PAGE.read_text() == "earlier page"
    assert main(["start"]) == 0, "a result that cannot be read is no result"


def test_notebook_of_another_unit(course, capsys):
    other = tiny.source()
    tiny.find(other, "double").metadata.nbgrader["grade_id"] = "triple"
    folder = course / "solutions" / "02_other"
    folder.mkdir()
    nb = tiny.without(other, "test_double_example", "test_double_other", "halves")
    nb = tiny.without(nb, "test_halves_example", "test_halves_input", "imports")
    nbformat.write(nb, folder / "02_other.ipynb")
    nbformat.write(nb, WORK)
    code, _, err = check(capsys, "1")
    assert code == 2 and "is a notebook of 02_other, not of 01_tiny" in err


def test_full_marks(course, capsys):
    # A warning costs nothing; what the memo is worth is a person's to say.
    nbformat.write(tiny.answered(double=tiny.WARNS), WORK)
    code, out, err = check(capsys, "01")
    assert code == 0 and "01_tiny: 30 of 30 points (10 more are graded by a person)" in out
    assert "Checking 01_tiny" in err and "failed" not in out
    result = json.loads(RESULT.read_text())
    assert (result["points"], result["max"]) == (30, 30)
    assert not (course / "grading").exists(), "the instructor's folder is not the learner's"
    main(["start"])
    assert "01_tiny  30 of 30  20" in capsys.readouterr().out


def test_untouched_release(course, capsys):
    code, out, _ = check(capsys, "01_tiny")
    assert code == 0 and "01_tiny: 0 of 30 points" in out
    assert out.count("not answered yet") == 4
    assert "graded by a person; nothing written yet" in out


def test_feedback_names_the_misconception_and_shows_no_hidden_check(course, capsys):
    # The answer to `halves` fails with its own class, and prints what it can get at.
    nb = tiny.answered(
        double=tiny.ABSOLUTE,
        halves="class Broken(Exception):\n    pass\n\ndef halves(xs):\n    print(In)\n"
        "    raise Broken('<script>alert(1)</script>\\x1b[31m')",
    )
    nb.cells.append(nbformat.v4.new_code_cell("print(In)\nraise ValueError(In)"))
    nbformat.write(nb, WORK)
    code, out, _ = check(capsys, str(WORK.parent))
    page = PAGE.read_text()
    assert code == 0 and "01_tiny: 5 of 30 points" in out
    assert "the sign of a number is kept" in out and "the sign of a number is kept" in page
    assert "your function raised Broken: <script>alert(1)</script>\n" in out, "a visible check"
    assert "your function raised Broken\n" in out, "a hidden check"
    assert "<script" not in page and "&lt;script&gt;" in page and "\x1b" not in page + out
    everything = html.unescape(page) + out + RESULT.read_text()
    for line in tiny.hidden_lines(tiny.source()):
        assert line not in everything
    assert "printed while hidden" not in everything
    # The page loads nothing and says what it is.
    assert "http" not in page and "src=" not in page
    assert '<html lang="en">' in page and '<th scope="col">' in page and "<h1>" in page


def test_messy_notebook_is_graded(course, capsys):
    nb = tiny.twice(tiny.source(), "double", "test_double_example")
    nb = tiny.without(nb, "imports", "halves", "test_halves_example", "test_halves_input")
    # The deleted answer stands in a cell of the learner's own.
    own = nbformat.v4.new_code_cell("def halves(xs):\n    return [x / 2 for x in xs]")
    nb.cells.insert(-1, own)
    nb.metadata["kernelspec"] = {"name": "ir", "language": "R"}
    tiny.find(nb, "test_double_other").metadata.nbgrader = {"grade_id": "test_double_other"}
    flood = nbformat.v4.new_output("stream", text="x" * 20_000_000)
    tiny.find(nb, "double").outputs = [flood]
    nb.cells[0].metadata["nbgrader"] = "no dict"
    Path("mine.ipynb").write_text(json.dumps(nb))
    code, out, _ = check(capsys, "mine.ipynb")
    assert code == 0 and "30 of 30" in out, out
    assert "double stands in the notebook more than once" in out
    assert "Put back for grading: test_halves_input" in out
    assert Path("mine.result.json").exists() and not RESULT.exists()
    assert Path("mine.feedback.html").stat().st_size < 100_000


def test_a_dead_process_costs_its_own_exercise(course, capsys):
    nbformat.write(tiny.answered(double=tiny.DIES), WORK)
    code, out, _ = check(capsys, "1")
    assert code == 0 and "01_tiny: 15 of 30 points" in out
    assert out.count("Python itself stopped here") == 2


def test_endless_loop_costs_its_own_exercise(course, capsys):
    config = Path("nbgrader_config.py")
    config.write_text(config.read_text().replace("Execute.timeout = 60", "Execute.timeout = 4"))
    nbformat.write(tiny.answered(halves="def halves(xs):\n    while True:\n        pass"), WORK)
    code, out, _ = check(capsys, "1")
    assert code == 0 and "15 of 30 points" in out and out.count(feedback.TOO_LONG) == 2


def test_without_the_hidden_checks(course, capsys):
    (course / "solutions" / tiny.UNIT / f"{tiny.UNIT}.ipynb").unlink()
    nbformat.write(tiny.answered(double=tiny.ABSOLUTE), WORK)
    code, out, _ = check(capsys, "1")
    assert code == 0 and "01_tiny: 10 of 10 points" in out
    assert "the hidden ones run at the instructor's" in out
    assert out.count(feedback.NOT_RUN) == 2


def test_result_that_cannot_be_written(course, capsys):
    PAGE.mkdir()
    RESULT.write_text("earlier result")
    code, _, err = check(capsys, "1")
    assert code == 2 and "cannot be written" in err
    assert RESULT.read_text() == "earlier result"
    assert not list(WORK.parent.glob(".*")), "no half-written file stays"


@pytest.mark.parametrize(
    ("names", "message", "from_learner", "hidden", "sentence"),
    [
        ("Misconception", "the idea", False, True, "the idea"),
        (["Sub", "Misconception", "AssertionError"], "the idea", True, True, "the idea"),
        ("AssertionError", "should be 3", False, False, "should be 3"),
        ("AssertionError", "", False, False, "a visible check failed"),
        ("AssertionError", "should be 3", False, True, "a hidden check failed"),
        ("AssertionError", "mine", True, True, "your function raised AssertionError"),
        ("KeyError", "'x'", False, True, "a hidden check failed"),
        ("KeyError", "'x'", False, False, "the check stopped with KeyError: 'x'"),
        ("KeyError", "'x'", True, False, "your function raised KeyError: 'x'"),
        ("KeyError", "'x'", True, True, "your function raised KeyError"),
        ("NotImplementedError", "", True, True, "not answered yet"),
        ("NotImplementedError", "", False, True, "a hidden check failed"),
        ("CellTimeoutError", "", True, True, feedback.TOO_LONG),
        ("Misconception", "\x1b[31mred\x00 \u202eback", False, True, "red back"),
    ],
)
def test_explain(names, message, from_learner, hidden, sentence):
    found = feedback.explain(names, message, from_learner=from_learner, hidden=hidden)
    assert found == sentence
