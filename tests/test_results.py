"""The shipped results of a lesson are what its script makes: a slice of each is recomputed."""

import importlib.util

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import ROOT

RESULTS = ROOT / "course" / "results"

# Another BLAS or processor may round otherwise, and a net then trains a little differently.
TOLERANCE = {"auc": 0.01, "log_loss": 0.01, "accuracy": 0.03, "error": 0.01}


def script(name):
    """Import a script of `course/results/`; its lesson's cells set the course's figure style."""
    spec = importlib.util.spec_from_file_location(name, RESULTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with plt.rc_context():
        yield module


@pytest.fixture(scope="module")
def make_01():
    yield from script("make_01")


@pytest.fixture(scope="module")
def make_04():
    yield from script("make_04")


@pytest.fixture(scope="module")
def make_06():
    yield from script("make_06")


@pytest.fixture(scope="module")
def make_07():
    yield from script("make_07")


def agrees(rows, file, keys):
    """Compare recomputed rows with the shipped ones, score by score; times are not compared."""
    made = pd.DataFrame(rows).set_index(keys)
    kept = pd.read_csv(RESULTS / file).set_index(keys)
    for score in TOLERANCE.keys() & set(made):
        difference = (made[score] - kept.loc[made.index, score]).abs()
        assert difference.max() <= TOLERANCE[score], difference


@pytest.mark.slow
def test_credit_curves(make_07):
    rows = make_07.table_rows(200, split=0)
    agrees(rows, "07_tables.csv", ["size", "split", "model", "seed"])


@pytest.mark.slow
def test_image_curves(make_07):
    keys = ["dataset", "size", "split", "model"]
    rows = make_07.image_rows("digits", 50, 0, ["SVM", "CNN", "SVM+"])
    agrees(rows, "07_images.csv", keys)
    agrees(make_07.image_rows("fashion", 200, 0, ["SVM"]), "07_images.csv", keys)


@pytest.mark.slow
def test_pretrained(make_07):
    rows = make_07.pretrained_rows(split=0, labels_per_class=[2])
    agrees(rows, "07_pretrained.csv", ["labels_per_class", "split", "way"])


def test_files_hold_every_split_that_the_script_names(make_07):
    tables = pd.read_csv(RESULTS / "07_tables.csv").groupby("size")["split"].nunique()
    assert tables.to_dict() == make_07.TABLE_SPLITS
    images = pd.read_csv(RESULTS / "07_images.csv").groupby(["dataset", "size"])["split"].nunique()
    assert images["digits"].to_dict() == make_07.DIGIT_SPLITS
    assert images["fashion"].to_dict() == make_07.FASHION_SPLITS
    pretrained = pd.read_csv(RESULTS / "07_pretrained.csv")
    assert set(pretrained["labels_per_class"]) == set(make_07.LABELS_PER_CLASS)
    assert pretrained["split"].nunique() == make_07.PRETRAINED_SPLITS


@pytest.mark.slow
def test_frontier(make_01):
    keys = ["dataset", "split", "model"]
    rows = make_01.frontier_rows("digits", 0, ["logistic regression", "PCA + SVM", "CNN, short"])
    agrees(rows, "01_frontier.csv", keys)
    agrees(make_01.frontier_rows("fashion", 1, ["PCA + SVM"]), "01_frontier.csv", keys)


@pytest.mark.slow
def test_price_of_labels(make_01):
    keys = ["dataset", "split", "size"]
    agrees(make_01.label_rows("digits", 0, [100, 800]), "01_labels.csv", keys)
    agrees(make_01.label_rows("fashion", 1, [500]), "01_labels.csv", keys)


def test_files_of_unit_1_hold_every_split_that_the_script_names(make_01):
    frontier = pd.read_csv(RESULTS / "01_frontier.csv")
    models = list(make_01.lesson().zoo(0, make_01.STEPS))
    named = {
        (dataset, split, model)
        for dataset in make_01.FRONTIER_ROWS
        for split in range(make_01.SPLITS)
        for model in models
    }
    held = list(zip(frontier["dataset"], frontier["split"], frontier["model"], strict=True))
    assert len(held) == len(named) and set(held) == named
    labels = pd.read_csv(RESULTS / "01_labels.csv").groupby(["dataset", "size"])["split"].nunique()
    for dataset, sizes in make_01.LABEL_SIZES.items():
        assert labels[dataset].to_dict() == dict.fromkeys(sizes, make_01.LABEL_SPLITS)


@pytest.mark.slow
def test_privacy(make_06):
    rows = make_06.privacy_rows(1000, 0, [("private", 1.0), ("early-stopped", float("inf"))])
    agrees(rows, "06_privacy.csv", ["size", "draw", "way", "epsilon"])


def test_file_of_unit_6_holds_every_draw_that_the_script_names(make_06):
    privacy = pd.read_csv(RESULTS / "06_privacy.csv")
    held = list(privacy[["size", "draw", "way", "epsilon"]].itertuples(index=False, name=None))
    named = {
        (size, draw, *way)
        for size in make_06.SIZES
        for draw in range(make_06.DRAWS)
        for way in make_06.WAYS
    }
    assert len(held) == len(named) and set(held) == named
    assert (privacy["spent"] <= privacy["epsilon"]).all()


@pytest.mark.slow
def test_pruned(make_04):
    rows = make_04.pruned_rows(0, ["wide", "90% in steps"])
    agrees(rows, "04_pruned.csv", ["seed", "model"])


def test_file_of_unit_4_holds_every_seed_that_the_script_names(make_04):
    models = pd.read_csv(RESULTS / "04_pruned.csv").groupby("seed")["model"].nunique()
    assert models.to_dict() == dict.fromkeys(range(make_04.SEEDS), models.max())
