"""The notebooks of the course, how the tests run them, and what a reader reads of them."""

import os
import re
import time

import nbformat
from conftest import ROOT
from nbclient import NotebookClient

START = ROOT / "course" / "00_start_here.ipynb"
LESSONS = sorted(ROOT.glob("course/[0-9][0-9]_*/[0-9]_*.ipynb"))
# Units that are not rewritten as parts yet have one long lesson, with its claims in cells.
WHOLE = [path for path in LESSONS if path.stem == "1_lesson"]
PARTS = [path for path in LESSONS if path not in WHOLE]


def name(path):
    """Id of a lesson in pytest: 01_accuracy/1_worth."""
    return f"{path.parent.name}/{path.stem}"


def execute(notebook, folder, monkeypatch):
    """Execute a notebook in this folder as `jupyter nbconvert --execute` does, without network.

    Returns
    -------
    nbformat.NotebookNode
        The same notebook, with outputs.
    """
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    # sitecustomize.py in that folder refuses any address that is not this machine.
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "offline"))
    started = time.perf_counter()
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}})
    try:
        client.execute(env=dict(os.environ))
    finally:
        print(f"{time.perf_counter() - started:.0f} s wall")
    return notebook


def look_at(notebook):
    """Check what an executed notebook shows: figures once and with their text, no warnings."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    html = [o.data["text/html"] for o in outputs if "text/html" in o.get("data", {})]
    figures = [page for page in html if page.startswith("<img")]
    assert figures
    # A figure that falls back to its labels has had no text written for it.
    assert not [page[:200] for page in figures if 'alt="Figure: ' in page]
    assert len(set(figures)) == len(figures), "a figure is shown twice"
    # A warning is not for a learner to wonder about.
    assert not [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"]


def prose(path):
    """Return what a reader reads in the text cells, without headings and tables, as one line."""
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    text = re.sub(r"^[#|].*$|\$\$.*?\$\$|<[^>]*>|\]\([^)]*\)", " ", text, flags=re.M)
    text = re.sub(r"`[^`]*`", lambda span: re.sub(r"\d", "#", span[0]), text)
    return " ".join(re.sub(r"^> |^- |[*]", "", text, flags=re.M).split())
