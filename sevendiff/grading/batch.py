"""Grade a class: Dask spreads the submissions, and every one ends in a recorded state."""

import contextlib
import csv
import functools
import hashlib
import importlib.metadata
import io
import json
import logging
import os
import platform
import queue
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import CancelledError
from dataclasses import asdict, dataclass, replace
from multiprocessing import resource_tracker
from pathlib import Path

import dask
from distributed import Client, LocalCluster, WorkerPlugin, get_worker
from distributed.comm import get_address_host_port
from distributed.scheduler import KilledWorker
from tqdm import tqdm

from sevendiff.course import CourseError, grader_failed, write_atomically
from sevendiff.grading import intake

# Submissions on their way at a time: for each worker, and in bytes altogether.
WINDOW, MOST_BYTES = 3, 200_000_000
# Seconds for reaching a cluster, until one without any worker is given up, and between two looks.
CONNECT, NO_WORKER, LOOK = 30, 120, 5
# Results that the gradebook receives in one transaction, and the seconds that one waits for it.
TOGETHER, WAIT = 32, 2
# On their versions a grade may depend.
LIBRARIES = ("numpy", "pandas", "scikit-learn", "torch", "scipy", "ipython", "nbgrader")
STATES = ("graded", "refused", "timed out", "crashed")


def grade(course, name, workers=None, scheduler=None, isolation=True, say=None):
    """Grade every submission of an assignment that is not graded yet as it stands.

    What each submission earned is kept in a file of its own, and gradebook, graded notebook and
    feedback page follow from that file; so a run that ends by force goes on where it stopped.

    Parameters
    ----------
    course : pathlib.Path
        The course's folder.
    name : str
        The assignment.
    workers : int, optional
        Local processes; by default one a core.
    scheduler : str, optional
        Address of a running Dask cluster, whose workers have this environment and bubblewrap.
    isolation : bool
        Whether submissions are confined.
    say : callable, optional
        Receives a line for each submission that could not be graded as it is, and now and then one
        on the progress; by default it goes to stderr.

    Returns
    -------
    path : pathlib.Path
        The scores: a CSV with a row for each student's folder.
    summary : dict
        How many submissions are in each state, `taken over` from an earlier run, `seconds` and
        `per_minute`.

    Raises
    ------
    CourseError
        Where grading cannot begin or go on; what was graded until then is kept.
    """
    # These take a second to import, and no worker needs them.
    from sevendiff.grading import assignment, gradebook, sandbox

    config = assignment.load_config(course)
    settings = assignment.settings(config)
    url = gradebook.patient(settings.db_url)
    config.CourseDirectory.db_url = url
    assignment.require_notebooks(settings.source / name, name)
    students = intake.students(settings.submitted)
    if not students:
        raise CourseError(
            f"there are no submissions. Put them into {settings.submitted}/<student>/{name}/."
        )
    if isolation and scheduler is None:
        sandbox.require()
    beside = settings.autograded.parent
    folders = _Folders(
        submitted=settings.submitted,
        results=beside / "results" / name,
        autograded=settings.autograded,
        feedback=settings.feedback,
        scores=beside / "scores",
    )
    with contextlib.ExitStack() as stack:
        _require_writable(folders)
        run = stack.enter_context(_only_grader(folders.results))
        gradebook.require(url, settings.course_id)
        loaded = assignment.load(config, name, database=True)
        book = stack.enter_context(gradebook.Book(url, settings.course_id, name, config))
        batch = _Batch(loaded, folders, book, isolation, _Progress(len(students), say))
        plugin = Grader(run, loaded, engine(), isolation, local=scheduler is None)
        return batch.grade(students, lambda: _cluster(plugin, workers, scheduler))


class Grader(WorkerPlugin):
    """A worker's sandboxes, one for each of its threads.

    Parameters
    ----------
    name : str
    assignment : sevendiff.grading.assignment.Assignment
    engine : str
        What `engine` returns where the batch was started.
    isolation : bool
    local : bool
        Whether the worker is one of this run's own processes.
    """

    def __init__(self, name, assignment, engine, isolation, local):
        self.name, self.assignment, self.engine = name, assignment, engine
        self.isolation, self.local = isolation, local

    def setup(self, worker):
        """Start the sandboxes; Dask calls it in the thread that lives as long as the worker."""
        from sevendiff.grading import sandbox, submission

        if self.local and hasattr(signal, "pthread_sigmask"):
            # `_interrupts_later` has blocked it. Sandboxes inherit that, but no handler.
            signal.signal(signal.SIGINT, lambda *_: None)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        if engine() != self.engine:
            raise CourseError(
                f"the worker at {worker.address} has another version of sevendiff, Python or a "
                "library than this computer. Install the same environment on both."
            )
        kind = sandbox.Sandbox if self.isolation else sandbox.Processes
        modules = submission.modules(self.assignment)
        self.sandboxes, self.free = [], queue.SimpleQueue()
        for _ in range(worker.state.nthreads):
            self.sandboxes.append(kind(modules))
            self.sandboxes[-1].prepare()
            self.free.put(self.sandboxes[-1])

    def teardown(self, worker):
        """End the sandboxes."""
        for each in self.sandboxes:
            each.close()


