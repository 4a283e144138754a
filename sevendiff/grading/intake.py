"""Taking a submission in: its folder, its notebook, and its cells rebuilt from the source."""

# The learner's process parses, and forks are cheap only where nothing heavy is imported.
import copy
import itertools
import json
import os
import re
import stat
from dataclasses import dataclass

from sevendiff.course import CourseError

MAX_NOTEBOOK = 100_000_000  # bytes of a file
MAX_SOURCE = 10_000_000  # characters in all cells
MAX_CELLS = 5_000
MAX_ENTRIES = 10_000  # of a folder; what lies behind them is not even named

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DEFINES = re.compile(
    r"^(?:(?:async +)?(?:def|class) +(\w+)|(\w+) *(?::[^=\n]*)?=(?!=))", re.MULTILINE
)
_AGAIN = "Save it again in JupyterLab, or take a fresh copy of the exercise."


@dataclass(frozen=True)
class Submission:
    """What a student handed in for an assignment.

    Attributes
    ----------
    student : str
    notebooks : dict of str to bytes
        File content, by the name of the assignment's notebook; not parsed.
    notes : tuple of str
        Sentences on what was left out or matched.
    timestamp : str, optional
        Content of nbgrader's `timestamp.txt`.
    refused : str
        Why nothing of it can be graded; empty where it can.
    """

    student: str
    notebooks: dict[str, bytes]
    notes: tuple[str, ...] = ()
    timestamp: str | None = None
    refused: str = ""


def plain(text, length=600):
    """Make text safe to show: no control characters, at most `length` long.

    Parameters
    ----------
    text : object
        Its `str` is taken.
    length : int

    Returns
    -------
    str
        Valid Unicode; line breaks and tabs stay.
    """
    # Cut before anything is searched: the text may be anybody's, and long.
    text = str(text)[: 8 * length].encode("utf-8", "backslashreplace").decode("utf-8")
    text = _CONTROL.sub("", ANSI.sub("", text)).strip()
    return text if len(text) <= length else text[: length - 3] + "..."


def students(submitted):
    """List the students: every folder in the submitted directory, hidden ones apart.

    Parameters
    ----------
    submitted : pathlib.Path

    Returns
    -------
    list of str
        Sorted. A link is listed, too: `collect` refuses it.
    """
    if not submitted.is_dir():
        return []
    with os.scandir(submitted) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.name[0] != "." and (entry.is_symlink() or entry.is_dir(follow_symlinks=False))
        )


def collect(folder, assignment):
    """Read what a student handed in for an assignment; no link is followed.

    Parameters
    ----------
    folder : pathlib.Path
        The student's, `<submitted>/<student>`.
    assignment : Assignment

    Returns
    -------
    Submission
        Nothing in the folder makes this raise; `refused` says what is wrong.
    """
    try:
        return _collect(folder, assignment)
    except CourseError as error:
        reason = str(error)
    except OSError as error:
        reason = f"{_name(folder.name)}/{assignment.name} cannot be read: {error.strerror}."
    return Submission(folder.name, {}, refused=reason)


def _collect(folder, assignment):
    where, shown = folder / assignment.name, f"{_name(folder.name)}/{assignment.name}"
    for path, text in ((folder, _name(folder.name)), (where, shown)):
        try:
            mode = os.lstat(path).st_mode
        except FileNotFoundError:
            raise CourseError(f"{text} is missing: nothing was handed in.") from None
        if stat.S_ISLNK(mode):
            raise CourseError(f"{text} is a link. Put the files themselves there.")
        if not stat.S_ISDIR(mode):
            raise CourseError(f"{text} is not a folder.")
    with os.scandir(where) as entries:
        names = sorted(entry.name for entry in itertools.islice(entries, MAX_ENTRIES))

    expected = {f"{notebook.name}.ipynb": notebook.name for notebook in assignment.notebooks}
    taken = {f: n for f, n in expected.items() if f in names or os.path.lexists(where / f)}
    missing = [file for file in expected if file not in taken]
    strays = [
        name
        for name in names
        if name.lower().endswith(".ipynb") and name[0] != "." and name not in expected
    ]
    notes, problems = [], []
    if len(missing) == len(strays) == 1:
        notes.append(f"{_name(strays[0])} was taken for {missing[0]}.")
        taken[strays[0]] = expected[missing.pop()]
    if missing:
        others = [name for name in names if name not in expected and name[0] != "."]
        problems.append(
            f"{shown}/{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; "
            f"found there: {_listed(others) or 'nothing'}."
        )
        if strays:
            problems.append("Rename the right notebook, and take away the others.")
    notebooks = {}
    for file, name in taken.items():
        try:
            notebooks[name] = read(where / file, f"{shown}/{_name(file)}")
        except CourseError as error:
            problems.append(str(error))
    if not notebooks:
        return Submission(folder.name, {}, refused=" ".join(problems))

    # The course's own files are used in its version, and `sevendiff check` writes the rest.
    ours = {"timestamp.txt", "__pycache__", *(path.split("/")[0] for path in assignment.files)}
    left = [
        name
        for name in names
        if name not in taken
        and name not in ours
        and name[0] != "."
        and not name.endswith((".feedback.html", ".result.json"))
    ]
    if left:
        notes.append(f"Left out, since the notebook alone is graded: {_listed(left)}.")
    timestamp = None
    if "timestamp.txt" in names:
        try:
            timestamp = _timestamp(where / "timestamp.txt")
        except Exception:
            notes.append("timestamp.txt does not hold a time and was left out.")
    return Submission(folder.name, notebooks, (*notes, *problems), timestamp)


