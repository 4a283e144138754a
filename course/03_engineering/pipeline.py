"""A month of flights through eight stages: the pipeline of unit 3.

Each stage is a function of a folder (`root`) and a month. It writes each result under a temporary
name and renames it, and it returns what is already written when it is called again for the same
data. So a run that was killed is mended by running it once more. One run at a time: nothing here
locks the folder.
"""

import hashlib
import json
import logging
import os
import shutil
from io import BytesIO
from pathlib import Path

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"  # MLflow reads both when it is imported
os.environ["GIT_PYTHON_REFRESH"] = "quiet"

import mlflow
import numpy as np
import pandas as pd
import pandera.pandas as pa
import sklearn
import skops
from mlflow.exceptions import MlflowException
from scipy.special import rel_entr
from scipy.stats import rankdata
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

for noisy in ("mlflow.store.db.utils", "alembic"):  # a line for each table of a new database
    logging.getLogger(noisy).setLevel(logging.WARNING)

NAME = "late_flights"
CONTRACT_VERSION = "1"
CODE_HASH = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
CARRIERS = "9E AA AS B6 DL EV F9 FL HA MQ OO UA US VX WN YV".split()
OPERATIONS = ["sched_dep_time", "sched_arr_time", "distance", "carrier", "origin"]
WEATHER = ["temp", "wind_speed", "precip", "visib", "pressure"]
CODES = ["carrier", "origin", "dest", "weekday"]
NUMBERS = ["sched_dep_time", "sched_arr_time", "distance", *WEATHER, "plane_built", "seats"]
KEY = ["month", "day", "sched_dep_time", "carrier", "flight", "origin"]


# What the stages share.


