"""Make the results of lesson 6 that are too slow to compute live.

The functions are the lesson's own: its cells tagged `shared` are run here, so that the shipped
figures cannot drift from the code that the reader sees.

    python course/results/make_06.py  # about 2.5 minutes of one core
"""

import functools
from pathlib import Path

from sklearn.metrics import log_loss, roc_auc_score

from sevendiff.results import shared_cells, write_rows

HERE = Path(__file__).parent
LESSON = HERE.parent / "06_data.ipynb"

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


if __name__ == "__main__":
    jobs = [functools.partial(privacy_rows, size, i) for size in SIZES for i in range(DRAWS)]
    write_rows(HERE / "06_privacy.csv", jobs)
