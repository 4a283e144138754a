# ruff: noqa
# %% wrong: accuracy of the attack | feedback: accuracy
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    best = max(np.mean(a <= t) - np.mean(b <= t) for t in a)
    return (1 + best) / 2


# %% wrong: difference without its sign | feedback: higher|without the sign
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(abs(np.mean(a <= t) - np.mean(b <= t)) for t in np.concatenate([a, b]))


# %% wrong: two-sided Kolmogorov-Smirnov | feedback: higher|without the sign
from scipy import stats


def membership_advantage(losses_members, losses_nonmembers):
    return stats.ks_2samp(losses_members, losses_nonmembers).statistic


# %% wrong: members where the loss is high | feedback: other way round
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(np.mean(a >= t) - np.mean(b >= t) for t in np.concatenate([a, b]))


# %% wrong: mean loss of the members as the threshold | feedback: one threshold|every threshold
def membership_advantage(losses_members, losses_nonmembers):
    t = np.mean(losses_members)
    return max(
        0.0, np.mean(np.asarray(losses_members) <= t) - np.mean(np.asarray(losses_nonmembers) <= t)
    )


# %% wrong: median of all losses as the threshold | feedback: one threshold|every threshold
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    t = np.median(np.concatenate([a, b]))
    return max(0.0, np.mean(a <= t) - np.mean(b <= t))


# %% wrong: a grid of 100 thresholds | feedback: grid|every threshold
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    both = np.concatenate([a, b])
    grid = np.linspace(both.min(), both.max(), 100)
    return max(0.0, *(np.mean(a <= t) - np.mean(b <= t) for t in grid))


# %% wrong: a grid from 0 to 1 | feedback: grid|every threshold|expected is 1
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(np.mean(a <= t) - np.mean(b <= t) for t in np.linspace(0, 1, 101))


# %% wrong: thresholds at the non-members only | feedback: non-members as thresholds|every threshold|expected is 1
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(0.0, *(np.mean(a <= t) - np.mean(b <= t) for t in b))


# %% wrong: area under the curve | feedback: area under|every threshold|expected is
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return np.mean(a[:, None] < b) + np.mean(a[:, None] == b) / 2


# %% wrong: twice the area less one | feedback: area under|every threshold|expected is
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(0.0, 2 * (np.mean(a[:, None] < b) + np.mean(a[:, None] == b) / 2) - 1)


# %% wrong: members first among equal losses | feedback: equal losses|where losses are equal
def membership_advantage(losses_members, losses_nonmembers):
    steps = [(x, 0, 1 / len(losses_members)) for x in losses_members]
    steps += [(x, 1, -1 / len(losses_nonmembers)) for x in losses_nonmembers]
    best = total = 0.0
    for _, _, step in sorted(steps):
        total += step
        best = max(best, total)
    return best


# %% right: non-members first among equal losses
def membership_advantage(losses_members, losses_nonmembers):
    steps = [(x, 1, 1 / len(losses_members)) for x in losses_members]
    steps += [(x, 0, -1 / len(losses_nonmembers)) for x in losses_nonmembers]
    best = total = 0.0
    for _, _, step in sorted(steps):
        total += step
        best = max(best, total)
    return best


# %% wrong: strictly below for the non-members only | feedback: equal losses|where losses are equal
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(np.mean(a <= t) - np.mean(b < t) for t in a)


# %% wrong: cuts to the shorter length | feedback: shorter|largest difference|each share is of its own|expected is
def membership_advantage(losses_members, losses_nonmembers):
    pairs = np.array(list(zip(losses_members, losses_nonmembers)), dtype=float)
    a, b = pairs.T
    return max(np.mean(a <= t) - np.mean(b <= t) for t in a)


# %% wrong: counts instead of shares | feedback: in \[0, 1\]|expected|wrong for other
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(np.sum(a <= t) - np.sum(b <= t) for t in a)


# %% wrong: shares of all rows together | feedback: largest difference|expected
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max((np.sum(a <= t) - np.sum(b <= t)) / (len(a) + len(b)) for t in a)


# %% wrong: difference of mean losses | feedback: difference of mean|largest difference|should be
def membership_advantage(losses_members, losses_nonmembers):
    return np.mean(losses_nonmembers) - np.mean(losses_members)


# %% wrong: no threshold below all losses | feedback: higher: at best|negative
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(np.mean(a <= t) - np.mean(b <= t) for t in sorted([*a, *b])[:-1])


# %% wrong: sorts the lists in place | feedback: changed the
def membership_advantage(losses_members, losses_nonmembers):
    losses_members.sort()
    losses_nonmembers.sort()
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    return max(np.mean(a <= t) - np.mean(b <= t) for t in a)


# %% right: every loss as a threshold
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.asarray(losses_members), np.asarray(losses_nonmembers)
    thresholds = np.concatenate([[-np.inf], a, b])[:, None]
    return (np.mean(a <= thresholds, axis=1) - np.mean(b <= thresholds, axis=1)).max()