def _grade_one(plugin, submission, limits):
    """Grade a submission on a worker."""
    from sevendiff.grading.submission import grade_submission

    try:
        plugin = get_worker().plugins[plugin]
        sandbox = plugin.free.get()
        try:
            return grade_submission(plugin.assignment, submission, sandbox, limits)
        finally:
            plugin.free.put(sandbox)
    except Exception as error:
        return _failure(grader_failed(error))


@functools.cache
def engine():
    """Identify what grades: this package's code, Python and the libraries.

    Returns
    -------
    str
        A hash.
    """
    package = Path(__file__).resolve().parent.parent
    found = [platform.python_version()]
    for library in LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{library} {importlib.metadata.version(library)}")
    for path in sorted(package.rglob("*.py")):
        found.append(f"{path.relative_to(package).as_posix()} {_digest(path.read_bytes())}")
    return _digest("\n".join(found).encode())


def printable(text):
    """Make any text one line that does nothing to a terminal, a CSV or its reader."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii")
        for c in text
    )


@dataclass(frozen=True)
class _Folders:
    submitted: Path
    results: Path
    autograded: Path
    feedback: Path
    scores: Path


@dataclass(frozen=True)
class _Item:
    """A submission to be graded, and the key that its result will have."""

    submission: intake.Submission
    key: str
    tried: bool = False

    @property
    def size(self):
        return sum(map(len, self.submission.notebooks.values()))


class _Batch:
    """One run over the submissions of an assignment."""

    def __init__(self, assignment, folders, book, isolation, progress):
        self.assignment, self.folders, self.book = assignment, folders, book
        self.progress = progress
        self.base = _digest(repr([_canonical(assignment), engine(), isolation]).encode())
        # Student to state and reason, in the CSV's words.
        self.outcomes = {}
        self.waiting, self.since = [], 0.0
        self.taken_over = 0

    def grade(self, students, cluster):
        """Grade them; return the CSV's path and a summary."""
        start = time.monotonic()
        scores = self.folders.scores / f"{self.assignment.name}.csv"
        try:
            with self.progress:
                self._grade(students, cluster)
                self._flush()
        except KeyboardInterrupt:
            self._flush()
            write_atomically(scores, self._csv(students))
            self.progress.say(
                f"{len(self.outcomes)} of {len(students)} submissions are graded and kept; the "
                f"same command goes on with the rest. Scores so far: {scores}"
            )
            raise
        except CourseError as error:
            kept = "What was graded is kept; the same command goes on with the rest."
            raise CourseError(f"{error} {kept}") from error
        write_atomically(scores, self._csv(students))
        seconds = time.monotonic() - start
        counts = Counter(state for state, _ in self.outcomes.values())
        done = len(students) - self.taken_over
        return scores, {
            **{state: counts[state] for state in STATES},
            "taken over": self.taken_over,
            "seconds": seconds,
            "per_minute": 60 * done / seconds,
        }

    def _grade(self, students, cluster):
        todo = self._todo(students)
        # Only now: a run that finds all graded needs no cluster.
        first = next(todo, None)
        if first is None:
            return
        with cluster() as (client, plugin):
            try:
                limits = self._limits(client, plugin)
                for item, result in _graded(client, plugin, first, todo, limits):
                    self._add(item, result)
            except KeyboardInterrupt:
                self.progress.say("Stopping; this takes some seconds.")
                raise

    def _limits(self, client, plugin):
        """Grade the assignment's own solution, and give a submission a multiple of its time."""
        from sevendiff.grading.submission import Limits, limits

        notebooks = {each.name: each.source.encode() for each in self.assignment.notebooks}
        solution = intake.Submission("the assignment's own solution", notebooks)
        item = _Item(solution, "")
        [(_, result)] = _graded(client, plugin, item, iter(()), None)
        if not result["notebooks"]:
            # Then it would fail with every submission.
            reason = printable(result["reason"]).rstrip(".")
            raise CourseError(f"the assignment's own solution cannot be graded: {reason}.")
        grades = [g for n in result["notebooks"].values() for g in n["grades"].values()]
        lost = [g for g in grades if g.get("auto") is not None and g["auto"] < g["max"]]
        if result["state"] != "graded" or lost:
            self.progress.say(
                "Warning: the assignment's own solution does not earn all points. "
                + printable(result["reason"] or "Some of its checks fail.")
            )
        if result["state"] != "graded":
            return Limits(self.assignment.timeout)
        return limits(self.assignment, result["seconds"])

    def _todo(self, students):
        """Yield what has to be graded; record the rest on the way."""
        recorded = self.book.recorded()
        self.late = self.book.penalties()
        for student in students:
            if problem := _unusable(student):
                self._note(student, "refused", problem)
                continue
            submission = intake.collect(self.folders.submitted / student, self.assignment)
            item = _Item(submission, self._key(submission))
            if result := self._kept(self._pending(student), item.key):
                # Graded, but the gradebook may not know.
                self._wait(item, result, fresh=True)
            elif result := self._kept(self._result(student), item.key):
                self.taken_over += 1
                if self._differs(student, result, recorded):
                    self._wait(item, result, fresh=False)
                else:
                    self._note(student, result["state"], result["reason"], quiet=True)
            elif submission.refused:
                self._add(item, _failure(submission.refused, "refused", submission.notes))
            else:
                yield item

    def _differs(self, student, result, recorded):
        """Tell whether something that follows from a result is missing or was moved away."""
        names = [notebook.name for notebook in self.assignment.notebooks]
        folders = [self._folder(kind, student) for kind in ("autograded", "feedback")]
        return (
            # A due date or an extension may have changed, or been taken away.
            self.book.due is not None
            or student in self.late
            # A run ended while it recorded a later submission, which has been taken back.
            or self._pending(student).exists()
            or recorded.get(student) != self.book.expected(result)
            or any(
                _is_ours(folders[0] / f"{name}.ipynb") != (name in result["notebooks"])
                or not (folders[1] / f"{name}.html").exists()
                for name in names
            )
        )

    def _key(self, submission):
        # The folder's name is no part of it: it changes no grade.
        about = asdict(submission) | {"student": ""}
        about["notebooks"] = {n: _digest(c) for n, c in sorted(submission.notebooks.items())}
        return _digest(f"{self.base} {about!r}".encode("utf-8", "surrogatepass"))

    def _result(self, student):
        return self.folders.results / f"{student}.json"

    def _pending(self, student):
        return self.folders.results / "pending" / f"{student}.json"

    def _folder(self, kind, student):
        return getattr(self.folders, kind) / student / self.assignment.name

    def _kept(self, path, key):
        """Read a result with this key; one that is cut or of something else is none."""
        try:
            kept = json.loads(path.read_bytes())
            return kept["result"] if kept["key"] == key else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _add(self, item, result):
        """Keep a result, and let the gradebook follow."""
        if not _to_be_tried_again(result):
            text = json.dumps({"key": item.key, "result": result})
            write_atomically(self._pending(item.submission.student), text, sync=True)
        self._wait(item, result, fresh=True)

    def _wait(self, item, result, fresh):
        from sevendiff.grading.gradebook import Entry

        # Without the notebooks' content, which may be large.
        submission = replace(item.submission, notebooks={})
        entry = Entry(submission.student, result, submission.timestamp, fresh)
        self.since = self.since if self.waiting else time.monotonic()
        self.waiting.append(entry)
        if len(self.waiting) >= TOGETHER or time.monotonic() - self.since > WAIT:
            self._flush()

    def _flush(self):
        """Write what waits into the gradebook and the folders; then its results count as done."""
        if not self.waiting:
            return
        for entry, rows in zip(self.waiting, self.book.record(self.waiting), strict=True):
            self._write(entry, rows)
            pending, done = self._pending(entry.student), self._result(entry.student)
            # Either may be done already where an interrupt came in between.
            if _to_be_tried_again(entry.result):
                done.unlink(missing_ok=True)
                pending.unlink(missing_ok=True)
            elif entry.fresh:
                with contextlib.suppress(FileNotFoundError):
                    os.replace(pending, done)
            else:
                pending.unlink(missing_ok=True)
            result = entry.result
            self._note(entry.student, result["state"], result["reason"], quiet=not entry.fresh)
        self.waiting = []

    def _write(self, entry, rows):
        """Write graded notebooks and feedback pages; nothing of an earlier submission stays."""
        graded, feedback = (
            self._folder(kind, entry.student) for kind in ("autograded", "feedback")
        )
        import nbformat

        from sevendiff.feedback import mark_graded

        found = entry.result["notebooks"]
        with _disk(graded):
            if not found:
                # An empty folder would have nbgrader clear the page away.
                shutil.rmtree(graded, ignore_errors=True)
            for folder, ending, names in ((graded, "ipynb", found), (feedback, "html", rows)):
                if not names:
                    continue
                folder.mkdir(parents=True, exist_ok=True)
                for path in folder.glob(f"*.{ending}"):
                    if path.stem not in names:
                        path.unlink()
                # nbgrader looks here whether a submission is new.
                if entry.timestamp:
                    _write_new(folder / "timestamp.txt", entry.timestamp)
                else:
                    (folder / "timestamp.txt").unlink(missing_ok=True)
        for name, about in rows.items():
            nb = None
            if name in found:
                nb = nbformat.from_dict(found[name]["nb"])
                mark_graded(nb, _notes(entry.result))
                _write_new(graded / f"{name}.ipynb", nbformat.writes(nb) + "\n")
            _write_new(feedback / f"{name}.html", _page(name, nb, entry.result, about))

    def _note(self, student, state, reason, quiet=False):
        self.outcomes[student] = state, reason
        if state != "graded" and not quiet:
            self.progress.say(f"{printable(student)}: {state}: {printable(reason)}")
        self.progress.done(taken_over=quiet)

    def _csv(self, students):
        from sevendiff.feedback import exercise_cells, grade_id

        exercises = []
        for notebook in self.assignment.notebooks:
            for name, cells in exercise_cells(_read(notebook.source)):
                exercises.append((notebook.name, name, [grade_id(cell) for cell in cells]))
        twice = {name for name, n in Counter(name for _, name, _ in exercises).items() if n > 1}
        titles = [f"{book}/{name}" if name in twice else name for book, name, _ in exercises]
        most = self.book.max_score
        rows = {}
        for student, cells, penalty in self.book.scores():
            if student not in self.outcomes:
                # What the gradebook has may be an earlier submission's.
                continue
            points = []
            for book, _, ids in exercises:
                found = [cells[book, each] for each in ids if (book, each) in cells]
                needed = any(needs for _, needs in found)
                points.append("" if needed else sum(score for score, _ in found))
            needed = "needed" if any(needs for _, needs in cells.values()) else ""
            total = max(0.0, sum(score for score, _ in cells.values()) - penalty)
            rows[student] = [total, most, *points, penalty, needed]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        head = ["student", "assignment", "score", "max_score", *titles, "late_penalty"]
        writer.writerow(map(_defused, [*head, "manual_grading", "state", "reason"]))
        for student in students:
            state, reason = self.outcomes.get(student, ("not graded yet", ""))
            blank = 0.0 if student in self.outcomes else ""
            row = rows.get(student) or [blank, most, *([blank] * len(titles)), "", ""]
            row = [student, self.assignment.name, *row, state, reason]
            writer.writerow(map(_defused, row))
        return text.getvalue()


