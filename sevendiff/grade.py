"""Grading with nbgrader's own converters: what `check` and the instructor's `grade` share."""

import csv
import io
import json
import os
import re
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from traitlets.config.loader import PyFileConfigLoader

from sevendiff.course import CourseError, units, write_atomically
from sevendiff.feedback import exercise_cells, grade_id


class Engine:
    """nbgrader, in this process, over one folder laid out as `nbgrader_config.py` says.

    Parameters
    ----------
    course : pathlib.Path
        The course, whose settings count.
    root : pathlib.Path
        Folder to grade in: the course itself, or a temporary one.
    on_cell : callable, optional
        Called with `(number, cell)` before each cell of a submission runs.
    """

    def __init__(self, course, root, on_cell=None):
        # SQLAlchemy's remarks on nbgrader's own code are nothing to act on.
        warnings.filterwarnings("ignore", module=r"nbgrader\.")
        # nbgrader calls `alembic` by name, also where the environment is not activated.
        here, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
        if here not in path.split(os.pathsep):
            os.environ["PATH"] = f"{here}{os.pathsep}{path}"
        self.config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
        self.course, self.root, self._running = course, root, []
        directories = self.config.CourseDirectory
        self.source = root / directories.source_directory
        self.submitted = root / directories.submitted_directory
        self.autograded = root / directories.autograded_directory
        self.feedback = root / directories.feedback_directory
        directories.root = str(root)
        if root != course:
            directories.db_url = f"sqlite:///{root / 'gradebook.db'}"

        # A plain function: traitlets copies its configuration deeply, a method with its object.
        def start_cell(cell, cell_index, **_):
            running[:] = [(cell_index + 1, cell)]
            if on_cell:
                on_cell(cell_index + 1, cell)

        running = self._running
        self.config.Execute.on_cell_start = start_cell

    def gradebook(self):
        """Open the gradebook, a context manager."""
        directories = self.config.CourseDirectory
        return Gradebook(directories.db_url, directories.course_id)

    def bring_up_to_date(self, unit):
        """Write the assignment into the gradebook as it stands in the source folder."""
        with tempfile.TemporaryDirectory() as release:
            # nbgrader joins the release directory to the root; an absolute one wins.
            log = self._convert(GenerateAssignment, unit, release_directory=release)
        if log is None:
            return
        if "Cannot add or remove cells" in log:
            raise CourseError(
                f"{unit} has gained or lost nbgrader cells since submissions were graded, and "
                "nbgrader keeps their old scores. Move grading/gradebook.db away and grade "
                "again; scores given by hand stay behind in it."
            )
        raise CourseError(f"nbgrader cannot read {unit}: {_last_error(log)}")

    def autograde(self, unit, student):
        """Grade one submission; raise CourseError with the reason where that is not possible."""
        self._running.clear()
        log = self._convert(Autograde, unit, student_id=student)
        if log is not None:
            raise CourseError(self._reason(log))

    def generate_feedback(self, unit, student):
        """Write the feedback page of one graded submission."""
        log = self._convert(GenerateFeedback, unit, student_id=student)
        if log is not None:
            raise CourseError(f"no feedback: {_last_error(log)}")

    def _convert(self, converter, unit, **directory):
        """Run one of nbgrader's converters; return its log where it failed, else None."""
        course = CourseDirectory(config=self.config, assignment_id=unit, **directory)
        outcome = capture_log(converter(coursedir=course, config=self.config, force=True))
        return None if outcome["success"] else outcome.get("log", "") + outcome["error"]

    def _reason(self, log):
        if not self._running:
            return f"nbgrader could not grade it: {_last_error(log)}"
        number, cell = self._running[-1]
        # The check's name is in the release; its source may be hidden.
        where = f"cell {number} ({grade_id(cell) or cell.source.strip().split(chr(10))[0][:60]!r})"
        if "DeadKernelError" in log:
            return (
                f"Python died while {where} ran (os._exit, or out of memory?). "
                "Mend what runs there, then try again."
            )
        if "Timeout" in log:
            return (
                f"{where} ran for {self.config.Execute.timeout} s and could not be interrupted. "
                "Mend what runs there, then try again."
            )
        return f"nbgrader could not grade it, in {where}: {_last_error(log)}"


