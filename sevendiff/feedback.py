"""Feedback on a graded notebook that says what failed and never shows a hidden check."""

import html
import itertools
import re

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution, is_task
from traitlets import Unicode

from sevendiff.grading.intake import ANSI, arrange, plain, text_put_back

NOT_ANSWERED = "not answered yet"
HIDDEN_FAILED = "a hidden check failed"
TOO_LONG = "stopped: it took too long (an endless loop?)"
NOT_RUN = "a hidden check: it runs at the instructor's"
BY_A_PERSON = "graded by a person"
# Key in a notebook's metadata: the grading engine wrote it, so it is safe to show as it is.
ENGINE = "sevendiff"

_FRAME = re.compile(r"Cell In\[(\d+)\]")


def explain(names, message="", *, from_learner=False, hidden=True, missing=None):
    """Say in one sentence why a check failed, without giving a hidden check away.

    Parameters
    ----------
    names : str or sequence of str
        Name of the exception's class, or the names of its whole MRO, the class itself first. A
        kernel tells only the class itself.
    message : str
        The exception's message.
    from_learner : bool
        Whether the traceback passes through the learner's code.
    hidden : bool
        Whether any part of the check is hidden; see `is_hidden`.
    missing : str, optional
        Name that the learner's notebook was to define, where a NameError says that it does not.

    Returns
    -------
    str
        Plain text without control characters; not escaped for HTML.
    """
    names = [names] if isinstance(names, str) else list(names)
    name, message = plain(names[0], 80), plain(message)
    if "CellTimeoutError" in names:
        return TOO_LONG
    if "DeadKernelError" in names:
        return "Python itself stopped here (os._exit, or out of memory?)"
    if "Misconception" in names:
        return message or HIDDEN_FAILED
    if missing and "NameError" in names:
        return f"your notebook does not define `{plain(missing, 80)}`"
    if from_learner and "NotImplementedError" in names and not message:
        return NOT_ANSWERED
    if from_learner:
        sentence = f"your function raised {name}"
    elif hidden:
        return HIDDEN_FAILED
    elif "AssertionError" in names:
        return message or "a visible check failed"
    else:
        sentence = f"the check stopped with {name}"
    return f"{sentence}: {message}" if message and not hidden else sentence


def is_hidden(source):
    """Tell whether a check cell holds a hidden region, as it does in the course's sources.

    Parameters
    ----------
    source : str
        The cell's source.

    Returns
    -------
    bool
    """
    return ClearHiddenTests.begin_test_delimeter.default_value in source


