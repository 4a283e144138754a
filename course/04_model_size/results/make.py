"""Make the results of unit 4 that are too slow to compute live.

The functions are the lesson's own: its cells tagged `shared` are run here, so that the shipped
figures cannot drift from the code that the reader sees.

    python make.py  # about 3 minutes of one core

For each seed: other training images and other first weights; the test images are the same.
"""

import functools
import sys
import zlib
from pathlib import Path

from sevendiff.results import Result, make, shared_cells

HERE = Path(__file__).resolve().parent
LESSON = HERE.parent / "1_lesson.ipynb"
SEEDS = 10


@functools.cache
def lesson():
    """Return what the lesson's cells tagged `shared` define."""
    return shared_cells(LESSON)


def row(seed, model, predict, size):
    """Return accuracy, kilobytes, and the accuracy of each class of garment."""
    use = lesson()
    images, labels = use.pixels(use.OTHER_GARMENTS.images), use.OTHER_GARMENTS.target
    right = use.scores(predict, images).argmax(1) == labels
    values = {"seed": seed, "model": model, "accuracy": round(float(right.mean()), 5)}
    values["kilobytes"] = round(size / 1000, 1)
    return values | {f"class_{c}": round(float(right[labels == c].mean()), 4) for c in range(10)}


def int8_row(seed, model, net):
    """Return the row of a net that is stored in int8: its zipped file counts."""
    use = lesson()
    path = use.to_int8(use.write(use.to_onnx(net), use.FOLDER / "net.onnx"))
    return row(seed, model, use.load(path), len(zlib.compress(path.read_bytes(), 9)))


def pruned_rows(seed, models=None):
    """Return a row a model for one seed; with `models`, the rivals are not trained for others."""
    use = lesson()
    nets = use.wide_and_pruned(seed)
    if models is None or {"dense small", "wider, int8"} & set(models):
        nets |= use.rivals(seed, use.packed(nets["90% in steps"]))
    rows = []
    for model, net in nets.items():
        in_int8 = model == "wider, int8"
        rows.append(
            int8_row(seed, model, net) if in_int8 else row(seed, model, net, use.packed(net))
        )
    rows.append(int8_row(seed, "wide, int8", nets["wide"]))
    return [r for r in rows if models is None or r["model"] in models]


RESULTS = [
    Result(
        "pruned.csv",
        pruned_rows,
        jobs=[{"seed": seed} for seed in range(SEEDS)],
        keys=["seed", "model"],
        slices=[{"seed": 0, "models": ["wide", "90% in steps"]}],
        tolerance={"accuracy": 0.03},
    )
]

if __name__ == "__main__":
    make(RESULTS, HERE, sys.argv[1:])
