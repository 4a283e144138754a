"""Make the results of lesson 1 that are too slow to compute live.

The functions are the lesson's own: its cells tagged `shared` are run here, so that the shipped
figures cannot drift from the code that the reader sees.

    python course/results/make_01.py frontier  # about 15 minutes of one core
    python course/results/make_01.py labels    # about 1 minute of one core

CPU seconds and milliseconds are those of the machine that made the files; only their ratios mean
much.
"""

import functools
import sys
from pathlib import Path

from sevendiff.results import shared_cells, write_rows

HERE = Path(__file__).parent
LESSON = HERE.parent / "01_accuracy.ipynb"

STEPS, SPLITS = 1500, 10
FRONTIER_ROWS = {"digits": (3000, 2000), "fashion": (4000, 4000)}  # to train and to test on
LABEL_SPLITS = 30
LABEL_SIZES = {
    "digits": [100, 200, 400, 800, 1600, 3200],
    "fashion": [250, 500, 1000, 2000, 4000, 8000],
}


@functools.cache
def lesson():
    """Return what the lesson's cells tagged `shared` define."""
    return shared_cells(LESSON)


@functools.cache
def data(dataset):
    """Return pixels and labels of all images."""
    use = lesson()
    images = use.load_mnist() if dataset == "digits" else use.load_fashion_mnist(subset="all")
    return use.pixels(images.images), images.target


def frontier_rows(dataset, split, models=None):
    """Return a row a model for one data set and one random split."""
    use = lesson()
    X, y = data(dataset)
    train, test = use.draw(len(X), *FRONTIER_ROWS[dataset], seed=split)
    rows = []
    for name, model in use.zoo(split, STEPS).items():
        if models is None or name in models:
            row, _ = use.measure(model, X[train], y[train], X[test], y[test])
            row = {name: float(f"{value:.4g}") for name, value in row.items()}
            rows.append({"dataset": dataset, "split": split, "model": name} | row)
    return rows


def label_rows(dataset, split, sizes=None):
    """Return a row a training size: the error of PCA + SVM on all images not needed to train.

    The training sets of a split are nested, as they are for a team that buys more labels; the
    test rows are the same for all of them.
    """
    use = lesson()
    X, y = data(dataset)
    largest = LABEL_SIZES[dataset][-1]
    train, test = use.draw(len(X), largest, len(X) - largest, seed=split)
    rows = []
    for size in sizes or LABEL_SIZES[dataset]:
        model = use.pca_svm().fit(X[train[:size]], y[train[:size]])
        error = float((model.predict(X[test]) != y[test]).mean())
        row = {"dataset": dataset, "split": split, "size": size, "error": round(error, 5)}
        rows.append(row | {"test_rows": len(test)})
    return rows


if __name__ == "__main__":
    if "frontier" in sys.argv:
        # The first step of any net loads libraries: keep that out of the price of the first one.
        lesson().Nets(lesson().mlp, 10, seed=0).fit(*(part[:50] for part in data("digits")))
        jobs = [
            functools.partial(frontier_rows, dataset, split)
            for dataset in FRONTIER_ROWS
            for split in range(SPLITS)
        ]
        write_rows(HERE / "01_frontier.csv", jobs)
    if "labels" in sys.argv:
        jobs = [
            functools.partial(label_rows, dataset, split)
            for dataset in LABEL_SIZES
            for split in range(LABEL_SPLITS)
        ]
        write_rows(HERE / "01_labels.csv", jobs)