def _graded(client, plugin, first, todo, limits):
    """Send submissions to the workers, a few at a time, and yield them with their results.

    Parameters
    ----------
    client : distributed.Client
    plugin : str
    first : _Item
    todo : iterator of _Item
        What comes after `first`.
    limits : sevendiff.grading.submission.Limits or None

    Yields
    ------
    item : _Item
    result : dict
    """
    done, running, alone = queue.SimpleQueue(), {}, []
    size, item = 0, first
    window, seen = _window(client), time.monotonic()
    while True:
        while item is not None and (not running or (len(running) < window and size < MOST_BYTES)):
            future = client.submit(_grade_one, plugin, item.submission, limits, pure=False)
            future.add_done_callback(done.put)
            running[future.key] = future, item
            size += item.size
            item = next(todo, None)
        if not running:
            if not alone:
                return
            # What a dying worker may have taken along, one by one.
            item, window = alone.pop(), 1
            continue
        try:
            future = done.get(timeout=LOOK)
            # A worker that dies just now takes its result along; then Dask grades once more.
            result = future.result(timeout=LOOK) if future.status != "error" else None
        except (queue.Empty, TimeoutError) as error:
            if isinstance(error, TimeoutError):
                done.put(future)
            workers = _window(client)
            seen = time.monotonic() if workers else seen
            if time.monotonic() - seen > NO_WORKER:
                raise CourseError(
                    f"no worker has been there for {NO_WORKER} s; the workers' log says why."
                ) from None
            window = min(window, 1) if item is None else max(1, workers)
            continue
        except CancelledError:
            raise _lost(client) from None
        except Exception:
            if future.status != "error":
                raise _lost(client) from None
            result = None
        seen = time.monotonic()
        finished = running.pop(future.key)[1]
        size -= finished.size
        if result is None:
            error = future.exception()
            if isinstance(error, KilledWorker) and not finished.tried:
                alone.append(replace(finished, tried=True))
                continue
            reason = "the process that graded it died, again and again"
            if not isinstance(error, KilledWorker):
                reason = grader_failed(error)
            result = _failure(reason)
        yield finished, result