def read(path, shown=None, limit=MAX_NOTEBOOK):
    """Read a regular file of bounded size; a link at the end of the path is not followed.

    Parameters
    ----------
    path : pathlib.Path
    shown : str, optional
        What messages call it; by default the path from here.
    limit : int
        Bytes.

    Returns
    -------
    bytes

    Raises
    ------
    CourseError
        With a sentence that says what is wrong.
    """
    shown = shown or plain(os.path.relpath(path))
    if os.path.islink(path):
        raise CourseError(f"{shown} is a link. Put the file itself there.")
    # Opening a FIFO would wait for its writer.
    flags = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        descriptor = os.open(path, os.O_RDONLY | flags)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise CourseError(f"{shown} is not a file.")
            with open(descriptor, "rb", closefd=False) as file:
                content = file.read(limit + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise CourseError(f"there is no notebook {shown}.") from None
    except OSError as error:
        raise CourseError(f"{shown} cannot be read: {error.strerror}.") from None
    if len(content) > limit:
        raise CourseError(
            f"{shown} is larger than {limit / 1e6:g} MB. Clear its outputs and save it."
        )
    return content


def _timestamp(path):
    # What nbgrader cannot read would stop its own commands.
    from nbgrader.utils import parse_utc

    text = read(path, limit=1000).decode("utf-8").strip()
    parse_utc(text)
    return text


def parse(content, shown="the notebook"):
    """Read a notebook of any nbformat version, whatever else the file may be.

    Called in a process of limited memory: a file can be made to need a lot of it.

    Parameters
    ----------
    content : bytes
    shown : str
        What messages call it.

    Returns
    -------
    list of dict
        `cell_type` (code, markdown or raw), `source` and `grade_id` (str or None) of each cell,
        and nothing else.

    Raises
    ------
    CourseError
        With a sentence that says what is wrong and how to mend it.
    """
    if not content.strip():
        raise CourseError(f"{shown} is empty; a notebook was expected. {_AGAIN}")
    try:
        # A byte order mark does no harm.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        which = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "something else"
        raise CourseError(
            f"{shown} is not a notebook: it is not UTF-8 text, which an .ipynb file is, "
            f"but {which}. {_AGAIN}"
        ) from None
    try:
        # int() refuses more than 4300 digits.
        data = json.loads(text, parse_int=float)
    except RecursionError:
        raise CourseError(f"{shown} is nested too deeply for a notebook. {_AGAIN}") from None
    except MemoryError:
        raise CourseError(f"{shown} needs too much memory to read. {_AGAIN}") from None
    except ValueError:
        if all(re.search(f"^{mark * 7}", text, re.MULTILINE) for mark in "<=>"):
            problem = "holds the marks of a merge conflict of git (<<<<<<<, =======, >>>>>>>)"
        elif text.lstrip().startswith("{"):
            problem = "is broken or cut off: its JSON does not end as it should"
        else:
            problem = "is not a notebook: a notebook is JSON, as JupyterLab saves it"
        raise CourseError(f"{shown} {problem}. {_AGAIN}") from None
    del text
    if not isinstance(data, dict) or not ("cells" in data or "worksheets" in data):
        raise CourseError(f"{shown} is JSON but not a notebook: it has no cells. {_AGAIN}")
    version = data.get("nbformat", 4)
    if isinstance(version, float) and version >= 5:
        raise CourseError(
            f"{shown} is of nbformat version {version:g}, newer than this grader. {_AGAIN}"
        )
    found = _raw_cells(data)
    cells = [_cell(cell) for cell in found if isinstance(cell, dict)]
    if found and not cells:
        raise CourseError(f"{shown} is not a valid notebook (none of its cells is one). {_AGAIN}")
    if len(cells) > MAX_CELLS or sum(len(cell["source"]) for cell in cells) > MAX_SOURCE:
        raise CourseError(
            f"{shown} is too large: more than {MAX_CELLS} cells or {MAX_SOURCE / 1e6:g} MB of "
            "text. Take out what does not belong to the exercises."
        )
    return cells


def _raw_cells(data):
    """List the cells; up to nbformat 3 they stand in worksheets."""
    sheets = data.get("worksheets")
    if "cells" in data or not isinstance(sheets, list):
        sheets = [data]
    found = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in found if isinstance(cells, list) for cell in cells]