class RestoreCells(NbGraderPreprocessor):
    """Give a submission the metadata of its source, and the checks and locked cells it lacks.

    nbgrader alone refuses a notebook with a copied cell, with a check deleted together with its
    answer, or with edited metadata. Which cell counts is `arrange`'s to say.
    """

    def preprocess(self, nb, resources):
        """Return `nb` with the source's grade ids, each once."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            source = gradebook.find_notebook(about["notebook"], about["assignment"])
            points = {c.name: c.max_score for c in [*source.grade_cells, *source.task_cells]}
            tasks = {c.name for c in source.task_cells}
            solutions = {c.name for c in source.solution_cells}
            known = {}
            for cell in source.source_cells:
                role = {
                    "grade_id": cell.name,
                    "grade": cell.name in points and cell.name not in tasks,
                    "solution": cell.name in solutions,
                    "task": cell.name in tasks,
                    "locked": cell.locked,
                    "cell_type": cell.cell_type,
                    "checksum": cell.checksum,
                    "schema_version": 3,
                }
                if cell.name in points:
                    role["points"] = points[cell.name]
                new = getattr(nbformat.v4, f"new_{cell.cell_type}_cell")
                known[cell.name] = new(cell.source, metadata={"nbgrader": role})
        order, _ = arrange([(grade_id(cell), cell.source) for cell in nb.cells], known)
        cells = []
        for index, name in order:
            if index is None:
                cells.append(known[name])
                cells[-1].source = text_put_back(known[name])
                continue
            cells.append(nb.cells[index])
            cells[-1].metadata.pop("nbgrader", None)
            if name:
                cells[-1].metadata["nbgrader"] = known[name].metadata.nbgrader
        nb.cells = cells
        # Only the grading engine may say that it wrote a notebook.
        nb.metadata.pop(ENGINE, None)
        return nb, resources


def mark_graded(nb, notes=()):
    """Mark a notebook as the grading engine's own: safe to show, hidden checks are gone.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        Changed in place.
    notes : sequence of str
        Sentences for the feedback page.
    """
    nb.metadata[ENGINE] = nbformat.from_dict({"graded": True, "notes": list(notes)})


def _of_engine(nb):
    about = nb.metadata.get(ENGINE)
    return about if isinstance(about, dict) else {}


class HideChecks(ClearHiddenTests):
    """Make a graded notebook safe to show: of each check only a sentence is left.

    Hidden regions go. The outputs of a check give way to `explain`'s sentence, or to nothing where
    it passed. Outputs of the learner's cells go too: they can hold anything, and the learner has
    them.
    """

    def preprocess(self, nb, resources):
        """Return `nb` without anything hidden; the grading engine has seen to that already."""
        if _of_engine(nb).get("graded") is True:
            return nb, resources
        self.learner_counts = {
            str(cell.execution_count)
            for cell in nb.cells
            if cell.cell_type == "code" and cell.execution_count and not is_locked(cell)
        }
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, cell_index):
        """Clear one cell."""
        if cell.cell_type != "code":
            return cell, resources
        check = is_grade(cell) and not is_solution(cell)
        if check:
            sentence = self._check_sentence(cell)
            cell.outputs = [nbformat.v4.new_output("stream", text=sentence)] if sentence else []
            return super().preprocess_cell(cell, resources, cell_index)
        error = _error(cell)
        cell.outputs = []
        if error is not None:
            too_long = error.ename == "CellTimeoutError"
            say_error(cell, *(["", TOO_LONG] if too_long else [error.ename, error.evalue]))
        return cell, resources

    def _check_sentence(self, cell):
        error = _error(cell)
        if error is None:
            return "" if has_code(cell.source) else NOT_RUN
        frames = _FRAME.findall(ANSI.sub("", "\n".join(error.traceback)))
        return explain(
            error.ename,
            error.evalue,
            from_learner=not self.learner_counts.isdisjoint(frames),
            hidden=is_hidden(cell.source),
        )


def say_error(cell, name, message):
    """Add to a learner's cell how it failed.

    Parameters
    ----------
    cell : nbformat.NotebookNode
        A code cell; changed in place.
    name : str
        The exception's class; empty where the cell was ended.
    message : str
        The exception's message, or why the cell was ended.
    """
    name, message = plain(name, 80), plain(message)
    if name:
        sentence = f"your cell raised {name}" + (f": {message}" if message else "")
    else:
        sentence = f"your cell was {message}"
    cell.outputs.append(
        nbformat.v4.new_output("error", ename=name, evalue=message, traceback=[sentence])
    )


def report(nb, grades, comments=None, penalty=0):
    """Collect what a graded notebook earned, exercise by exercise.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        The autograded notebook after `HideChecks`.
    grades : dict of str to dict
        By grade id: `max`; `auto` and `manual`, a score or None; `extra`, a grader's extra credit.
        What is absent is None.
    comments : dict of str to str, optional
        A grader's comments, by grade id.
    penalty : float
        Points taken off for a late submission.

    Returns
    -------
    dict
        `points` and `max` of what is graded; `penalty`; `exercises`, a list of dict with `name`,
        `points`, `max` (None while nothing of it is graded), `source`, `note` (the answer's own
        error), `comment` (a grader's) and `checks`, a list of dict with `name`, `idea`, `points`,
        `max`, `message` (empty: passed) and `manual`. `points` is None for what is not graded here.
    """
    comments = comments or {}
    exercises = []
    for name, cells in exercise_cells(nb):
        exercise = {"name": name, "source": "", "note": "", "comment": "", "checks": []}
        for cell in cells:
            cell_id = grade_id(cell)
            if is_solution(cell) or is_task(cell):
                exercise["source"] = cell.source
                exercise["note"] = "\n".join(
                    line
                    for output in cell.get("outputs", [])
                    if output.output_type == "error"
                    for line in output.traceback
                )
                exercise["comment"] = comments.get(cell_id) or ""
            if is_solution(cell) and not is_grade(cell):
                continue
            grade, message = grades[cell_id], _text(cell)
            auto, given = grade.get("auto"), grade.get("manual")
            manual = is_solution(cell) or is_task(cell)
            # nbgrader's way: a person's score goes before, extra credit comes on top.
            points = given if given is not None or manual else auto or 0
            points = None if points is None else points + (grade.get("extra") or 0)
            if manual:
                message = BY_A_PERSON
                if points is None and auto == 0:
                    message += "; nothing written yet"
            elif message == NOT_RUN:
                points = None
            elif points < grade["max"] and not message:
                message = "failed"
            exercise["checks"].append(
                {
                    "name": cell_id,
                    "idea": _idea(cell),
                    "points": points,
                    "max": grade["max"],
                    "message": message,
                    "manual": manual,
                }
            )
        exercise.update(_total(exercise["checks"]))
        exercises.append(exercise)
    total = _total([check for exercise in exercises for check in exercise["checks"]])
    total = {key: value or 0 for key, value in total.items()}
    if penalty:
        total["points"] = max(0, total["points"] - penalty)
    return {**total, "penalty": penalty, "exercises": exercises}


def from_gradebook(submission):
    """Read what `report` needs beside the notebook from the gradebook.

    Parameters
    ----------
    submission : nbgrader.api.SubmittedNotebook

    Returns
    -------
    dict
        Keyword arguments of `report`.
    """
    return {
        "grades": {
            grade.name: {
                "auto": grade.auto_score,
                "manual": grade.manual_score,
                "extra": grade.extra_credit,
                "max": grade.max_score,
            }
            for grade in submission.grades
        },
        "comments": {comment.name: comment.manual_comment for comment in submission.comments},
        "penalty": submission.late_submission_penalty or 0,
    }


def exercise_cells(nb):
    """Group a notebook's nbgrader cells by exercise: an answer and the checks that follow it.

    Parameters
    ----------
    nb : nbformat.NotebookNode

    Returns
    -------
    list of (str, list of nbformat.NotebookNode)
        Named by the answer's grade id; exercises without any points are left out.
    """
    groups = []
    for cell in nb.cells:
        if is_solution(cell) or is_task(cell) or (is_grade(cell) and not groups):
            groups.append((grade_id(cell), [cell]))
        elif is_grade(cell):
            groups[-1][1].append(cell)
    return [group for group in groups if any(is_grade(c) or is_task(c) for c in group[1])]


def grade_id(cell):
    """Return the cell's grade id, or None; a submission's metadata can hold anything."""
    about = cell.metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else None


def points_text(points, out_of):
    """Format points: `12 of 15`, or `-` for what is not graded."""
    return "-" if points is None else f"{points:g} of {out_of:g}"


class FeedbackPage(Exporter):
    """Write the page of `page` in place of nbgrader's, which needs the network and shows it all."""

    file_extension = Unicode(".html")
    output_mimetype = "text/html"

    def from_notebook_node(self, nb, resources=None, **kw):
        """Return the page of an autograded notebook that has been through `HideChecks`."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            submission = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            result = report(nb, **from_gradebook(submission))
        return page(result, about["notebook"], _of_engine(nb).get("notes", ())), resources


def page(result, title, notes=()):
    """Write a result as one HTML page that loads nothing.

    Parameters
    ----------
    result : dict
        What `report` returns.
    title : str
        The unit.
    notes : sequence of str
        Sentences shown under the title.

    Returns
    -------
    str
    """
    escape = html.escape
    rows, sections = [], []
    for exercise in result["exercises"]:
        name = escape(exercise["name"])
        messages = [exercise["note"], *(check["message"] for check in exercise["checks"])]
        messages = [message for message in dict.fromkeys(messages) if message]
        rows.append(
            f'<tr><th scope="row"><a href="#{name}">{name}</a></th>'
            f"<td>{points_text(exercise['points'], exercise['max'])}</td>"
            f"<td>{_listed(map(escape, messages)) or 'all passed'}</td></tr>\n"
        )
        sections.append(f'<h2 id="{name}">{name}</h2>')
        if exercise["note"]:
            sections.append(f"<p><strong>{escape(exercise['note'])}</strong></p>")
        items = []
        for check in exercise["checks"]:
            state, mark = _state(check)
            message = f"<br>{escape(check['message'])}" if check["message"] else ""
            idea = escape(check["idea"] or check["name"])
            items.append(
                f'<li class="{state}"><strong>{mark}</strong> {idea} '
                f"<small>({points_text(check['points'], check['max'])}, "
                f"{escape(check['name'])})</small>{message}</li>"
            )
        sections.append(f'<ul class="checks">{"".join(items)}</ul>')
        if exercise["comment"]:
            sections.append(f"<p>Comment: {escape(exercise['comment'])}</p>")
        sections.append(
            "<details><summary>Your answer</summary>"
            f"<pre><code>{escape(exercise['source'])}</code></pre></details>\n"
        )
    total = points_text(result["points"], result["max"])
    penalty = result.get("penalty")
    late = [f"Handed in late: {penalty:g} points are taken off the total."] if penalty else []
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}: {total} points</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}: {total} points</h1>
{"".join(f"<p>{escape(note)}</p>" for note in [*late, *notes])}
<table>
<caption>Points by exercise</caption>
<thead><tr><th scope="col">Exercise</th><th scope="col">Points</th>
<th scope="col">Feedback</th></tr></thead>
<tbody>
{"".join(rows)}
</tbody>
</table>
{"".join(sections)}
</main>
</body>
</html>
"""


_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 }
main { max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: bold; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0;
  border-bottom: 1px solid #bbb; overflow-wrap: anywhere }
th, td:nth-child(2) { white-space: nowrap }
td ul { margin: 0; padding-left: 1rem }
.checks { list-style: none; padding: 0 }
.checks li { border-left: .3rem solid #767676; padding: .2rem .8rem; margin: .6rem 0;
  overflow-wrap: anywhere }
li.passed { border-color: #2e7d32 } li.failed { border-color: #b00020 }
small { color: #555 }
pre { background: #f4f4f4; padding: .8rem; overflow-x: auto }
a { color: #00539f }
"""


def _listed(items):
    items = list(items)
    return f"<ul><li>{'</li><li>'.join(items)}</li></ul>" if len(items) > 1 else "".join(items)


def _state(check):
    if check["points"] is None:
        return "other", "Not graded here:"
    if check["manual"]:
        return "other", "Graded:"
    return ("failed", "Failed:") if check["message"] else ("passed", "Passed:")


def _total(checks):
    graded = [check for check in checks if check["points"] is not None]
    return {
        "points": sum(check["points"] for check in graded) if graded else None,
        "max": sum(check["max"] for check in graded) if graded else None,
    }


def _error(cell):
    """Return the error output that ended the cell; a timeout's stands beside an interrupt's."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    timeouts = [error for error in errors if error.ename == "CellTimeoutError"]
    return (timeouts or errors[-1:] or [None])[0]


def _text(cell):
    return "".join(output.text for output in cell.get("outputs", []))


def _idea(cell):
    """Return the comment that opens a check: what it checks."""
    lines = itertools.takewhile(lambda line: re.match("# ", line), cell.source.split("\n"))
    return " ".join(line[2:].strip() for line in lines)


def has_code(source):
    """Tell whether a cell's source holds more than comments."""
    return any(line.strip() and not line.strip().startswith("#") for line in source.split("\n"))
