"""Results into nbgrader's gradebook, and scores out of it."""

import contextlib
import itertools
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import (
    Grade,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from tornado.log import app_log

from sevendiff.course import CourseError

# Seconds to wait for another program that writes to a SQLite gradebook.
PATIENCE = 30


@dataclass(frozen=True)
class Entry:
    """What the gradebook is to hold of a submission.

    Attributes
    ----------
    student : str
    result : dict
        Of `sevendiff.grading.submission.grade_submission`.
    timestamp : str or None
        When it was submitted.
    fresh : bool
        Whether it has just been graded: then a score given by hand is to be looked at again.
    """

    student: str
    result: dict
    timestamp: str | None
    fresh: bool


def patient(url):
    """Let everybody who opens a SQLite gradebook by this URL wait while another one writes.

    Parameters
    ----------
    url : str
        The configured one.

    Returns
    -------
    str
    """
    url = make_url(url)
    if _is_file(url) and "timeout" not in url.query:
        url = url.update_query_dict({"timeout": str(PATIENCE)})
    return url.render_as_string(hide_password=False)


def require(url, course_id):
    """Raise CourseError unless the gradebook can be opened; make it where it is not there yet.

    A SQLite file appears as a whole or not at all: nbgrader does not finish one that it, ended by
    force, has only begun.
    """
    url = make_url(url)
    path = Path(url.database or "")
    with readable_errors(url):
        if not _is_file(url) or path.exists():
            Gradebook(url.render_as_string(hide_password=False), course_id).close()
            return
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as scratch:
            new = Path(scratch, path.name)
            Gradebook(f"sqlite:///{new}", course_id).close()
            # Unlike a rename this keeps one that somebody else has made in the meantime.
            with contextlib.suppress(FileExistsError):
                os.link(new, path)


def problem(url, reason):
    """Make a CourseError of what the database says.

    Parameters
    ----------
    url : str or sqlalchemy.engine.URL
    reason : str

    Returns
    -------
    CourseError
    """
    url = make_url(url)
    shown = url.database if _is_file(url) else url.render_as_string()
    if "is locked" in reason:
        return CourseError(
            f"the gradebook {shown} is locked: another program has been writing to it for "
            f"{PATIENCE} s. Close formgrader, or whatever has it open, and grade again."
        )
    if "is full" in reason:
        return CourseError(f"the disk is full: {shown} cannot grow. Free some space.")
    if "readonly" in reason:
        return CourseError(f"the gradebook {shown} is read-only. Make it and its folder writable.")
    reason = " ".join(reason.split())[:300]
    return CourseError(f"the gradebook {shown} cannot be used: {reason}.")


@contextlib.contextmanager
def readable_errors(url):
    """Turn the database's errors into CourseError, with the way out."""
    url = make_url(url)
    shown = url.database if _is_file(url) else url.render_as_string()
    # nbgrader logs a traceback for what is answered here.
    level, app_log.disabled = app_log.disabled, True
    try:
        yield
    except ModuleNotFoundError as error:
        raise CourseError(
            f"the gradebook {shown} needs the Python package {error.name}: "
            "pip install 'sevendiff[postgresql]'."
        ) from None
    except (SQLAlchemyError, InvalidEntry) as error:
        raise problem(url, str(getattr(error, "orig", None) or error)) from None
    except OSError as error:
        raise CourseError(f"the gradebook {shown} cannot be made: {error.strerror}.") from None
    finally:
        app_log.disabled = level


class Book:
    """One assignment in nbgrader's gradebook, a context manager.

    Parameters
    ----------
    url, course_id : str
        The gradebook's.
    name : str
        The assignment, which is in the gradebook.
    config : traitlets.config.Config
        Names the plugin for late submissions.
    """

    def __init__(self, url, course_id, name, config):
        self.url, self.name = url, name
        # Its own logger would be everybody's.
        quiet = logging.Logger("late penalties")
        quiet.disabled = True
        self._late = AssignLatePenalties(config=config, log=quiet)
        self._late.init_plugin()
        with readable_errors(url):
            self._book = Gradebook(url, course_id)
            assignment = self._book.find_assignment(name)
            self._id, self.due = assignment.id, assignment.duedate
            self._notebooks = {notebook.id: notebook.name for notebook in assignment.notebooks}
            cells = [
                cell
                for notebook in assignment.notebooks
                for cell in (*notebook.grade_cells, *notebook.task_cells)
            ]
            self._cells = {
                cell.id: (cell.notebook.name, cell.name, float(cell.max_score or 0))
                for cell in cells
            }
            self._names = {
                cell.id: cell.name
                for notebook in assignment.notebooks
                for cell in (*notebook.solution_cells, *notebook.task_cells)
            }
            self._book.db.commit()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._book.close()

    @property
    def max_score(self):
        """Points of the whole assignment."""
        return sum(most for _, _, most in self._cells.values())

    def expected(self, result):
        """Return the automatic scores that a result stands for, to compare with `recorded`."""
        return tuple(self._auto(result, cell) for cell in sorted(self._cells))

    def recorded(self):
        """Read the automatic scores of all students.

        Returns
        -------
        dict of str to tuple
            In the order of `expected`.
        """
        found = {}
        for student, rows in self._by_student(Grade.cell_id, Grade.auto_score):
            scores = dict(rows)
            found[student] = tuple(scores.get(cell, "missing") for cell in sorted(self._cells))
        return found

    def record(self, entries):
        """Write submissions in one transaction.

        Automatic scores and comments become those of the result; what it lacks counts zero. Manual
        scores, extra credit and manual comments stay.

        Parameters
        ----------
        entries : sequence of Entry

        Returns
        -------
        list of dict
            For each entry, by notebook: `grades`, `comments` and `penalty`.
        """
        with readable_errors(self.url), self._transaction():
            return [self._record(entry) for entry in entries]

    def scores(self):
        """Read what every student has.

        Yields
        ------
        student : str
        cells : dict of (str, str) to (float, bool)
            By notebook and grade id: the score, and whether a person has to look at it.
        penalty : float
            For submitting late.
        """
        penalties = self.penalties()
        with readable_errors(self.url):
            rows = self._by_student(Grade.cell_id, Grade.score, Grade.needs_manual_grade)
            for student, found in rows:
                cells = {
                    self._cells[cell][:2]: (score, needs)
                    for cell, score, needs in found
                    if cell in self._cells
                }
                yield student, cells, penalties.get(student, 0)

    def penalties(self):
        """Read who loses points for submitting late: student to points."""
        rows = (
            select(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(SubmittedAssignment.assignment_id == self._id)
            .where(SubmittedNotebook.late_submission_penalty > 0)
        )
        found = {}
        with readable_errors(self.url):
            for student, penalty in self._book.db.execute(rows):
                found[student] = found.get(student, 0) + penalty
            self._book.db.commit()
        return found

    def _by_student(self, *columns):
        """Read columns of all grades, in groups of one student's."""
        rows = (
            select(SubmittedAssignment.student_id, *columns)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .where(SubmittedAssignment.assignment_id == self._id)
            .order_by(SubmittedAssignment.student_id)
            .execution_options(yield_per=5000)
        )
        with readable_errors(self.url):
            found = self._book.db.execute(rows)
            for student, group in itertools.groupby(found, key=lambda row: row[0]):
                yield student, [tuple(row[1:]) for row in group]
            self._book.db.commit()

    @contextlib.contextmanager
    def _transaction(self):
        """Keep nbgrader's methods, each of which commits, from committing before all is done."""
        session = self._book.db()
        session.commit = session.flush
        try:
            yield
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.commit
        try:
            session.commit()
        except BaseException:
            session.rollback()
            raise

    def _record(self, entry):
        student, result = entry.student, entry.result
        self._book.update_or_create_student(student)
        try:
            submission = self._book.find_submission(self.name, student)
        except MissingEntry:
            submission = self._book.add_submission(self.name, student)
        submission.timestamp = _parsed(entry.timestamp)
        found = {}
        for notebook in submission.notebooks:
            name = self._notebooks[notebook.notebook_id]
            graded = result["notebooks"].get(name, {}).get("grades", {})
            grades, comments = {}, {}
            for grade in notebook.grades:
                auto = self._auto(result, grade.cell_id)
                # As nbgrader's SaveAutoGrades. What stays as it was, a person need not see again.
                if entry.fresh or grade.auto_score != auto:
                    grade.auto_score = auto
                    grade.needs_manual_grade = auto is None or grade.manual_score is not None
                _, cell, most = self._cells[grade.cell_id]
                grades[cell] = {
                    "auto": auto,
                    "manual": grade.manual_score,
                    "extra": grade.extra_credit,
                    "max": most,
                }
            for comment in notebook.comments:
                cell = self._names[comment.cell_id]
                comment.auto_comment = graded.get(cell, {}).get("comment")
                comments[cell] = comment.manual_comment
            penalty = self._penalty(submission, notebook)
            notebook.late_submission_penalty = penalty
            found[name] = {"grades": grades, "comments": comments, "penalty": penalty or 0.0}
        return found

    def _auto(self, result, cell):
        """Return a cell's automatic score; None where a person grades it."""
        notebook, name, _ = self._cells[cell]
        grades = result["notebooks"].get(notebook, {}).get("grades", {})
        return grades[name]["auto"] if name in grades else 0.0

    def _penalty(self, submission, notebook):
        """Ask nbgrader's plugin, as its AssignLatePenalties does."""
        if self.due is None:
            return None
        late = submission.total_seconds_late
        if not late > 0:
            return None
        session = self._book.db()
        session.flush()
        session.expire(notebook, ["score"])
        points = self._late.plugin_inst.late_submission_penalty(
            submission.student_id, notebook.score, late
        )
        return None if points is None else self._late._check_late_penalty(notebook, points)


def _is_file(url):
    return url.drivername.startswith("sqlite") and url.database not in (None, "", ":memory:")


def _parsed(timestamp):
    """Read a submission's timestamp.txt; what anybody can have written there may be no time."""
    try:
        return parse_utc(timestamp.strip()) if timestamp and timestamp.strip() else None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