def _window(client):
    """Return how many submissions may be on their way; 0 without any worker."""
    try:
        return WINDOW * sum(client.nthreads().values())
    except (OSError, TimeoutError, RuntimeError, ValueError):
        raise _lost(client) from None


def _lost(client):
    address = getattr(client.scheduler, "address", "of the cluster")
    return CourseError(f"the scheduler at {address} is gone. Start it and its workers again.")


@contextlib.contextmanager
def _cluster(plugin, workers, scheduler):
    """Yield a client of a cluster whose workers all have the plugin, and the plugin's name."""
    settings = {
        # Notebooks travel with their tasks.
        "distributed.admin.large-graph-warning-threshold": "1GB",
        # Starting the sandboxes keeps a worker busy for seconds.
        "distributed.admin.tick.limit": "10 minutes",
        # How often a submission may be there when a worker dies, until it is graded alone.
        "distributed.scheduler.allowed-failures": 1,
        # Without a sandbox a worker starts processes itself, which daemons must not.
        "distributed.worker.daemon": plugin.isolation,
        # What Dask says of workers that die is said here in one line.
        "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
    }
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with dask.config.set(settings), contextlib.ExitStack() as stack:
        if scheduler is None:
            with _interrupts_later():
                cluster = LocalCluster(
                    n_workers=workers or os.cpu_count(),
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    worker_dashboard_address=None,
                    # The sandbox sets limits.
                    memory_limit=0,
                    # Who can talk to a scheduler can run anything as its user: TLS keeps the
                    # machine's other users out.
                    security=True,
                    silence_logs=logging.CRITICAL,
                )
            client = Client(stack.enter_context(cluster), set_as_default=False)
        else:
            try:
                # A client of an address that makes no sense would wait for ever.
                get_address_host_port(scheduler)
                client = Client(scheduler, timeout=CONNECT, set_as_default=False)
            except (OSError, TimeoutError, ValueError, TypeError) as error:
                raise CourseError(
                    f"no Dask scheduler answers at {scheduler} ({type(error).__name__}). Start "
                    "one with `dask scheduler`, and workers with `dask worker`."
                ) from None
        stack.enter_context(client)
        try:
            client.wait_for_workers(1, timeout=2 * CONNECT)
            client.register_plugin(plugin, name=plugin.name)
        except TimeoutError:
            raise CourseError(
                "the cluster has no workers. Start some with `dask worker`."
            ) from None
        except CourseError:
            raise
        except OSError:
            raise _lost(client) from None
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())[:500]
            raise CourseError(f"a worker cannot be set up: {what}.") from error
        try:
            yield client, plugin.name
        finally:
            with contextlib.suppress(Exception):
                if client.status == "running":
                    client.unregister_worker_plugin(plugin.name)


