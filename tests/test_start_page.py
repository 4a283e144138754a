"""The start page: its environment check speaks plainly, and its links lead somewhere."""

import re
import sys

import nbformat
import pytest
from conftest import ROOT
from test_notebooks import code_cells

NOTEBOOKS = sorted(ROOT.glob("course/*.ipynb")) + sorted(ROOT.glob("exercises/*/*.ipynb"))


@pytest.fixture
def environment_check():
    page = ROOT / "course" / "00_start_here.ipynb"
    (cell,) = [c for c in code_cells(page) if "environment" in c.metadata.get("tags", [])]
    return cell.source


def test_all_is_here(environment_check, capsys):
    exec(environment_check, {})
    assert "Everything is here" in capsys.readouterr().out


@pytest.mark.parametrize("library", ["torch", "sevendiff", "nbgrader"])
def test_a_missing_library_is_named_with_the_way_out(
    environment_check, library, monkeypatch, capsys
):
    monkeypatch.setitem(sys.modules, library, None)
    exec(environment_check, {})
    said = capsys.readouterr().out
    assert library in said and "make lab" in said and "Everything is here" not in said


def test_an_old_python_is_named(environment_check, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "version", "3.9.2 (main)")
    exec(environment_check, {})
    assert "3.9.2" in capsys.readouterr().out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(path):
    text = "\n".join(
        c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"
    )
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if re.match(r"[a-z]+:", target):
            continue
        # work/ is laid out from exercises/ by `sevendiff start`.
        target = target.replace("../work/", "../exercises/")
        assert (path.parent / target).exists(), target
