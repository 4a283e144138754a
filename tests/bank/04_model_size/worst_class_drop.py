# ruff: noqa
# %% wrong: the fall over all cases | feedback: over all cases|not of all cases
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)}
    return max(drops, key=drops.get), np.mean(b == y) - np.mean(a == y)


# %% wrong: precision | feedback: true label
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))

    def precision(p, c):
        return np.mean(y[p == c] == c) if np.any(p == c) else 0.0

    drops = {c: precision(b, c) - precision(a, c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: F1 | feedback: true label|yours is|class is (right|not the one)
def worst_class_drop(y_true, pred_before, pred_after):
    from sklearn.metrics import f1_score

    labels = np.unique(y_true)
    kwargs = dict(labels=labels, average=None, zero_division=0)
    drops = f1_score(y_true, pred_before, **kwargs) - f1_score(y_true, pred_after, **kwargs)
    return labels[drops.argmax()], drops.max()


# %% wrong: after minus before | feedback: improves most
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(a[y == c] == c) - np.mean(b[y == c] == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: the right class, the fall as a negative number | feedback: fall is positive
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(a[y == c] == c) - np.mean(b[y == c] == c) for c in np.unique(y)}
    worst = min(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: the least accurate class after | feedback: least accurate
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    after = {c: np.mean(a[y == c] == c) for c in np.unique(y)}
    worst = min(after, key=after.get)
    return worst, np.mean(b[y == worst] == worst) - after[worst]


# %% wrong: relative to before | feedback: largest part|not relative
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {}
    for c in np.unique(y):
        before, after = np.mean(b[y == c] == c), np.mean(a[y == c] == c)
        drops[c] = (before - after) / before if before > 0 else -after
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: numbers of cases | feedback: loses the most cases|numbers of cases
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.sum(b[y == c] == c) - np.sum(a[y == c] == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: shares of all cases | feedback: loses the most cases|shares of all cases
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean((b == c) & (y == c)) - np.mean((a == c) & (y == c)) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: one class against the rest | feedback: expected is|other classes do not count
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean((b == c) == (y == c)) - np.mean((a == c) == (y == c)) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: changes in either direction | feedback: improves most|either direction
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: abs(np.mean(b[y == c] == c) - np.mean(a[y == c] == c)) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: cases right before and wrong after | feedback: changes most|count, too
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean((b == y)[y == c] & (a != y)[y == c]) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: predictions that change | feedback: expected is|need not have been right
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] != a[y == c]) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: how often a class is predicted | feedback: expected is|how often
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b == c) - np.mean(a == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: a percentage | feedback: percentage
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: 100 * (np.mean(b[y == c] == c) - np.mean(a[y == c] == c)) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: labels of the predictions are classes, too | feedback: no case has|is not a class
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {}
    for c in np.unique(np.concatenate([y, b, a])):
        n = max(np.sum(y == c), 1)
        drops[c] = np.sum((b == c) & (y == c)) / n - np.sum((a == c) & (y == c)) / n
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: a mean of nothing, where a label is only predicted | feedback: no case has|is not a class|both improve
def worst_class_drop(y_true, pred_before, pred_after):
    import warnings

    warnings.simplefilter("ignore")
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    labels = np.unique(np.concatenate([y, b, a]))
    drops = [np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in labels]
    return labels[np.argmax(drops)], np.max(drops)


# %% wrong: only classes that are still predicted | feedback: not predicted any more|should be
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    labels = [c for c in np.unique(y) if np.any(a == c)]
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in labels}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: a search that starts at 0 | feedback: improve
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    worst, most = None, 0
    for c in np.unique(y):
        drop = np.mean(b[y == c] == c) - np.mean(a[y == c] == c)
        if drop > most:
            worst, most = c, drop
    return worst, most


# %% wrong: no fall below 0 | feedback: improve
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, max(drops[worst], 0)


# %% wrong: a position in place of the label | feedback: label of y_true
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = [np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)]
    return int(np.argmax(drops)), max(drops)


