"""`sevendiff start` and `sevendiff check`, with good, messy, broken and foreign notebooks."""

import html
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import tiny

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


def test_start_lays_out_once_and_keeps_what_is_there(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tiny.make_course(tmp_path))
    assert main(["start"]) == 0
    assert f"laid out  {WORK}" in capsys.readouterr().out
    WORK.write_text("my own work")
    inside = WORK.parent
    monkeypatch.chdir(inside)
    assert main(["start", "1"]) == 0
    out = capsys.readouterr().out
    assert f"kept      {WORK}" in out and "not checked yet" in out
    assert (tmp_path / WORK).read_text() == "my own work"


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
