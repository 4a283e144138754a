"""A class graded into a real PostgreSQL server."""

import getpass
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import cannot_run
from nbgrader.api import Gradebook
from test_batch import GOOD, POINTS, UNIT, cluster, course, empty, fakes, grade, hook, submit

from sevendiff.course import CourseError

# Fixtures that are shared.
__all__ = ["cluster", "course", "empty", "fakes", "hook"]
NOBODY = "65534"


@pytest.fixture(scope="module")
def server():
    """URL of a database."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found += [Path(path).parent for path in [shutil.which("initdb")] if path]
    if not found:
        cannot_run("no PostgreSQL on this machine (Debian, Ubuntu: apt install postgresql)")
    # Below /tmp itself: the server's user cannot enter pytest's folders.
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/pg.XXXXXX"], text=True).strip())
    # It refuses to run as root.
    drop, user = [], getpass.getuser()
    if os.geteuid() == 0:
        os.chown(folder, int(NOBODY), int(NOBODY))
        drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    process = None
    try:
        common = {"cwd": folder, "stdout": subprocess.DEVNULL}
        make = ["initdb", "-D", "data", "-U", user, "--auth=trust", "--no-sync"]
        make[0] = str(found[-1] / make[0])
        subprocess.run([*drop, *make], check=True, **common)
        # On a socket in its folder, on no port.
        options = ["-D", "data", "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
        with open(folder / "log", "w") as log:
            process = subprocess.Popen(
                [*drop, str(found[-1] / "postgres"), *options], stderr=log, **common
            )
        for _ in range(200):
            if (folder / ".s.PGSQL.5432").exists() and process.poll() is None:
                break
            time.sleep(0.1)
        yield f"postgresql://{user}@/postgres?host={folder}"
    finally:
        if process:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        shutil.rmtree(folder)


def test_a_class_in_postgresql(course, cluster, server):
    with open(course / "nbgrader_config.py", "a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {server!r}\n")
    (course / "grading" / "gradebook.db").unlink()
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    grade(course, cluster.scheduler_address)

    def recorded():
        with Gradebook(server, "seven-differences") as book:
            found = [(s.student.id, s.score) for s in book.assignment_submissions(UNIT)]
        assert len(dict(found)) == len(found)
        return dict(found)

    expected = {student: points for student, (_, points) in POINTS.items()}
    assert recorded() == expected
    with Gradebook(server, "seven-differences") as book:
        memo = book.find_grade("decision_memo", UNIT, UNIT, "good")
        memo.manual_score, memo.needs_manual_grade = 7, False
        book.db.commit()
    submit(course, "none", GOOD)
    submit(course, "half", b"{")
    summary, _ = grade(course, cluster.scheduler_address)
    assert summary["taken over"] == 2
    assert recorded() == expected | {"good": 37, "none": 30, "half": 0}
    # Nothing is left to do, and nothing is written twice.
    assert grade(course)[0]["taken over"] == 4
    assert recorded() == expected | {"good": 37, "none": 30, "half": 0}
    assert not (course / "grading" / "gradebook.db").exists()


def test_no_server_there(course, server):
    submit(course, "one", GOOD)
    with open(course / "nbgrader_config.py", "a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {server.replace('host=', 'host=/no')!r}\n")
    with pytest.raises(CourseError, match="gradebook postgresql.* cannot be used"):
        grade(course)
