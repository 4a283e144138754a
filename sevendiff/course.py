"""Where the course is and what it holds."""

import os
import re
import tempfile
from pathlib import Path


class CourseError(Exception):
    """Something the user can mend; the message is one sentence or two that say how."""


def find_course(start=None):
    """Find the course: the nearest folder upwards that has `nbgrader_config.py`.

    Parameters
    ----------
    start : pathlib.Path, optional
        Where to begin; by default the current folder.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    CourseError
        If there is none.
    """
    start = Path(start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "nbgrader_config.py").is_file():
            return folder
    raise CourseError(
        f"{start} is not inside the course: no folder from here upwards has nbgrader_config.py. "
        "Change into the folder of the course and try again."
    )


def units(course):
    """List the units with exercises.

    Parameters
    ----------
    course : pathlib.Path

    Returns
    -------
    dict of str to pathlib.Path
        Unit to notebook: the instructor's source with the hidden checks if it is there, else the
        release.
    """
    found = {}
    for folder in ("exercises", "solutions"):
        for path in sorted(course.glob(f"{folder}/[0-9][0-9]_*/[0-9][0-9]_*.ipynb")):
            if path.stem == path.parent.name:
                found[path.stem] = path
    return dict(sorted(found.items()))


def find_unit(course, name):
    """Resolve what a user calls a unit: `7`, `07` or `07_deep_learning`.

    Returns
    -------
    str or None
        None for a name that is none of these.
    """
    known = units(course)
    if re.fullmatch(r"\d{1,2}", name):
        return next((unit for unit in known if unit.startswith(f"{int(name):02d}_")), None)
    return name if name in known else None


def require_known_unit(course, name):
    """Resolve a unit's name, or raise CourseError with the names there are."""
    unit = find_unit(course, name)
    if unit is None:
        known = ", ".join(units(course)) or "none yet"
        raise CourseError(f"there is no unit or notebook {name!r}. Units with exercises: {known}.")
    return unit


def write_atomically(path, text, sync=False):
    """Write a file so that a failure leaves the old one whole.

    Parameters
    ----------
    path : pathlib.Path
    text : str
    sync : bool
        Whether to wait until the disk has it.

    Raises
    ------
    CourseError
        Where it cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=".", delete=False
        ) as new:
            try:
                new.write(text)
                if sync:
                    new.flush()
                    os.fsync(new.fileno())
                new.close()
                # Readable as any new file: a temporary one is its owner's alone.
                os.chmod(new.name, 0o644)
                os.replace(new.name, path)
            except BaseException:
                new.close()
                os.unlink(new.name)
                raise
    except OSError as error:
        raise CourseError(
            f"{path} cannot be written: {error.strerror}. Make its folder writable, or free space."
        ) from None


def grader_failed(error):
    """Say on one line what went wrong that is not the submission's fault.

    Parameters
    ----------
    error : Exception

    Returns
    -------
    str
    """
    return " ".join(f"the grader failed: {type(error).__name__}: {error}"[:500].split())