def write(path, content):
    """Write bytes so that `path` holds all of them or is not touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".tmp")
    half.write_bytes(content)
    os.replace(half, path)


def recall(root, month, stage, key):
    """Return what `stage` wrote about `month`, or None if it has not run on this very data."""
    path = Path(root, "records", month, f"{stage}.json")
    found = json.loads(path.read_text()) if path.exists() else {"key": None}
    return found if found["key"] == key else None


def record(root, month, stage, key, **facts):
    """Write and return what `stage` found out about `month`."""
    facts = {"key": key, **facts}
    text = json.dumps(facts, indent=1, default=float)
    write(Path(root, "records", month, f"{stage}.json"), text.encode())
    return json.loads(text)


def digest(*parts):
    """Return a short hash of texts or bytes."""
    joined = b"\0".join(p if isinstance(p, bytes) else p.encode() for p in parts)
    return hashlib.sha256(joined).hexdigest()[:12]


def load(root, data_hash):
    """Return the flights of a stored file, with the label `late` beside the columns."""
    flights = pd.read_csv(Path(root, "store", f"{data_hash}.csv"))
    return flights.assign(late=(flights["arr_delay"] > 15).astype(int))


# 1, data engineer.


def ingest(root, month):
    """Store the file that landed for `month` under the hash of its bytes."""
    content = Path(root, "landing", f"{month}.csv").read_bytes()
    data_hash = digest(content)
    done = recall(root, month, "ingest", data_hash)
    if done:
        return done
    problems = arrival_problems(pd.read_csv(BytesIO(content)), month)
    write(Path(root, "store", f"{data_hash}.csv"), content)
    return record(root, month, "ingest", data_hash, problems=problems)


def arrival_problems(flights, month):
    """Return what is wrong with the volume or the freshness of a file that landed."""
    problems = []
    if not 1500 <= len(flights) <= 3500:
        problems.append(f"volume: {len(flights)} rows")
    if "day" in flights and flights["day"].nunique() < 28:
        problems.append(f"volume: {flights['day'].nunique()} days")
    if "month" in flights and set(flights["month"]) != {int(month[-2:])}:
        problems.append(f"freshness: months {sorted(set(flights['month']))}")
    return problems


# 2, data engineer, agreed with the supplier and the data scientist.


def number(low, high, missing=0.0):
    """Return the check of a number: its range and the share that may be missing."""
    allowed = pa.Check(
        lambda values: values.isna().mean() <= missing,
        error=f"over {missing:.0%} missing",
        ignore_na=False,  # else pandera drops the missing values before it asks
    )
    within = pa.Check.in_range(low, high)
    # `coerce` is off: text that looks like a number is a fault, and int or float is not.
    numeric = pa.Check(pd.api.types.is_numeric_dtype, error="not numeric")
    return pa.Column(checks=[numeric, allowed, within], nullable=True)


def weekday_agrees(flights):
    """Say of each row whether its weekday is that of its date."""
    dates = pd.to_datetime(flights[["year", "month", "day"]], errors="coerce")
    return flights["weekday"] == dates.dt.day_name().str[:3]


CONTRACT = pa.DataFrameSchema(
    {
        "year": number(2013, 2013),
        "month": number(1, 12),
        "day": number(1, 31),
        "weekday": pa.Column(str),
        "sched_dep_time": number(0, 2359),
        "sched_arr_time": number(0, 2359),
        "carrier": pa.Column(str, pa.Check.isin(CARRIERS)),
        "flight": number(1, 9999),
        "origin": pa.Column(str, pa.Check.isin(["EWR", "JFK", "LGA"])),
        "dest": pa.Column(str),
        "distance": number(50, 5000),
        "temp": number(-20, 120, missing=0.1),
        "wind_speed": number(0, 100, missing=0.1),
        "precip": number(0, 5, missing=0.1),
        "visib": number(0, 10, missing=0.1),
        "pressure": number(950, 1060, missing=0.3),
        "plane_built": number(1940, 2013, missing=0.3),
        "seats": number(1, 500, missing=0.3),
        "dep_delay": number(-120, 1500),
        "arr_delay": number(-120, 1500),
    },
    checks=pa.Check(weekday_agrees, error="weekday is not that of the date", name="weekday_agrees"),
    unique=KEY,
)


def contract_problems(flights):
    """Return every breach of the contract, one line a rule, not only the first."""
    try:
        CONTRACT.validate(flights.reset_index(drop=True), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        where = cases["column"].mask(cases["schema_context"] == "DataFrameSchema", "table")
        where = where.mask(cases["check"] == "column_in_dataframe", cases["failure_case"])
        return sorted(set(where.astype(str) + ": " + cases["check"].astype(str)))
    return []


def contract(root, month):
    """Hold the month against the contract; a month that breaks it is not used further."""
    data_hash = ingest(root, month)["key"]
    key = digest(data_hash, CONTRACT_VERSION)
    done = recall(root, month, "contract", key)
    if done:
        return done
    problems = contract_problems(pd.read_csv(Path(root, "store", f"{data_hash}.csv")))
    return record(root, month, "contract", key, problems=problems, data_hash=data_hash)


def accepted(root, before):
    """Return the data hash of each earlier month that passed both checks."""
    hashes = {}
    for folder in sorted(Path(root, "records").glob("*")):
        stages = [folder / "ingest.json", folder / "contract.json"]
        if folder.name < before and all(path.exists() for path in stages):
            arrival, checked = (json.loads(path.read_text()) for path in stages)
            same = checked.get("data_hash") == arrival["key"]
            if same and not arrival["problems"] and not checked["problems"]:
                hashes[folder.name] = arrival["key"]
    return hashes


# 3, data scientist.


def make_model(numbers=NUMBERS, codes=CODES):
    """Return the pipeline: all preprocessing and the model in one object."""
    one_hot = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=20)
    scaled = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    columns = make_column_transformer((one_hot, codes), (scaled, numbers))
    return make_pipeline(columns, LogisticRegression(C=0.1, max_iter=1000))


def fit(root, hashes):
    """Fit the model on the stored files named by their hashes."""
    flights = pd.concat([load(root, data_hash) for data_hash in hashes], ignore_index=True)
    return make_model().fit(flights[CODES + NUMBERS], flights["late"])


def score(model, flights):
    """Return the probability of a late arrival for each flight."""
    return model.predict_proba(flights[CODES + NUMBERS])[:, 1]


def train(root, month):
    """Fit a candidate on the accepted months before `month` and save it under its recipe's key."""
    hashes = accepted(root, before=month)
    key = digest(*hashes.values(), CODE_HASH, CONTRACT_VERSION)
    folder = Path(root, "models", key)
    if hashes and not folder.exists():
        half = folder.with_name(key + ".tmp")
        shutil.rmtree(half, ignore_errors=True)
        half.parent.mkdir(parents=True, exist_ok=True)
        needs = [f"scikit-learn=={sklearn.__version__}", f"skops=={skops.__version__}"]
        mlflow.sklearn.save_model(
            fit(root, hashes.values()),
            half,
            serialization_format="skops",  # a format that holds no code, unlike a pickle
            skops_trusted_types=["numpy.dtype"],
            pip_requirements=needs,
        )
        os.replace(half, folder)
    return {"key": key, "months": list(hashes), "data": list(hashes.values())}


