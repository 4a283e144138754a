"""Every notebook of the course runs from a clean kernel without network, as a learner runs it."""

import nbformat
import pytest
from lessons import START, WHOLE, execute, look_at, name


def run(path, seed, monkeypatch):
    """Execute a lesson in its own folder, with `SEED = seed`."""
    notebook = nbformat.read(path, as_version=4)
    if seed:
        at = next(
            i for i, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
        )
        notebook.cells.insert(at + 1, nbformat.v4.new_code_cell(f"SEED = {seed}"))
    return execute(notebook, path.parent, monkeypatch)


def test_the_start_page_runs_from_a_clean_kernel_offline(monkeypatch):
    run(START, 0, monkeypatch)


# Parts run with their claims: test_claims.py.
@pytest.mark.parametrize("path", WHOLE, ids=name)
def test_lesson_runs_from_a_clean_kernel_offline(path, monkeypatch):
    look_at(run(path, 0, monkeypatch))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("path", WHOLE, ids=name)
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