@contextlib.contextmanager
def _interrupts_later():
    """Let a Ctrl-C wait; processes started from threads that begin here never see it.

    A terminal sends it to all its processes, and the workers are still needed to end cleanly.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Its start, which multiprocessing would bring about, lets SIGINT through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _only_grader(results):
    """Hold the lock on a folder of results; the system lets go of it whatever happens.

    Yields
    ------
    str
        A name for what this run leaves on a cluster. The next run of the same assignment has the
        same one and so replaces what a run that was ended by force has left.
    """
    name = f"{socket.gethostname()} {results.resolve()}"
    with open(results / ".lock", "a") as lock:
        # Windows has no such lock, and two graders at once there do double work.
        with contextlib.suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CourseError(
                    f"another `sevendiff grade` is at work on {results.name}. Wait until it is "
                    "done, or stop it."
                ) from None
        yield f"sevendiff-{_digest(name.encode())[:16]}"


def _require_writable(folders):
    """Raise CourseError unless files can be made where grading will write."""
    for folder in (
        folders.results / "pending",
        folders.autograded,
        folders.feedback,
        folders.scores,
    ):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError as error:
            raise CourseError(
                f"{folder} cannot be written: {error.strerror}. Make it a writable folder, or free "
                "space."
            ) from None


@contextlib.contextmanager
def _disk(path):
    try:
        yield
    except OSError as error:
        raise CourseError(
            f"{error.filename or path} cannot be written: {error.strerror}. Make its folder "
            "writable, or free space."
        ) from None


def _write_new(path, text):
    """Write a file unless it holds the text already."""
    text = text.encode("utf-8", "replace").decode()
    try:
        if path.read_bytes() == text.encode():
            return
    except OSError:
        pass
    write_atomically(path, text)


def _page(name, nb, result, rows):
    """Make the feedback page of one notebook, which may not be there."""
    from sevendiff.feedback import page, report

    notes = _notes(result)
    if nb is not None:
        try:
            return page(report(nb, **rows), name, notes)
        except Exception as error:
            # The grade stands, whatever a notebook does to its page.
            notes.append(f"The feedback could not be written ({type(error).__name__}).")
    grades = rows["grades"].values()
    points = sum(_score(grade) for grade in grades)
    result = {"points": points, "max": sum(g["max"] for g in grades), "exercises": []}
    return page(result, name, notes)


def _is_ours(path):
    """Tell whether a graded notebook is this engine's, not one that nbgrader has put there."""
    try:
        return b'"sevendiff": {' in path.read_bytes()
    except OSError:
        return False


