"""What the tests share."""

import os
import shutil
from pathlib import Path

import pytest

# As in lessons and in grading: on small jobs more threads are slower, and two workers share cores.
os.environ["OMP_NUM_THREADS"] = "1"

from sevendiff.course import CourseError
from sevendiff.grading import sandbox

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium():
    """Path of the browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    if found is None:
        cannot_run("no Chromium on this machine (Debian, Ubuntu: apt install chromium)")
    return found


@pytest.fixture(scope="session")
def isolation():
    """Confinement of students' code."""
    try:
        sandbox.require()
    except CourseError as error:
        cannot_run(str(error))


def cannot_run(reason):
    """Skip a test that this machine cannot run, or fail it under CI, where nothing may skip."""
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
