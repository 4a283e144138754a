"""The bank: wrong answers lose points and hear why; right ones in any style lose nothing.

A file `tests/bank/<unit>/<exercise>.py` holds answers to one exercise, each under a line

    # %% wrong: <the misconception or slip> | feedback: <regular expression>
    # %% right: <the style>

What follows takes the place of the exercise's solution cell; names that the notebook's read-only
cells import are there. The regular expression (ignoring case) must be found in the feedback that a
learner gets for the checks that fail. Stubs, constants and cheats need no entry: every exercise
meets those below. Each answer runs in a fork of the test process, which has imported the
libraries, with the read-only cells before its exercise and its own checks, nothing else; a check
fails where it raises, as in nbgrader. Checks draw anew for a learner; here each answer meets the
same draws in every run.
"""

import ast
import copy
import doctest
import functools
import itertools
import multiprocessing
import re
import time
import traceback
import zlib
from collections import namedtuple

import nbformat
import numpy as np
import pytest
from conftest import ROOT
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_grade, is_locked
from tiny import hidden_regions

from sevendiff.feedback import exercise_cells, explain, grade_id, is_hidden

BANK = ROOT / "tests" / "bank"
MARK = re.compile(r"^# %% (?:wrong: (.+?) \| feedback: (.+)|right: (.+))$")
LIMIT = 60  # seconds for an answer with all its checks
# Their checks take a second or more of each answer: the wrong ones are among the slow tests.
DEAR = {"build_serving_pipeline", "promotion_gate", "validate_batch"}

Exercise = namedtuple("Exercise", "unit name before solution checks")
Answer = namedtuple("Answer", "exercise name feedback source")
Verdict = namedtuple("Verdict", "feedback seconds")

EQUAL_TO_ALL = """
class EqualToAll:
    def true(self, *args): return True
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = true
    def __hash__(self): return 0
"""
CHEATS = {
    "raises": "raise ValueError",
    **{value: f"return {value}" for value in ("None", "False", "True", "0", "1", "-1", "[]", "''")},
    "nan": "return float('nan')",
    "inf": "return float('inf')",
    "its first argument": "return next(iter([*args, *kwargs.values()]))",
    "equal to everything": "return EqualToAll()",
}


