"""What the learner's `sevendiff start` and `sevendiff check` do."""

import hashlib
import json
import os
import sys
from collections import Counter
from datetime import datetime
from itertools import count
from pathlib import Path

from sevendiff.course import CourseError, find_unit, require_known_unit, units, write_atomically

RECORD = ".laid_out.json"  # in work/: what `start` has laid out, to tell it from the learner's


def start(course, names=()):
    """Lay the course into work/, where it is the learner's: start page, lessons, exercises.

    What is not there yet is laid out. What the learner has not changed is renewed when the course
    has something newer; running a notebook is no change, writing in one is. What the learner has
    changed is kept, and the newer one is laid beside it.

    Parameters
    ----------
    course : pathlib.Path
    names : sequence of str
        Units; by default all, and the start page.

    Returns
    -------
    list of str
        A sentence for each unit that got something and each file that is kept beside a newer one.
    """
    chosen = [require_known_unit(course, name) for name in names] or list(units(course))
    if not chosen:
        raise CourseError(f"{course / 'exercises'} holds no exercises yet.")
    pages = [] if names else sorted(course.glob("course/*.ipynb"))
    sources = {Path(page.name): page for page in pages}
    for unit in chosen:
        if not (course / "exercises" / unit).is_dir():
            folder = course / "exercises" / unit
            raise CourseError(f"{folder} is missing. `make release` makes it from solutions/.")
        for folder in (course / "course", course / "exercises"):
            sources |= {path.relative_to(folder): path for path in _files(folder / unit)}

    work = course / "work"
    laid = _read_record(work / RECORD)
    done, kept = Counter(), []
    try:
        work.mkdir(exist_ok=True)
        for name, source in sources.items():
            what, beside = _lay(work, name, source.read_bytes(), laid)
            if beside:
                kept.append(
                    f"kept      work/{name.as_posix()}, in which you have written; "
                    f"the course's new one lies beside it: {beside.name}"
                )
            elif what:
                done[what, "work/" + "/".join(name.parts[:-1][:1])] += 1
        write_atomically(work / RECORD, json.dumps(laid, indent=1) + "\n")
    except OSError as error:
        raise CourseError(f"{error.filename} cannot be written: {error.strerror}.") from None
    lines = [
        f"{what:<9} {folder}: {count} file{'s' * (count > 1)}"
        for (what, folder), count in done.items()
    ]
    return [*lines, *kept] or ["work/ has everything that the course has."]


def _files(folder):
    """List the files below a folder, without what editors and Python leave there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    left = ("__pycache__", ".ipynb_checkpoints")
    return [path for path in paths if not set(left) & set(path.relative_to(folder).parts)]


def _read_record(path):
    """Return what `start` has laid out so far: name to fingerprint."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}  # then what differs from the course counts as the learner's


def _lay(work, name, new, laid):
    """Bring one file up to date; return what was done and, if one was needed, the file beside."""
    target, key, print_ = work / name, name.as_posix(), _fingerprint(name, new)
    if not target.exists():
        what, beside = "laid out", None
    else:
        mine = _fingerprint(name, target.read_bytes())
        if mine == print_ or laid.get(key) == print_:
            what, beside = None, None
        elif mine == laid.get(key):
            what, beside = "renewed", None
        else:
            what, beside = "kept", _beside_it(target, work, laid, print_)
    if what:
        to = beside or target
        to.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(to, new.decode("utf-8"))
        if beside:
            laid[beside.relative_to(work).as_posix()] = print_
    laid[key] = print_
    return what, beside


def _beside_it(target, work, laid, new):
    """Return where the newer version of a changed file goes: no other file that was changed."""
    for number in count(1):
        path = target.with_name(f"{target.stem}.new{number if number > 1 else ''}{target.suffix}")
        if not path.exists():
            return path
        known = (new, laid.get(path.relative_to(work).as_posix()))
        if _fingerprint(path, path.read_bytes()) in known:
            return path


def _fingerprint(name, content):
    """Return a hash of what a learner can change: of a notebook the cells' text, no outputs."""
    if name.suffix == ".ipynb":
        try:
            cells = json.loads(content)["cells"]
            text = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
            content = json.dumps(text).encode()
        except (ValueError, KeyError, TypeError):
            pass  # no notebook any more: its bytes count
    return hashlib.sha256(content).hexdigest()


def progress(course):
    """Make a table of the units: points of the last check, and when it was.

    Parameters
    ----------
    course : pathlib.Path

    Returns
    -------
    list of str
        Its lines.
    """
    rows = [("unit", "points", "last check")]
    for unit in units(course):
        notebook = course / "work" / unit / f"{unit}.ipynb"
        try:
            last = json.loads(_beside(notebook, "result.json").read_text(encoding="utf-8"))
            points = f"{last['points']:g} of {last['max']:g}"
            when = datetime.fromisoformat(last["when"]).strftime("%Y-%m-%d %H:%M")
        except (OSError, ValueError, KeyError, TypeError):
            points, when = "-", "not checked yet" if notebook.exists() else "not laid out"
        rows.append((unit, points, when))
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    return [f"{unit:{widths[0]}}  {points:{widths[1]}}  {when}" for unit, points, when in rows]


