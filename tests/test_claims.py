"""The claims of a part hold over seeds, stand in its prose, and leave no figure out.

A claims file, tests/claims/<unit>/<part>.py, has a section for each cell that claims hang on:

    # %% after outcomes
    holds("The payers bring 74,120", 70_000 < payers < 80_000, {"74,120": payers})

The part is executed as it stands, with each section run right after the cell tagged `outcomes`.
So a claim sees the learner's variables, and the learner does not see the claim.
"""

import ast
import re

import nbformat
import pytest
from conftest import ROOT
from lessons import PARTS, execute, look_at, name, prose

CLAIMS = ROOT / "tests" / "claims"
BEFORE = f"import sys\nsys.path.insert(0, {str(ROOT / 'tests')!r})\nimport claiming as _claiming"
AFTER = "assert not _claiming.broken, '\\n'.join(['', *_claiming.broken])"


def claims(path):
    """The text of a part's claims file."""
    return (CLAIMS / path.parent.name / f"{path.stem}.py").read_text(encoding="utf-8")


def sections(path):
    """The sections of a part's claims file: tag of the cell -> source."""
    parts = re.split(r"^# %% after (\S+)$", claims(path), flags=re.M)
    assert len(set(parts[1::2])) == len(parts[1::2]), "a tag has two sections"
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def calls(path, *names):
    """The first argument of each call of these functions in a part's claims file."""
    found = [n for n in ast.walk(ast.parse(claims(path))) if isinstance(n, ast.Call)]
    found = [n for n in found if isinstance(n.func, ast.Name) and n.func.id in names]
    return [ast.literal_eval(call.args[0]) for call in found]


def check_claims(path, seed, monkeypatch):
    """Execute a part with its claims."""
    notebook, wanted, cells = nbformat.read(path, as_version=4), sections(path), []
    for cell in notebook.cells:
        cells.append(cell)
        for tag in cell.metadata.get("tags", []):
            if tag == "parameters":
                cells.append(nbformat.v4.new_code_cell(f"SEED = {seed}\n{BEFORE}"))
            elif tag in wanted:
                source = f"_claiming.run({wanted.pop(tag)!r}, globals())"
                cells.append(nbformat.v4.new_code_cell(source))
    assert not wanted, f"{path.name} has no cell tagged {list(wanted)}"
    notebook.cells = [*cells, nbformat.v4.new_code_cell(AFTER)]
    return execute(notebook, path.parent, monkeypatch)


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_a_part_runs_from_a_clean_kernel_offline_and_its_claims_hold(path, monkeypatch):
    look_at(check_claims(path, 0, monkeypatch))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("path", PARTS, ids=name)
def test_claims_hold_over_seeds(path, seed, monkeypatch):
    check_claims(path, seed, monkeypatch)


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_every_claim_stands_in_the_prose(path):
    text = prose(path)
    assert not [quote for quote in calls(path, "holds", "given") if quote not in text]


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_every_figure_of_the_prose_is_claimed_or_given(path):
    text, covered = prose(path), set()
    for quote in calls(path, "holds", "given"):
        for match in re.finditer(re.escape(quote), text):
            covered |= set(range(*match.span()))
    figures = [f for f in re.finditer(r"\d[\d,.]*", text) if f.start() not in covered]
    assert not [text[max(0, f.start() - 40) : f.end() + 20] for f in figures]


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_every_prediction_is_answered_and_the_answer_held(path):
    asked, revealed = set(), set()
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                    if node.func.id == "guess":
                        asked.add((ast.literal_eval(node.args[0]), len(node.args) > 1))
                    elif node.func.id == "reveal":
                        revealed.add(ast.literal_eval(node.args[0]))
    assert {question for question, _ in asked} == revealed
    assert {question for question, choices in asked if choices} == set(calls(path, "answer_is"))