# %% wrong: labels taken to be 0, 1, 2 | feedback: your function raised|labels are numbers
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = [np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in range(y.max() + 1)]
    return int(np.nanargmax(drops)), np.nanmax(drops)


# %% wrong: the pair the other way round | feedback: label of y_true
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return drops[worst], worst


# %% wrong: the label alone | feedback: a pair
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)}
    return [max(drops, key=drops.get)]


# %% wrong: all drops | feedback: a pair
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    return {c: float(np.mean(b[y == c] == c) - np.mean(a[y == c] == c)) for c in np.unique(y)}


# %% wrong: lists compared with a label | feedback: your function raised|expected is
def worst_class_drop(y_true, pred_before, pred_after):
    drops = {}
    for c in set(y_true):
        own = y_true == c
        drops[c] = np.mean(pred_before[own] == c) - np.mean(pred_after[own] == c)
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: rounded to two places | feedback: expected is|not rounded
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, round(drops[worst], 2)


# %% wrong: sorts the labels in place | feedback: yours is|changed the|improve|class is not
def worst_class_drop(y_true, pred_before, pred_after):
    y_true.sort()
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    drops = {c: np.mean(b[y == c] == c) - np.mean(a[y == c] == c) for c in np.unique(y)}
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: the accuracy of the worst before minus that of the worst after | feedback: yours is|not the one|its drop is not|least accurate
def worst_class_drop(y_true, pred_before, pred_after):
    y, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    before = {c: np.mean(b[y == c] == c) for c in np.unique(y)}
    after = {c: np.mean(a[y == c] == c) for c in np.unique(y)}
    return min(after, key=after.get), min(before.values()) - min(after.values())


# %% wrong: writes into the predictions | feedback: changed the
def worst_class_drop(y_true, pred_before, pred_after):
    y = list(y_true)
    for predictions in (pred_before, pred_after):
        for i in range(len(y)):
            if predictions[i] != y[i]:
                predictions[i] = -99
    b, a = list(pred_before), list(pred_after)
    drops = {}
    for c in set(y):
        own = [i for i in range(len(y)) if y[i] == c]
        drops[c] = sum(int(b[i] == c) - int(a[i] == c) for i in own) / len(own)
    worst = max(drops, key=drops.get)
    return worst, drops[worst]


# %% wrong: classes are the labels predicted before | feedback: was not predicted before
def worst_class_drop(y_true, pred_before, pred_after):
    t, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    labels = np.unique(b)
    d = [np.mean(b[t == c] == c) - np.mean(a[t == c] == c) for c in labels]
    return labels[np.nanargmax(d)], np.nanmax(d)


# %% wrong: absolute drop | feedback: both improve|improve
def worst_class_drop(y_true, pred_before, pred_after):
    t, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    labels = np.unique(t)
    d = [np.mean(b[t == c] == c) - np.mean(a[t == c] == c) for c in labels]
    return labels[np.argmax(d)], abs(max(d))


# %% wrong: only cases right before | feedback: changes most|yours is|count, too
def worst_class_drop(y_true, pred_before, pred_after):
    t, b, a = map(np.asarray, (y_true, pred_before, pred_after))
    was = b == t
    labels = np.unique(t[was]) if was.any() else np.unique(t)
    d = [np.mean((a != t)[was & (t == c)]) for c in labels]
    return labels[np.argmax(d)], max(d)


# %% right: counters and a loop
def worst_class_drop(y_true, pred_before, pred_after):
    from collections import Counter

    cases, net = Counter(), Counter()
    for y, b, a in zip(y_true, pred_before, pred_after):
        cases[y] += 1
        net[y] += int(b == y) - int(a == y)
    worst = max(cases, key=lambda c: net[c] / cases[c])
    return worst, net[worst] / cases[worst]


# %% right: groupby, a list comes back
def worst_class_drop(y_true, pred_before, pred_after):
    y = pd.Series(list(y_true))
    before = (pd.Series(list(pred_before)) == y).groupby(y).mean()
    after = (pd.Series(list(pred_after)) == y).groupby(y).mean()
    drop = before - after
    return [drop.idxmax(), drop.max()]


