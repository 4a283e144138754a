"""The start page: its environment check speaks plainly, and its links lead somewhere."""

import re
import shutil
import sys

import nbformat
import pytest
from conftest import ROOT
from lessons import LESSONS, START
from test_notebooks import code_cells

from sevendiff.learner import start


@pytest.fixture
def environment_check():
    (cell,) = [c for c in code_cells(START) if "environment" in c.metadata.get("tags", [])]
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


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """The course as `sevendiff start` lays it out for a learner."""
    course = tmp_path_factory.mktemp("course")
    for folder in ("course", "exercises"):
        shutil.copytree(ROOT / folder, course / folder)
    start(course)
    return course / "work"


def links(path):
    """The relative targets of a notebook's links."""
    text = "\n".join(
        c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"
    )
    return [t for t in re.findall(r"\]\(([^)#\s]+)", text) if not re.match(r"[a-z]+:", t)]


def test_relative_links_lead_somewhere(work):
    notebooks = sorted(work.rglob("*.ipynb"))
    assert len(notebooks) > len(LESSONS)
    for path in notebooks:
        assert not [t for t in links(path) if not (path.parent / t).exists()], path


def test_the_start_page_leads_to_every_lesson_and_exercise(work):
    reached = {(work / target).resolve() for target in links(work / START.name)}
    for path in work.glob("*/*.ipynb"):
        assert path.resolve() in reached, path
