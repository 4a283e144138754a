"""Grade the same submissions with `nbgrader autograde` and with `sevendiff grade`, side by side.

`make bench-grading` runs this. Both grade a notebook that imports torch, scikit-learn and
matplotlib and fits a model; nbgrader one after another, as it does, with its own settings. The
figures are of one run on one machine, which should have nothing else to do: CPU seconds are the
whole machine's. The ratio is what they are for; it counts the start, too.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from sevendiff.grading import assignment as assignments
from sevendiff.grading import intake
from sevendiff.grading.sandbox import Sandbox
from sevendiff.grading.submission import grade_submission, modules

NAME = "bench"
CELLS = [
    (
        "code",
        "imports",
        {"locked": True},
        "import matplotlib.pyplot as plt\nimport numpy as np\nimport torch\n"
        "from sklearn.linear_model import LogisticRegression",
    ),
    (
        "code",
        "accuracy",
        {"solution": True},
        "def accuracy(X, y, X_new, y_new):\n    ### BEGIN SOLUTION\n"
        "    model = LogisticRegression(max_iter=1000).fit(X, y)\n"
        "    return float(model.score(X_new, y_new))\n    ### END SOLUTION",
    ),
    (
        "code",
        "fit_net",
        {"solution": True},
        "def fit_net(X, y, steps):\n    ### BEGIN SOLUTION\n    torch.manual_seed(0)\n"
        "    X, y = torch.as_tensor(X), torch.as_tensor(y, dtype=torch.float64)\n"
        "    net = torch.nn.Sequential(\n"
        "        torch.nn.Linear(X.shape[1], 32), torch.nn.ReLU(), torch.nn.Linear(32, 1)\n"
        "    ).double()\n    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)\n"
        "    losses = []\n    for _ in range(steps):\n"
        "        loss = torch.nn.functional.binary_cross_entropy_with_logits(net(X)[:, 0], y)\n"
        "        optimizer.zero_grad()\n        loss.backward()\n        optimizer.step()\n"
        "        losses.append(loss.item())\n    return losses\n    ### END SOLUTION",
    ),
    (
        "code",
        None,
        {},
        "rng = np.random.default_rng(0)\nX = rng.normal(size=(2000, 10))\n"
        "y = (X[:, 0] + rng.normal(size=2000) > 0).astype(int)\n"
        "plt.plot(fit_net(X, y, 100))\nplt.show()\nprint(accuracy(X, y, X, y))",
    ),
    (
        "code",
        "test_accuracy",
        {"grade": True, "locked": True, "points": 5},
        "X = np.random.default_rng(1).normal(size=(400, 3))\ny = (X[:, 0] > 0).astype(int)\n"
        "assert accuracy(X[:300], y[:300], X[300:], y[300:]) > 0.9",
    ),
    (
        "code",
        "test_fit_net",
        {"grade": True, "locked": True, "points": 5},
        "### BEGIN HIDDEN TESTS\nX = np.random.default_rng(2).normal(size=(200, 3))\n"
        "losses = fit_net(X, (X[:, 0] > 0).astype(int), 50)\n"
        "assert len(losses) == 50 and losses[-1] < 0.5 * losses[0]\n### END HIDDEN TESTS",
    ),
]


def main():
    """Run the benchmark and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=200, help="for sevendiff")
    parser.add_argument("--plain", type=int, default=8, help="how many of them nbgrader grades")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores; {args.submissions} submissions, {args.plain} by nbgrader.\n")
    print("| Way | s a submission | CPU s a submission | submissions a minute | s to start |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        plain = time_plain(Path(scratch, "plain"), args.plain)
        found = {
            workers: time_engine(Path(scratch, f"workers{workers}"), args.submissions, workers)
            for workers in args.workers
        }
        course = make_course(Path(scratch, "one"), 1)
        own, wall, peak = one_worker(course)
    print(f"\nRatio of throughputs on {os.cpu_count()} cores: ", end="")
    print(", ".join(f"{plain / each:.1f} with {n} workers" for n, each in found.items()) + ".")
    print(f"Of a submission's {wall:.2f} s in a worker {own / wall:.0%} are its own computation.")
    print(f"Peak memory of a worker and its two bubblewraps (PSS): {peak / 2**20:.0f} MiB.")


def make_course(folder, submissions):
    """Write a course with the assignment and as many submissions, all of them right."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}}
    )
    for kind, name, about, source in CELLS:
        cell = getattr(nbformat.v4, f"new_{kind}_cell")(source)
        if name:
            plain = {"grade": False, "solution": False, "locked": False, "task": False}
            cell.metadata["nbgrader"] = {**plain, "grade_id": name, "schema_version": 3, **about}
        notebook.cells.append(cell)
    source = folder / "source" / NAME / f"{NAME}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(notebook, source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    for number in range(submissions):
        target = folder / "submitted" / f"student{number:05d}" / NAME
        target.mkdir(parents=True)
        # Each differs, as in life.
        notebook.cells[3].source = f"# {number}\n" + CELLS[3][3]
        nbformat.write(notebook, target / f"{NAME}.ipynb")
    return folder


def time_plain(folder, submissions):
    """Return the seconds that `nbgrader autograde` takes for a submission; print a row."""
    make_course(folder, submissions)
    run(folder, "nbgrader", "generate_assignment", NAME)
    return timed("nbgrader autograde", folder, submissions, "nbgrader", "autograde", NAME)


def time_engine(folder, submissions, workers):
    """Return the seconds that `sevendiff grade` takes for a submission; print a row."""
    command = ["sevendiff.cli", "grade", NAME, "--workers", str(workers)]
    start = time.perf_counter()
    run(make_course(folder / "one", 1), *command)
    start = time.perf_counter() - start
    make_course(folder / "all", submissions)
    title = f"sevendiff grade, {workers} worker{'s' * (workers > 1)}"
    return timed(title, folder / "all", submissions, *command, start=start)


def timed(title, folder, submissions, *command, start=None):
    """Run a command on a folder, see that all have full marks, print a row."""
    before, since = cpu_seconds(), time.perf_counter()
    run(folder, *command)
    wall, cpu = time.perf_counter() - since, cpu_seconds() - before
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        scores = [each.score for each in gradebook.assignment_submissions(NAME)]
    assert scores == [10.0] * submissions, scores
    print(
        f"| {title} | {wall / submissions:.2f} | {cpu / submissions:.2f} "
        f"| {60 * submissions / wall:.0f} | {'' if start is None else f'{start:.1f}'} |",
        flush=True,
    )
    return wall / submissions


def cpu_seconds():
    """Return what all processors have worked: a sandbox's processes are nobody's children."""
    with open("/proc/stat") as lines:
        user, nice, system = map(int, next(lines).split()[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def run(folder, module, *arguments):
    """Run a module of this environment in a folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{module} {' '.join(arguments)} failed:\n{done.stderr[-3000:]}")


def one_worker(course, times=10):
    """Grade one submission several times in this process; return own, wall and peak memory."""
    assignment = assignments.load(assignments.load_config(course), NAME)
    submission = intake.collect(course / "submitted" / "student00000", assignment)
    own, wall, peak = [], [], 0
    with Sandbox(modules(assignment)) as sandbox:
        for _ in range(times):
            seconds = grade_submission(assignment, submission, sandbox)["seconds"]
            own.append(seconds["own"])
            wall.append(seconds["wall"])
            peak = max(peak, memory())
    shutil.rmtree(course)
    return sum(own) / times, sum(wall) / times, peak


def memory():
    """Add up the proportional memory of this process and all below it, in bytes."""
    parents, total = {}, 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    for pid in parents:
        each = pid
        while each not in (os.getpid(), 0, None):
            each = parents.get(each)
        if each == os.getpid():
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
            except OSError:
                continue
            total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


if __name__ == "__main__":
    main()
