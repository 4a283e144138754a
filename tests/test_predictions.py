"""A prediction is asked, locked by the result and shown beside it."""

import subprocess
import sys

import nbformat
import pytest

from sevendiff import predictions, widgets
from sevendiff.predictions import guess, nearest, reveal


@pytest.fixture(autouse=True)
def displayed(monkeypatch):
    """What is displayed in a notebook in which nothing has been asked: bundles of MIME types."""
    bundles = []
    monkeypatch.setattr(predictions, "asked", {})
    monkeypatch.setattr(predictions, "revealed", {})
    for module in (predictions, widgets):
        monkeypatch.setattr(module, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


@pytest.mark.parametrize("notebook_is_open", [True, False])
def test_choices_stand_as_text_and_are_a_widget_where_somebody_can_pick(
    notebook_is_open, displayed, monkeypatch
):
    for name in widgets.OPEN:
        monkeypatch.delenv(name, raising=False)
    if notebook_is_open:
        monkeypatch.setenv(widgets.OPEN[0], "notebook.ipynb")
    guess("earned", 63_000, -20_000, 0.125)
    text = displayed[0]["text/plain"]
    assert ("application/vnd.jupyter.widget-view+json" in displayed[0]) == notebook_is_open
    assert [choice in text for choice in ("63,000", "−20,000", "0.125")] == [True] * 3


@pytest.mark.parametrize("picked", [None, 30_000, 63_000])
def test_the_result_stands_beside_the_prediction_and_locks_it(picked, displayed):
    guess("earned", 63_000, 30_000)
    predictions.asked["earned"].value = picked
    reveal("earned", 31_234.4)
    said = displayed[-1]["text/markdown"]
    assert "Earned: **31,234**." in said
    assert predictions.asked["earned"].disabled
    assert ("You predicted" in said) == (picked is not None)
    assert ("the nearest choice." in said) == (picked == 30_000)
    assert ("the nearest choice was 30,000" in said) == (picked == 63_000)
    assert nearest("earned") == 30_000


def test_texts_are_right_or_not(displayed):
    guess("who", "net", "boosting")
    predictions.asked["who"].value = "net"
    reveal("who", "net")
    assert "right" in displayed[-1]["text/markdown"]
    with pytest.raises(ValueError, match="none of the choices"):
        reveal("who", "forest")


def test_a_number_without_choices(displayed):
    guess("value")
    predictions.asked["value"].value = "-75"
    reveal("value", -80.0)
    assert "You predicted -75." in displayed[-1]["text/markdown"]


def test_asked_again_a_prediction_stays_picked_and_locked():
    guess("value", 1, 2)
    predictions.asked["value"].value = 2
    guess("value", 1, 2)
    assert predictions.asked["value"].value == 2 and not predictions.asked["value"].disabled
    reveal("value", 1)
    guess("value", 1, 2)
    assert predictions.asked["value"].value == 2 and predictions.asked["value"].disabled
    guess("value", 3, 4)
    assert predictions.asked["value"].value is None, "another question"


def test_what_cannot_be_asked_or_answered():
    with pytest.raises(TypeError, match="numbers or texts"):
        guess("mixed", 1, "two")
    with pytest.raises(KeyError, match="run the cell with guess"):
        reveal("never asked", 1)


CELLS = """
import ipywidgets
import matplotlib.pyplot as plt
from sevendiff.plots import alt_text, explore, use_style
from sevendiff.predictions import guess, reveal

use_style()

def draw(ratio):
    fig, ax = plt.subplots()
    alt_text(fig, f"ratio {ratio}")
    return fig

explore(draw, ratio=ipywidgets.IntSlider(5, 1, 20))
===
guess("earned", 63_000, 30_000)
===
reveal("earned", 31_000)
"""


def test_a_static_page_without_network_shows_figure_choices_and_result(tmp_path):
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS.split("===")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "page.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", "page.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count('alt="ratio 5"') == 1 and "( ) 63,000" in page
    assert "<strong>31,000</strong>" in page and "You predicted" not in page
