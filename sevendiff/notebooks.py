"""The committed form of the notebooks: `python -m sevendiff.notebooks tidy|release`."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
from nbgrader.utils import is_grade, is_solution

from sevendiff.grading.assignment import generate, load_config

ROOT = Path(__file__).resolve().parent.parent
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def sources(root=ROOT):
    """List the notebooks that are edited by hand: lessons and exercise sources.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Returns
    -------
    list of pathlib.Path
    """
    lessons = [*root.glob("course/*.ipynb"), *root.glob("course/*/*.ipynb")]
    return sorted(lessons) + sorted(root.glob("solutions/*/*.ipynb"))


def tidy_text(text):
    """Bring a notebook's text into its one committed form.

    No outputs, execution counts or editor metadata; cell metadata only `nbgrader`, `tags` and
    `jupyter.source_hidden`, which folds a cell and stands in every check; the course's kernelspec;
    cell ids kept, made where they are missing. Idempotent.

    Parameters
    ----------
    text : str
        The content of an `.ipynb` file, nbformat 4.

    Returns
    -------
    str
    """
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in ("nbgrader", "tags") if cell.metadata.get(key)}
        check = cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
        if check or cell.metadata.get("jupyter", {}).get("source_hidden") is True:
            kept["jupyter"] = {"source_hidden": True}
        cell.metadata = nbformat.from_dict(kept)
        cell.source = "\n".join(line.rstrip() for line in cell.source.strip("\n").split("\n"))
        cell.pop("attachments", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    )
    notebook.nbformat_minor = 5
    _, notebook = nbformat.validator.normalize(notebook)
    return nbformat.writes(notebook) + "\n"


def release(destination, root=ROOT):
    """Write the learners' version of every exercise notebook, without solutions and hidden checks.

    The settings are those of the course's `nbgrader_config.py`; no gradebook is read or written.

    Parameters
    ----------
    destination : pathlib.Path
        Folder that receives `<unit>/<unit>.ipynb`; what stands there is replaced.
    root : pathlib.Path
        The checkout.
    """
    # The new release stands complete before the old one goes.
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch).resolve() / "release"
        generate(load_config(root), "*", made)
        shutil.rmtree(destination, ignore_errors=True)
        shutil.copytree(made, destination)


def main():
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m sevendiff.notebooks", description=__doc__)
    parser.add_argument("command", choices=["tidy", "release"])
    command = parser.parse_args().command
    if command == "release":
        release(ROOT / "exercises")
        return
    for path in sources():
        text = path.read_text(encoding="utf-8")
        tidied = tidy_text(text)
        if tidied != text:
            path.write_text(tidied, encoding="utf-8")
            print(f"tidied {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