def _exercises():
    found = []
    for path in sorted(ROOT.glob("solutions/*/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for name, (solution, *checks) in exercise_cells(notebook):
            before = notebook.cells[: notebook.cells.index(solution)]
            if checks:
                before = [c.source for c in before if is_locked(c) and not is_grade(c)]
                found.append(Exercise(path.stem, name, before, solution, checks))
    return found


def _answers(exercise):
    path = BANK / exercise.unit / f"{exercise.name}.py"
    answers = []
    for line in path.read_text(encoding="utf-8").split("\n") if path.exists() else []:
        mark = MARK.match(line)
        assert mark or not line.startswith("# %%"), f"{path.name}: {line}"
        if mark:
            answers.append([exercise, mark[1] or mark[3], mark[2], ""])
        elif answers:
            answers[-1][-1] += line + "\n"
    return [Answer(*answer) for answer in answers]


EXERCISES = _exercises()
ANSWERS = [answer for exercise in EXERCISES for answer in _answers(exercise)]


def each(values):
    """Parametrise a test over exercises or answers."""
    cases = []
    for value in values:
        exercise = value if isinstance(value, Exercise) else value.exercise
        slow = value is not exercise and value.feedback and exercise.name in DEAR
        marks = [pytest.mark.slow] if slow else []
        cases.append(pytest.param(value, id=f"{exercise.name}-{value.name}", marks=marks))
    return pytest.mark.parametrize("case", cases)


@functools.cache
def _import_libraries():
    for exercise in EXERCISES:
        for source in [*exercise.before, *(cell.source for cell in exercise.checks)]:
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    exec(compile(ast.Module([node], []), "<imports>", "exec"), {})


def in_fork(function, *arguments):
    """Call a function in a fork of this process and return its result, or None if it died."""

    def send():
        sender.send(function(*arguments))

    _import_libraries()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=send)
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(LIMIT) else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()


def _run(source, filename, namespace):
    """Run a cell; return the exception it raised, or None."""
    try:
        exec(compile(source, filename, "exec"), namespace)
    except BaseException as error:
        return error


def _repeat_draws(seed):
    """Let a generator that is made without a seed draw the same numbers in every run."""
    make, seeds = np.random.default_rng, itertools.count(seed)
    np.random.default_rng = lambda seed=None: make(next(seeds) if seed is None else seed)


def _judge(exercise, source, seed=0):
    _repeat_draws(zlib.crc32(source.encode()) + seed)
    namespace = {"__name__": "__main__"}
    for cell in exercise.before:
        exec(cell, namespace)
    _run(source, "<answer>", namespace)
    verdicts = []
    for check in exercise.checks:
        start = time.process_time()
        error = _run(check.source, "<check>", namespace)
        sentence = None
        if error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            sentence = explain(
                [kind.__name__ for kind in type(error).__mro__],
                str(error),
                from_learner=any(frame.filename == "<answer>" for frame in frames),
                hidden=is_hidden(check.source),
            )
        verdicts.append(Verdict(sentence, time.process_time() - start))
    return verdicts


def judge(exercise, source, seed=0):
    """Grade an answer: the feedback of each check, None where it passed."""
    verdicts = in_fork(_judge, exercise, source, seed)
    assert verdicts, "no verdict: the answer ended the process or took too long"
    return {grade_id(c): v.feedback for c, v in zip(exercise.checks, verdicts, strict=True)}


def hidden_code(exercise):
    """Return what stands between the marks of the hidden checks."""
    return [region for check in exercise.checks for region in hidden_regions(check.source)]


@each([answer for answer in ANSWERS if answer.feedback])
def test_wrong_answer_loses_points_and_hears_why(case):
    feedback = [text for text in judge(case.exercise, case.source).values() if text is not None]
    assert feedback, "full marks"
    assert re.search(case.feedback, "\n".join(feedback), re.I), feedback
    for region in hidden_code(case.exercise):
        for line in region.split("\n"):
            assert len(line.strip()) < 10 or line.strip() not in "\n".join(feedback)


@each([answer for answer in ANSWERS if not answer.feedback])
def test_right_answer_has_full_marks(case):
    assert set(judge(case.exercise, case.source).values()) == {None}


@each(EXERCISES)
def test_the_sources_answer_has_full_marks_quickly(case):
    verdicts = in_fork(_judge, case, case.solution.source)
    assert [v.feedback for v in verdicts] == [None] * len(case.checks)
    assert max(v.seconds for v in verdicts) < 2


@each(EXERCISES)
def test_the_release_earns_nothing(case):
    cell = copy.deepcopy(case.solution)
    stub, _ = ClearSolutions().preprocess_cell(cell, {"language": "python"}, 0)
    assert "NotImplementedError" in stub.source
    assert set(judge(case, stub.source).values()) == {"not answered yet"}


@pytest.mark.parametrize("cheat", CHEATS)
@each(EXERCISES)
def test_a_constant_answer_loses_every_check(case, cheat):
    source = f"{EQUAL_TO_ALL}\ndef {case.name}(*args, **kwargs):\n    {CHEATS[cheat]}\n"
    passed = [check for check, text in judge(case, source).items() if text is None]
    assert not passed


@each(EXERCISES)
def test_the_bank_is_large_enough(case):
    answers = _answers(case)
    wrong = {answer.source for answer in answers if answer.feedback}
    right = {answer.source for answer in answers if not answer.feedback}
    assert len(wrong) >= 6 and len(right) >= 3
    assert len({answer.name for answer in answers}) == len(answers) == len(wrong | right)


def test_every_file_of_the_bank_has_its_exercise():
    known = {BANK / exercise.unit / f"{exercise.name}.py" for exercise in EXERCISES}
    assert set(BANK.glob("*/*.py")) == known


@each(EXERCISES)
def test_hidden_messages_give_no_values(case):
    # A constant sentence cannot carry an input or an expected value.
    for region in hidden_code(case):
        nodes = list(ast.walk(ast.parse(region)))
        assert not any(isinstance(node, ast.JoinedStr) for node in nodes)
        assert "Misconception" in region or "expect" in region


def _run_examples(exercise):
    namespace = {}
    for source in [*exercise.before, exercise.solution.source]:
        exec(source, namespace)
    docstring = namespace[exercise.name].__doc__
    examples = doctest.DocTestParser().get_doctest(docstring, namespace, exercise.name, None, 0)
    report = []
    outcome = doctest.DocTestRunner(verbose=False).run(examples, out=report.append)
    return outcome.attempted, "".join(report)


@each(EXERCISES)
def test_examples_in_the_docstring_hold(case):
    attempted, report = in_fork(_run_examples, case)
    assert attempted and not report
