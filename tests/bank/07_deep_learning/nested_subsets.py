# ruff: noqa
# %% wrong: one permutation, not stratified | feedback: share
def nested_subsets(y, sizes, seed):
    order = np.random.default_rng(seed).permutation(len(y))
    return [order[:size] for size in sizes]


# %% wrong: drawn anew for every size | feedback: contain
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    classes, counts = np.unique(y, return_counts=True)
    subsets = []
    for size in sizes:
        share = size * counts / len(y)
        n = np.floor(share).astype(int)
        for k in np.argsort(n - share)[: size - n.sum()]:
            n[k] += 1
        subsets.append(
            np.concatenate(
                [rng.choice(np.flatnonzero(y == c), k, replace=False) for c, k in zip(classes, n)]
            )
        )
    return subsets


# %% wrong: every class equally large | feedback: equally large|share
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    queues = [list(rng.permutation(np.flatnonzero(y == c))) for c in np.unique(y)]
    order = []
    while any(queues):
        order += [queue.pop() for queue in queues if queue]
    return [np.array(order[:size]) for size in sizes]


# %% wrong: the seed is ignored | feedback: seed
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    order = []
    rng = np.random.default_rng()
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [order[:size] for size in sizes]


# %% wrong: always the first rows of each class | feedback: different rows
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    order = []
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [order[:size] for size in sizes]


# %% wrong: shares rounded one by one | feedback: exact(ly)?
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    queues = [rng.permutation(np.flatnonzero(y == c)) for c in np.unique(y)]
    return [
        np.concatenate([queue[: round(size * len(queue) / len(y))] for queue in queues])
        for size in sizes
    ]


# %% wrong: only the new rows of each size | feedback: new rows alone
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return np.split(order[: sizes[-1]], list(sizes)[:-1])


# %% wrong: drawn with replacement | feedback: distinct
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        rows = rng.choice(rows, size=len(rows))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [order[:size] for size in sizes]


# %% wrong: boolean masks | feedback: mask
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [np.isin(np.arange(len(y)), order[:size]) for size in sizes]


# %% wrong: the labels, not their positions | feedback: positions
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [y[order[:size]] for size in sizes]


# %% right: pandas
import pandas as pd


def nested_subsets(y, sizes, seed):
    y = pd.Series(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in y.unique():
        rows = rng.permutation(y.index[y == c])
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [order[:size] for size in sizes]


# %% wrong: one array of all positions | feedback: ask for 3 arrays|ask for 1 arrays
def nested_subsets(y, sizes, seed):
    return np.random.default_rng(seed).permutation(len(y))


# %% wrong: scikit-learn's split downwards, failing where the last size is all the rows | feedback: your function raised
from sklearn.model_selection import train_test_split


def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rows, subsets = np.arange(len(y)), []
    for size in list(sizes)[::-1]:
        rows, _ = train_test_split(rows, train_size=size, stratify=y[rows], random_state=seed)
        subsets.append(rows)
    return subsets[::-1]


# %% wrong: from the largest size to the smallest | feedback: should hold exactly|rows
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [order[:size] for size in sizes][::-1]


# %% wrong: sorts the labels in place | feedback: changed y
def nested_subsets(y, sizes, seed):
    y.sort()
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = []
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))
        order += [((k + 0.5) / len(rows), row) for k, row in enumerate(rows)]
    order = np.array([row for _, row in sorted(order)])
    return [order[:size] for size in sizes]


# %% right: classes interleaved by their quantiles, prefixes of one order
def nested_subsets(y, sizes, seed):
    y = np.asarray(y)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    key = np.empty(len(y))
    for c in np.unique(y):
        rows = order[y[order] == c]
        key[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
    order = np.argsort(key, kind="stable")
    return [order[:size] for size in sizes]


# %% right: scikit-learn's stratified split, downwards
from sklearn.model_selection import train_test_split


def nested_subsets(y, sizes, seed):
    y = np.array(y)
    rows = np.arange(len(y))
    subsets = []
    for size in reversed(list(sizes)):
        if size < len(rows):
            rows, _ = train_test_split(
                rows, train_size=int(size), stratify=y[rows], random_state=seed
            )
        subsets.insert(0, rows)
    return subsets


# %% right: a loop over plain lists with the random module, a tuple of lists back
import random


def nested_subsets(y, sizes, seed):
    labels = list(y)
    generator = random.Random(int(seed))
    queues = {}
    for position, label in enumerate(labels):
        queues.setdefault(label, []).append(position)
    for queue in queues.values():
        generator.shuffle(queue)
    total = {label: len(queue) for label, queue in queues.items()}
    chosen, subsets = [], []
    taken = dict.fromkeys(queues, 0)
    for size in sizes:
        while len(chosen) < size:
            label = max(queues, key=lambda c: size * total[c] / len(labels) - taken[c])
            chosen.append(queues[label].pop())
            taken[label] += 1
        subsets.append(list(chosen))
    return tuple(subsets)


# %% right: largest remainders and np.random.seed, an array of objects back
def nested_subsets(y, sizes, seed):
    np.random.seed(seed)
    y = np.asarray(y)
    names, codes = np.unique(y, return_inverse=True)
    counts = np.bincount(codes)
    pools = [
        np.random.permutation(np.where(codes == k)[0]).astype(np.int32) for k in range(len(names))
    ]
    before = np.zeros(len(names), dtype=int)
    answer = np.empty(len(sizes), dtype=object)
    for j, size in enumerate(sizes):
        share = counts * size / len(y)
        n = np.maximum(np.floor(share).astype(int), before)
        for k in np.argsort(n - share, kind="stable")[: size - n.sum()]:
            n[k] += 1
        answer[j] = np.concatenate([pool[:m] for pool, m in zip(pools, n)])
        before = n
    return answer


# %% right: pandas, ranks within the class, warns on stderr
import warnings

import pandas as pd


def nested_subsets(y, sizes, seed):
    warnings.warn("shuffling")
    frame = pd.DataFrame({"label": list(y)}).sample(frac=1, random_state=seed)
    group = frame.groupby("label")["label"]
    frame["key"] = (group.cumcount() + 0.5) / group.transform("size")
    order = frame.sort_values("key", kind="stable").index.to_numpy()
    return [order[:size] for size in sizes]
