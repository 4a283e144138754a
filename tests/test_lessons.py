"""Every lesson runs from a clean kernel without network, and its claims hold over seeds."""

import os
import time

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient
from test_notebooks import LESSONS, UNITS, name


def run(path, seed, monkeypatch):
    """Execute a lesson as a learner would, in its own folder, with `SEED = seed`."""
    notebook = nbformat.read(path, as_version=4)
    if seed:
        at = next(
            i for i, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
        )
        notebook.cells.insert(at + 1, nbformat.v4.new_code_cell(f"SEED = {seed}"))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    # sitecustomize.py in that folder refuses any address that is not this machine.
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "offline"))
    started = time.perf_counter()
    client = NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}
    )
    # nbclient's stand-in for the widget that `interact` draws into sometimes waits for ever.
    client.widget_registry = {}
    try:
        client.execute(env=dict(os.environ))
    finally:
        print(f"{path.name} SEED={seed}: {time.perf_counter() - started:.0f} s wall")
    return notebook


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_lesson_runs_from_a_clean_kernel_offline(path, monkeypatch):
    notebook = run(path, 0, monkeypatch)
    html = [
        output.data["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    figures = [page for page in html if page.startswith("<img")]
    assert path not in UNITS or figures
    # A figure that falls back to its labels has had no text written for it.
    assert not [page[:200] for page in figures if 'alt="Figure: ' in page]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("path", UNITS, ids=name)
def test_claims_hold_over_seeds(path, seed, monkeypatch):
    run(path, seed, monkeypatch)


def test_the_offline_guard_bites(tmp_path, monkeypatch):
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "import socket\nsocket.create_connection(('192.0.2.1', 80), 1)"
            )
        ]
    )
    nbformat.write(notebook, tmp_path / "x.ipynb")
    with pytest.raises(Exception, match="no network"):
        run(tmp_path / "x.ipynb", 0, monkeypatch)