# %% right: recall_score over the labels of y_true
def worst_class_drop(y_true, pred_before, pred_after):
    from sklearn.metrics import recall_score

    labels = np.unique(y_true)
    before, after = (
        recall_score(y_true, p, labels=labels, average=None, zero_division=0)
        for p in (pred_before, pred_after)
    )
    drop = before - after
    return labels[np.argmax(drop)], drop[np.argmax(drop)]


# %% right: confusion matrices
def worst_class_drop(y_true, pred_before, pred_after):
    from sklearn.metrics import confusion_matrix

    labels = np.unique(np.concatenate([y_true, pred_before, pred_after]))
    right = [
        confusion_matrix(y_true, p, labels=labels).diagonal() for p in (pred_before, pred_after)
    ]
    n = np.array([np.sum(np.asarray(y_true) == c) for c in labels])
    drop = np.full(len(labels), -np.inf)
    drop[n > 0] = (right[0] - right[1])[n > 0] / n[n > 0]
    return labels[drop.argmax()], drop.max()


# %% right: bincount over codes
def worst_class_drop(y_true, pred_before, pred_after):
    y = np.asarray(y_true)
    labels, codes = np.unique(y, return_inverse=True)
    net = (np.asarray(pred_before) == y) * 1 - (np.asarray(pred_after) == y) * 1
    drop = np.bincount(codes, weights=net) / np.bincount(codes)
    return labels[drop.argmax()], drop.max()


# %% right: errors after minus errors before, the last of equals
def worst_class_drop(y_true, pred_before, pred_after):
    best = None
    for c in sorted(set(y_true), reverse=True):
        own = [(b, a) for y, b, a in zip(y_true, pred_before, pred_after) if y == c]
        rise = sum(a != c for _, a in own) / len(own) - sum(b != c for b, _ in own) / len(own)
        if best is None or rise > best[1]:
            best = (c, rise)
    return best


# %% right: exact fractions
def worst_class_drop(y_true, pred_before, pred_after):
    from fractions import Fraction

    ys, bs, as_ = list(y_true), list(pred_before), list(pred_after)
    drops = []
    for c in dict.fromkeys(ys):
        own = [i for i, y in enumerate(ys) if y == c]
        net = sum(int(bs[i] == c) for i in own) - sum(int(as_[i] == c) for i in own)
        drops.append((Fraction(net, len(own)), c))
    drop, label = max(drops, key=lambda pair: pair[0])
    return (label, float(drop))


# %% right: one-hot matrix
def worst_class_drop(y_true, pred_before, pred_after):
    labels, code = np.unique(np.array(y_true), return_inverse=True)
    hot = np.eye(len(labels))[code]
    diff = 1.0 * (np.array(pred_before) == np.array(y_true)) - (
        np.array(pred_after) == np.array(y_true)
    )
    drops = diff @ hot / hot.sum(0)
    return np.array([labels[drops.argmax()], drops.max()], dtype=object)


# %% right: a namedtuple
from collections import namedtuple

Worst = namedtuple("Worst", "label drop")


def worst_class_drop(y_true, pred_before, pred_after):
    def accuracy(pred, c):
        own = [p for t, p in zip(y_true, pred) if t == c]
        return sum(p == c for p in own) / len(own)

    return max(
        (Worst(c, accuracy(pred_before, c) - accuracy(pred_after, c)) for c in set(y_true)),
        key=lambda w: w.drop,
    )


# %% right: sorted runs and reduceat
def worst_class_drop(y_true, pred_before, pred_after):
    y = np.asarray(y_true)
    order = np.argsort(y, kind="stable")
    y, b, a = y[order], np.asarray(pred_before)[order], np.asarray(pred_after)[order]
    start = np.flatnonzero(np.r_[True, y[1:] != y[:-1]])
    n = np.diff(np.r_[start, len(y)])
    drop = np.add.reduceat((b == y).astype(int) - (a == y).astype(int), start) / n
    i = np.argmax(drop)
    return y[start[i]], drop[i]