# 4, data scientist.


def area(late, p):
    """Return the AUC from ranks: as `roc_auc_score`, without its checks, which cost more."""
    ranks, n_late = rankdata(p)[late == 1], np.sum(late == 1)
    return (ranks.sum() / n_late - (n_late + 1) / 2) / (len(late) - n_late)


def gain_by_day(late, day, p_champion, p_challenger, seed=0, n_boot=200):
    """Return the challenger's gain in AUC and a 95% interval from resampling whole days."""
    late, p_champion, p_challenger = map(np.asarray, (late, p_champion, p_challenger))
    rows_of = list(pd.Series(np.arange(len(late))).groupby(np.asarray(day)).indices.values())
    rng = np.random.default_rng(seed)
    gains = []
    for _ in range(n_boot):
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        rows = np.concatenate([rows_of[i] for i in drawn])
        gains.append(area(late[rows], p_challenger[rows]) - area(late[rows], p_champion[rows]))
    gain = area(late, p_challenger) - area(late, p_champion)
    return gain, *np.quantile(gains, [0.025, 0.975])


def verdict(gain, low, auc, too_good=0.15, floor=0.55):
    """Return the gate's word on a challenger: investigate, promote or keep."""
    if gain > too_good or auc < floor:
        return "investigate"
    return "promote" if low > 0 else "keep"


def gate(root, month):
    """Compare candidate and champion on `month`, which neither has seen, and write it down."""
    candidate, data_hash = train(root, month), ingest(root, month)["key"]
    key = digest(candidate["key"], data_hash)
    done = recall(root, month, "gate", key)
    if done or not candidate["months"]:  # the decision stands before it is acted on
        return done
    flights = load(root, data_hash)
    champion = alias(root, "champion")
    p_old = flights["sched_dep_time"] if champion is None else score(serve(root), flights)
    p_new = score(mlflow.sklearn.load_model(str(Path(root, "models", candidate["key"]))), flights)
    gain, low, high = gain_by_day(flights["late"], flights["day"], p_old, p_new)
    auc = roc_auc_score(flights["late"], p_new)
    decision = verdict(gain, low, auc)
    facts = {"decision": decision, "gain": gain, "low": low, "high": high, "auc": auc}
    return record(root, month, "gate", key, **facts, candidate=candidate, champion=champion)


# 5 and 6, devops.


def registry(root):
    """Return MLflow's client of the registry in `root`, one SQLite file."""
    uri = f"sqlite:///{Path(root, 'registry.db')}"
    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    client = mlflow.MlflowClient()
    if not client.search_registered_models(f"name='{NAME}'"):
        client.create_registered_model(NAME)
    return client


def alias(root, name):
    """Return the version that an alias points to, or None."""
    version = registry(root).get_registered_model(NAME).aliases.get(name)
    return None if version is None else str(version)


def versions(root):
    """Return the registered versions, oldest first."""
    found = registry(root).search_model_versions(f"name='{NAME}'")
    return sorted(found, key=lambda version: int(version.version))


def register(root, month):
    """Give the promoted candidate a version that carries all that is needed to rebuild it."""
    decided = gate(root, month)
    if not decided or decided["decision"] != "promote":
        return None
    candidate = decided["candidate"]
    for version in versions(root):
        if version.tags["recipe"] == candidate["key"]:
            return str(version.version)
    tags = {
        "recipe": candidate["key"],
        "data": " ".join(candidate["data"]),
        "months": " ".join(candidate["months"]),
        "code": CODE_HASH,
        "contract": CONTRACT_VERSION,
        "judged_on": month,
        "auc": f"{decided['auc']:.4f}",
        "gain": f"{decided['gain']:.4f}",
        "replaces": decided["champion"] or "",
    }
    source = str(Path(root, "models", candidate["key"]).resolve())
    made = registry(root).create_model_version(NAME, source, tags=tags)  # one transaction
    return str(made.version)


def deploy(root, month):
    """Point the alias `champion` to the month's version, if the gate judged today's champion."""
    version, decided = register(root, month), gate(root, month)
    if version is None or alias(root, "champion") != decided["champion"]:
        return alias(root, "champion")  # nothing to do, done already, or history has moved on
    if "rolled_back" in registry(root).get_model_version(NAME, version).tags:
        return alias(root, "champion")
    return point_to(root, version)