# %% right: one-sided Kolmogorov-Smirnov
from scipy import stats


def membership_advantage(losses_members, losses_nonmembers):
    test = stats.ks_2samp(losses_members, losses_nonmembers, alternative="greater", method="asymp")
    return test.statistic


# %% right: ROC curve
from sklearn.metrics import roc_curve


def membership_advantage(losses_members, losses_nonmembers):
    scores = -np.concatenate([losses_members, losses_nonmembers])
    is_member = np.repeat([1, 0], [len(losses_members), len(losses_nonmembers)])
    false_alarms, hits, _ = roc_curve(is_member, scores)
    return np.max(hits - false_alarms)


# %% right: a loop in plain Python
def membership_advantage(losses_members, losses_nonmembers):
    best = 0
    for t in losses_members:
        hits = sum(1 for loss in losses_members if loss <= t) / len(losses_members)
        alarms = sum(1 for loss in losses_nonmembers if loss <= t) / len(losses_nonmembers)
        best = max(best, hits - alarms)
    return best


# %% right: strictly below, on both sides
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.array(losses_members), np.array(losses_nonmembers)
    return max(0.0, max(np.mean(a < t) - np.mean(b < t) for t in [*a, *b]))


# %% right: pandas, cumulative over equal losses
def membership_advantage(losses_members, losses_nonmembers):
    table = pd.DataFrame(
        {
            "loss": np.concatenate([losses_members, losses_nonmembers]),
            "step": [1 / len(losses_members)] * len(losses_members)
            + [-1 / len(losses_nonmembers)] * len(losses_nonmembers),
        }
    )
    return max(0.0, table.groupby("loss")["step"].sum().sort_index().cumsum().max())


# %% wrong: the threshold of the best accuracy | feedback: wrong for other|where losses are equal
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.array(losses_members), np.array(losses_nonmembers)
    t = np.unique(np.r_[a, b])
    hit = (a <= t[:, None]).mean(1)
    fa = (b <= t[:, None]).mean(1)
    acc = hit * len(a) + (1 - fa) * len(b)
    k = acc.argmax()
    return max(0, hit[k] - fa[k])


# %% wrong: hits without any false alarm | feedback: other way round|largest difference|wrong for other
def membership_advantage(losses_members, losses_nonmembers):
    return np.mean(np.array(losses_members) < np.min(losses_nonmembers))


# %% wrong: ten quantiles as thresholds | feedback: every threshold|grid
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.array(losses_members), np.array(losses_nonmembers)
    t = np.quantile(np.r_[a, b], np.linspace(0, 1, 10))
    return max(0, ((a <= t[:, None]).mean(1) - (b <= t[:, None]).mean(1)).max())


# %% wrong: among those called members | feedback: largest difference|other way round|higher|expected
def membership_advantage(losses_members, losses_nonmembers):
    a, b = np.array(losses_members), np.array(losses_nonmembers)
    t = np.r_[a, b]
    h, f = (a <= t[:, None]).sum(1), (b <= t[:, None]).sum(1)
    return max(0, ((h - f) / (h + f)).max())


# %% right: bisect
def membership_advantage(losses_members, losses_nonmembers):
    from bisect import bisect_right

    a, b = sorted(losses_members), sorted(losses_nonmembers)
    return max([0] + [bisect_right(a, t) / len(a) - bisect_right(b, t) / len(b) for t in a + b])


# %% right: cumulative with value_counts
def membership_advantage(losses_members, losses_nonmembers):
    a = pd.Series(losses_members).value_counts(normalize=True)
    b = pd.Series(losses_nonmembers).value_counts(normalize=True)
    return max(0.0, a.sub(b, fill_value=0).sort_index().cumsum().max())


# %% right: ecdf of scipy
def membership_advantage(losses_members, losses_nonmembers):
    from scipy.stats import ecdf

    f, g = ecdf(losses_members).cdf, ecdf(losses_nonmembers).cdf
    t = np.append(losses_members, losses_nonmembers)
    return np.maximum(f.evaluate(t) - g.evaluate(t), 0).max()


# %% right: exact fractions
def membership_advantage(losses_members, losses_nonmembers):
    from fractions import Fraction

    a, b = list(losses_members), list(losses_nonmembers)
    best = Fraction(0)
    for t in set(a) | set(b):
        d = Fraction(sum(x <= t for x in a), len(a)) - Fraction(sum(x <= t for x in b), len(b))
        best = max(best, d)
    return best


# %% right: midpoints between losses
def membership_advantage(losses_members, losses_nonmembers):
    u = np.unique(np.concatenate([losses_members, losses_nonmembers]))
    t = np.concatenate([[u[0] - 1], (u[1:] + u[:-1]) / 2, [u[-1] + 1]])
    a, b = np.sort(losses_members), np.sort(losses_nonmembers)
    return np.max(np.searchsorted(a, t) / a.size - np.searchsorted(b, t) / b.size)
