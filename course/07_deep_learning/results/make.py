"""Make the results of unit 7 that are too slow to compute live.

    python course/07_deep_learning/results/make.py tables      # about 15 minutes of one core
    python course/07_deep_learning/results/make.py banking77   # about 15 minutes of one core
    python course/07_deep_learning/results/make.py pretrained  # about 3 minutes of one core
    python course/07_deep_learning/results/make.py images      # about 35 minutes of one core

CPU seconds are those of the machine that made the files; only their ratios mean much.
"""

import hashlib
import os
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the unit's helpers

from deep_learning import (
    CODES,
    STEPS,
    STRENGTH,
    TEXT_WAYS,
    answer_questions,
    cnn,
    draw,
    draw_labelled,
    few_labels,
    flat,
    hog_of,
    hog_svm,
    load_clients,
    load_mnist,
    log_loss,
    mlp,
    pixel_logistic,
    predict,
    rivals,
    roc_auc_score,
    svm,
    train,
    tune,
    with_copies,
)

from sevendiff.datasets import load_fashion_mnist
from sevendiff.results import Result, make

N_NETS = 3  # seeds of the tuned net for each split
# How many random splits for each training size: fewer where a fit takes long.
TABLE_SPLITS = {200: 10, 500: 10, 1000: 10, 2000: 10, 5000: 10, 20000: 5}
DIGIT_SPLITS = {50: 5, 100: 5, 200: 5, 500: 5, 1000: 5, 2000: 3, 4000: 3}
FASHION_SPLITS = {200: 5, 1000: 5, 4000: 3}


def timed(function, *args):
    """Return the function's result and the CPU seconds that it took."""
    start = time.process_time()
    result = function(*args)
    return result, time.process_time() - start


# --- Part 1: small tables -------------------------------------------------------------------------


def table_rows(size, split, models=("logistic regression", "boosting", "net")):
    """Return a row a fitted model for one training size and one re-split of the credit data."""
    X, y = load_clients()
    train_rows, test_rows = draw(y, size, 10_000, seed=split)
    rows = []
    for name in models:
        model, grid = rivals(CODES, split)[name]
        best, tune_seconds = timed(tune, model, grid, X.iloc[train_rows], y.iloc[train_rows])
        for seed in range(N_NETS if name == "net" else 1):
            if name == "net":
                best.set_params(mlpclassifier__random_state=seed)
            _, fit_seconds = timed(best.fit, X.iloc[train_rows], y.iloc[train_rows])
            p = best.predict_proba(X.iloc[test_rows])[:, 1]
            rows.append(
                {
                    "size": size,
                    "split": split,
                    "model": name,
                    "seed": seed,
                    "auc": round(roc_auc_score(y.iloc[test_rows], p), 4),
                    "log_loss": round(log_loss(y.iloc[test_rows], p), 4),
                    "fit_seconds": round(fit_seconds, 3),
                    "tune_seconds": round(tune_seconds, 2),
                }
            )
    return rows


# --- Part 2: images -------------------------------------------------------------------------------

IMAGE_MODELS = {
    "digits": ["logistic regression", "SVM", "MLP", "CNN", "HOG", "SVM+", "MLP+", "CNN+", "HOG+"],
    "fashion": ["logistic regression", "SVM", "MLP", "CNN", "HOG", "CNN+"],
}
TOO_SLOW = {("HOG+", 2000), ("HOG+", 4000)}  # an SVM on 20,000 or 40,000 rows of 1,296 columns


def image_data(dataset, size, split):
    """Return training images and labels, test images and labels of one draw."""
    if dataset == "digits":
        digits = load_mnist()
        images, labels = digits.images, digits.target
        train_rows, test_rows = draw(labels, size, 1000, seed=split)
        return images[train_rows], labels[train_rows], images[test_rows], labels[test_rows]
    pool = load_fashion_mnist(subset="train")
    test = load_fashion_mnist(subset="test")
    train_rows, _ = draw(pool.target, size, len(pool.target) - size, seed=split)
    return pool.images[train_rows], pool.target[train_rows], test.images, test.target


def fit_image_model(name, images, labels, size, split, strength):
    """Return a function that predicts the class of images; a name with + is augmented."""
    plain = name.removesuffix("+")
    if plain in ("MLP", "CNN"):
        net = {"MLP": mlp, "CNN": cnn}[plain](split)
        augment = strength if name.endswith("+") else 0.0
        train(net, images, labels, STEPS[size], split, augment)
        return lambda test: predict(net, test)
    if name.endswith("+"):
        copies, labels = with_copies(images, labels, split, strength)
        images = 255 * copies.reshape(-1, 28, 28)
    columns = hog_of if plain == "HOG" else flat
    make_model = {"logistic regression": pixel_logistic, "SVM": svm, "HOG": hog_svm}[plain]
    model = make_model().fit(columns(images), labels)
    return lambda test: model.predict(columns(test))


def image_rows(dataset, size, split, models=None):
    """Return a row a fitted model for one data set, training size and draw."""
    images, labels, test_images, test_labels = image_data(dataset, size, split)
    rows = []
    for name in models or IMAGE_MODELS[dataset]:
        if (name, size) in TOO_SLOW:
            continue
        fitted, seconds = timed(
            fit_image_model, name, images, labels, size, split, STRENGTH[dataset]
        )
        rows.append(
            {
                "dataset": dataset,
                "size": size,
                "split": split,
                "model": name,
                "accuracy": round(float((fitted(test_images) == test_labels).mean()), 4),
                "fit_seconds": round(seconds, 3),
            }
        )
    return rows


