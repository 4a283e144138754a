"""Reading assignments and submissions: folders, files, cells; nothing is run."""

import json
import os
import shutil

import nbformat
import pytest
import tiny
from nbgrader.api import Gradebook
from traitlets.config import Config

from sevendiff import feedback
from sevendiff.course import CourseError
from sevendiff.grading import assignment as assignments
from sevendiff.grading import intake

FILE = f"{tiny.UNIT}.ipynb"


@pytest.fixture(scope="module")
def tiny_course(tmp_path_factory):
    """The tiny course, with data beside its notebook."""
    course = tiny.make_course(tmp_path_factory.mktemp("course"))
    folder = course / "solutions" / tiny.UNIT
    for path in ("data/a.csv", "b.txt", ".hidden", "data/.ipynb_checkpoints/c.csv", "d.pyc"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return course


@pytest.fixture(scope="module")
def loaded(tiny_course):
    """The assignment of the tiny course."""
    return assignments.load(assignments.load_config(tiny_course), tiny.UNIT)


@pytest.fixture
def course(tmp_path):
    """A tiny course to be changed."""
    return tiny.make_course(tmp_path)


@pytest.fixture
def folder(tmp_path):
    """An empty folder of the student Ada for the assignment."""
    folder = tmp_path / "submitted" / "ada" / tiny.UNIT
    folder.mkdir(parents=True)
    return folder


# Assignments


def test_an_assignment_is_what_nbgrader_makes_of_it(loaded):
    [notebook] = loaded.notebooks
    assert (loaded.name, notebook.name, loaded.timeout) == (tiny.UNIT, tiny.UNIT, 60)
    assert loaded.files == {"data/a.csv": b"data/a.csv", "b.txt": b"b.txt"}
    source, release = (nbformat.reads(text, 4) for text in (notebook.source, notebook.release))
    assert [c.source for c in source.cells] == [c.source for c in tiny.source().cells]
    assert [c.source.strip() for c in release.cells] == [
        c.source.strip() for c in tiny.released().cells
    ]
    assert all(c.metadata.nbgrader.checksum for c in release.cells if "nbgrader" in c.metadata)


def test_a_release_alone_is_source_and_release(course, loaded):
    shutil.rmtree(course / "solutions")
    config = assignments.load_config(course)
    found = assignments.load(config, tiny.UNIT, released=course / "exercises" / tiny.UNIT)
    [notebook], [expected] = found.notebooks, loaded.notebooks
    assert notebook.source == notebook.release
    ids, meant = (intake.grade_ids(text) for text in (notebook.release, expected.release))
    assert ids == meant
    cells = [c for c in nbformat.reads(notebook.release, 4).cells if "nbgrader" in c.metadata]
    assert all(c.metadata.nbgrader.checksum for c in cells)


def test_the_gradebook_is_brought_up_to_date(course):
    (course / "grading").mkdir()
    config = assignments.load_config(course)
    assignments.load(config, tiny.UNIT)
    assert not list((course / "grading").iterdir())
    release = {p: p.read_bytes() for p in (course / "exercises").rglob("*.ipynb")}
    assignments.load(config, tiny.UNIT, database=True)
    url = assignments.settings(config).db_url
    with Gradebook(url) as gradebook:
        assert gradebook.find_assignment(tiny.UNIT).max_score == 40
        gradebook.add_student("ada")
        gradebook.add_submission(tiny.UNIT, "ada")
    assert release == {p: p.read_bytes() for p in (course / "exercises").rglob("*.ipynb")}
    path = course / "solutions" / tiny.UNIT / FILE
    nbformat.write(tiny.without(tiny.source(), "halves"), path)
    with pytest.raises(CourseError, match="has gained or lost nbgrader cells"):
        assignments.load(config, tiny.UNIT, database=True)
    (course / "grading" / "gradebook.db").write_text("no database")
    with pytest.raises(CourseError, match="gradebook.db cannot be used"):
        assignments.load(config, tiny.UNIT, database=True)


def test_settings_are_nbgraders(tmp_path):
    path = tmp_path / "nbgrader_config.py"
    path.write_text("c = get_config()\n")
    found = assignments.settings(assignments.load_config(tmp_path))
    assert found.root == tmp_path and found.course_id == "" and found.timeout == 30
    assert found.source == tmp_path / "source" and found.submitted == tmp_path / "submitted"
    assert found.db_url == f"sqlite:///{tmp_path}/gradebook.db"
    path.write_text(
        "c = get_config()\nc.CourseDirectory.root = 'inside'\n"
        "c.CourseDirectory.db_url = 'sqlite:///mine.db'\n"
        "c.CourseDirectory.feedback_directory = '/elsewhere/feedback'\n"
        "c.ExecutePreprocessor.timeout = -1\nc.CourseDirectory.course_id = 'x'\n"
    )
    found = assignments.settings(assignments.load_config(tmp_path))
    assert found.db_url == f"sqlite:///{tmp_path}/inside/mine.db" and found.course_id == "x"
    assert found.autograded == tmp_path / "inside" / "autograded"
    assert str(found.feedback) == "/elsewhere/feedback"
    path.write_text("c = get_config()\nc.CourseDirectory.db_url = 'postgresql://me:pw@host/db'\n")
    found = assignments.settings(assignments.load_config(tmp_path))
    assert found.db_url == "postgresql://me:pw@host/db"
    for text, sentence in [
        ("get_config().CourseDirectory.directory_structure = '{student_id}'", "structure"),
        ("1 / 0", "nbgrader_config.py cannot be read: ZeroDivisionError"),
    ]:
        path.write_text(text)
        with pytest.raises(CourseError, match=sentence):
            assignments.settings(assignments.load_config(tmp_path))


def _in_r(nb):
    nb.metadata["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    return nb


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("02_missing", None, "there is no assignment '02_missing'.* there: 01_tiny, kept"),
        ("../solutions", None, "cannot be the name"),
        ("a+b", None, "cannot be the name"),
        ("kept", None, "grading needs the instructor's notebooks"),
        (tiny.UNIT, _in_r(tiny.source()), "is a notebook in R; only Python"),
        (tiny.UNIT, tiny.twice(tiny.source(), "double"), "one grade id: double"),
        (tiny.UNIT, "{", "is not a notebook"),
    ],
)
def test_what_is_no_assignment(course, name, content, sentence):
    (course / "solutions" / "kept").mkdir()
    if content is not None:
        text = content if isinstance(content, str) else nbformat.writes(content)
        (course / "solutions" / tiny.UNIT / FILE).write_text(text)
    with pytest.raises(CourseError, match=sentence):
        assignments.load(assignments.load_config(course), name)