def read_notebook(path):
    """Read a notebook of any nbformat version, whatever else the file may be.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    nbformat.NotebookNode
        In nbformat 4, without outputs and without the notebook's metadata.

    Raises
    ------
    CourseError
        With a sentence that says what is wrong and how to mend it.
    """
    shown = os.path.relpath(path)
    again = "Save it again in JupyterLab, or take a fresh copy with `sevendiff start`."
    if not path.is_file():
        raise CourseError(f"there is no notebook {shown}.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{shown} cannot be read: {error.strerror}.") from None
    if not content.strip():
        raise CourseError(f"{shown} is empty; a notebook was expected. {again}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise CourseError(
            f"{shown} is not a notebook: it is not UTF-8 text, which an .ipynb file is. {again}"
        ) from None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        if text.lstrip().startswith("{"):
            problem = "broken or cut off: its JSON does not end as it should"
        else:
            problem = "not a notebook: a notebook is JSON, as JupyterLab saves it"
        raise CourseError(f"{shown} is {problem}. {again}") from None
    if not isinstance(data, dict) or not ("cells" in data or "worksheets" in data):
        raise CourseError(f"{shown} is JSON but not a notebook: it has no cells. {again}")
    try:
        with warnings.catch_warnings():
            # Missing and repeated cell ids are mended on reading.
            warnings.simplefilter("ignore")
            nb = nbformat.reads(text, as_version=4)
            # Grading uses neither, and they may be what is wrong with it, or large.
            nb.metadata = nbformat.from_dict({})
            for cell in nb.cells:
                if cell.cell_type == "code":
                    cell.outputs = []
            nbformat.validate(nb)
    except Exception as error:
        what = str(error).strip().split("\n")[0][:200] or type(error).__name__
        raise CourseError(f"{shown} is not a valid notebook ({what}). {again}") from None
    return nb


def identify(course, nb):
    """Tell of which unit a notebook is, by its grade ids.

    Returns
    -------
    str or None
        The unit, or None for a foreign notebook.
    """
    found = {grade_id(cell) for cell in nb.cells} - {None}
    ids = {unit: source_ids(path) for unit, path in units(course).items()}
    # What several units share (every one has a decision memo) tells nothing.
    own = {
        unit: found & names - set().union(*(ids[other] for other in ids if other != unit))
        for unit, names in ids.items()
    }
    best = max(own, key=lambda unit: len(own[unit]), default=None)
    return best if best and own[best] else None


def require_unit(course, nb, unit, path):
    """Raise CourseError unless `nb`, read from `path`, is a notebook of `unit`."""
    found = identify(course, nb)
    if found is None:
        raise CourseError(
            f"{path} holds none of the exercises of {unit}. Work in the notebook that "
            f"`sevendiff start {unit}` lays out; it keeps the cells' nbgrader metadata."
        )
    if found != unit:
        raise CourseError(
            f"{path} is a notebook of {found}, not of {unit}. Put the notebook of {unit} there."
        )


def source_ids(path):
    """List the grade ids of a source notebook, in order."""
    return {name: None for name in map(grade_id, nbformat.read(path, 4).cells) if name}.keys()


