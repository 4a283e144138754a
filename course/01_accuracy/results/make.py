"""Make the results of unit 1 that are too slow to compute live.

    python make.py frontier  # nine models, two data sets, ten splits: about 15 minutes of one core
    python make.py pairs     # four of them again, image by image: about 13 minutes
    python make.py gamma     # the step to PCA in two: about 3 minutes
    python make.py labels    # PCA + SVM at six sizes, 30 splits: about 1 minute
    python make.py tuned     # the same, tuned at each size, digits, ten splits: 3 minutes

CPU seconds and milliseconds are those of the machine that made the files; only their ratios mean
much.
"""

import functools
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # on small jobs more threads are slower
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the unit's helpers

import numpy as np  # noqa: E402
import torch  # noqa: E402
from accuracy import (  # noqa: E402
    Images,
    Nets,
    load_images,
    make_mlp,
    make_models,
    make_pca_svm,
    make_svm_like_pca,
    measure,
    split_images,
)
from sklearn.model_selection import GridSearchCV  # noqa: E402

from sevendiff.results import Result, make  # noqa: E402

torch.set_num_threads(1)

STEPS, SPLITS = 1500, 10
FRONTIER_ROWS = {"digits": (3000, 2000), "garments": (4000, 4000)}  # to train and to test on
PAIRED = ["SVM, all pixels", "PCA + SVM", "CNN", "3 CNNs"]
BY_GAMMA = [("SVM, all pixels", "SVM, PCA's gamma"), ("SVM, PCA's gamma", "PCA + SVM")]
GROUPS = 50  # of images, at random: few enough rows to ship, many enough to measure their luck
LABEL_SPLITS, TUNED_SPLITS = 30, 10
LABEL_SIZES = {
    "digits": [100, 200, 400, 800, 1600, 3200],
    "garments": [250, 500, 1000, 2000, 4000, 8000],
}
COMPONENTS, C = [20, 40, 80], [2, 10, 50]

images = functools.cache(load_images)


@functools.cache
def warm_up():
    """Train a net for a few steps: the first one loads libraries, which is in no model's price."""
    X, y = images("digits")
    Nets(make_mlp, 10, seed=0).fit(X[:50], y[:50])


def frontier_split(dataset, split):
    """Return the images to train on, those to test on, and the positions of the latter."""
    X, y = images(dataset)
    train, test = split_images(len(y), *FRONTIER_ROWS[dataset], seed=split)
    return Images(X[train], y[train]), Images(X[test], y[test]), test


def frontier_rows(dataset, split, models=None):
    """Return a row a model for one data set and one random split."""
    warm_up()
    train, test, _ = frontier_split(dataset, split)
    rows = []
    for name, model in make_models(split, STEPS).items():
        if models is None or name in models:
            row, _ = measure(model, train, test)
            row = {column: float(f"{value:.4g}") for column, value in row.items()}
            rows.append({"dataset": dataset, "split": split, "model": name} | row)
    return rows


def pair_rows(dataset, split, pairs=None):
    """Return how often one of two models alone is right, by group of test images.

    The groups are the same for all splits, so that the luck of the images can be told from the luck
    of training: a row of the table is what one training of two models did on one group.
    """
    train, test, positions = frontier_split(dataset, split)
    group = np.random.default_rng(0).permutation(len(images(dataset).y))[positions] % GROUPS
    pairs = pairs or list(zip(PAIRED, PAIRED[1:], strict=False))
    models, wrong = make_models(split, STEPS), {}
    models["SVM, PCA's gamma"] = make_svm_like_pca(train.X)
    for name in sorted(set(sum(pairs, ()))):  # "3 CNNs" before "CNN", which is the first of them
        if name == "CNN" and "3 CNNs" in wrong:
            models[name].nets = models["3 CNNs"].nets[:1]
        else:
            models[name].fit(*train)
        wrong[name] = models[name].predict(test.X) != test.y
    return [
        {
            "dataset": dataset,
            "split": split,
            "old": old,
            "new": new,
            "group": g,
            "images": int((group == g).sum()),
            "only_new_right": int((wrong[old] & ~wrong[new])[group == g].sum()),
            "only_old_right": int((~wrong[old] & wrong[new])[group == g].sum()),
        }
        for old, new in pairs
        for g in range(GROUPS)
    ]


def label_split(dataset, split):
    """Return the images of the largest training set, in order, and all others to test on."""
    X, y = images(dataset)
    largest = LABEL_SIZES[dataset][-1]
    train, test = split_images(len(y), largest, len(y) - largest, seed=split)
    return Images(X[train], y[train]), Images(X[test], y[test])


def label_rows(dataset, split, sizes=None, tuned=False):
    """Return a row a training size: the error of PCA + SVM on all images not needed to train.

    The training sets of a split are nested, as they are for a team that buys more labels; the
    test rows are the same for all of them. `tuned`: components and C are chosen anew at each size,
    by cross-validation on the training set.
    """
    train, test = label_split(dataset, split)
    rows = []
    for size in sizes or LABEL_SIZES[dataset]:
        model = make_pca_svm()
        if tuned:
            fewer = [n for n in COMPONENTS if n < size / 2]  # than rows in two of three folds
            model = GridSearchCV(model, {"pca__n_components": fewer, "svc__C": C}, cv=3)
        error = float((model.fit(train.X[:size], train.y[:size]).predict(test.X) != test.y).mean())
        row = {"dataset": dataset, "split": split, "size": size, "error": round(error, 5)}
        rows.append(row | {"test_rows": len(test.y)})
    return rows


def jobs(splits):
    """Return a job for each data set and split."""
    return [{"dataset": d, "split": s} for d in ("digits", "garments") for s in range(splits)]


RESULTS = [
    Result(
        "frontier.csv",
        frontier_rows,
        jobs=jobs(SPLITS),
        keys=["dataset", "split", "model"],
        slices=[
            {"dataset": "digits", "split": 0, "models": ["logistic regression", "PCA + SVM"]},
            {"dataset": "garments", "split": 0, "models": ["3 neighbours", "CNN, short"]},
        ],
        tolerance={"accuracy": 0.03},
    ),
    Result(
        "pairs.csv",
        pair_rows,
        jobs=jobs(SPLITS),
        keys=["dataset", "split", "old", "new", "group"],
        slices=[{"dataset": "digits", "split": 0, "pairs": [("SVM, all pixels", "PCA + SVM")]}],
        tolerance={"images": 0, "only_new_right": 2, "only_old_right": 2},
    ),
    Result(
        "gamma.csv",
        functools.partial(pair_rows, pairs=BY_GAMMA),
        jobs=jobs(SPLITS),
        keys=["dataset", "split", "old", "new", "group"],
        slices=[{"dataset": "digits", "split": 0}],
        tolerance={"images": 0, "only_new_right": 2, "only_old_right": 2},
    ),
    Result(
        "labels.csv",
        label_rows,
        jobs=jobs(LABEL_SPLITS),
        keys=["dataset", "split", "size"],
        slices=[{"dataset": d, "split": 0, "sizes": LABEL_SIZES[d][:3]} for d in LABEL_SIZES],
        tolerance={"error": 0.01},
    ),
    Result(
        "tuned.csv",
        functools.partial(label_rows, tuned=True),
        jobs=[{"dataset": "digits", "split": s} for s in range(TUNED_SPLITS)],
        keys=["dataset", "split", "size"],
        slices=[{"dataset": "digits", "split": 0, "sizes": [100, 200]}],
        tolerance={"error": 0.02},
    ),
]

if __name__ == "__main__":
    make(RESULTS, Path(__file__).parent, sys.argv[1:])