def test_too_much_data_beside_the_notebook(tiny_course, monkeypatch):
    monkeypatch.setattr(assignments, "MAX_FILES", 10)
    with pytest.raises(CourseError, match="more than"):
        assignments.load(assignments.load_config(tiny_course), tiny.UNIT)


# Folders


def collect(folder, loaded):
    """Take in Ada's folder."""
    found = intake.collect(folder.parent, loaded)
    assert found.student == "ada"
    assert all("\n" not in text for text in (*found.notes, found.refused))
    return found


def test_every_folder_is_a_student(tmp_path):
    for name in ("zoe", "ada", ".git", "with space"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.txt").write_text("not a student")
    (tmp_path / "linked").symlink_to(tmp_path / "ada")
    assert intake.students(tmp_path) == ["ada", "linked", "with space", "zoe"]
    assert intake.students(tmp_path / "nowhere") == []


def test_a_notebook_and_what_stands_beside_it(folder, loaded):
    (folder / FILE).write_bytes(b"content")
    (folder / "timestamp.txt").write_text("2025-11-03 10:20:30 UTC\n")
    for ours in ("b.txt", "data", ".DS_Store", f"{tiny.UNIT}.result.json"):
        (folder / ours).write_text("")
    assert collect(folder, loaded) == intake.Submission(
        "ada", {tiny.UNIT: b"content"}, timestamp="2025-11-03 10:20:30 UTC"
    )
    strange = "<b>\x1b[31m\u202e\n" + "x" * 200 + ".py"
    for name in ("numpy.py", strange, "c", "d", "e", "f", "other.ipynb"):
        (folder / name).write_text("")
    (folder / os.fsdecode(b"z\xff.csv")).write_text("")
    (folder / "timestamp.txt").write_text("yesterday, or so")
    found = collect(folder, loaded)
    assert found.notebooks == {tiny.UNIT: b"content"} and found.timestamp is None
    left, stamp = found.notes
    assert "<b>" in left and "numpy.py" not in left and "and 3 more" in left
    assert "\x1b" not in left and "\u202e" not in left and len(left) < 500
    assert "timestamp.txt" in stamp
    json.dumps(found.notes).encode("utf-8")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Untitled.ipynb"], None),
        ([FILE.upper()], None),
        ([f"{tiny.UNIT} (1).ipynb", "notes.txt"], None),
        (["a.ipynb", "b.ipynb"], "missing; found there: a.ipynb, b.ipynb. Rename"),
        (["solution.py"], "missing; found there: solution.py."),
        ([".01_tiny.ipynb"], "missing; found there: nothing."),
    ],
)
def test_a_lone_renamed_notebook_is_taken(names, sentence, folder, loaded):
    for name in names:
        (folder / name).write_bytes(b"{}")
    found = collect(folder, loaded)
    if sentence:
        assert sentence in found.refused and not found.notebooks
    else:
        assert found.notebooks == {tiny.UNIT: b"{}"} and not found.refused
        assert names[0] in found.notes[0] and "was taken for" in found.notes[0]


