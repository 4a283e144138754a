"""A class graded over Dask: every submission ends in one recorded state, whatever happens."""

import contextlib
import csv
import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import dask
import nbformat
import psutil
import pytest
import quick
import tiny
from distributed import Client, LocalCluster
from nbgrader.api import Gradebook
from sqlalchemy import event
from sqlalchemy.engine import Engine

import sevendiff.grading
from sevendiff.course import CourseError
from sevendiff.grading import batch, gradebook

UNIT = tiny.UNIT
NOWHERE = "tcp://127.0.0.1:1"
GOOD = tiny.source()
HALF = tiny.answered(halves="def halves(xs):\n    return xs")
NONE = tiny.answered(double="pass", halves="pass")
CUT = b'{"cells": ['
POINTS = {"cut": (CUT, 0), "good": (GOOD, 30), "half": (HALF, 15), "none": (NONE, 0)}


@pytest.fixture(scope="module")
def hook(tmp_path_factory):
    """Environment in which every Python grades with `quick`."""
    folder = tmp_path_factory.mktemp("hook")
    (folder / "sitecustomize.py").write_text(Path(quick.__file__).read_text())
    here = Path(sys.executable).parent
    return {
        "PYTHONPATH": os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
        "OMP_NUM_THREADS": "1",
    }


@pytest.fixture(scope="module")
def cluster(hook, tmp_path_factory):
    """A running cluster of two workers; what its sandboxes do stands in `log`."""
    log = tmp_path_factory.mktemp("log") / "log"
    log.touch()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**hook, "QUICK_LOG": str(log)}.items():
            patch.setenv(name, value)
        with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
            made = LocalCluster(
                n_workers=2,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                memory_limit=0,
                silence_logs=50,
            )
        # A worker that is started anew needs the environment, too.
        with made:
            made.log = log
            yield made