def _score(grade):
    given = grade["auto"] if grade["manual"] is None else grade["manual"]
    return (given or 0) + (grade["extra"] or 0)


def _notes(result):
    return [*result["notes"], *([result["reason"]] if result["reason"] else [])]


def _failure(reason, state="crashed", notes=()):
    seconds = {"wall": 0.0, "own": 0.0}
    return {
        "state": state,
        "reason": reason,
        "notes": [*notes],
        "notebooks": {},
        "seconds": seconds,
    }


def _to_be_tried_again(result):
    """Tell whether the grader, not the submission, failed: that is no result to be kept."""
    return result["state"] == "crashed" and not result["notebooks"]


def _unusable(student):
    """Say why a folder's name cannot be a student's in the gradebook, or nothing."""
    if printable(student) != student:
        return "the folder's name holds characters that cannot be shown; rename it"
    # nbgrader's tables hold 128 characters, most file systems 255 bytes with ours added.
    if len(student) > 128 or len(os.fsencode(student)) > 200:
        return "the folder's name is too long; rename it"
    return ""


def _defused(value):
    """Make a CSV's cell one that a spreadsheet does not take for a formula."""
    if not isinstance(value, str):
        return value
    value = printable(value)
    return f"'{value}" if value.lstrip().startswith(tuple("=+-@＝＋－＠")) else value


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def _canonical(assignment):
    about = asdict(assignment)
    # They only choose the words in which a foreign notebook is refused.
    del about["others"]
    about["files"] = {name: _digest(data) for name, data in sorted(assignment.files.items())}
    return about


def _read(text):
    import nbformat

    return nbformat.reads(text, 4)


class _Progress:
    """How far a run is: a bar on a terminal, elsewhere a line now and then."""

    def __init__(self, total, say):
        self._say = say or functools.partial(print, file=sys.stderr, flush=True)
        self._total, self._started, self._next = total, time.monotonic(), 30
        self._bar, self._count, self._live = None, 0, sys.stderr.isatty()

    def __enter__(self):
        width = shutil.get_terminal_size().columns
        self._bar = tqdm(
            total=self._total, unit="sub", file=sys.stderr, disable=not self._live, ncols=width
        )
        return self

    def __exit__(self, *_):
        self._bar.close()

    def say(self, line):
        """Say something without spoiling the bar."""
        with tqdm.external_write_mode(file=sys.stderr):
            self._say(line)

    def done(self, taken_over):
        """Count one submission; only those that are graded now tell how long the rest takes."""
        self._count += not taken_over
        self._total -= taken_over
        if self._live:
            self._bar.total = self._total
            self._bar.update(not taken_over)
            return
        elapsed = time.monotonic() - self._started
        if elapsed > self._next:
            self._next = elapsed + 30
            self.say(tqdm.format_meter(self._count, self._total, elapsed, ncols=0, unit="sub"))
