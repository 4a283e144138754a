"""An assignment, read from an nbgrader course folder by nbgrader itself."""

import contextlib
import copy
import math
import os
import re
import sys
import tempfile
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment, GenerateSourceWithTests
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ComputeChecksums, Execute
from nbgrader.utils import capture_log, find_all_files
from sqlalchemy.engine import make_url
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from sevendiff.course import CourseError
from sevendiff.feedback import grade_id
from sevendiff.grading.gradebook import problem, readable_errors

MAX_FILES = 200_000_000  # bytes of data beside the notebooks; every worker holds them


@dataclass(frozen=True)
class Notebook:
    """One notebook of an assignment, as every worker gets it.

    Attributes
    ----------
    name : str
        Without `.ipynb`.
    source : str
        The instructor's notebook as JSON: solutions and hidden checks, without outputs.
    release : str
        The learners' version as nbgrader makes it, as JSON, with nbgrader's checksums.
    """

    name: str
    source: str
    release: str


@dataclass(frozen=True)
class Assignment:
    """What grading a submission needs of the course.

    Attributes
    ----------
    name : str
    notebooks : tuple of Notebook
    files : dict of str to bytes
        The source folder's other files, by relative path with `/`.
    timeout : float
        Seconds that a cell may run; `inf` where the course sets no limit.
    others : dict of str to tuple of str
        Grade ids of the course's other assignments, by which a notebook handed in for the wrong one
        is known.
    """

    name: str
    notebooks: tuple[Notebook, ...]
    files: dict[str, bytes]
    timeout: float
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What nbgrader's configuration of a course says, defaults filled in by nbgrader.

    Attributes
    ----------
    root, source, submitted, autograded, feedback : pathlib.Path
        Absolute folders; an assignment's folders lie in them.
    db_url, course_id : str
        The gradebook's; a relative SQLite path is taken from `root`.
    timeout : float
        Seconds that a cell may run; `inf` without a limit.
    ignore : tuple of str
        File patterns that nbgrader does not copy.
    """

    root: Path
    source: Path
    submitted: Path
    autograded: Path
    feedback: Path
    db_url: str
    course_id: str
    timeout: float
    ignore: tuple[str, ...]


def load_config(course):
    """Read a course's `nbgrader_config.py`.

    Once, while nbgrader's own commands read it twice: a list that the file extends stands there
    once here.

    Parameters
    ----------
    course : pathlib.Path

    Returns
    -------
    traitlets.config.Config
        With an absolute root, by default `course`.
    """
    # SQLAlchemy's remarks on nbgrader's own code are nothing to act on.
    warnings.filterwarnings("ignore", module=r"nbgrader\.")
    # nbgrader calls `alembic` by name, also where the environment is not activated.
    here, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if here not in path.split(os.pathsep):
        os.environ["PATH"] = f"{here}{os.pathsep}{path}"
    course = Path(course).resolve()
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    except Exception as error:
        # The file is a program; anything can go wrong in it.
        raise CourseError(
            f"{course / 'nbgrader_config.py'} cannot be read: {type(error).__name__}: {error}"
        ) from error
    directories = config.CourseDirectory
    root = directories.root if isinstance(directories.get("root"), str) else ""
    directories.root = os.path.abspath(course / root)
    return config


def settings(config):
    """Read the settings that grading needs, as nbgrader reads them.

    Parameters
    ----------
    config : traitlets.config.Config
        Of `load_config`.

    Returns
    -------
    Settings
    """
    course = CourseDirectory(config=config)
    if course.directory_structure != CourseDirectory.directory_structure.default_value:
        raise CourseError(
            f"CourseDirectory.directory_structure is {course.directory_structure!r}, and grading "
            "knows nbgrader's default only. Take the setting out of nbgrader_config.py."
        )

    def folder(step):
        return Path(os.path.abspath(course.format_path(step, ".", ".")))

    url = make_url(course.db_url)
    if url.drivername.startswith("sqlite") and url.database not in (None, "", ":memory:"):
        url = url.set(database=os.path.join(course.root, url.database))
    timeout = Execute(config=config).timeout
    return Settings(
        root=Path(course.root),
        source=folder(course.source_directory),
        submitted=folder(course.submitted_directory),
        autograded=folder(course.autograded_directory),
        feedback=folder(course.feedback_directory),
        db_url=url.render_as_string(hide_password=False),
        course_id=course.course_id,
        timeout=float(timeout) if timeout and timeout > 0 else math.inf,
        ignore=tuple(course.ignore),
    )


def load(config, name, database=False, released=None):
    """Read an assignment; nbgrader makes the learners' version.

    Parameters
    ----------
    config : traitlets.config.Config
        Of `load_config`.
    name : str
    database : bool
        Whether to write the assignment into the gradebook as it stands in the source folder.
    released : pathlib.Path, optional
        Folder with the assignment's release, to be taken for the source as well: what a learner
        has who has no source. The folder is called `name`.

    Returns
    -------
    Assignment

    Raises
    ------
    CourseError
        Where the assignment is not there or cannot be graded; the message says why.
    """
    course = settings(config)
    config = copy.deepcopy(config)
    config.CourseDirectory.db_url = course.db_url
    folder = course.source / name
    if released is not None:
        folder = Path(os.path.abspath(released))
        config.CourseDirectory.root = str(folder.parent.parent)
        config.CourseDirectory.source_directory = folder.parent.name
        # Nothing is left to clear; what misses are checksums, at most.
        config.GenerateAssignment.preprocessors = [ClearOutput, CheckCellMetadata, ComputeChecksums]
    require_notebooks(folder, name)
    files = _files(folder, course.ignore)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch).resolve()
        generate(config, name, made / "release", database=database)
        source = "release"
        if released is None:
            source = "source"
            _convert(GenerateSourceWithTests, config, name, source_with_tests=made / source)
        notebooks = tuple(
            Notebook(path.stem, _text(made / source / name / path.name), _text(path))
            for path in sorted((made / "release" / name).glob("*.ipynb"))
        )
    others = {} if released is not None else _others(folder)
    return Assignment(name, notebooks, files, course.timeout, others)


def _others(folder):
    found = {}
    for path in sorted(folder.parent.glob("*/*.ipynb")):
        # Another assignment may be unfinished, or no notebook at all.
        with contextlib.suppress(Exception):
            if path.parent != folder:
                ids = filter(None, map(grade_id, nbformat.read(path, 4).cells))
                found[path.parent.name] = (*found.get(path.parent.name, ()), *ids)
    return found


def generate(config, name, destination, database=False):
    """Make the learners' version of an assignment with nbgrader's GenerateAssignment.

    Parameters
    ----------
    config : traitlets.config.Config
        Of `load_config`.
    name : str
        `*`: every assignment.
    destination : pathlib.Path
        Absolute; receives `<assignment>/<notebook>.ipynb` and the other files.
    database : bool
        Whether the gradebook is brought up to date.

    Raises
    ------
    CourseError
        Where nbgrader refuses.
    """
    config = copy.deepcopy(config)
    if not database:
        config.merge(Config(GenerateAssignment={"no_database": True}, SaveCells={"enabled": False}))
    _convert(GenerateAssignment, config, name, release=destination)


def _convert(converter, config, name, **output):
    """Run one of nbgrader's converters; raise CourseError where it fails."""
    [(step, destination)] = output.items()
    # nbgrader joins a step's directory to the root; an absolute one wins.
    directory = {f"{step}_directory": str(destination), "notebook_id": "*"}
    course = CourseDirectory(config=config, assignment_id=name, **directory)
    with readable_errors(course.db_url):
        outcome = capture_log(converter(coursedir=course, config=config, force=True))
    if outcome["success"]:
        return
    if "KeyboardInterrupt" in outcome["error"]:
        raise KeyboardInterrupt
    log = outcome.get("log", "") + outcome["error"]
    gradebook = make_url(course.db_url).render_as_string()
    if "Cannot add or remove cells" in log or "Cannot modify existing assignment" in log:
        raise CourseError(
            f"{name} has gained or lost nbgrader cells since submissions were graded, and "
            f"nbgrader keeps their old scores. Move the gradebook, {gradebook}, away and grade "
            "again; scores given by hand stay behind in it."
        )
    if "sqlalchemy.exc." in log:
        raise problem(course.db_url, last_error(log))
    if name == "*":
        name = "the course's source"
    raise CourseError(f"nbgrader cannot read {name}: {last_error(log)}")