def test_several_notebooks(folder, loaded):
    [one] = loaded.notebooks
    several = assignments.Assignment(
        "01_tiny", tuple(assignments.Notebook(n, one.source, one.release) for n in "abc"), {}, 60
    )
    for name in ("a.ipynb", "b.ipynb", "renamed.ipynb"):
        (folder / name).write_text(name)
    found = collect(folder, several)
    assert found.notebooks == {"a": b"a.ipynb", "b": b"b.ipynb", "c": b"renamed.ipynb"}
    (folder / "b.ipynb").unlink()
    found = collect(folder, several)
    assert found.notebooks == {"a": b"a.ipynb"} and not found.refused
    assert "b.ipynb and c.ipynb are missing" in " ".join(found.notes)


def _link(target):
    return lambda path: path.symlink_to(target)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_link("../../secret.ipynb"), "is a link"),
        (_link("/nowhere"), "is a link"),
        (_link("/dev/zero"), "is a link"),
        (os.mkfifo, "is not a file"),
        (os.mkdir, "is not a file"),
    ],
)
@pytest.mark.parametrize("name", [FILE, "renamed.ipynb"])
def test_what_is_no_regular_file_is_refused(make, sentence, name, folder, loaded):
    (folder.parent.parent / "secret.ipynb").write_text("secret")
    make(folder / name)
    found = collect(folder, loaded)
    assert sentence in found.refused and not found.notebooks


def test_a_linked_timestamp_is_not_read(folder, loaded):
    (folder / FILE).write_text("{}")
    (folder / "real.txt").write_text("2025-11-03 10:20:30 UTC")
    (folder / "timestamp.txt").symlink_to(folder / "real.txt")
    assert collect(folder, loaded).timestamp is None


@pytest.mark.parametrize("depth", [0, 1])
def test_linked_or_missing_folders_are_refused(depth, folder, loaded, tmp_path):
    (folder / FILE).write_text("{}")
    linked = (folder, folder.parent)[depth]
    linked.rename(tmp_path / "moved")
    missing = collect(folder, loaded)
    assert "missing" in missing.refused and not missing.notebooks
    linked.symlink_to(tmp_path / "moved")
    found = collect(folder, loaded)
    assert "is a link" in found.refused and not found.notebooks
    linked.unlink()
    linked.write_text("a file")
    assert "is not a folder" in collect(folder, loaded).refused


def test_size_and_permissions(folder, loaded, monkeypatch):
    with (folder / FILE).open("wb") as sparse:
        sparse.truncate(intake.MAX_NOTEBOOK + 1)
    assert "is larger than 100 MB" in collect(folder, loaded).refused

    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    assert "cannot be read: Permission denied" in collect(folder, loaded).refused
    monkeypatch.setattr(os, "scandir", refuse)
    assert "cannot be read: Permission denied" in collect(folder, loaded).refused


# Files


def packed(cells, **about):
    """Write cells as a notebook's file."""
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, **about}).encode()


CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}
READ = {"cell_type": "code", "source": "x = 1", "grade_id": None}
NAMED = {"metadata": {"nbgrader": {"grade_id": "double"}}}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (packed([CODE]), READ),
        (b"\xef\xbb\xbf" + packed([CODE]), READ),
        (packed([CODE | NAMED]), READ | {"grade_id": "double"}),
        (packed([CODE | {"source": ["x\n", "y", 3]}]), READ | {"source": "x\ny"}),
        (packed([CODE | {"source": None}]), READ | {"source": ""}),
        (packed([CODE | {"outputs": [{"bad": float("nan")}], "id": 3}]), READ),
        (packed([CODE], metadata=[]), READ),
        (packed([CODE | {"metadata": "none"}]), READ),
        (packed([CODE | {"metadata": {"nbgrader": {"grade_id": ["double"]}}}]), READ),
        (packed([7, CODE, "text"]), READ),
        (packed([CODE | {"source": "\ud800"}]), READ | {"source": "?"}),
        (
            packed([{"cell_type": "heading", "source": "Title"}]),
            READ | {"cell_type": "markdown", "source": "Title"},
        ),
        (packed([{"source": "x = 1", "outputs": []}]), READ),
        (packed([{"cell_type": "raw", "source": ""}]), READ | {"cell_type": "raw", "source": ""}),
        (b'{"cells": [], "cells": [{"cell_type": "code", "source": "x = 1"}]}', READ),
        (packed([CODE]).replace(b": 4", b": " + b"4" * 5000).replace(b"nbformat", b"n"), READ),
        (
            json.dumps(
                {
                    "nbformat": 3,
                    "worksheets": [{"cells": [{"cell_type": "code", "input": ["x", " = 1"]}]}],
                }
            ).encode(),
            READ,
        ),
    ],
)
def test_a_file_is_read_as_far_as_it_makes_sense(content, expected):
    assert intake.parse(content) == [expected]


def test_cells_are_all_that_is_read():
    flood = {"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}
    assert intake.parse(packed([CODE | {"outputs": [flood], "attachments": {}}])) == [READ]


MERGE = b'{"cells": [\n<<<<<<< HEAD\n 1\n=======\n 2\n>>>>>>> main\n]}'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" \n", "is empty"),
        (packed([CODE]).decode().encode("utf-16"), "not UTF-8 .*but UTF-16"),
        (b'{"cells": "\xe9"}', "not UTF-8"),
        (packed([CODE])[:-9], "broken or cut off"),
        (b"PK\x03\x04", "is not a notebook"),
        (MERGE, "a merge conflict"),
        (b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"cells": [7]}', "not a valid notebook"),
        (b'{"metadata": {}}', "has no cells"),
        (packed([], nbformat=99), "nbformat version 99"),
        (packed([CODE] * (intake.MAX_CELLS + 1)), "is too large"),
        (packed([CODE | {"source": "x" * (intake.MAX_SOURCE + 1)}]), "is too large"),
    ],
)
def test_a_file_that_is_no_notebook_gets_a_sentence(content, sentence):
    with pytest.raises(CourseError, match=f"^mine.ipynb .*{sentence}") as error:
        intake.parse(content, "mine.ipynb")
    assert "\n" not in str(error.value)


# Cells


def parsed(nb):
    """Read a notebook as a submission's."""
    return intake.parse(nbformat.writes(nb).encode())


def rebuilt(nb, loaded):
    """Rebuild a submission; return its notebook, each grade id's text, and the notes."""
    nb, notes = intake.rebuild(loaded.notebooks[0], parsed(nb))
    nbformat.validate(nb)
    texts = {feedback.grade_id(cell): cell.source for cell in nb.cells}
    ids = [feedback.grade_id(cell) for cell in nb.cells if feedback.grade_id(cell)]
    assert sorted(ids) == sorted(intake.grade_ids(loaded.notebooks[0].release))
    release = nbformat.reads(loaded.notebooks[0].release, 4)
    for cell in release.cells:
        if "nbgrader" in cell.metadata:
            name = cell.metadata.nbgrader.grade_id
            made = tiny.find(nb, name)
            assert made.metadata == {"nbgrader": cell.metadata.nbgrader}
            assert made.cell_type == cell.cell_type
            if not cell.metadata.nbgrader.solution:
                assert made.source == cell.source
    assert nb.metadata.kernelspec == release.metadata.kernelspec
    assert not [line for line in tiny.hidden_lines(tiny.source()) if line in nbformat.writes(nb)]
    return nb, texts, notes


def own(nb):
    """List the text of the cells that are the learner's own."""
    return [cell.source for cell in nb.cells if not feedback.grade_id(cell)]