def _cell(cell):
    # Nothing is validated: what is not used may be invalid, and one bad cell costs itself.
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        kind = "code" if "outputs" in cell else "markdown"
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    name = cell.get("metadata")
    for key in ("nbgrader", "grade_id"):
        name = name.get(key) if isinstance(name, dict) else None
    known = isinstance(name, str) and len(name) < 1000
    return {
        "cell_type": kind,
        "source": _unicode(source) if isinstance(source, str) else "",
        "grade_id": _unicode(name) if known else None,
    }


def _unicode(text):
    # JSON can hold half a surrogate pair, which nothing can write.
    return text.encode("utf-8", "replace").decode("utf-8")


def grade_ids(text):
    """List the grade ids of a notebook of ours, in order.

    Parameters
    ----------
    text : str
        JSON, nbformat 4.

    Returns
    -------
    list of str
    """
    return list(_known(json.loads(text)))


def identify(cells, ids):
    """Tell of which assignment a notebook is, by its grade ids.

    Parameters
    ----------
    cells : list of dict
        Of `parse`.
    ids : dict of str to iterable of str
        Grade ids, by assignment.

    Returns
    -------
    str or None
        None for a foreign notebook.
    """
    found = {cell["grade_id"] for cell in cells}
    # What several assignments share (every unit has a decision memo) tells nothing.
    own = {
        name: found.intersection(mine).difference(*(ids[other] for other in ids if other != name))
        for name, mine in ids.items()
    }
    best = max(own, key=lambda name: len(own[name]), default=None)
    return best if best and own[best] else None