def check(course, name):
    """Grade a learner's notebook in a temporary folder and keep the result beside it.

    Parameters
    ----------
    course : pathlib.Path
    name : str
        A unit (`7`, `07`, `07_deep_learning`), a notebook, or a folder that holds one.

    Returns
    -------
    result : dict
        What `sevendiff.feedback.report` returns, with `unit`, `when` and `notes`.
    page : pathlib.Path
        The HTML page.
    """
    path = _notebook(course, name)
    # These take seconds to import: first see whether there is anything to grade.
    from sevendiff.feedback import page, report
    from sevendiff.grading import assignment as assignments
    from sevendiff.grading import intake, sandbox, submission

    shown = os.path.relpath(path)
    content = intake.read(path)
    cells = intake.parse(content, shown)
    ids = {
        unit: intake.grade_ids(source.read_text(encoding="utf-8"))
        for unit, source in units(course).items()
    }
    unit = find_unit(course, name) or intake.identify(cells, ids)
    if unit is None:
        raise CourseError(
            f"{shown} holds none of the course's exercises. Work in a notebook that "
            "`sevendiff start` lays out; it keeps the cells' nbgrader metadata."
        )
    if not os.access(path.parent, os.W_OK):
        raise CourseError(f"{path.parent} is not writable, and the result is kept there.")

    folder = units(course)[unit].parent
    released = None if folder.parent.name == "solutions" else folder
    notes = []
    if released:
        notes.append("Only the visible checks ran: the hidden ones run at the instructor's.")
    assignment = assignments.load(assignments.load_config(course), unit, released=released)
    origin = f"`sevendiff start {unit}` lays out"
    intake.require_match(unit, assignment.notebooks[0], cells, shown, ids, origin)
    n_code = sum(cell["cell_type"] == "code" for cell in cells)
    with _Progress(unit, n_code) as line:
        handed_in = intake.Submission("learner", {unit: content})
        processes = sandbox.Processes(submission.modules(assignment))
        result = submission.grade_submission(assignment, handed_in, processes, on_cell=line.cell)
    if result["state"] == "refused" or not result["notebooks"]:
        raise CourseError(f"{shown} could not be graded: {result['reason']}")
    graded = result["notebooks"][unit]
    notes = [*result["notes"], *notes]
    result = report(graded["nb"], graded["grades"])

    now = datetime.now().astimezone()
    result = {"unit": unit, "when": now.isoformat(timespec="seconds"), "notes": notes, **result}
    page_path = _beside(path, "feedback.html")
    write_atomically(page_path, page(result, unit, [*notes, f"Checked {now:%Y-%m-%d %H:%M}."]))
    write_atomically(_beside(path, "result.json"), json.dumps(result, indent=1) + "\n")
    return result, page_path


def summary(result):
    """Format a result for the terminal.

    Parameters
    ----------
    result : dict
        What `check` returns.

    Returns
    -------
    list of str
    """
    lines = []
    for exercise in result["exercises"]:
        points, out_of = exercise["points"], exercise["max"]
        if exercise["checks"][0]["manual"]:
            lines.append(f"{exercise['name']}: {exercise['checks'][0]['message']}")
            continue
        earned = "" if points is None else f": {points:g} of {out_of:g}"
        lines.append(f"{exercise['name']}{earned}")
        if exercise["note"]:
            lines.append(f"  {exercise['note']}")
        for check in exercise["checks"]:
            state = "passed" if not check["message"] else "failed"
            state = "--    " if check["points"] is None else state
            lines.append(f"  {state}  {check['idea'] or check['name']}")
            lines += [f"          {line}" for line in check["message"].split("\n") if line]
    manual = [c["max"] for e in result["exercises"] for c in e["checks"] if c["manual"]]
    more = f" ({sum(manual):g} more are graded by a person)" if manual else ""
    lines += ["", f"{result['unit']}: {result['points']:g} of {result['max']:g} points{more}"]
    return [*lines, *result["notes"]]


def _notebook(course, name):
    """Find the notebook that the user means; nothing of it is read."""
    unit = find_unit(course, name)
    if unit:
        path = course / "work" / unit / f"{unit}.ipynb"
        if not path.exists():
            raise CourseError(f"{path} is not there. `sevendiff start {unit}` lays it out.")
        return path
    path = Path(name).resolve()
    if path.is_dir():
        found = sorted(path.glob("*.ipynb"))
        named = [notebook for notebook in found if notebook.stem == path.name]
        if len(found) != 1 and not named:
            how_many = "no notebook" if not found else f"{len(found)} notebooks"
            raise CourseError(f"{path} holds {how_many}. Name the notebook itself.")
        return (named or found)[0]
    if not path.exists() and path.suffix != ".ipynb":
        require_known_unit(course, name)
    return path


def _beside(notebook, ending):
    return notebook.with_name(f"{notebook.stem}.{ending}")


class _Progress:
    """A line on stderr while the notebook runs, renewed where it is a terminal."""

    def __init__(self, unit, count):
        self.unit, self.count, self.done = unit, count, 0
        self.live = sys.stderr.isatty()

    def __enter__(self):
        self._show(f"Checking {self.unit}; this takes some seconds.")
        return self

    def __exit__(self, *_):
        if self.live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def cell(self):
        if self.live:
            self.done += 1
            self._show(f"Checking {self.unit}: code cell {self.done} of {self.count}")

    def _show(self, text):
        end = "" if self.live else "\n"
        print(f"\r\x1b[K{text}" if self.live else text, end=end, file=sys.stderr, flush=True)
