"""The pipeline of unit 3: idempotent stages, killed at every step, and what each must catch."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from sklearn.metrics import roc_auc_score

from sevendiff.datasets import load_flights

# Forks of one process that has imported MLflow: each is killed for real, and run again.
RUNNER = """
import json, os, random, shutil, signal, sys, time
from pathlib import Path
import pipeline as pl

template, work = Path(sys.argv[1]), Path(sys.argv[2])
months, kills, at_random = sys.argv[3].split(), sys.argv[4], int(sys.argv[5])


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def hook(owner, name, seen, stop, moments=("before", "after"), within=None):
    genuine = getattr(owner, name)

    def reached(moment, *args):
        if moment in moments:
            seen.append(f"{moment} {name} {len(seen)}")
            if len(seen) == stop:
                if moment == "within":
                    within(*args)
                die()

    def hooked(*args, **kwargs):
        reached("before")
        reached("within", *args)
        result = genuine(*args, **kwargs)
        reached("after")
        return result

    setattr(owner, name, hooked)


def half_file(path, content):
    with open(path, "wb") as file:
        file.write(content[: len(content) // 2])


def half_folder(model, folder):
    folder.mkdir()
    (folder / "MLmodel").write_text("half")


def watched(seen, stop=None):
    client = pl.mlflow.MlflowClient
    for name in ("create_model_version", "set_registered_model_alias",
                 "delete_registered_model_alias"):
        hook(client, name, seen, stop)
    if kills == "all":
        hook(os, "replace", seen, stop, ["after"])
        hook(Path, "write_bytes", seen, stop, ["within"], half_file)
        hook(pl.mlflow.sklearn, "save_model", seen, stop, ["within"], half_folder)


def in_child(job, kill_after=None):
    pid = os.fork()
    if pid == 0:
        try:
            job()
            os._exit(0)
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(1)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def run_and_tell(root, out, seen=None):
    for month in months:
        pl.run_month(root, month)
    files = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if path.suffix == ".json" and name.startswith("records"):
            files[name] = path.read_text()
        elif path.is_file() and not name.startswith("registry.db"):
            files[name] = ""
    versions = [[v.version, sorted(v.tags.items())] for v in pl.versions(root)]
    aliases = [pl.alias(root, name) for name in ("champion", "previous")]
    out.write_text(json.dumps([files, versions, aliases, seen]))


def undisturbed():
    seen = []
    watched(seen)
    start = time.perf_counter()
    run_and_tell(work / "calm", work / "calm.txt", seen)
    (work / "seconds.txt").write_text(str(time.perf_counter() - start))


shutil.copytree(template, work / "warm")  # imports what MLflow imports late, once for all forks
for month in months:
    pl.run_month(work / "warm", month)
shutil.copytree(template, work / "calm")
assert in_child(undisturbed) == 0
*expected, steps = json.loads((work / "calm.txt").read_text())
seconds = float((work / "seconds.txt").read_text())
rng = random.Random(0)
trials = [(step, i + 1, None) for i, step in enumerate(steps)]
trials += [(f"random {i}", None, rng.uniform(0, seconds)) for i in range(at_random)]
report = {"expected": expected, "trials": {}}
for name, stop, delay in trials:
    root = work / "killed"
    shutil.copytree(template, root)

    def to_kill():
        if stop is not None:
            watched([], stop)
        for month in months:
            pl.run_month(root, month)

    ended = in_child(to_kill, delay)
    again = in_child(lambda: run_and_tell(root, work / "again.txt"))
    same = again == 0 and json.loads((work / "again.txt").read_text())[:3] == expected
    report["trials"][name] = [ended, same]
    shutil.rmtree(root)
(work / "report.json").write_text(json.dumps(report))
"""


@pytest.fixture(scope="module")
def pl():
    """The module of the lesson, imported as the lesson does."""
    kept = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(ROOT / "course" / "03_engineering"))
    try:
        import pipeline

        yield pipeline
    finally:
        sys.path.remove(str(ROOT / "course" / "03_engineering"))
        sys.dont_write_bytecode = kept


@pytest.fixture(scope="module")
def flights():
    frame = load_flights(as_frame=True).frame
    days = pd.to_datetime(frame[["year", "month", "day"]]).dt.day_name().str[:3]
    frame.insert(3, "weekday", days)
    return frame


@pytest.fixture(scope="module")
def landed(tmp_path_factory, flights):
    """A folder in which the files of January to May have landed, and nothing else happened."""
    root = tmp_path_factory.mktemp("landed")
    (root / "landing").mkdir()
    for month in range(1, 6):
        rows = flights[flights["month"] == month]
        rows.to_csv(root / "landing" / f"2013-{month:02}.csv", index=False)
    return root


@pytest.fixture(scope="module")
def in_april(tmp_path_factory, pl, landed):
    """The same folder after April, with a champion; and what the runs returned."""
    root = tmp_path_factory.mktemp("april") / "root"
    shutil.copytree(landed, root)
    rows = [pl.run_month(root, f"2013-{month:02}") for month in range(1, 5)]
    return root, rows


@pytest.fixture
def april(tmp_path, in_april):
    """A copy of it to change."""
    root = tmp_path / "root"
    shutil.copytree(in_april[0], root)
    return root


def everything(pl, root):
    """Return all that a folder and its registry hold."""
    files = {str(p.relative_to(root)): p.stat().st_mtime_ns for p in root.rglob("*") if p.is_file()}
    files = {name: time for name, time in files.items() if "registry.db" not in name}
    versions = [(v.version, sorted(v.tags.items())) for v in pl.versions(root)]
    return files, versions, pl.alias(root, "champion"), pl.alias(root, "previous")


def killed(tmp_path, template, months, kills, at_random):
    script = tmp_path / "runner.py"
    script.write_text(RUNNER, encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    command = [sys.executable, "-B", script, template, work, months, kills, str(at_random)]
    environment = {
        "PYTHONPATH": str(ROOT / "course" / "03_engineering"),
        "OMP_NUM_THREADS": "1",
        "HOME": str(tmp_path),
    }
    ended = subprocess.run(
        command, cwd=work, env=environment, capture_output=True, text=True, timeout=500
    )
    assert ended.returncode == 0, ended.stderr
    report = json.loads((work / "report.json").read_text())
    # MLflow would make `mlruns` or `mlflow.db` where the process runs.
    made = {p.name for p in work.iterdir()}
    assert made == {"warm", "calm", "calm.txt", "seconds.txt", "again.txt", "report.json"}
    return report


@pytest.mark.slow
def test_a_month_killed_at_any_step_ends_as_if_undisturbed(tmp_path, pl, in_april):
    # March: the first promotion. January and February are undisturbed.
    template = tmp_path / "february"
    shutil.copytree(in_april[0] / "landing", template / "landing")
    for month in ("2013-01", "2013-02"):
        pl.run_month(template, month)
    report = killed(tmp_path, template, "2013-03", "all", at_random=2)
    _, versions, aliases = report["expected"]
    assert len(versions) == 1 and aliases == ["1", None]
    trials = report["trials"]
    named = {name: ended for name, (ended, _) in trials.items() if "random" not in name}
    assert set(named.values()) == {-9}
    assert {name.split()[1] for name in named} >= {
        "replace", "write_bytes", "save_model", "create_model_version",
        "set_registered_model_alias",
    }  # fmt: skip
    assert not [name for name, (_, same) in trials.items() if not same]


def test_a_switch_killed_at_any_step_ends_as_if_undisturbed(tmp_path, in_april):
    # May: the second promotion, with a champion to replace.
    report = killed(tmp_path, in_april[0], "2013-05", "registry", at_random=0)
    assert [len(report["expected"][1]), report["expected"][2]] == [2, ["2", "1"]]
    assert len(report["trials"]) >= 6
    assert all(trial == [-9, True] for trial in report["trials"].values()), report["trials"]


def test_running_months_again_changes_nothing(pl, in_april):
    root, rows = in_april
    before = everything(pl, root)
    again = [pl.run_month(root, f"2013-{month:02}") for month in (3, 1, 4, 2, 4)]
    assert everything(pl, root) == before
    # Only the champion is of today; all else is what was written down then.
    for row in again:
        old = next(r for r in rows if r["month"] == row["month"])
        assert {**row, "champion": None} == {**old, "champion": None}


def test_a_version_is_rebuilt_from_what_it_carries(pl, in_april, flights):
    root, _ = in_april
    now = flights[flights["month"] == 5]
    kept, rebuilt = pl.score(pl.serve(root), now), pl.score(pl.rebuild(root, "1"), now)
    np.testing.assert_allclose(kept, rebuilt, rtol=0, atol=1e-12)
    assert pl.versions(root)[0].tags["months"] == "2013-01 2013-02"


def test_other_code_does_not_rebuild(pl, in_april, monkeypatch):
    monkeypatch.setattr(pl, "CODE_HASH", "of another day")
    with pytest.raises(Exception, match="check out"):
        pl.rebuild(in_april[0], "1")


def test_a_rollback_names_its_version(pl, april):
    pl.run_month(april, "2013-05")
    assert pl.alias(april, "champion") == "2"
    assert [pl.rollback(april, "2", "why") for _ in range(2)] == ["1", "1"]
    # Nor does the month that promoted it, run again, bring it back.
    assert pl.run_month(april, "2013-05")["champion"] == "1"
    tags = pl.versions(april)[0].tags | {"recipe": "next", "replaces": "2"}
    source = pl.versions(april)[0].source
    third = str(pl.registry(april).create_model_version(pl.NAME, source, tags=tags).version)
    pl.point_to(april, third)
    assert pl.alias(april, "previous") == "1"  # 2 was rolled back itself
    assert pl.rollback(april, third, "why") == "1"
    with pytest.raises(LookupError):
        pl.rollback(april, "1", "why")
    assert pl.alias(april, "champion") == "1"


def test_a_refused_month_is_not_trained_on(pl, april, flights):
    bad = flights[flights["month"] == 4].assign(distance=1.0)
    bad.to_csv(april / "landing" / "2013-04.csv", index=False)
    assert pl.run_month(april, "2013-04")["problems"] == ["distance: in_range(50, 5000)"]
    assert pl.train(april, "2013-05")["months"] == ["2013-01", "2013-02", "2013-03"]


def test_every_clean_month_passes(pl, flights):
    for month in range(1, 13):
        rows = flights[flights["month"] == month]
        assert not pl.contract_problems(rows)
        assert not pl.arrival_problems(rows, f"2013-{month:02}")


@pytest.mark.parametrize(
    "change, named",
    {
        "renamed": (lambda f: f.rename(columns={"visib": "v"}), "visib: column_in_dataframe"),
        "text": (lambda f: f.assign(distance=f["distance"].astype(str)), "distance: not numeric"),
        # pandera leaves missing values out of a check unless it is told otherwise.
        "missing": (lambda f: f.assign(temp=f["temp"].where(f["day"] < 20)), "temp: over 10%"),
        "some missing": (lambda f: f.assign(day=f["day"].where(f["day"] < 31)), "day: over 0%"),
        "range": (lambda f: f.assign(visib=f["visib"] + 10), "visib: in_range"),
        "code": (lambda f: f.assign(carrier="U2"), "carrier: isin"),
        "twice": (lambda f: pd.concat([f, f[:1]]), "table: multiple_fields_uniqueness"),
        "weekday": (lambda f: f.assign(weekday="Mon"), "table: weekday"),
    }.values(),
)
def test_the_contract_names_what_is_broken(pl, flights, change, named):
    month = flights[flights["month"] == 8]
    assert any(line.startswith(named) for line in pl.contract_problems(change(month)))
    # One fault does not hide another.
    both = pl.contract_problems(change(month).assign(origin="XXX"))
    assert any(line.startswith(named) for line in both)
    assert any(line.startswith("origin") for line in both)


def test_arrival(pl, flights):
    month = flights[flights["month"] == 8]
    assert "days" in " ".join(pl.arrival_problems(month[month["day"] <= 10], "2013-08"))
    assert "freshness" in " ".join(pl.arrival_problems(month, "2013-09"))


def test_the_gate(pl):
    rng = np.random.default_rng(0)
    day, late = np.repeat(np.arange(30), 80), rng.random(2400) < 0.3
    weak, good = late + rng.normal(0, 3, 2400), late + rng.normal(0, 1.6, 2400)
    gain, low, high = pl.gain_by_day(late, day, weak, good)
    assert low < gain < high
    assert gain == pytest.approx(roc_auc_score(late, good) - roc_auc_score(late, weak))
    assert pl.verdict(gain, low, roc_auc_score(late, good)) == "promote"
    assert pl.verdict(*pl.gain_by_day(late, day, good, good)[:2], 0.7) == "keep"
    gain, low, _ = pl.gain_by_day(late, day, weak, late + rng.normal(0, 0.3, 2400))
    assert pl.verdict(gain, low, 0.97) == "investigate"
    assert pl.verdict(0.01, 0.005, 0.45) == "investigate"


def test_days_make_a_wider_interval_than_rows(pl):
    rng = np.random.default_rng(1)
    day = np.repeat(np.arange(30), 80)
    late = rng.random(2400) < np.repeat(rng.uniform(0.05, 0.6, 30), 80)
    p = np.repeat(rng.normal(size=30), 80) + late
    _, low, high = pl.gain_by_day(late, day, np.zeros(2400), p)
    _, row_low, row_high = pl.gain_by_day(late, np.arange(2400), np.zeros(2400), p)
    assert high - low > 2 * (row_high - row_low)


def test_stability_index(pl):
    then, now = pd.Series(list("aaab")), pd.Series(list("abbb"))
    assert pl.stability_index(now, then) == pytest.approx(2 * 0.5 * np.log(3))
    rng = np.random.default_rng(0)
    then = pd.Series(rng.normal(size=5000))
    assert pl.stability_index(then, then) == 0
    assert pl.stability_index(pd.Series(rng.normal(0.5, size=5000)), then) > 0.2
    assert np.isfinite(pl.stability_index(pd.Series(np.zeros(9)), pd.Series(np.zeros(9))))