def point_to(root, version):
    """Make `version` the champion; `previous` is what a rollback would return to."""
    client, before = registry(root), predecessor(root, version)
    if before is None:
        client.delete_registered_model_alias(NAME, "previous")
    else:
        client.set_registered_model_alias(NAME, "previous", before)
    client.set_registered_model_alias(NAME, "champion", version)  # the switch: one row
    return version


def predecessor(root, version):
    """Return the newest earlier champion that was not rolled back itself, or None."""
    client = registry(root)
    before = client.get_model_version(NAME, version).tags["replaces"]
    while before and "rolled_back" in client.get_model_version(NAME, before).tags:
        before = client.get_model_version(NAME, before).tags["replaces"]
    return before or None


def rollback(root, version, reason):
    """Take `version` out of charge. It names the version, so twice is the same as once."""
    before = predecessor(root, version)
    if before is None:
        raise LookupError(f"version {version} has no earlier champion")
    registry(root).set_model_version_tag(NAME, version, "rolled_back", reason)
    if alias(root, "champion") == version:
        point_to(root, before)
    return alias(root, "champion")


def serve(root):
    """Return the champion as a service would load it."""
    registry(root)
    return mlflow.sklearn.load_model(f"models:/{NAME}@champion")


# 7, devops and data scientist.


def shares(values, like):
    """Return the shares of `values` and `like` in ten bins of `like`, or in its categories."""
    if pd.api.types.is_numeric_dtype(like):
        edges = np.unique(like.quantile(np.linspace(0, 1, 11)))[1:-1]
        values, like = (np.searchsorted(edges, s.dropna(), side="left") for s in (values, like))
    both = [pd.Series(s).value_counts(normalize=True) for s in (values, like)]
    a, e = both[0].align(both[1], fill_value=0)
    return np.maximum(a, 1e-4), np.maximum(e, 1e-4)


def stability_index(values, like):
    """Return the PSI: the relative entropies of the two sets of shares, both ways, added up."""
    a, e = shares(values, like)
    return (rel_entr(a, e) + rel_entr(e, a)).sum()


def watch(flights, reference, p, p_reference):
    """Return the monitored numbers of a batch beside those of the reference."""
    return {
        "psi_operations": max(stability_index(flights[c], reference[c]) for c in OPERATIONS),
        "psi_weather": max(stability_index(flights[c], reference[c]) for c in WEATHER),
        "null_share": flights[WEATHER].isna().mean().max(),
        "mean_score_shift": abs(np.mean(p) - np.mean(p_reference)),
    }


def monitor(root, month):
    """Watch what the champion met in `month`; its AUC too, now that the labels are known."""
    data_hash = ingest(root, month)["key"]
    done = recall(root, month, "monitor", data_hash)
    champion = alias(root, "champion")
    if done:
        return done
    if champion is None:  # written down, too: who comes later did not serve this month
        return record(root, month, "monitor", data_hash, champion=None)
    trained_on = registry(root).get_model_version(NAME, champion).tags["data"].split()
    reference = pd.concat([load(root, h) for h in trained_on], ignore_index=True)
    flights, model = load(root, data_hash), serve(root)
    p, p_reference = score(model, flights), score(model, reference)
    facts = watch(flights, reference, p, p_reference)
    auc = roc_auc_score(flights["late"], p)
    return record(root, month, "monitor", data_hash, champion=champion, auc=auc, **facts)


# 8, all of it.


def run_month(root, month):
    """Take one month through all stages and return what they said, in a row."""
    problems = ingest(root, month)["problems"] + contract(root, month)["problems"]
    if problems:
        return {"month": month, "problems": problems}
    watched = monitor(root, month)
    decided = gate(root, month) or {}
    champion = deploy(root, month)
    row = {"month": month, "problems": problems, "served by": watched.get("champion")}
    row |= {name: decided.get(name) for name in ("decision", "gain", "low", "high")}
    row |= {name: watched.get(name) for name in ("auc", "psi_operations", "psi_weather")}
    return row | {"mean_score_shift": watched.get("mean_score_shift"), "champion": champion}


def rebuild(root, version):
    """Fit a registered version again from nothing but what it carries."""
    tags = registry(root).get_model_version(NAME, version).tags
    if (tags["code"], tags["contract"]) != (CODE_HASH, CONTRACT_VERSION):
        raise MlflowException("check out the code that the version names first")
    return fit(root, tags["data"].split())
