"""What the scripts in `course/results/` share: they make what is too slow for a lesson."""

import csv
import json
import sys
from types import ModuleType


def shared_cells(path):
    """Run a lesson's cells tagged `shared`, so that results come from the code a reader sees.

    Parameters
    ----------
    path : pathlib.Path
        The lesson, an `.ipynb` file.

    Returns
    -------
    types.ModuleType
        What the cells define, by name.
    """
    lesson = ModuleType(path.stem)
    # pickle looks a class up by the name of its module.
    sys.modules[path.stem] = lesson
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if "shared" in cell["metadata"].get("tags", []):
            exec("".join(cell["source"]), lesson.__dict__)
    return lesson


def write_rows(path, jobs):
    """Run the jobs and write each one's rows as they come.

    Parameters
    ----------
    path : pathlib.Path
        The CSV file; what stands there is replaced.
    jobs : iterable of callable
        Functions without arguments that return a list of dicts with the same keys.
    """
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = None
        for job in jobs:
            rows = job()
            if writer is None:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
            writer.writerows(rows)
            file.flush()
            print(path.name, rows[0], flush=True)
