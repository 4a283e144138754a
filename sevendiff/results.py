"""Results that are too slow for a lesson: what a unit's `results/make.py` names and makes."""

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType

from tqdm import tqdm


@dataclass(frozen=True)
class Result:
    """A table of results, and how it is made.

    Parameters
    ----------
    file : str
        Name of the CSV file, beside the script.
    rows : callable
        Called with a job's keyword arguments; returns a list of dicts, the same keys in each.
    jobs : list of dict
        What to make: the keyword arguments of each call.
    keys : list of str
        The columns that tell one row from another, those among them that are jobs' arguments too.
    slices : list of dict
        Jobs, or smaller ones, that a test makes again and compares with the file.
    tolerance : dict of str to float
        How far a column made again may lie from the file: another BLAS or processor rounds
        otherwise, and a net then trains a little differently. Other columns are not compared.
    available : callable
        Whether the data that the rows need are on this machine.
    """

    file: str
    rows: Callable
    jobs: list
    keys: list
    slices: list
    tolerance: dict
    available: Callable = field(default=lambda: True)


def make(results, folder, names):
    """Make tables and write each one's rows as they come.

    Parameters
    ----------
    results : list of Result
    folder : pathlib.Path
        Where the CSV files lie; what stands there is replaced.
    names : list of str
        Files without their ending; none for all of them.
    """
    known = {result.file.removesuffix(".csv"): result for result in results}
    if unknown := set(names) - set(known):
        sys.exit(f"There is no result {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    for name in names or known:
        result = known[name]
        with (folder / result.file).open("w", newline="", encoding="utf-8") as file:
            writer = None
            for job in tqdm(result.jobs, desc=result.file):
                rows = result.rows(**job)
                if writer is None:
                    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                    writer.writeheader()
                writer.writerows(rows)
                file.flush()


def shared_cells(path):
    """Run a lesson's cells tagged `shared`, so that results come from the code a reader sees.

    For the lessons that have no helper module yet.

    Parameters
    ----------
    path : pathlib.Path
        The lesson, an `.ipynb` file.

    Returns
    -------
    types.ModuleType
        What the cells define, by name.
    """
    lesson = ModuleType(path.parent.name)
    # pickle looks a class up by the name of its module.
    sys.modules[lesson.__name__] = lesson
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if "shared" in cell["metadata"].get("tags", []):
            exec("".join(cell["source"]), lesson.__dict__)
    return lesson
