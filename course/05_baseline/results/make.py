"""Make the results of unit 5 that are too slow to compute live.

python course/05_baseline/results/make.py contests  # about 2 minutes of one core
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the unit's helpers
from baseline import bank_clients, prepare_rivals
from sklearn.metrics import roc_auc_score

from sevendiff.results import Result, make


def contest_rows(training_set, models=None):
    """Return a row a model: its AUC on the test clients after training on this training set."""
    train, test = bank_clients(seed=0, training_set=training_set)
    rows = []
    for name, model in prepare_rivals(seed=training_set).items():
        if models is None or name in models:
            score = model.fit(*train).predict_proba(test.X)[:, 1]
            auc = round(roc_auc_score(test.defaulted, score), 5)
            rows.append({"training_set": training_set, "model": name, "auc": auc})
    return rows


RESULTS = [
    Result(
        "contests.csv",
        contest_rows,
        jobs=[{"training_set": training_set} for training_set in range(10)],
        keys=["training_set", "model"],
        slices=[{"training_set": 0, "models": ["logistic regression", "net"]}],
        tolerance={"auc": 0.003},
    )
]

if __name__ == "__main__":
    make(RESULTS, Path(__file__).parent, sys.argv[1:])