def answered_cell(text, name=None):
    """Make a code cell, with nothing but a grade id where there is a name."""
    about = {"nbgrader": {"grade_id": name}} if name else {}
    return nbformat.v4.new_code_cell(text, metadata=about)


DOUBLE = tiny.find(tiny.source(), "double").source
STUB = tiny.find(tiny.released(), "double").source


def test_an_honest_notebook_stays_as_it_is(loaded):
    submitted = tiny.source()
    nb, texts, notes = rebuilt(submitted, loaded)
    assert not notes and texts["double"] == DOUBLE
    assert [feedback.grade_id(c) for c in nb.cells] == [
        feedback.grade_id(c) for c in submitted.cells
    ]
    assert own(nb) == ["# Tiny", "halves([2])"]


def test_metadata_and_locked_text_are_never_the_learners(loaded):
    submitted = tiny.source()
    submitted.metadata = {"kernelspec": {"name": "ir"}, "sevendiff": {"graded": True}}
    check = tiny.find(submitted, "test_double_other")
    check.source = "pass"
    check.metadata = {"nbgrader": {"grade_id": "test_double_other", "points": 1e9, "grade": False}}
    tiny.find(submitted, "imports").source = "import os"
    nb, texts, _ = rebuilt(submitted, loaded)
    assert "sevendiff" not in nb.metadata and "import os" not in texts.values()


@pytest.mark.parametrize(
    ("copies", "kept", "free", "note"),
    [
        # An untouched copy behind the answer goes; it would undo it.
        ([DOUBLE, STUB], DOUBLE, [], "the last one written in counts"),
        ([DOUBLE, ""], DOUBLE, [], "the last one written in counts"),
        ([STUB, DOUBLE], DOUBLE, [STUB], "the last one counts"),
        (["def double(x): pass", DOUBLE], DOUBLE, ["def double(x): pass"], "the last one counts"),
        (["a = 1", DOUBLE, STUB, STUB], DOUBLE, ["a = 1"], "the last one written in counts"),
        ([STUB, STUB], STUB, [STUB], "the last one counts"),
    ],
)
def test_of_copied_answers_the_last_written_counts(copies, kept, free, note, loaded):
    submitted = tiny.without(tiny.source(), "double")
    submitted.cells[2:2] = [answered_cell(text, "double") for text in copies]
    nb, texts, notes = rebuilt(submitted, loaded)
    assert texts["double"] == kept
    assert own(nb) == ["# Tiny", *free, "halves([2])"]
    assert [note in text for text in notes] == [True]


def test_of_copied_checks_the_last_and_of_read_only_cells_the_first_counts(loaded):
    submitted = tiny.released()
    for name in ("imports", "test_double_other"):
        submitted.cells.append(tiny.find(tiny.released(), name))
    nb, _, notes = rebuilt(submitted, loaded)
    assert nb.cells.index(tiny.find(nb, "imports")) == 1
    assert nb.cells.index(tiny.find(nb, "test_double_other")) == len(nb.cells) - 1
    assert not notes


def test_deleted_cells_come_back_in_place(loaded):
    gone = ["imports", "halves", "test_halves_example", "test_halves_input", "decision_memo"]
    submitted = tiny.without(tiny.source(), *gone)
    # The answer's metadata was lost; the cell runs where it stands.
    lost = "def halves(xs):\n    return [x / 2 for x in xs]"
    submitted.cells.insert(-1, answered_cell(lost))
    nb, texts, notes = rebuilt(submitted, loaded)
    order = [feedback.grade_id(cell) for cell in nb.cells]
    assert order == [None, "imports", "double", "test_double_example", "test_double_other"] + [
        None,
        None,
        *gone[1:],
    ]
    assert lost in own(nb)
    assert texts["halves"] == "", "its stub would undo the answer"
    assert texts["decision_memo"] == "YOUR ANSWER HERE"
    assert len(notes) == 5 and "Put back for grading: test_halves_input" in " ".join(notes)


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_in_a_cell_of_another_type(kind, loaded):
    submitted = tiny.source()
    cell = tiny.find(submitted, "double")
    place = submitted.cells.index(cell)
    submitted.cells[place] = nbformat.from_dict(
        {"cell_type": kind, "id": "x", "source": cell.source, "metadata": cell.metadata}
    )
    _, texts, notes = rebuilt(submitted, loaded)
    assert texts["double"] == DOUBLE
    assert notes == [f"double had become a {kind} cell; its text counts as code."]


