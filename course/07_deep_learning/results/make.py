"""Make the results of lesson 7 that are too slow to compute live.

The functions are the lesson's own: its cells tagged `shared` are run here, so that the shipped
figures cannot drift from the code that the reader sees.

    python course/results/make_07.py tables      # about 15 minutes of one core
    python course/results/make_07.py images      # about 30 minutes of one core
    python course/results/make_07.py pretrained  # about 3 minutes of one core

CPU seconds are those of the machine that made the files; only their ratios mean much.
"""

import functools
import sys
import time
from pathlib import Path

from sevendiff.results import shared_cells, write_rows

HERE = Path(__file__).parent
LESSON = HERE.parent / "07_deep_learning.ipynb"

N_NETS = 3  # seeds of the tuned net for each split
# How many random splits for each training size: fewer where a fit takes long.
TABLE_SPLITS = {200: 10, 500: 10, 1000: 10, 2000: 10, 5000: 10, 20000: 5}
DIGIT_SPLITS = {50: 5, 100: 5, 200: 5, 500: 5, 1000: 5, 2000: 3, 4000: 3}
FASHION_SPLITS = {200: 5, 1000: 5, 4000: 3}
LABELS_PER_CLASS, PRETRAINED_SPLITS = (1, 2, 5, 10), 5


@functools.cache
def lesson():
    """Return what the lesson's cells tagged `shared` define."""
    return shared_cells(LESSON)


def timed(function, *args):
    """Return the function's result and the CPU seconds that it took."""
    start = time.process_time()
    result = function(*args)
    return result, time.process_time() - start


def table_rows(size, split, models=("logistic regression", "boosting", "net")):
    """Return a row a fitted model for one training size and one re-split of the credit data."""
    use = lesson()
    X, y = use.clients.data, use.clients.target
    train, test = use.draw(y, size, 10_000, seed=split)
    rows = []
    for name in models:
        model, grid = use.rivals(use.CODES, split)[name]
        best, tune_seconds = timed(use.tune, model, grid, X.iloc[train], y.iloc[train])
        for seed in range(N_NETS if name == "net" else 1):
            if name == "net":
                best.set_params(mlpclassifier__random_state=seed)
            _, fit_seconds = timed(best.fit, X.iloc[train], y.iloc[train])
            p = best.predict_proba(X.iloc[test])[:, 1]
            rows.append(
                {
                    "size": size,
                    "split": split,
                    "model": name,
                    "seed": seed,
                    "auc": round(use.roc_auc_score(y.iloc[test], p), 4),
                    "log_loss": round(use.log_loss(y.iloc[test], p), 4),
                    "fit_seconds": round(fit_seconds, 3),
                    "tune_seconds": round(tune_seconds, 2),
                }
            )
    return rows


def image_data(dataset, size, split):
    """Return training images and labels, test images and labels of one draw."""
    use = lesson()
    if dataset == "digits":
        digits = use.load_mnist()
        images, labels = digits.images, digits.target
        train, test = use.draw(labels, size, 1000, seed=split)
        return images[train], labels[train], images[test], labels[test]
    pool = use.load_fashion_mnist(subset="train")
    test = use.load_fashion_mnist(subset="test")
    train, _ = use.draw(pool.target, size, len(pool.target) - size, seed=split)
    return pool.images[train], pool.target[train], test.images, test.target


IMAGE_MODELS = {
    "digits": ["logistic regression", "SVM", "MLP", "CNN", "SVM+", "MLP+", "CNN+"],
    "fashion": ["logistic regression", "SVM", "MLP", "CNN", "CNN+"],
}


def image_rows(dataset, size, split, models=None):
    """Return a row a fitted model for one data set, training size and draw; + is augmented."""
    use = lesson()
    images, labels, test_images, test_labels = image_data(dataset, size, split)
    strength = use.STRENGTH[dataset]
    rows = []
    for name in models or IMAGE_MODELS[dataset]:
        start = time.process_time()
        if name in ("MLP", "CNN", "MLP+", "CNN+"):
            net = (use.mlp if "MLP" in name else use.cnn)(split)
            augment = strength if name.endswith("+") else 0.0
            use.train(net, images, labels, use.STEPS[size], split, augment)
            seconds = time.process_time() - start
            predicted = use.predict(net, test_images)
        else:
            X, y = use.flat(images), labels
            if name.endswith("+"):
                X, y = use.with_copies(images, labels, split, strength)
            model = use.pixel_logistic() if name == "logistic regression" else use.svm()
            model.fit(X, y)
            seconds = time.process_time() - start
            predicted = model.predict(use.flat(test_images))
        rows.append(
            {
                "dataset": dataset,
                "size": size,
                "split": split,
                "model": name,
                "accuracy": round(float((predicted == test_labels).mean()), 4),
                "fit_seconds": round(seconds, 3),
            }
        )
    return rows


def pretrained_rows(split, labels_per_class=LABELS_PER_CLASS):
    """Return a row a number of labels and a way to use a net that knows other digits."""
    use = lesson()
    digits = use.load_mnist()
    old, new = digits.target < 5, digits.target >= 5
    known = use.train(
        use.cnn(split), digits.images[old], digits.target[old], 600, split, strength=1.0
    )
    images, labels = digits.images[new], digits.target[new]
    rows = []
    for per_class in labels_per_class:
        train, test = use.draw(labels, 5 * per_class, 1500, seed=split)
        results = use.few_labels(
            known, images[train], labels[train], images[test], labels[test], split
        )
        for row in results:
            rows.append(
                {
                    "labels_per_class": per_class,
                    "split": split,
                    "way": row["way"],
                    "accuracy": round(float(row["accuracy"]), 4),
                    "fit_seconds": round(row["fit_seconds"], 3),
                }
            )
    return rows


if __name__ == "__main__":
    if "tables" in sys.argv:
        jobs = [
            functools.partial(table_rows, size, split)
            for size, n_splits in TABLE_SPLITS.items()
            for split in range(n_splits)
        ]
        write_rows(HERE / "07_tables.csv", jobs)
    if "images" in sys.argv:
        jobs = [
            functools.partial(image_rows, dataset, size, split)
            for dataset, splits in (("digits", DIGIT_SPLITS), ("fashion", FASHION_SPLITS))
            for size, n_splits in splits.items()
            for split in range(n_splits)
        ]
        write_rows(HERE / "07_images.csv", jobs)
    if "pretrained" in sys.argv:
        jobs = [functools.partial(pretrained_rows, split) for split in range(PRETRAINED_SPLITS)]
        write_rows(HERE / "07_pretrained.csv", jobs)