def grade(course, unit, say=print):
    """Grade every submission of a unit with nbgrader, as it is, and write `grading/scores.csv`.

    A second run grades all of them again: what changed in the submissions or in the source counts,
    scores given by hand stay.

    Parameters
    ----------
    course : pathlib.Path
    unit : str
    say : callable
        Receives a line of progress.

    Returns
    -------
    pathlib.Path
        The CSV: a row for each folder in grading/submitted.
    """
    engine = Engine(course, course)
    source = engine.source / unit / f"{unit}.ipynb"
    if not source.is_file():
        raise CourseError(
            f"grading needs {source}, with the hidden checks. Grade in the full repository."
        )
    students = []
    if engine.submitted.is_dir():
        students = sorted(
            p.name for p in engine.submitted.iterdir() if p.is_dir() and p.name[0] != "."
        )
    if not students:
        raise CourseError(
            f"there are no submissions. Put them into {engine.submitted}/<student>/{unit}/."
        )
    engine.bring_up_to_date(unit)
    reasons = {}
    for number, student in enumerate(students, 1):
        reasons[student] = _grade_one(engine, unit, student)
        say(f"{number} of {len(students)}  {student}  {reasons[student] or 'graded'}")
    scores = engine.submitted.parent / "scores.csv"
    write_atomically(scores, _scores(engine, unit, reasons))
    return scores


def _grade_one(engine, unit, student):
    """Grade one submission; return why it could not be done, or nothing."""
    try:
        _require_submission(engine, unit, student)
        engine.autograde(unit, student)
    except CourseError as error:
        _record_zero(engine, unit, student)
        return str(error)
    try:
        engine.generate_feedback(unit, student)
    except CourseError as error:
        return str(error)
    return ""


def _require_submission(engine, unit, student):
    folder = engine.submitted / student / unit
    if set(str(folder)) & set("*?["):
        raise CourseError(f"nbgrader cannot grade in {folder}: rename what holds *, ? or [.")
    path = folder / f"{unit}.ipynb"
    if not path.is_file():
        others = ", ".join(sorted(p.name for p in folder.glob("*"))) or "nothing"
        raise CourseError(f"{student}/{unit}/{unit}.ipynb is missing; found there: {others}.")
    require_unit(engine.course, read_notebook(path), unit, os.path.relpath(path))


def _record_zero(engine, unit, student):
    """Leave no earlier grade or page of a submission that cannot be graded now."""
    for folder in (engine.autograded, engine.feedback):
        shutil.rmtree(folder / student / unit, ignore_errors=True)
    with engine.gradebook() as gradebook:
        gradebook.update_or_create_student(student)
        for notebook in gradebook.update_or_create_submission(unit, student).notebooks:
            for each in notebook.grades:
                each.auto_score, each.needs_manual_grade = 0, False
        gradebook.db.commit()


def _scores(engine, unit, reasons):
    source = nbformat.read(engine.source / unit / f"{unit}.ipynb", 4)
    names, cells = zip(*exercise_cells(source), strict=True)
    exercises = [[grade_id(cell) for cell in group] for group in cells]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["student", "unit", "score", "max_score", *names, "manual_grading", "reason"])
    with engine.gradebook() as gradebook:
        for student, reason in reasons.items():
            submission = gradebook.find_submission(unit, student)
            grades = {g.name: g for n in submission.notebooks for g in n.grades}
            rows.writerow(
                [
                    student,
                    unit,
                    max(0.0, submission.score - (submission.late_submission_penalty or 0)),
                    submission.max_score,
                    *(_points([grades[n] for n in names if n in grades]) for names in exercises),
                    "needed" if submission.needs_manual_grade else "",
                    reason,
                ]
            )
    return text.getvalue()


def _points(grades):
    return "" if any(g.needs_manual_grade for g in grades) else sum(g.score for g in grades)


def _last_error(log):
    """Return the last line of a log that reads like an exception."""
    found = re.findall(r"^\s*([\w.]+(?:Error|Exception|Entry)\b.*)$", log, flags=re.MULTILINE)
    # nbgrader ends with an exception that only points at the log.
    found = [line for line in found if "NbGraderException" not in line]
    return found[-1][:200] if found else "see `nbgrader autograde`"
