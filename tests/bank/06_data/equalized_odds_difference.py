# ruff: noqa
# %% wrong: the gap in the share flagged | feedback: share flagged|should be|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_pred, group = np.asarray(y_pred), np.asarray(group)
    shares = [y_pred[group == g].mean() for g in set(group.tolist())]
    return max(shares) - min(shares)


# %% wrong: the true positive rate alone | feedback: larger of the two gaps
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = [y_pred[(group == g) & (y_true == 1)].mean() for g in np.unique(group)]
    return max(rates) - min(rates)


# %% wrong: the false positive rate alone | feedback: larger of the two gaps
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = [y_pred[(group == g) & (y_true == 0)].mean() for g in np.unique(group)]
    return max(rates) - min(rates)


# %% wrong: the sum of both gaps | feedback: their sum
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = np.array(
        [
            [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
            for g in np.unique(group)
        ]
    )
    return np.ptp(rates, axis=0).sum()


# %% wrong: the mean of both gaps | feedback: their mean
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = np.array(
        [
            [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
            for g in np.unique(group)
        ]
    )
    return np.ptp(rates, axis=0).mean()


# %% wrong: the smaller gap | feedback: the smaller one
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = np.array(
        [
            [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
            for g in np.unique(group)
        ]
    )
    return np.ptp(rates, axis=0).min()


# %% wrong: a range over both rates together | feedback: compared with TPR
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = [
        [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
        for g in np.unique(group)
    ]
    return np.max(rates) - np.min(rates)


# %% wrong: the gap in accuracy | feedback: accuracy
def equalized_odds_difference(y_true, y_pred, group):
    right = pd.Series(np.asarray(y_true) == np.asarray(y_pred)).groupby(np.asarray(group)).mean()
    return right.max() - right.min()


# %% wrong: divided by all of the group | feedback: whole group
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    tp = [np.mean((y_pred * y_true)[group == g]) for g in np.unique(group)]
    fp = [np.mean((y_pred * (1 - y_true))[group == g]) for g in np.unique(group)]
    return max(np.ptp(tp), np.ptp(fp))


# %% wrong: divided by the flagged | feedback: PPV|by those who are flagged|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = [
        [y_true[(group == g) & (y_pred == flag)].mean() for flag in (0, 1)]
        for g in np.unique(group)
    ]
    return np.ptp(np.nan_to_num(rates), axis=0).max()


# %% wrong: rates of all groups in the denominator | feedback: not in all groups
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    gaps = []
    for label in (0, 1):
        total = np.sum(y_true == label)
        gaps.append(
            np.ptp(
                [
                    np.sum(y_pred[(group == g) & (y_true == label)]) / total
                    for g in set(group.tolist())
                ]
            )
        )
    return max(gaps)


# %% wrong: the first group as the reference | feedback: every other|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = np.array(
        [
            [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
            for g in np.unique(group)
        ]
    )
    return np.abs(rates - rates[0]).max()


# %% wrong: against everybody | feedback: not with everybody|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    worst = 0
    for label in (0, 1):
        overall = y_pred[y_true == label].mean()
        for g in np.unique(group):
            worst = max(worst, abs(y_pred[(group == g) & (y_true == label)].mean() - overall))
    return worst


# %% wrong: two groups only, with a sign | feedback: no sign|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    names = np.unique(group)
    if len(names) == 1:
        return 0.0
    gaps = [
        y_pred[(group == names[0]) & (y_true == label)].mean()
        - y_pred[(group == names[1]) & (y_true == label)].mean()
        for label in (0, 1)
    ]
    return max(gaps)


# %% wrong: the first two groups | feedback: every other|expected is|many groups
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = np.array(
        [
            [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
            for g in np.unique(group)[:2]
        ]
    )
    return np.ptp(rates, axis=0).max()


# %% wrong: a ratio | feedback: not a ratio|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = np.array(
        [
            [y_pred[(group == g) & (y_true == label)].mean() for label in (0, 1)]
            for g in np.unique(group)
        ]
    )
    return 1 - (rates.min(axis=0) / np.maximum(rates.max(axis=0), 1e-9)).min()


# %% wrong: inputs sorted in place | feedback: leave them as they are
def equalized_odds_difference(y_true, y_pred, group):
    order = np.argsort(group, kind="stable")
    for values in (y_true, y_pred, group):
        values[:] = [values[k] for k in order]
    t, p, g = map(np.asarray, (y_true, y_pred, group))
    rates = [[p[(g == n) & (t == k)].mean() for k in (0, 1)] for n in np.unique(g)]
    return np.ptp(rates, axis=0).max()


# %% wrong: the gap in true positive rate minus false positive rate | feedback: subtracted|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    j = [
        y_pred[(group == g) & (y_true == 1)].mean() - y_pred[(group == g) & (y_true == 0)].mean()
        for g in np.unique(group)
    ]
    return max(j) - min(j)


# %% right: loops over lists
def equalized_odds_difference(y_true, y_pred, group):
    counts = {}
    for truth, flag, name in zip(y_true, y_pred, group):
        cell = counts.setdefault(name, {0: [0, 0], 1: [0, 0]})[int(truth)]
        cell[0] += 1
        cell[1] += int(flag)
    gaps = []
    for label in (0, 1):
        rates = [cells[label][1] / cells[label][0] for cells in counts.values()]
        gaps.append(max(rates) - min(rates))
    return max(gaps)


# %% right: pandas
def equalized_odds_difference(y_true, y_pred, group):
    frame = pd.DataFrame({"y": list(y_true), "p": list(y_pred), "g": list(group)})
    rates = frame.groupby(["g", "y"])["p"].mean().unstack("y")
    return (rates.max() - rates.min()).max()


# %% right: fairlearn
def equalized_odds_difference(y_true, y_pred, group):
    from fairlearn.metrics import equalized_odds_difference as theirs

    return theirs(y_true, y_pred, sensitive_features=group)


# %% right: confusion matrices, by the rates missed
def equalized_odds_difference(y_true, y_pred, group):
    from sklearn.metrics import confusion_matrix

    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    fnr, tnr = [], []
    for name in set(group.tolist()):
        here = group == name
        (tn, fp), (fn, tp) = confusion_matrix(y_true[here], y_pred[here], labels=[0, 1])
        fnr.append(fn / (fn + tp))
        tnr.append(tn / (tn + fp))
    return max(max(fnr) - min(fnr), max(tnr) - min(tnr))


# %% right: every pair of groups
def equalized_odds_difference(y_true, y_pred, group):
    from itertools import combinations

    y_true, y_pred, group = map(np.asarray, (y_true, y_pred, group))
    rates = {
        (name, label): np.mean(y_pred[(group == name) & (y_true == label)])
        for name in np.unique(group)
        for label in (0, 1)
    }
    pairs = combinations(np.unique(group), 2)
    return max(
        (abs(rates[a, label] - rates[b, label]) for a, b in pairs for label in (0, 1)), default=0.0
    )


# %% right: weighted counts
def equalized_odds_difference(y_true, y_pred, group):
    names, code = np.unique(np.asarray(group), return_inverse=True)
    y, p = np.asarray(y_true, float), np.asarray(y_pred, float)
    gaps = [np.ptp(np.bincount(code, w * p) / np.bincount(code, w)) for w in (y, 1 - y)]
    return np.max(gaps)


# %% wrong: mean pairwise gap | feedback: expected is|wrong for other
def equalized_odds_difference(y_true, y_pred, group):
    y, p, g = map(np.asarray, (y_true, y_pred, group))
    gs = np.unique(g)
    r = np.array([[p[(g == k) & (y == c)].mean() for k in gs] for c in (0, 1)])
    d = np.abs(r[:, :, None] - r[:, None])
    n = len(gs)
    return 0.0 if n == 1 else (d.sum((1, 2)) / (n * (n - 1))).max()


# %% wrong: predictions and labels swapped | feedback: PPV|expected is
def equalized_odds_difference(y_true, y_pred, group):
    y, p, g = map(np.asarray, (y_pred, y_true, group))
    gs = np.unique(g)
    return max(
        np.ptp([p[(g == k) & (y == c)].mean() if ((g == k) & (y == c)).any() else 0 for k in gs])
        for c in (0, 1)
    )


# %% wrong: standard deviation | feedback: expected is|standard deviation
def equalized_odds_difference(y_true, y_pred, group):
    y, p, g = map(np.asarray, (y_true, y_pred, group))
    gs = np.unique(g)
    return max(np.std([p[(g == k) & (y == c)].mean() for k in gs]) for c in (0, 1))


# %% wrong: small groups left out | feedback: expected is|smaller one|small group|wrong for other
def equalized_odds_difference(y_true, y_pred, group):
    y, p, g = map(np.asarray, (y_true, y_pred, group))
    gs = [k for k in np.unique(g) if (g == k).sum() >= 50] or list(np.unique(g))
    return max(np.ptp([p[(g == k) & (y == c)].mean() for k in gs]) for c in (0, 1))


# %% right: pivot_table
def equalized_odds_difference(y_true, y_pred, group):
    d = pd.DataFrame({"t": y_true, "p": y_pred, "g": group})
    r = d.pivot_table(index="g", columns="t", values="p", aggfunc="mean")
    return (r.max() - r.min()).max()


# %% right: sklearn recall_score
def equalized_odds_difference(y_true, y_pred, group):
    from sklearn.metrics import recall_score

    y_true, y_pred, group = map(np.array, (y_true, y_pred, group))
    tpr = [recall_score(y_true[group == g], y_pred[group == g]) for g in set(group.tolist())]
    tnr = [
        recall_score(y_true[group == g], y_pred[group == g], pos_label=0)
        for g in set(group.tolist())
    ]
    return max(max(tpr) - min(tpr), max(tnr) - min(tnr))


# %% right: fairlearn MetricFrame
def equalized_odds_difference(y_true, y_pred, group):
    from fairlearn.metrics import MetricFrame, false_positive_rate, true_positive_rate

    m = MetricFrame(
        metrics={"t": true_positive_rate, "f": false_positive_rate},
        y_true=np.asarray(y_true),
        y_pred=np.asarray(y_pred),
        sensitive_features=np.asarray(group),
    )
    return m.difference().max()


# %% right: linear algebra one-hot
def equalized_odds_difference(y_true, y_pred, group):
    y, p = np.array(y_true, bool), np.array(y_pred, float)
    _, code = np.unique(group, return_inverse=True)
    onehot = np.eye(code.max() + 1)[code]
    out = []
    for m in (y, ~y):
        r = p[m] @ onehot[m] / onehot[m].sum(0)
        out.append(r.max() - r.min())
    return max(out)


# %% right: exact fractions
def equalized_odds_difference(y_true, y_pred, group):
    from fractions import Fraction

    d = {}
    for t, p, g in zip(y_true, y_pred, group):
        d.setdefault(int(t), {}).setdefault(g, []).append(int(p))
    return max(
        max(r) - min(r)
        for r in ([Fraction(sum(v), len(v)) for v in x.values()] for x in d.values())
    )


# %% right: a Series by label and group
def equalized_odds_difference(y_true, y_pred, group):
    s = (
        pd.Series(np.asarray(y_pred, dtype=float))
        .groupby([np.asarray(y_true), np.asarray(group)])
        .mean()
    )
    return max(np.ptp(s.loc[1].to_numpy()), np.ptp(s.loc[0].to_numpy()))