# --- Part 3: a pretrained model -------------------------------------------------------------------

# The questions are not shipped. The published files are train.csv and test.csv in
# https://github.com/PolyAI-LDN/task-specific-datasets/tree/master/banking_data (CC BY 4.0);
# BANKING77 names the folder that they were put into.
QUESTIONS = Path(os.environ.get("BANKING77", "banking_data"))
QUESTIONS_HASH = "c155d531505f8d5c8393c42b3d8b70c32633d4938ca6b05a1666fc3c8e8124d2"
LABELLED = {1: 5, 3: 5, 5: 5, 10: 5, 20: 5, 30: 5, 90: 3}  # labels an intent: draws


def has_questions():
    """Return whether the published questions are on this machine."""
    return (QUESTIONS / "train.csv").exists() and (QUESTIONS / "test.csv").exists()


@cache
def load_questions():
    """Return texts and intents to draw labels from, texts and intents to test on."""
    parts = [pd.read_csv(QUESTIONS / f"{name}.csv") for name in ("train", "test")]
    texts = [np.array([" ".join(text.split()) for text in part["text"]], object) for part in parts]
    intents = [part["category"].to_numpy(object) for part in parts]
    pairs = zip(np.concatenate(texts), np.concatenate(intents), strict=True)
    content = "\n".join(f"{text}\t{intent}" for text, intent in pairs)
    found = hashlib.sha256(content.encode()).hexdigest()
    if found != QUESTIONS_HASH:
        sys.exit(f"{QUESTIONS} holds other questions than those of the lesson: sha256 {found}")
    return texts[0], intents[0], texts[1], intents[1]


def banking_rows(per_class, draw, ways=None):
    """Return a row a model for one draw of labelled questions; "words" must come first.

    `gained` counts the test questions that a model answers rightly and "words" wrongly, `lost`
    those the other way round.
    """
    texts, intents, questions, truth = load_questions()
    drawn = draw_labelled(intents, per_class, seed=draw)
    rows, right = [], {}
    for way in ways or TEXT_WAYS:
        answers, seconds = timed(
            answer_questions, way, texts[drawn], intents[drawn], questions, draw
        )
        right[way] = answers == truth
        rows.append(
            {
                "per_class": per_class,
                "draw": draw,
                "way": way,
                "labels": len(drawn),
                "accuracy": round(float(right[way].mean()), 4),
                "gained": int((right[way] & ~right["words"]).sum()),
                "lost": int((right["words"] & ~right[way]).sum()),
                "cpu_seconds": round(seconds, 2),
            }
        )
    return rows


def pretrained_rows(split, labels_per_class=(1, 2, 5, 10)):
    """Return a row a number of labels and a way to use a net that knows other digits."""
    digits = load_mnist()
    old, new = digits.target < 5, digits.target >= 5
    known = train(cnn(split), digits.images[old], digits.target[old], 600, split, strength=1.0)
    images, labels = digits.images[new], digits.target[new]
    rows = []
    for per_class in labels_per_class:
        train_rows, test_rows = draw(labels, 5 * per_class, 1500, seed=split)
        training = images[train_rows], labels[train_rows]
        for row in few_labels(known, *training, images[test_rows], labels[test_rows], split):
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


RESULTS = [
    Result(
        "tables.csv",
        table_rows,
        jobs=[{"size": n, "split": i} for n, splits in TABLE_SPLITS.items() for i in range(splits)],
        keys=["size", "split", "model", "seed"],
        slices=[{"size": 200, "split": 0}, {"size": 1000, "split": 1, "models": ["boosting"]}],
        tolerance={"auc": 0.005, "log_loss": 0.005},
    ),
    Result(
        "images.csv",
        image_rows,
        jobs=[
            {"dataset": dataset, "size": n, "split": i}
            for dataset, sizes in (("digits", DIGIT_SPLITS), ("fashion", FASHION_SPLITS))
            for n, splits in sizes.items()
            for i in range(splits)
        ],
        keys=["dataset", "size", "split", "model"],
        slices=[
            {"dataset": "digits", "size": 50, "split": 0},
            {"dataset": "fashion", "size": 200, "split": 0, "models": ["SVM", "HOG"]},
        ],
        tolerance={"accuracy": 0.02},
    ),
    Result(
        "banking77.csv",
        banking_rows,
        jobs=[{"per_class": n, "draw": i} for n, draws in LABELLED.items() for i in range(draws)],
        keys=["per_class", "draw", "way"],
        slices=[{"per_class": 3, "draw": 0, "ways": ["words", "pretrained, frozen"]}],
        tolerance={"accuracy": 0.005, "gained": 15, "lost": 15},
        available=has_questions,
    ),
    Result(
        "pretrained.csv",
        pretrained_rows,
        jobs=[{"split": i} for i in range(5)],
        keys=["labels_per_class", "split", "way"],
        slices=[{"split": 0, "labels_per_class": [2]}],
        tolerance={"accuracy": 0.05},
    ),
]

if __name__ == "__main__":
    make(RESULTS, Path(__file__).parent, sys.argv[1:])