@pytest.fixture
def fakes(monkeypatch):
    """Let this process grade with `quick`, too."""
    for name, module in quick.FAKES.items():
        monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setattr(sevendiff.grading, name.split(".")[-1], module, raising=False)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The course with a gradebook, which takes a second to make."""
    folder = tiny.make_course(tmp_path_factory.mktemp("empty"))
    (folder / "grading").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        patch.setenv("PATH", path)
        gradebook.require(f"sqlite:///{folder}/grading/gradebook.db", "seven-differences")
    return folder


@pytest.fixture
def course(tmp_path, fakes, empty):
    return shutil.copytree(empty, tmp_path / "course")


def submit(course, student, nb, timestamp=None):
    folder = course / "grading" / "submitted" / student / UNIT
    folder.mkdir(parents=True, exist_ok=True)
    content = nb if isinstance(nb, bytes) else nbformat.writes(nb).encode()
    (folder / f"{UNIT}.ipynb").write_bytes(content)
    if timestamp:
        (folder / "timestamp.txt").write_text(timestamp)


def grade(course, address=NOWHERE):
    """Grade on a cluster, by default on one that is not there."""
    lines = []
    _, summary = batch.grade(course, UNIT, scheduler=address, say=lines.append)
    return summary, lines


def scores(course):
    """Read the CSV: student to row, each once."""
    path = course / "grading" / "scores" / f"{UNIT}.csv"
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["student"] for row in rows}) == len(rows)
    return {row["student"]: row for row in rows}


@contextlib.contextmanager
def opened(course):
    with Gradebook(f"sqlite:///{course}/grading/gradebook.db", "seven-differences") as book:
        yield book


def recorded(course):
    """Read the gradebook: student to score."""
    with opened(course) as book:
        found = [(s.student.id, s.score) for s in book.assignment_submissions(UNIT)]
    assert len(dict(found)) == len(found)
    return dict(found)


def kept(course):
    """List the result files: student to whether it is final."""
    folder = course / "grading" / "results" / UNIT
    paths = [*folder.glob("*.json"), *folder.glob("pending/*")]
    return {path.stem: path.parent == folder for path in paths}


def graded_notebook(course, student):
    return course / "grading" / "autograded" / student / UNIT / f"{UNIT}.ipynb"


def page(course, student):
    return course / "grading" / "feedback" / student / UNIT / f"{UNIT}.html"


def derived(course):
    """Map what follows from results to the time it was written."""
    folders = [course / "grading" / name for name in ("autograded", "feedback", "results")]
    return {p: p.stat().st_mtime_ns for f in folders for p in f.rglob("*") if p.is_file()}


def test_every_submission_ends_in_a_recorded_state(course, cluster):
    odd = {
        "=1+1": "'=1+1",
        "+2": "'+2",
        "@x": "'@x",
        "-3": "'-3",
        "line\nbreak": "line\\nbreak",
        "r\u202etl": "r\\u202etl",
        "x" * 140: "x" * 140,
    }
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    for student in odd:
        submit(course, student, GOOD)
    submit(course, os.fsdecode(b"\xff"), GOOD)
    submit(course, "raises", tiny.answered(double="RAISE"))
    submit(course, "kills", tiny.answered(double="KILL"))
    (course / "grading" / "submitted" / "nothing").mkdir()
    summary, lines = grade(course, cluster.scheduler_address)
    found = scores(course)
    assert found.keys() == {*POINTS, *odd.values(), "\\udcff", "raises", "kills", "nothing"}
    for student, (_, points) in POINTS.items():
        assert float(found[student]["score"]) == points
        assert found[student]["max_score"] == "40.0"
    states = {student: row["state"] for student, row in found.items()}
    for student in ("raises", "kills"):
        assert states[student] == "crashed" and found[student]["reason"]
        assert page(course, student).exists() and not graded_notebook(course, student).exists()
    for student in ("cut", "nothing", "line\\nbreak", "r\\u202etl", "x" * 140, "\\udcff"):
        assert states[student] == "refused" and found[student]["reason"]
    for student in ("=1+1", "+2", "@x", "-3"):
        assert states[odd[student]] == "graded"
    assert found["good"]["double"] == "15.0" and found["good"]["decision_memo"] == ""
    assert found["good"]["manual_grading"] == "needed"
    assert (summary["graded"], summary["refused"], summary["crashed"]) == (7, 6, 2)
    assert len(lines) == 8 and not [line for line in lines if not line.isprintable()]
    assert recorded(course).keys() == {
        *POINTS,
        "=1+1",
        "+2",
        "@x",
        "-3",
        "raises",
        "kills",
        "nothing",
    }
    assert kept(course).keys() == recorded(course).keys() - {"raises", "kills"}
    assert all(kept(course).values())

    # What the grader could not do, it tries again; the rest stays untouched.
    submit(course, "raises", GOOD)
    submit(course, "kills", HALF)
    before = derived(course)
    summary, _ = grade(course, cluster.scheduler_address)
    after = derived(course)
    assert {p for p in after if after[p] != before.get(p)} == {
        path(course, student)
        for student in ("raises", "kills")
        for path in (
            graded_notebook,
            page,
            lambda c, s: c / "grading" / "results" / UNIT / f"{s}.json",
        )
    }
    assert float(scores(course)["raises"]["score"]) == 30
    assert summary["taken over"] == 9 and summary["crashed"] == 0


def test_what_a_run_leaves_on_a_cluster(course, cluster):
    for student in "abc":
        submit(course, student, GOOD)
    with Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(2)
    start = len(cluster.log.read_text().splitlines())
    grade(course, cluster.scheduler_address)
    log = [line.split(" ", 1) for line in cluster.log.read_text().splitlines()[start:]]
    by_worker = {}
    for worker, what in log:
        by_worker.setdefault(worker, []).append(what)
    # Bubblewrap ends with the thread that starts it.
    assert list(by_worker.values()) == [["made", "in the main thread", "closed"]] * 2
    with Client(cluster, set_as_default=False) as client:
        names = client.run(lambda dask_worker: list(dask_worker.plugins))
    assert not [n for found in names.values() for n in found if n.startswith("sevendiff")]


def test_two_classes_on_one_cluster(course, empty, cluster, hook, tmp_path):
    other = shutil.copytree(empty, tmp_path / "other")
    for number in range(20):
        submit(course, f"s{number}", GOOD)
        submit(other, f"s{number}", HALF)
    grader = start_grader(other, hook, "--scheduler", cluster.scheduler_address)
    # It has begun.
    wait_until(lambda: (other / "grading" / "results" / UNIT / ".lock").exists())
    grade(course, cluster.scheduler_address)
    out, _ = grader.communicate(timeout=60)
    assert grader.returncode == 0, out
    assert "20 graded" in out, out
    assert [set(recorded(each).values()) for each in (course, other)] == [{30}, {15}]


def test_a_finished_class_needs_no_cluster_and_changes_nothing(course, cluster):
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    grade(course, cluster.scheduler_address)
    before, rows = derived(course), scores(course)
    summary, lines = grade(course)
    assert summary["taken over"] == 4 and not lines
    assert derived(course) == before and scores(course) == rows


def test_resubmissions_leave_nothing_stale(course, cluster):
    for student in ("worse", "broken", "gone", "better"):
        submit(course, student, GOOD)
    submit(course, "better", CUT)
    grade(course, cluster.scheduler_address)
    assert "broken or cut" in page(course, "better").read_text()
    submit(course, "worse", NONE)
    submit(course, "broken", CUT)
    submit(course, "better", GOOD)
    (course / "grading" / "submitted" / "gone" / UNIT / f"{UNIT}.ipynb").unlink()
    grade(course, cluster.scheduler_address)
    assert recorded(course) == {"worse": 0, "broken": 0, "gone": 0, "better": 30}
    for student in ("broken", "gone"):
        assert not graded_notebook(course, student).exists()
        assert "0 of 40 points" in page(course, student).read_text()
    assert "missing" in page(course, "gone").read_text()
    assert "broken or cut" not in page(course, "better").read_text()


def test_what_a_person_gave_is_never_lost(course, cluster):
    submit(course, "one", GOOD)
    grade(course, cluster.scheduler_address)
    with opened(course) as book:
        memo = book.find_grade("decision_memo", UNIT, UNIT, "one")
        memo.manual_score, memo.extra_credit, memo.needs_manual_grade = 7, 2, False
        check = book.find_grade("test_double_other", UNIT, UNIT, "one")
        check.manual_score, check.needs_manual_grade = 4, False
        book.find_comment("double", UNIT, UNIT, "one").manual_comment = "Well done"
        book.db.commit()
    grade(course)
    row = scores(course)["one"]
    assert float(row["score"]) == 5 + 4 + 15 + 9 and row["manual_grading"] == ""
    for nb, total in ((HALF, 5 + 4 + 0 + 9), (CUT, 4 + 9)):
        submit(course, "one", nb)
        grade(course, cluster.scheduler_address)
        row = scores(course)["one"]
        # A person has to see whether it still holds.
        assert float(row["score"]) == total and row["manual_grading"] == "needed"
        with opened(course) as book:
            assert book.find_grade("test_double_other", UNIT, UNIT, "one").needs_manual_grade
            assert book.find_comment("double", UNIT, UNIT, "one").manual_comment == "Well done"
            expected = "No response." if nb is HALF else None
            assert book.find_comment("halves", UNIT, UNIT, "one").auto_comment == expected


def test_gradebook_pages_and_notebooks_are_repaired(course, cluster):
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    grade(course, cluster.scheduler_address)
    rows = scores(course)
    page(course, "good").unlink()
    graded_notebook(course, "half").unlink()
    # What `nbgrader autograde` writes there holds the hidden checks.
    nbformat.write(GOOD, graded_notebook(course, "good"))
    with opened(course) as book:
        book.find_grade("test_double_other", UNIT, UNIT, "none").auto_score = 10
        book.db.commit()
    grade(course)
    assert scores(course) == rows
    assert page(course, "good").exists() and graded_notebook(course, "half").exists()
    assert "HIDDEN" not in graded_notebook(course, "good").read_text()
    (course / "grading" / "gradebook.db").unlink()
    grade(course)
    assert scores(course) == rows
    assert recorded(course) == {student: points for student, (_, points) in POINTS.items()}


def test_a_damaged_result_counts_as_none(course, cluster):
    damages = [b"", b'{"key": "', b"[]", b"\xff", b'{"key": "0", "result": {}}', None]
    for number in range(len(damages)):
        submit(course, f"s{number}", GOOD)
    grade(course, cluster.scheduler_address)
    folder = course / "grading" / "results" / UNIT
    for number, damage in enumerate(damages):
        if damage is not None:
            (folder / f"s{number}.json").write_bytes(damage)
    summary, _ = grade(course, cluster.scheduler_address)
    assert summary["taken over"] == 1
    for number in range(len(damages)):
        assert json.loads((folder / f"s{number}.json").read_bytes())["result"]["state"] == "graded"


def test_a_new_source_or_engine_grades_again(course, cluster, monkeypatch):
    submit(course, "one", GOOD)
    grade(course, cluster.scheduler_address)
    nb = tiny.source()
    nb.cells[0].source = "# Changed"
    nbformat.write(nb, course / "solutions" / UNIT / f"{UNIT}.ipynb")
    assert grade(course, cluster.scheduler_address)[0]["taken over"] == 0
    assert grade(course)[0]["taken over"] == 1
    monkeypatch.setattr(batch, "engine", lambda: "another")
    with pytest.raises(CourseError, match="another version.*is kept"):
        grade(course, cluster.scheduler_address)


def test_late_submissions(course, cluster):
    with open(course / "nbgrader_config.py", "a") as config:
        config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    submit(course, "early", GOOD, "2026-01-01 10:00:00 UTC")
    submit(course, "late", GOOD, "2026-03-01 10:00:00 UTC")
    submit(course, "odd", GOOD, "at noon")
    grade(course, cluster.scheduler_address)
    assert {float(row["score"]) for row in scores(course).values()} == {30}
    with opened(course) as book:
        book.update_or_create_assignment(UNIT, duedate="2026-02-01 00:00:00")
    # The date has changed, no grade has.
    assert grade(course)[0]["taken over"] == 3
    found = {student: float(row["score"]) for student, row in scores(course).items()}
    assert found == {"early": 30, "late": 0, "odd": 30}
    with opened(course) as book:
        assert book.find_submission(UNIT, "late").late_submission_penalty == 30
    assert scores(course)["late"]["late_penalty"] == "30.0"
    assert "Handed in late: 30 points" in page(course, "late").read_text()
    with opened(course) as book:
        book.find_assignment(UNIT).duedate = None
        book.db.commit()
    grade(course)
    assert {float(row["score"]) for row in scores(course).values()} == {30}
    assert "Handed in late" not in page(course, "late").read_text()
    assert (graded_notebook(course, "late").parent / "timestamp.txt").exists()


def test_nbgrader_goes_on_with_it(course, cluster):
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    grade(course, cluster.scheduler_address)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    before = page(course, "good").read_text()
    page(course, "good").write_text("old")
    for command in (f"generate_feedback {UNIT} --force", "export --to grades.csv"):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *command.split()],
            cwd=course,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    assert page(course, "good").read_text() == before and "could not" not in before
    assert page(course, "cut").exists(), "the page with the reason stays"
    with open(course / "grades.csv", newline="") as lines:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(lines)}
    assert exported == recorded(course)


def test_few_submissions_are_in_memory(course, cluster, monkeypatch):
    for number in range(20):
        submit(course, f"s{number:02}", GOOD)
    there, most = set(), []
    collect, add = batch.intake.collect, batch._Batch._add

    def counted(folder, assignment):
        there.add(folder.name)
        most.append(len(there))
        return collect(folder, assignment)

    def finished(self, item, result):
        there.discard(item.submission.student)
        add(self, item, result)

    monkeypatch.setattr(batch.intake, "collect", counted)
    monkeypatch.setattr(batch._Batch, "_add", finished)
    grade(course, cluster.scheduler_address)
    assert max(most) <= 2 * batch.WINDOW + 2
    (course / "grading" / "gradebook.db").unlink()
    for path in (course / "grading" / "results" / UNIT).glob("*.json"):
        path.unlink()
    most.clear()
    monkeypatch.setattr(batch, "MOST_BYTES", 1)
    grade(course, cluster.scheduler_address)
    assert max(most) <= 3 and set(recorded(course).values()) == {30}


def test_gradebook_locked_while_grading(course, cluster, monkeypatch):
    monkeypatch.setattr(gradebook, "PATIENCE", 1)
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    record = gradebook.Book.record
    other = None

    def locked(self, entries):
        nonlocal other
        other = sqlite3.connect(course / "grading" / "gradebook.db")
        other.execute("BEGIN EXCLUSIVE")
        return record(self, entries)

    with monkeypatch.context() as patch:
        patch.setattr(gradebook.Book, "record", locked)
        with pytest.raises(CourseError, match=r"gradebook\.db is locked.*is kept"):
            grade(course, cluster.scheduler_address)
    # Also where it is locked from the start.
    with pytest.raises(CourseError, match=r"gradebook\.db.* locked"):
        grade(course)
    other.close()
    assert set(kept(course)) == set(POINTS) and not any(kept(course).values())
    grade(course)
    assert recorded(course) == {student: points for student, (_, points) in POINTS.items()}
    assert all(kept(course).values())


def test_disk_full(course, cluster, monkeypatch):
    for student, (nb, _) in POINTS.items():
        submit(course, student, nb)
    synced = []

    def full(number):
        synced.append(number)
        if len(synced) > 2:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(CourseError, match="No space left on device.*free space.*is kept"):
            grade(course, cluster.scheduler_address)
    assert len(kept(course)) == 2
    for path in (course / "grading" / "results" / UNIT).glob("pending/*"):
        found = json.loads(path.read_text())
        for about in found["result"]["notebooks"].values():
            about["grades"]["double"]["comment"] = "x" * 100_000
        path.write_text(json.dumps(found))

    def small(connection, _):
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "connect", small)
    try:
        with pytest.raises(CourseError, match=r"full: .*gradebook\.db"):
            grade(course, cluster.scheduler_address)
    finally:
        event.remove(Engine, "connect", small)
    grade(course, cluster.scheduler_address)
    assert recorded(course) == {student: points for student, (_, points) in POINTS.items()}


@pytest.mark.parametrize("name", ["results", "autograded", "feedback", "scores"])
def test_unwritable_folder(course, name):
    submit(course, "one", GOOD)
    (course / "grading" / name).write_text("in the way")
    with pytest.raises(CourseError, match=f"{name}.* cannot be written"):
        grade(course)


def test_an_address_that_is_none(course):
    submit(course, "one", GOOD)
    with pytest.raises(CourseError, match="no Dask scheduler answers at 127.0.0.1:here"):
        grade(course, "127.0.0.1:here")


def test_two_graders_at_once(course):
    fcntl = pytest.importorskip("fcntl")
    submit(course, "one", GOOD)
    (course / "grading" / "results" / UNIT).mkdir(parents=True)
    with open(course / "grading" / "results" / UNIT / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CourseError, match="another `sevendiff grade` is at work"):
            grade(course)


@pytest.mark.parametrize(
    "url, message",
    [
        ("postgresql://me:secret@127.0.0.1:1/x", r"me:\*\*\*@127.0.0.1:1/x"),
        ("mysql+pymysql://me:secret@127.0.0.1/x", "needs the Python package pymysql"),
        ("sqlite:////no/such/folder/gradebook.db", "no/such/folder"),
    ],
)
def test_gradebook_out_of_reach(course, url, message):
    submit(course, "one", GOOD)
    with open(course / "nbgrader_config.py", "a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    with pytest.raises(CourseError, match=message) as error:
        grade(course)
    assert "secret" not in str(error.value)


def test_no_cluster(course, monkeypatch):
    monkeypatch.setattr(batch, "CONNECT", 1)
    with pytest.raises(CourseError, match="no submissions"):
        grade(course)
    submit(course, "one", GOOD)
    with pytest.raises(CourseError, match="no Dask scheduler answers at tcp://127.0.0.1:1"):
        grade(course)


def start_grader(course, hook, *arguments, seconds=0.01):
    return subprocess.Popen(
        [sys.executable, "-m", "sevendiff.cli", "grade", "1", *arguments],
        cwd=course,
        env=os.environ | hook | {"QUICK_SECONDS": str(seconds)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_command_with_processes_of_its_own(course, hook):
    for number in range(12):
        submit(course, f"s{number:02}", GOOD)
    submit(course, "cut", CUT)
    submit(course, "zz", tiny.answered(double="SLEEP"))
    grader = start_grader(course, hook, "--workers", "2")
    workers = psutil.Process(grader.pid)
    wait_until(lambda: len(kept(course)) > 6)
    assert len([p for p in workers.children() if "spawn_main" in " ".join(p.cmdline())]) == 2
    workers = workers.children(recursive=True)
    grader.send_signal(signal.SIGINT)
    out, _ = grader.communicate(timeout=60)
    assert grader.returncode == 130 and "goes on with the rest" in out
    assert "Traceback" not in out and "cut: refused" in out
    found = scores(course)
    assert len(found) == 14 and found["zz"]["state"] == "not graded yet"
    assert found["zz"]["score"] == "" and float(found["s00"]["score"]) == 30
    _, alive = psutil.wait_procs(workers, 10)
    assert not alive, "nothing survives"

    submit(course, "zz", HALF)
    out, _ = start_grader(course, hook, "--workers", "1").communicate(timeout=60)
    assert "13 graded, 1 refused, 0 timed out, 0 crashed" in out
    assert float(scores(course)["zz"]["score"]) == 15


class Remote:
    """`dask scheduler` and `dask worker` as processes, to be killed."""

    def __init__(self, env):
        self.env, self.processes = env, {}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"

    def start(self):
        common = ["--no-dashboard", "--host", "127.0.0.1"]
        self._start("scheduler", "scheduler", *common, "--port", str(self.port))
        self._start("worker", "worker", self.address, *common, "--nworkers", "2", "--nthreads", "1")

    def _start(self, name, *arguments):
        if name not in self.processes or self.processes[name].poll() is not None:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                env=os.environ | self.env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def kill_worker(self, rng):
        """Kill one of the processes that grade, if there is any at the moment."""
        nanny = psutil.Process(self.processes["worker"].pid)
        with contextlib.suppress(psutil.NoSuchProcess):
            found = [p for p in nanny.children() if "spawn_main" in " ".join(p.cmdline())]
            if found:
                rng.choice(found).kill()

    def kill_scheduler(self):
        # The workers would take seconds to see that it is gone.
        for process in self.processes.values():
            process.kill()
            process.wait()

    def stop(self):
        for process in self.processes.values():
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait()
            for child in children:
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()


def run_grader(course, address, problem):
    """Grade in a process of its own; a clear error is an end, too."""
    try:
        batch.grade(course, UNIT, workers=2, scheduler=address, say=lambda line: None)
    except CourseError as error:
        Path(problem).write_text(str(error))


@pytest.mark.thorough
def test_killed_twenty_times(course, hook, tmp_path_factory):
    rng = random.Random(3)
    problem = tmp_path_factory.mktemp("problem") / "problem"
    env = hook | {"QUICK_SECONDS": "0.05"}
    remote = Remote(env)
    latest = {}
    kills = ["grader"] * 8 + ["worker"] * 8 + ["scheduler"] * 4
    rng.shuffle(kills)
    # Forked from a process that has imported all: a start is then a matter of half a second.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["sevendiff.grading.batch", "sevendiff.grading.gradebook"])

    def hand_in(count):
        for student in rng.sample(range(20), count):
            kind = rng.choice(list(POINTS))
            latest[f"s{student:02}"] = POINTS[kind][1]
            submit(course, f"s{student:02}", POINTS[kind][0])

    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)

        def start(address):
            grader = context.Process(target=run_grader, args=(course, address, problem))
            grader.start()
            return grader

        hand_in(20)
        try:
            while kills:
                remote.start()
                # Some with processes of its own, whose end is a matter of the grader's.
                own = rng.random() < 0.2
                grader = start(None if own else remote.address)
                end = time.monotonic() + 120
                while grader.is_alive() and kills:
                    assert time.monotonic() < end, "it hangs"
                    grader.join(rng.uniform(0, 1))
                    if not grader.is_alive():
                        break
                    kind = kills.pop()
                    if kind == "grader":
                        grader.kill()
                        break
                    if kind == "worker":
                        remote.kill_worker(rng)
                    else:
                        remote.kill_scheduler()
                        break
                grader.join(60)
                assert not grader.is_alive(), "it hangs"
                assert grader.exitcode in (0, -signal.SIGKILL)
                hand_in(6)
            remote.start()
            problem.unlink(missing_ok=True)
            last = start(remote.address)
            last.join(180)
            assert last.exitcode == 0 and not problem.exists()
        finally:
            remote.stop()
    assert recorded(course) == latest
    found = scores(course)
    assert {student: float(row["score"]) for student, row in found.items()} == latest
    assert {row["state"] for row in found.values()} <= {"graded", "refused"}
    assert kept(course) == dict.fromkeys(latest, True)
    for student, row in found.items():
        # The memo's points are not given yet.
        most = 30 if row["state"] == "graded" else 40
        assert graded_notebook(course, student).exists() == (most == 30)
        assert f": {latest[student]} of {most} points" in page(course, student).read_text()
