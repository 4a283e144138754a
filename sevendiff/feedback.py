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

NOT_ANSWERED = "not answered yet"
HIDDEN_FAILED = "a hidden check failed"
TOO_LONG = "stopped: it took too long (an endless loop?)"
NOT_RUN = "a hidden check: it runs at the instructor's"
BY_A_PERSON = "graded by a person"

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FRAME = re.compile(r"Cell In\[(\d+)\]")


def explain(names, message="", *, from_learner=False, hidden=True):
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

    Returns
    -------
    str
        Plain text without control characters; not escaped for HTML.
    """
    names = [names] if isinstance(names, str) else list(names)
    name, message = _plain(names[0], 80), _plain(message)
    if "CellTimeoutError" in names:
        return TOO_LONG
    if "DeadKernelError" in names:
        return "Python itself stopped here (os._exit, or out of memory?)"
    if "Misconception" in names:
        return message or HIDDEN_FAILED
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
    answer, or with edited metadata. Of several cells with one grade id the last keeps it.
    """

    def preprocess(self, nb, resources):
        """Return `nb` with known grade ids, each at most once, and nothing missing but answers."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            source = gradebook.find_notebook(about["notebook"], about["assignment"])
            points = {c.name: c.max_score for c in [*source.grade_cells, *source.task_cells]}
            tasks = {c.name for c in source.task_cells}
            solutions = {c.name for c in source.solution_cells}
            known = {
                cell.name: (
                    cell.source,
                    {
                        "grade_id": cell.name,
                        "grade": cell.name in points and cell.name not in tasks,
                        "solution": cell.name in solutions,
                        "task": cell.name in tasks,
                        "locked": cell.locked,
                        "cell_type": cell.cell_type,
                        "checksum": cell.checksum,
                        "schema_version": 3,
                    },
                )
                for cell in source.source_cells
            }
        found = {grade_id(cell): cell for cell in nb.cells}
        for cell in nb.cells:
            name = grade_id(cell)
            cell.metadata.pop("nbgrader", None)
            if name in known and found[name] is cell:
                cell.metadata["nbgrader"] = nbformat.from_dict(known[name][1])
        # From the end: a missing cell comes right before the next one of the source that is there,
        # so that it runs after whatever the learner wrote in its place.
        place = len(nb.cells)
        for name in reversed(known):
            if name in found:
                place = next(i for i, cell in enumerate(nb.cells) if cell is found[name])
            elif name in points or known[name][1]["locked"]:
                new = getattr(nbformat.v4, f"new_{known[name][1]['cell_type']}_cell")
                nb.cells.insert(place, new(known[name][0]))
                nb.cells[place].metadata["nbgrader"] = nbformat.from_dict(known[name][1])
        for cell in nb.cells:
            if grade_id(cell) in points:
                cell.metadata.nbgrader["points"] = points[grade_id(cell)]
        return nb, resources


class HideChecks(ClearHiddenTests):
    """Make a graded notebook safe to show: of each check only a sentence is left.

    Hidden regions go. The outputs of a check give way to `explain`'s sentence, or to nothing where
    it passed. Outputs of the learner's cells go too: they can hold anything, and the learner has
    them.
    """

    def preprocess(self, nb, resources):
        """Return `nb` without anything hidden."""
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
        sentence = self._check_sentence(cell) if check else self._learner_sentence(cell)
        cell.outputs = [nbformat.v4.new_output("stream", text=sentence)] if sentence else []
        if check:
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources

    def _check_sentence(self, cell):
        error = _error(cell)
        if error is None:
            return "" if _has_code(cell.source) else NOT_RUN
        frames = _FRAME.findall(_ANSI.sub("", "\n".join(error.traceback)))
        return explain(
            error.ename,
            error.evalue,
            from_learner=not self.learner_counts.isdisjoint(frames),
            hidden=is_hidden(cell.source),
        )

    def _learner_sentence(self, cell):
        error = _error(cell)
        if error is None:
            return ""
        if error.ename == "CellTimeoutError":
            return f"your cell was {TOO_LONG}"
        name, message = _plain(error.ename, 80), _plain(error.evalue)
        return f"your cell raised {name}: {message}" if message else f"your cell raised {name}"


def report(nb, submission):
    """Collect what a graded notebook earned, exercise by exercise.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        The autograded notebook after `HideChecks`.
    submission : nbgrader.api.SubmittedNotebook
        Its row in the gradebook.

    Returns
    -------
    dict
        `points` and `max` of what is graded; `exercises`, a list of dict with `name`, `points`,
        `max` (None while nothing of it is graded), `source`, `note` (the answer's own error),
        `comment` (a grader's) and `checks`, a list of dict with `name`, `idea`, `points`, `max`,
        `message` (empty: passed) and `manual`. `points` is None for what is not graded here.
    """
    grades = {grade.name: grade for grade in submission.grades}
    comments = {comment.name: comment.manual_comment for comment in submission.comments}
    exercises = []
    for name, cells in exercise_cells(nb):
        exercise = {"name": name, "source": "", "note": "", "comment": "", "checks": []}
        for cell in cells:
            cell_id = grade_id(cell)
            if is_solution(cell) or is_task(cell):
                exercise["source"] = cell.source
                exercise["note"] = _text(cell)
                exercise["comment"] = comments.get(cell_id) or ""
            if is_solution(cell) and not is_grade(cell):
                continue
            grade, message = grades[cell_id], _text(cell)
            points, manual = grade.score, is_solution(cell) or is_task(cell)
            if manual:
                points, message = grade.manual_score, BY_A_PERSON
                if points is None and grade.auto_score == 0:
                    message += "; nothing written yet"
            elif message == NOT_RUN:
                points = None
            elif points < grade.max_score and not message:
                message = "failed"
            exercise["checks"].append(
                {
                    "name": cell_id,
                    "idea": _idea(cell),
                    "points": points,
                    "max": grade.max_score,
                    "message": message,
                    "manual": manual,
                }
            )
        exercise.update(_total(exercise["checks"]))
        exercises.append(exercise)
    total = _total([check for exercise in exercises for check in exercise["checks"]])
    total = {key: value or 0 for key, value in total.items()}
    if submission.late_submission_penalty:
        total["points"] = max(0, total["points"] - submission.late_submission_penalty)
    return {**total, "exercises": exercises}


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
            return page(report(nb, submission), about["notebook"]), resources


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
            items.append(
                f'<li class="{state}"><strong>{mark}</strong> {escape(check["idea"])} '
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
{"".join(f"<p>{escape(note)}</p>" for note in notes)}
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
tbody th, td:nth-child(2) { white-space: nowrap }
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


def _has_code(source):
    return any(line.strip() and not line.strip().startswith("#") for line in source.split("\n"))


def _plain(text, length=600):
    text = _CONTROL.sub("", _ANSI.sub("", str(text))).strip()
    return text if len(text) <= length else text[: length - 3] + "..."
