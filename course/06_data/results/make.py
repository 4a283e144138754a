"""Make the results of unit 6 that are too slow to compute live.

The functions are the lesson's own: its cells tagged `shared` are run here, so that the shipped
figures cannot drift from the code that the reader sees.

    python make.py  # about 2.5 minutes of one core
"""

import functools
import sys
from pathlib import Path

from sklearn.metrics import log_loss, roc_auc_score

from sevendiff.results import Result, make, shared_cells

HERE = Path(__file__).resolve().parent
LESSON = HERE.parent / "1_lesson.ipynb"

SIZES, EPSILONS, DRAWS = (1000, 10_000), (0.3, 1.0, 3.0, 8.0), 5
# A net without privacy has no bound: epsilon is infinite.
WAYS = [("private", epsilon) for epsilon in EPSILONS]
WAYS += [("early-stopped", float("inf")), ("trained too long", float("inf"))]


@functools.cache
def lesson():
    """Return what the lesson's cells tagged `shared` define."""
    return shared_cells(LESSON)


def privacy_rows(size, draw, ways=WAYS):
    """Return a row a net for one number of training rows and one random draw of them."""
    use = lesson()
    rows, test = use.draw_rows(size, draw)
    results = []
    for way, epsilon in ways:
        spent = epsilon
        if way == "private":
            net, spent = use.private_net(rows, epsilon, draw)
        elif way == "early-stopped":
            net = use.early_stopped_net(rows, draw)
        else:
            net, _ = use.train_net(rows, 100, draw)
        p = use.probabilities(net, test)
        results.append(
            {
                "size": size,
                "draw": draw,
                "way": way,
                "epsilon": epsilon,
                "spent": round(spent, 3),
                "auc": round(roc_auc_score(use.y[test], p), 4),
                "log_loss": round(log_loss(use.y[test], p), 4),
                "accuracy": round(float(((p > 0.5) == use.y[test]).mean()), 4),
            }
        )
    return results


RESULTS = [
    Result(
        "privacy.csv",
        privacy_rows,
        jobs=[{"size": size, "draw": draw} for size in SIZES for draw in range(DRAWS)],
        keys=["size", "draw", "way", "epsilon"],
        slices=[
            {"size": 1000, "draw": 0, "ways": [("private", 1.0), ("early-stopped", float("inf"))]}
        ],
        tolerance={"auc": 0.01, "log_loss": 0.01, "accuracy": 0.03},
    )
]

if __name__ == "__main__":
    make(RESULTS, HERE, sys.argv[1:])
