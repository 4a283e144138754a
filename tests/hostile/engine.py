"""The suite through the engine, and what is wrong with what comes out of it."""

import contextlib
import csv
import hashlib
import html.parser
import io
import os
import re
import shutil
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from sevendiff.cli import main

from . import course
from .cases import CASES, HARM, Case
from .course import ENVIRONMENT, HOME, OTHERS, POINTS, SECRET, UNIT

# What attacks leave in folders of the machine if they can.
LEFT = ("hostile-canary.txt", "hostile-outlives", "hostile-left", "bomb", "huge")
MOST = 5_000_000  # bytes of what grading keeps of one submission


@dataclass(frozen=True)
class Outcome:
    """What became of one student's submission; `shown` is all that grading wrote of it."""

    student: str
    state: str
    reason: str
    score: float
    points: dict
    page: str
    shown: str


def hand_in(case, root, canary, make=None):
    """Lay a case's submission, or an earlier one of it, into the submitted directory."""
    made = (make or case.make)()
    if made and len(made) < MOST:
        made = made.replace(b"@COURSE@", str(root).encode())
        made = made.replace(b"@CANARY@", str(canary).encode())
    for student in case.students:
        folder = root / "submitted" / student / UNIT
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if made is not None:
            (folder / case.file).write_bytes(made)
        if case.lay and make is None:
            case.lay(folder)


def grade(cases, root):
    """Grade cases in one batch, those that come again in one before; return outcomes by case.

    Returns
    -------
    outcomes : dict of str to list of Outcome
    problems : list of str
        What went wrong outside the submissions.
    """
    canary = root / "outside"
    canary.mkdir()
    (canary / ".netrc").write_text(f"password {HOME}")
    root = course.make_course(root / "course")
    before = _state(root)
    os.environ["HOSTILE_TOKEN"] = ENVIRONMENT
    try:
        again = [case for case in cases if case.earlier]
        for case in again:
            hand_in(case, root, canary, case.earlier)
        problems = _run(root) if again else []
        for case in cases:
            hand_in(case, root, canary)
        problems += _run(root)
    finally:
        del os.environ["HOSTILE_TOKEN"]
    found = _outcomes(root)
    # What outlives its grading acts within a second.
    time.sleep(1.5)
    if _state(root) != before:
        problems.append("the source has changed")
    problems += [f"{path} appeared" for path in canary.iterdir() if path.name != ".netrc"]
    problems += [f"{path} appeared" for path in _left()]
    problems += [f"a process is still there: {line}" for line in _survivors()]
    outcomes = {case.name: [found.pop(s) for s in case.students if s in found] for case in cases}
    problems += [f"a row for nobody: {student!r}" for student in found]
    return outcomes, problems


def judge(case, outcomes):
    """List what is wrong with the outcomes of a case; nothing where all holds."""
    problems = []
    if len(outcomes) != len(case.students):
        problems.append(f"{len(outcomes)} rows for {len(case.students)} submissions")
    for each in outcomes:
        problems += [f"{problem} ({each.reason})" for problem in _judge(case, each)]
    return problems


def _judge(case, outcome):
    if outcome.state not in case.states:
        yield f"{outcome.state}, not {' or '.join(case.states)}"
    if (outcome.state == "graded") == bool(outcome.reason):
        yield "a reason without need, or none"
    for exercise, points in outcome.points.items():
        if not case.fair(exercise, points):
            deserved = case.deserves.get(exercise, POINTS[exercise])
            yield f"{exercise} earned {points:g}, deserves {deserved}"
    if abs(sum(outcome.points.values()) - outcome.score) > 1e-6:
        yield f"{outcome.score:g} points in all are not the sum"
    own = {OTHERS} if case.student == "aa victim" else set()
    if leaked := set(re.findall(SECRET, outcome.shown)) - own:
        yield f"leaks {leaked}"
    if harm := re.search(HARM, outcome.shown):
        yield harm[0]
    for text in case.absent:
        if text in outcome.shown:
            yield f"shows {text!r}"
    for text in case.present:
        if text not in outcome.page:
            yield f"the page lacks {text!r}"
    # A folder's name that cannot be shown has no page.
    if not outcome.page and not (case.student and outcome.state == "refused"):
        yield "there is no page"
    finder = _Active()
    finder.feed(outcome.page)
    if finder.found:
        yield f"active content on the page: {finder.found}"
    if len(outcome.shown) > MOST:
        yield f"{len(outcome.shown) / 1e6:.0f} MB are kept of it"


class _Active(html.parser.HTMLParser):
    """Finds what a browser would run or load."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "img", "iframe", "object", "embed", "svg", "base", "form"):
            self.found.add(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.add(name)


def _run(root):
    said = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        status = main(["grade", UNIT, "--workers", "2"])
    return [] if status == 0 else [f"sevendiff grade ended with {status}: {said.getvalue()[-800:]}"]


def _outcomes(root):
    """Read the CSV; its rows stand in the order of the folders' names."""
    path = root / "scores" / f"{UNIT}.csv"
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    students = sorted(os.listdir(root / "submitted"))
    assert len(rows) == len(students), (len(rows), len(students))
    for row in rows:
        formulas = [cell for cell in row.values() if re.match(r"\s*[=+@-]", cell)]
        assert not formulas, formulas
    return {
        student: _outcome(root, student, row) for student, row in zip(students, rows, strict=True)
    }


def _outcome(root, student, row):
    pages = list((root / "feedback" / student).rglob("*.html"))
    written = [*pages, *(root / "autograded" / student).rglob("*.*")]
    written += [p for p in (root / "results" / UNIT).rglob("*.json") if p.stem == student]
    shown = [path.read_text(encoding="utf-8") for path in written if path.is_file()]
    return Outcome(
        student=student,
        state=row["state"],
        reason=row["reason"],
        score=float(row["score"]),
        points={name: float(row[name] or 0) for name in POINTS},
        page="".join(path.read_text(encoding="utf-8") for path in pages),
        shown="\n".join([*shown, *row.values()]),
    )


def _state(root):
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in [root / "nbgrader_config.py", *(root / "source").rglob("*.ipynb")]
    }


def _left():
    folders = ["/tmp", "/dev/shm", "/var/tmp", "/run", "/etc", "/", "/opt", "/home", "/root"]
    folders += [sysconfig.get_path("purelib"), sysconfig.get_path("stdlib")]
    return [path for folder in folders for name in LEFT if (path := Path(folder, name)).exists()]


def _survivors():
    ours = psutil.Process().children(recursive=True)
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = " ".join(process.cmdline())
            if "sleep 4242" in line or (process in ours and "preload" in line):
                yield line[-200:]


def run(names=None):
    """Grade the suite, or some of it, in a temporary folder.

    Returns
    -------
    dict of str to (Case, list of Outcome, list of str)
        By name the case, its outcomes and what is wrong with them; the rest stands under "".
    """
    cases = [case for case in CASES if not names or case.name in names]
    if any("victim" in case.tries or "another student" in case.tries for case in cases):
        cases += [c for c in CASES if c.student == "aa victim" and c not in cases]
    with tempfile.TemporaryDirectory() as folder:
        outcomes, problems = grade(cases, Path(folder).resolve())
    found = {c.name: (c, outcomes[c.name], judge(c, outcomes[c.name])) for c in cases}
    whole = Case("", "the batch as a whole", None)
    return found | {"": (whole, [], problems)}
