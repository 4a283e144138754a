"""Make the results of lesson 4 that are too slow to compute live.

The functions are the lesson's own: its cells tagged `shared` are run here, so that the shipped
figures cannot drift from the code that the reader sees.

    python course/results/make_04.py  # about 3 minutes of one core

For each seed: other training images and other first weights; the test images are the same.
"""

import functools
import zlib
from pathlib import Path

from sevendiff.results import shared_cells, write_rows

HERE = Path(__file__).parent
LESSON = HERE.parent / "04_model_size.ipynb"
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


if __name__ == "__main__":
    jobs = [functools.partial(pruned_rows, seed) for seed in range(SEEDS)]
    write_rows(HERE / "04_pruned.csv", jobs)