def matches(notebook, cells):
    """Tell whether cells can be a submission of a notebook.

    They hold one of its grade ids, or define one of its answers: copying the code into a new
    notebook loses the ids.

    Parameters
    ----------
    notebook : Notebook
    cells : list of dict
        Of `parse`.

    Returns
    -------
    bool
    """
    if identify(cells, {notebook.name: grade_ids(notebook.source)}):
        return True
    defined = [_defined(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return not answers(notebook).isdisjoint(set().union(*defined))


def require_match(name, notebook, cells, shown, others=None, origin="was handed out"):
    """Raise CourseError for a foreign notebook.

    Parameters
    ----------
    name : str
        The assignment.
    notebook : Notebook
        One of its notebooks.
    cells : list of dict
        Of `parse`.
    shown : str
        What the message calls the file.
    others : dict of str to iterable of str, optional
        Grade ids of the course's assignments, so that the message can name the right one.
    origin : str
        Where the message says that the right notebook is from.
    """
    # First, so that a tie is its own.
    own = {name: grade_ids(notebook.source)}
    found = identify(cells, own | (others or {}) | own)
    if found not in (None, name):
        raise CourseError(
            f"{shown} is a notebook of {found}, not of {name}. Put the notebook of {name} there."
        )
    if found is None and not matches(notebook, [{**cell, "grade_id": None} for cell in cells]):
        raise CourseError(
            f"{shown} holds none of the exercises of {name}. Work in the notebook that {origin}; "
            "it keeps the cells' nbgrader metadata."
        )


def answers(notebook):
    """Return the names that the source's answers define at their top level.

    Parameters
    ----------
    notebook : Notebook

    Returns
    -------
    set of str
    """
    known = _known(json.loads(notebook.source)).values()
    code = [c for c in known if c["cell_type"] == "code" and _about(c).get("solution")]
    return set().union(*(_defined(_source(cell)) for cell in code))


def _defined(source):
    # Not by `ast`: the text may be anybody's, with IPython's magics or a syntax error.
    return {function or value for function, value in _DEFINES.findall(source)}


def rebuild(notebook, cells):
    """Rebuild a submission from the source: of the learner's notebook only the answers are kept.

    Parameters
    ----------
    notebook : Notebook
    cells : list of dict
        Of `parse`; any that come from another process are looked at again.

    Returns
    -------
    nb : nbformat.NotebookNode
        In the learner's order. The learner's text stands in answers and in cells without nbgrader
        metadata; every other cell of the source is there once, with the release's text. Nothing
        hidden is in it. Metadata is the release's.
    notes : list of str
        Sentences on what was put back or chosen.
    """
    import nbformat

    _require_cells(cells)
    release = json.loads(notebook.release)
    known = _known(release)
    order, notes = arrange([(cell["grade_id"], cell["source"]) for cell in cells], known)
    made = []
    for number, (index, name) in enumerate(order, 1):
        given = None if index is None else cells[index]
        kind = known[name]["cell_type"] if name else given["cell_type"]
        cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": ""}
        if kind == "code":
            cell.update(outputs=[], execution_count=None)
        if name:
            cell["metadata"] = {"nbgrader": copy.deepcopy(_about(known[name]))}
        if given is None or (name and not _about(known[name]).get("solution")):
            cell["source"] = text_put_back(known[name])
        else:
            cell["source"] = given["source"]
            if kind != given["cell_type"]:
                notes.append(
                    f"{name} had become a {given['cell_type']} cell; its text counts as {kind}."
                )
        made.append(cell)
    about = release.get("metadata", {})
    about = {key: about[key] for key in ("kernelspec", "language_info") if key in about}
    nb = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return nbformat.from_dict(nb), notes


def _require_cells(cells):
    """Raise CourseError unless the cells are what `parse` returns."""
    valid = isinstance(cells, list) and all(
        isinstance(cell, dict)
        and cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("source"), str)
        and isinstance(cell.get("grade_id"), str | None)
        for cell in cells
    )
    if not valid or len(cells) > MAX_CELLS or sum(len(c["source"]) for c in cells) > MAX_SOURCE:
        raise CourseError("the notebook could not be read.")


def arrange(found, known):
    """Decide which cell of a submission keeps which grade id, and where missing cells go.

    Of several cells with one grade id the last keeps it; of answers the last that somebody wrote
    (untouched copies behind it go: they would undo it); of read-only cells the first, since what
    follows leans on them. Grade ids that are not the source's are nobody's.

    Parameters
    ----------
    found : list of (str or None, str)
        Grade id and source of each submitted cell.
    known : dict of str to dict
        The release's cells, in order, by grade id.

    Returns
    -------
    order : list of (int or None, str or None)
        The cells to be: index in `found`, None for one to put back; and the grade id, None for a
        cell of the learner's own.
    notes : list of str
        Sentences on what was put back or chosen.
    """
    copies, keeper, dropped, notes = {}, {}, set(), []
    for index, (name, _) in enumerate(found):
        if name in known:
            copies.setdefault(name, []).append(index)
    for name, indices in copies.items():
        about = _about(known[name])
        keeper[name] = indices[-1]
        if about.get("solution"):
            stub = _source(known[name]).split()
            written = [i for i in indices if found[i][1].split() not in ([], stub)]
            keeper[name] = (written or indices)[-1]
            dropped.update(i for i in indices if i > keeper[name])
            if len(indices) > 1:
                which = "the last one" if keeper[name] == indices[-1] else "the last one written in"
                notes.append(f"{name} stands in the notebook more than once; {which} counts.")
        elif not about.get("grade") and not about.get("task"):
            keeper[name] = indices[0]
    # From the end: a missing cell comes right before the next one of the source that is there,
    # so that it runs after whatever the learner wrote in its place.
    place, missing = len(found), {}
    for name in reversed(known):
        if name in keeper:
            place = keeper[name]
        else:
            missing.setdefault(place, []).insert(0, name)
    for name in (name for name in known if name not in keeper):
        if _is_plain_answer(known[name]):
            notes.append(f"{name} was missing from the notebook; what other cells define counts.")
        else:
            notes.append(f"Put back for grading: {name} was missing from the notebook.")
    owner = {index: name for name, index in keeper.items()}
    order = []
    for index in range(len(found) + 1):
        order += [(None, name) for name in missing.get(index, ())]
        if index < len(found) and index not in dropped:
            order.append((index, owner.get(index)))
    return order, notes


def text_put_back(cell):
    """Return what a cell of the release holds where it is put back.

    An answer without points of its own comes back empty: its stub would undo what the learner
    defines elsewhere.
    """
    return "" if _is_plain_answer(cell) else _source(cell)


def _is_plain_answer(cell):
    return _about(cell).get("solution") and not _about(cell).get("grade")


def _known(nb):
    """List the cells that nbgrader knows, by grade id."""
    roles = ("grade", "solution", "locked", "task")
    marked = [cell for cell in nb["cells"] if any(_about(cell).get(role) for role in roles)]
    return {_about(cell)["grade_id"]: cell for cell in marked}


def _about(cell):
    return cell["metadata"].get("nbgrader") or {}


def _source(cell):
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else source


def _name(name):
    """Make a file name fit for a sentence."""
    return " ".join(plain(name, 60).split())


def _listed(names):
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(map(_name, names[:5])) + more