@pytest.mark.parametrize(
    "name", ["d\u043euble", "double ", "\uff44ouble", "Double", "", "toString", "double\u200b"]
)
def test_a_look_alike_grade_id_is_nobodys(name, loaded):
    submitted = tiny.source()
    tiny.find(submitted, "double").metadata.nbgrader["grade_id"] = name
    nb, texts, _ = rebuilt(submitted, loaded)
    assert texts["double"] == "" and DOUBLE in own(nb)


def test_cells_from_another_process_are_looked_at_again(loaded):
    [notebook] = loaded.notebooks
    for cells in (None, [None], [READ | {"cell_type": "evil"}], [READ | {"source": 3}], [{}]):
        with pytest.raises(CourseError):
            intake.rebuild(notebook, cells)


def test_foreign_notebooks(loaded):
    [notebook] = loaded.notebooks
    assert intake.answers(notebook) == {"double", "halves"}
    others = {"02_other": ["triple", "decision_memo"], tiny.UNIT: ["double"]}

    def require(*cells):
        intake.require_match(tiny.UNIT, notebook, [READ | c for c in cells], "mine", others)

    copied = {"source": "import math\n\ndef  halves(xs):\n    return 3"}
    memo, double, triple = ({"grade_id": name} for name in ("decision_memo", "double", "triple"))
    require(double, triple, memo)
    require(copied)
    assert intake.matches(notebook, [READ | copied])
    assert intake.matches(notebook, [READ | memo])
    assert not intake.matches(notebook, [READ])
    for cells, sentence in [
        ([{}], "mine holds none of the exercises of 01_tiny"),
        ([memo], "holds none"),
        ([{**copied, "cell_type": "markdown"}], "holds none"),
        ([triple, copied], "mine is a notebook of 02_other, not of 01_tiny"),
        ([], "holds none"),
    ]:
        with pytest.raises(CourseError, match=sentence):
            require(*cells)


# Feedback on what the engine writes


def test_a_notebook_of_the_engine_is_shown_as_it_is(loaded):
    nb, _ = intake.rebuild(loaded.notebooks[0], parsed(tiny.source()))
    said = nbformat.v4.new_output("stream", text=feedback.NOT_RUN)
    tiny.find(nb, "test_double_other").outputs = [said]
    bare = nbformat.from_dict(nb)
    feedback.mark_graded(nb, ["A note."])
    shown, _ = feedback.HideChecks(config=Config()).preprocess(nbformat.from_dict(nb), {})
    assert shown == nb
    cleared, _ = feedback.HideChecks(config=Config()).preprocess(bare, {})
    assert not tiny.find(cleared, "double").outputs


def test_the_report_adds_up_as_nbgrader_does(loaded):
    nb, _ = intake.rebuild(loaded.notebooks[0], parsed(tiny.source()))
    said = nbformat.v4.new_output("stream", text=feedback.NOT_RUN)
    tiny.find(nb, "test_halves_input").outputs = [said]
    grades = {
        "test_double_example": {"auto": 0.0, "manual": 4.0, "extra": 2.0, "max": 5.0},
        "test_double_other": {"auto": 10.0, "manual": None, "max": 10.0},
        "test_halves_example": {"auto": 5.0, "extra": 1.0, "max": 5.0},
        "test_halves_input": {"auto": 0.0, "max": 10.0},
        "decision_memo": {"auto": None, "manual": 7.0, "max": 10.0},
    }
    result = feedback.report(nb, grades, {"double": "Well done."}, penalty=3)
    assert (result["points"], result["max"]) == (6 + 10 + 6 + 7 - 3, 30)
    double, halves, _ = result["exercises"]
    assert double["points"] == 16 and double["comment"] == "Well done."
    assert halves["checks"][1]["points"] is None
    assert "A note." in feedback.page(result, "title", ["A note."])


@pytest.mark.parametrize("hidden", [True, False])
def test_a_missing_answer_is_named(hidden):
    sentence = feedback.explain("NameError", "secret", hidden=hidden, missing="double")
    assert sentence == "your notebook does not define `double`"
    assert "double" not in feedback.explain("KeyError", "x", hidden=hidden, missing="double")