def last_error(log):
    """Return the last line of a log that reads like an exception."""
    found = re.findall(r"^\s*([\w.]+(?:Error|Exception|Entry)\b.*)$", log, flags=re.MULTILINE)
    # nbgrader ends with an exception that only points at the log.
    found = [line for line in found if "NbGraderException" not in line]
    return found[-1][:200] if found else "see what nbgrader's own command says"


def require_notebooks(folder, name):
    """Raise CourseError unless a folder holds notebooks that this engine can grade.

    Parameters
    ----------
    folder : pathlib.Path
    name : str
        The assignment.
    """
    if not name or name != os.path.basename(name) or name[0] == "." or "+" in name:
        raise CourseError(f"{name!r} cannot be the name of an assignment.")
    if set(str(folder)) & set("*?["):
        raise CourseError(f"nbgrader cannot read {folder}: rename what holds *, ? or [.")
    if not folder.is_dir():
        others = folder.parent.iterdir() if folder.parent.is_dir() else ()
        known = sorted(path.name for path in others if path.is_dir() and path.name[0] != ".")
        raise CourseError(
            f"there is no assignment {name!r}: {folder} is missing. "
            f"Assignments there: {', '.join(known) or 'none'}."
        )
    paths = sorted(path for path in folder.glob("*.ipynb") if path.name[0] != ".")
    if not paths:
        raise CourseError(
            f"grading needs the instructor's notebooks, with the hidden checks, and {folder} "
            "holds none. Grade where they are."
        )
    for path in paths:
        try:
            nb = nbformat.read(path, 4)
        except Exception as error:
            what = str(error).strip().split("\n")[0][:200] or type(error).__name__
            raise CourseError(f"{path} is not a notebook: {what}") from None
        languages = [nb.metadata.get(key, {}) for key in ("kernelspec", "language_info")]
        language = languages[0].get("language") or languages[1].get("name") or "python"
        if language.lower() != "python":
            raise CourseError(f"{path} is a notebook in {language}; only Python can be graded.")
        counts = Counter(filter(None, map(grade_id, nb.cells)))
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise CourseError(
                f"{path} has several cells with one grade id: {', '.join(twice)}. "
                "Give each its own in nbgrader's Create Assignment."
            )


def _files(folder, ignore):
    """Read what stands beside the notebooks; hidden files stay where they are."""
    found, total = {}, 0
    for path in map(Path, sorted(find_all_files(str(folder), [*ignore, "*.ipynb"]))):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or not path.is_file():
            continue
        total += path.stat().st_size
        if total > MAX_FILES:
            raise CourseError(
                f"the files beside the notebooks in {folder} are more than "
                f"{MAX_FILES // 1_000_000} MB, and every grading process holds them. Use a sample."
            )
        found[relative.as_posix()] = path.read_bytes()
    return found


def _text(path):
    return path.read_text(encoding="utf-8")
