"""Grade one submission: an assignment and the submission's bytes in, a result out."""

import ast
import builtins
import functools
import re
import time
from dataclasses import dataclass

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution, is_task

from sevendiff.course import CourseError, grader_failed
from sevendiff.feedback import (
    NOT_RUN,
    TOO_LONG,
    exercise_cells,
    explain,
    grade_id,
    has_code,
    is_hidden,
    mark_graded,
    say_error,
)
from sevendiff.grading import wire
from sevendiff.grading.answers import Outputs
from sevendiff.grading.intake import rebuild, require_match

TOO_MUCH_MEMORY = "stopped: it used too much memory"
# What a process may answer at once, in bytes: a notebook's cells, or a cell's outputs; and what
# a graded notebook keeps of all outputs, in characters.
_CELLS, _ANSWER, _OUTPUTS = 64 * 2**20, 8 * 2**20, 10 * 2**20
# Worst first.
_STATES = ("crashed", "timed out", "graded")
# How a PNG begins in base64.
_PNG = "iVBORw0KGgo"
# Where an HTML tag begins in Markdown, and the target of a link.
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])|\](?=\s*[(:])")
_WORD = re.compile(r"\w+")
# With these a check can come by a name that does not stand in it.
_BY_NAME = {"globals", "locals", "vars", "eval", "exec", "get_ipython"}


@dataclass(frozen=True)
class Limits:
    """Wall time in seconds that a submission has, for each cell and in all."""

    cell: float
    total: float = float("inf")


def grade_submission(assignment, submission, sandbox, limits=None, on_cell=None):
    """Grade one submission; whatever happens is in the result, nothing is raised.

    Parameters
    ----------
    assignment : sevendiff.grading.assignment.Assignment
    submission : sevendiff.grading.intake.Submission
    sandbox : sevendiff.grading.sandbox.Sandbox or sevendiff.grading.sandbox.Processes
    limits : Limits, optional
        By default the assignment's timeout for each cell, and none in all.
    on_cell : callable, optional
        Called before each cell of the submission runs.

    Returns
    -------
    dict
        `state` (graded, refused, timed out, crashed), `reason`, `notes`, `seconds` and
        `notebooks`: by name the graded notebook `nb`, safe to show, and its `grades`. Of `seconds`,
        `wall` is all, `own` the submission's own computation, `slowest` its slowest cell.
    """
    start = time.monotonic()
    limits = limits or Limits(assignment.timeout)
    result = {"state": "refused", "reason": submission.refused, "notes": [*submission.notes]}
    result |= {"notebooks": {}, "seconds": {"wall": 0.0, "own": 0.0, "slowest": 0.0}}
    states, reasons = [], []
    try:
        if not submission.refused:
            for notebook in assignment.notebooks:
                run = _Run(
                    assignment, notebook, sandbox, limits.cell, start + limits.total, on_cell
                )
                content = submission.notebooks.get(notebook.name)
                try:
                    if content is None:
                        raise CourseError(f"{notebook.name}.ipynb is missing.")
                    result["notebooks"][notebook.name] = run.grade(content)
                except CourseError as error:
                    reasons.append(str(error))
                    continue
                states += run.incidents or ["graded"]
                reasons += run.reasons
                result["notes"] += run.notes
                seconds = result["seconds"]
                seconds["own"] += run.own
                seconds["slowest"] = max(seconds["slowest"], run.slowest)
            result["state"] = min(states, key=_STATES.index) if states else "refused"
            result["reason"] = " ".join(dict.fromkeys(reasons))
    except Exception as error:
        result |= {"state": "crashed", "notebooks": {}}
        result["reason"] = grader_failed(error)
    result["seconds"]["wall"] = time.monotonic() - start
    return result


def limits(assignment, seconds):
    """Give submissions a multiple of the time that the assignment's own solution takes.

    One endless loop must leave time enough for the other exercises. It may stop three cells: one
    that tries the answer, its first check, and the memo's. Thirty seconds, because a right answer
    may be a bootstrap written with a library's slow function.

    Parameters
    ----------
    assignment : sevendiff.grading.assignment.Assignment
    seconds : dict
        Of the solution's result.

    Returns
    -------
    Limits
    """
    cell = min(assignment.timeout, 30 + 4 * seconds["slowest"])
    return Limits(cell, 3 * cell + 4 * seconds["wall"])


def modules(assignment):
    """List what to import before any submission, by the role of the process.

    The answers' side imports what the release shows, at any place; the checks' side all.
    """
    found = {}
    for role, attribute in (("answers", "release"), ("checks", "source")):
        nodes = [
            node
            for notebook in assignment.notebooks
            for cell in nbformat.reads(getattr(notebook, attribute), 4).cells
            if cell.cell_type == "code"
            for node in ast.walk(_parse(cell.source))
        ]
        names = {}
        for node in nodes:
            if isinstance(node, ast.Import):
                names |= dict.fromkeys(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names[node.module] = None
        found[role] = list(names)
    return found


class _Stopped(Exception):
    """A cell ended its process, or had to be ended."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


class _Run:
    """The grading of one notebook."""

    def __init__(self, assignment, notebook, sandbox, cell_limit, deadline, on_cell):
        self.assignment, self.notebook, self.sandbox = assignment, notebook, sandbox
        self.cell_limit, self.deadline, self.on_cell = cell_limit, deadline, on_cell
        self.plan = plan(notebook)
        self.notes, self.incidents, self.reasons = [], [], []
        self.own = self.last = self.slowest = 0.0
        self.verdicts, self.stopped, self.room = {}, {}, _OUTPUTS

    def grade(self, content):
        """Return the graded notebook and its grades."""
        pair = self._start()
        over = ""
        try:
            self.nb = self._read(pair, content)
            while (culprit := self._cells(pair)) is not None:
                over = self.sandbox.end(pair)
                self._blame(*culprit, over)
                pair = None
                if time.monotonic() > self.deadline:
                    break
                pair = self._start()
        finally:
            if pair is not None:
                self.sandbox.end(pair)
        return self._result()

    def _start(self):
        pair = self.sandbox.start()
        if files := self.assignment.files:
            request = {"op": "files", "names": list(files)}
            for sock in (pair.answers, pair.checks):
                self._ask(sock, request, list(files.values()), limit=60)
        return pair

    def _read(self, pair, content):
        try:
            reply = self._ask(pair.answers, {"op": "parse"}, [content], limit=60, most=_CELLS)
        except _Stopped:
            raise CourseError(
                "the notebook is too large or too deeply nested to be read."
            ) from None
        if "refused" in reply:
            raise CourseError(reply["refused"])
        nb, notes = rebuild(self.notebook, reply["cells"])
        assignment = self.assignment
        require_match(
            assignment.name, self.notebook, reply["cells"], "the notebook", assignment.others
        )
        self.notes += notes
        return nb

    def _cells(self, pair):
        """Run all cells; return the number of the one that ended its process, and how."""
        ready, settled = 0, self._settled()
        for index, cell in enumerate(self.nb.cells):
            name = grade_id(cell)
            if cell.cell_type != "code" or index in self.stopped or name in settled:
                continue
            if self.on_cell:
                self.on_cell()
            try:
                if name in self.plan.checks:
                    ready = self._check(pair, name, ready)
                else:
                    reply = self._ask(pair.answers, {"op": "run", "source": cell.source})
                    self.own += self.last
                    self._set_outputs(cell, reply)
            except _Stopped as stopped:
                return index, stopped.state
        return None

    def _settled(self):
        """List the checks that need not run again: no check that is left takes a name from them."""
        again = [name for name in self.plan.checks if name not in self.verdicts]
        for name in again:
            again += [other for other in self.plan.leans_on[name] if other not in again]
        return set(self.plan.checks).difference(again)

    def _check(self, pair, name, ready):
        """Run a check, and before it what the checks' side has not run yet."""
        place, source = self.plan.checks[name]
        # Under plain nbgrader the answers can use what a check has imported.
        if imports := self.plan.imports[name]:
            self._ask(pair.answers, {"op": "run", "source": imports})
        for trusted in [*self.plan.trusted[ready:place], source]:
            request = {"op": "run", "names": self.plan.names_in[trusted], "source": trusted}
            verdict = self._asked(pair, request)
        self.verdicts.setdefault(name, verdict)
        return max(ready, place)

    def _asked(self, pair, request):
        verdict = self._ask(pair.checks, request)
        self.own += verdict["waited"]
        if verdict["broken"]:
            raise _Stopped("crashed")
        return verdict

    def _ask(self, sock, request, blobs=(), limit=None, most=_ANSWER):
        """Send a request and wait for the answer, as long as a cell may take."""
        start = time.monotonic()
        # A course may set no limit at all.
        deadline = min(start + (limit or self.cell_limit), self.deadline, start + 10**6)
        try:
            wire.send(sock, request, blobs, deadline)
            reply, _ = wire.receive(sock, most, deadline)
        except wire.Late as error:
            raise _Stopped("timed out") from error
        except wire.WireError as error:
            raise _Stopped("crashed") from error
        finally:
            self.last = time.monotonic() - start
            self.slowest = max(self.slowest, self.last)
        return reply

    def _set_outputs(self, cell, reply):
        """Set the outputs of a learner's cell to what its process says: it can send anything."""
        cell.outputs, cell.execution_count, kept = [], None, Outputs()
        try:
            for item in reply["outputs"] if self.room > 0 else ():
                if item["output_type"] == "stream":
                    kept.text("stderr" if item["name"] == "stderr" else "stdout", item["text"])
                elif str(item["data"].get("image/png", _PNG)).startswith(_PNG):
                    kept.rich("display_data", item["data"])
            self.room -= sum(len(str(item)) for item in kept.items)
            cell.outputs = nbformat.from_dict(kept.items)
            if error := reply.get("error"):
                say_error(cell, str(error["classes"][0][1]), str(error["message"]))
        except (AttributeError, KeyError, TypeError, IndexError):
            raise _Stopped("crashed") from None

    def _blame(self, index, state, over):
        """Let a crash or timeout cost its own exercise; what has run already stays."""
        cell = self.nb.cells[index]
        name = grade_id(cell)
        sentence = TOO_LONG if state == "timed out" else explain("DeadKernelError")
        sentence = TOO_MUCH_MEMORY if over == "memory" else sentence
        self.incidents.append("crashed" if over else state)
        self.stopped[index] = sentence
        self.reasons.append(f"{name or f'cell {index + 1}'}: {sentence}.")
        exercise = self.plan.exercise.get(name)
        for other, each in enumerate(self.nb.cells):
            check = grade_id(each)
            if check in self.plan.checks and self.plan.exercise.get(check) == exercise:
                if exercise is not None and check not in self.verdicts:
                    self.stopped[other] = sentence

    def _result(self):
        grades = {}
        for index, cell in enumerate(self.nb.cells):
            name = grade_id(cell)
            if name in self.plan.checks:
                points, sentence = self._points(index, name, cell.metadata.nbgrader["points"])
                cell.outputs = []
                if sentence:
                    cell.outputs.append(nbformat.v4.new_output("stream", text=sentence))
                grades[name] = {"auto": points, "max": float(cell.metadata.nbgrader["points"])}
            elif index in self.stopped:
                say_error(cell, "", self.stopped[index])
            if is_solution(cell) or is_task(cell):
                unchanged = compute_checksum(cell) == self.plan.checksums.get(name)
                comment = "No response." if unchanged else None
                if is_grade(cell) or is_task(cell):
                    points = float(cell.metadata.nbgrader["points"])
                    nothing = unchanged and not is_task(cell)
                    grades[name] = {"auto": 0.0 if nothing else None, "max": points}
                grades.setdefault(name, {})["comment"] = comment
            if cell.cell_type != "code" and (name is None or is_solution(cell)):
                # Formgrader runs scripts in it. A space of no width turns them into text.
                cell.source = _MARKUP.sub("\\g<0>\u200b", cell.source)
        mark_graded(self.nb, self.notes)
        return {"nb": self.nb, "grades": grades}

    def _points(self, index, name, most):
        """Return a check's points and the sentence of its feedback."""
        verdict = self.verdicts.get(name)
        if self.plan.released and not has_code(self.plan.visible[name]):
            return 0.0, NOT_RUN
        if verdict is None:
            return 0.0, self.stopped.get(index, TOO_LONG)
        if error := verdict["error"]:
            sentence = explain(
                error["names"],
                error["message"],
                from_learner=error["from_learner"],
                hidden=is_hidden(self.plan.checks[name][1]),
                missing=error["missing"],
            )
            return 0.0, sentence
        value = verdict["value"]
        if value is None:
            return float(most), ""
        # A right answer may miss a bound by rounding.
        if value == "no number" or not -1e-9 * most <= value <= most * (1 + 1e-9):
            return 0.0, "the check's value is no number of points"
        value = min(max(value, 0.0), float(most))
        return value, "" if value == most else f"{value:g} of {most:g} points"


@dataclass(frozen=True)
class Plan:
    """What the source says about a notebook: what runs where.

    Attributes
    ----------
    released : bool
        Whether the release is all there is: hidden checks cannot run.
    names_in : dict of str to list of str
        By source of a trusted cell or check what it may use of what the solution cells define: that
        comes from the learner's process.
    trusted : list of str
        Cells of the source that the checks count on, in order.
    checks : dict of str to (int, str)
        By grade id how many of `trusted` run before it, and its source.
    leans_on : dict of str to list of str
        By grade id the checks before it that define a name it takes from elsewhere.
    visible : dict of str to str
        By grade id what the release shows of the check.
    imports : dict of str to str
        By grade id the imports in that.
    exercise : dict of str to str
        By grade id the exercise.
    checksums : dict of str to str
        By grade id nbgrader's checksum of an untouched answer.
    """

    released: bool
    names_in: dict
    trusted: list
    checks: dict
    leans_on: dict
    visible: dict
    imports: dict
    exercise: dict
    checksums: dict


@functools.lru_cache(maxsize=64)
def plan(notebook):
    """Work out what runs where.

    Parameters
    ----------
    notebook : sevendiff.grading.assignment.Notebook

    Returns
    -------
    Plan
    """
    source = nbformat.reads(notebook.source, 4)
    release = nbformat.reads(notebook.release, 4)
    code = [cell for cell in source.cells if cell.cell_type == "code"]
    is_check = {id(cell): is_grade(cell) and not is_solution(cell) for cell in code}
    trees = {id(cell): _parse(cell.source) for cell in code}
    defined_by = {grade_id(c): _defined(trees[id(c)]) for c in code if is_check[id(c)]}
    names = set()
    for cell in filter(is_solution, code):
        names |= _defined(trees[id(cell)]) - _imported(trees[id(cell)])
    needed = _needed(code, is_check, trees, names)
    trusted, checks, leans_on = [], {}, {}
    for cell in code:
        tree = trees[id(cell)]
        if is_check[id(cell)]:
            wanted = _loaded(tree)
            leans_on[grade_id(cell)] = [n for n in checks if wanted & defined_by[n]]
            checks[grade_id(cell)] = len(trusted), cell.source
        elif id(cell) in needed:
            trusted.append(cell.source)
        elif imports := _only_imports(tree):
            trusted.append(imports)
    # A function looks names up when it is called: so those of the cells it may come from.
    words = {name: set(_WORD.findall(text)) for name, (_, text) in checks.items()}
    shared = set().union(*(set(_WORD.findall(text)) for text in trusted))
    names_in = {text: sorted(names & shared) for text in trusted}
    for name, (_, text) in checks.items():
        used = shared.union(words[name], *(words[other] for other in leans_on[name]))
        names_in[text] = sorted(names if used & _BY_NAME else names & used)
    visible = {grade_id(c): c.source for c in release.cells if grade_id(c) in checks}
    return Plan(
        released=notebook.source == notebook.release,
        names_in=names_in,
        trusted=trusted,
        checks=checks,
        leans_on=leans_on,
        visible=visible,
        imports={name: _only_imports(_parse(text)) for name, text in visible.items()},
        exercise={grade_id(cell): name for name, cells in exercise_cells(source) for cell in cells},
        checksums={
            grade_id(cell): cell.metadata.nbgrader.get("checksum")
            for cell in release.cells
            if is_solution(cell) or is_task(cell)
        },
    )


def _needed(code, is_check, trees, names):
    """Find the cells that the checks' side runs: the read-only ones, and what those count on."""
    needed = {id(c) for c in code if is_locked(c) and not is_check[id(c)] and not is_solution(c)}
    free = [c for c in code if not (is_check[id(c)] or is_solution(c) or id(c) in needed)]
    while True:
        ours = [trees[id(c)] for c in code if is_check[id(c)] or id(c) in needed]
        known = set(dir(builtins)).union(names, *map(_defined, ours))
        wanted = set().union(*map(_loaded, ours)) - known
        more = {id(c) for c in free if wanted & _defined(trees[id(c)])} - needed
        if not more:
            return needed
        needed |= more


def _parse(source):
    """Parse a cell with its magics turned into calls; what is no Python is empty."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _imported(tree):
    return {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def _defined(tree):
    """List the names that a cell defines at its top level."""
    found = _imported(ast.Module([n for n in tree.body if _is_import(n)], []))
    todo = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif not isinstance(node, ast.Lambda | ast.comprehension):
            todo += ast.iter_child_nodes(node)
    return found


def _loaded(tree):
    """List the names that a cell takes from elsewhere; those it binds anywhere are its own."""
    nodes = list(ast.walk(tree))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = _imported(tree) | {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    methods = {id(part) for node in nodes if isinstance(node, ast.ClassDef) for part in node.body}
    for node in nodes:
        if isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            own |= {node.name} if id(node) not in methods else set()
        elif isinstance(node, ast.ExceptHandler) and node.name:
            own.add(node.name)
    return {node.id for node in names} - own


def _is_import(node):
    return isinstance(node, ast.Import | ast.ImportFrom)


def _only_imports(tree):
    return ast.unparse(ast.Module([node for node in tree.body if _is_import(node)], []))
