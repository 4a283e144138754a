# ruff: noqa
# %% wrong: one half | feedback: 0\.5 is no natural threshold
def best_threshold(y_true, p_default, gain_good, loss_bad):
    return 0.5


# %% wrong: the textbook threshold, from the costs alone | feedback: calibrated
def best_threshold(y_true, p_default, gain_good, loss_bad):
    return gain_good / (gain_good + loss_bad)


# %% wrong: loss over the sum | feedback: calibrated
def best_threshold(y_true, p_default, gain_good, loss_bad):
    return loss_bad / (gain_good + loss_bad)


# %% wrong: a grid of 101 | feedback: grid
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    grid = [-1, *np.linspace(0, 1, 101), 2]
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max(grid, key=lambda t: worth[p < t].sum())


# %% wrong: a grid of 10,001 | feedback: grid
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    order = np.argsort(p)
    value = np.append(0, np.cumsum(worth[order]))
    grid = np.append(np.linspace(0, 1, 10001), 2)
    return grid[np.argmax(value[np.searchsorted(p[order], grid)])]


# %% wrong: a grid of quantiles | feedback: grid
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    grid = [-1, *np.quantile(p, np.linspace(0, 1, 101)), 2]
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max(grid, key=lambda t: worth[p < t].sum())


# %% wrong: keeps the clients with high scores | feedback: high scores
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max([*p, np.inf], key=lambda t: worth[p >= t].sum())


# %% wrong: keeps a score equal to t | feedback: equals t|strictly
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max([-1, *p], key=lambda t: worth[p <= t].sum())


# %% wrong: gain and loss exchanged | feedback: exchange
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -gain_good, loss_bad)
    return max([*p, np.inf], key=lambda t: worth[p < t].sum())


# %% wrong: 1 taken for a client who paid | feedback: other way round
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 0, -loss_bad, gain_good)
    return max([*p, np.inf], key=lambda t: worth[p < t].sum())


# %% wrong: highest accuracy | feedback: accuracy
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    return max([*p, np.inf], key=lambda t: np.mean((p >= t) == y))


# %% wrong: highest F1 | feedback: F1
from sklearn.metrics import f1_score


def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    return max(np.unique(p), key=lambda t: f1_score(y, p >= t))


# %% wrong: Youden's index | feedback: Youden|highest (F1|accuracy)
from sklearn.metrics import roc_curve


def best_threshold(y_true, p_default, gain_good, loss_bad):
    false_positive, true_positive, t = roc_curve(y_true, p_default)
    return t[np.argmax(true_positive - false_positive)]


# %% wrong: everybody is no choice | feedback: everybody
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max(p, key=lambda t: worth[p < t].sum())


# %% wrong: at most 1 | feedback: above 1
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max([0, *p, 1], key=lambda t: worth[p < t].sum())


# %% wrong: somebody is always kept | feedback: nobody
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    candidates = [t for t in [*p, np.inf] if np.any(p < t)]
    return max(candidates, key=lambda t: worth[p < t].sum())


# %% wrong: equal scores split by a running sum | feedback: between equal scores
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    order = np.lexsort((y, p))
    value = np.append(0, np.cumsum(np.where(y[order] == 1, -loss_bad, gain_good)))
    return np.append(p[order], np.inf)[np.argmax(value)]


# %% wrong: scores paired with sorted outcomes | feedback: client k of
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.sort(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max([*p, np.inf], key=lambda t: worth[p < t].sum())


# %% wrong: sorts the caller's scores | feedback: changed the
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    t = max([*p, np.inf], key=lambda t: worth[p < t].sum())
    p_default.sort()
    return t


# %% wrong: a rounded threshold | feedback: equals t|grid|better threshold|is best
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return np.round(max([*p, np.inf], key=lambda t: worth[p < t].sum()), 2)


# %% wrong: profit of the marginal client | feedback: is best|better threshold|calibrated
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    for t in np.unique(p):
        here = y[p == t]
        if np.sum(here == 0) * gain_good < np.sum(here == 1) * loss_bad:
            return t
    return np.inf


# %% wrong: a good client turned away counted as a loss | feedback: turned away is worth 0
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    c = np.append(p, np.inf)
    v = [
        gain_good * ((p < t) & (y == 0)).sum()
        - gain_good * ((p >= t) & (y == 0)).sum()
        - loss_bad * ((p < t) & (y == 1)).sum()
        for t in c
    ]
    return float(c[np.argmax(v)])


# %% wrong: a default avoided counted as a gain | feedback: turned away is worth 0
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    c = np.append(p, np.inf)
    v = [
        gain_good * ((p < t) & (y == 0)).sum()
        + loss_bad * ((p >= t) & (y == 1)).sum()
        - loss_bad * ((p < t) & (y == 1)).sum()
        for t in c
    ]
    return float(c[np.argmax(v)])


# %% wrong: highest mean a kept client | feedback: not their mean
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    c = np.append(p, np.inf)

    def v(t):
        k = p < t
        return np.where(y == 1, -loss_bad, gain_good)[k].mean() if k.any() else 0

    return float(max(c, key=v))


# %% wrong: value expected from the scores | feedback: calibrated
def best_threshold(y_true, p_default, gain_good, loss_bad):
    p = np.asarray(p_default)
    c = np.append(p, np.inf)
    v = [((1 - p) * gain_good - p * loss_bad)[p < t].sum() for t in c]
    return float(c[np.argmax(v)])


# %% wrong: returns the value reached | feedback: far above|is best
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    c = np.append(p, np.inf)
    return max(np.where(y == 1, -loss_bad, gain_good)[p < t].sum() for t in c)


# %% wrong: returns a client's position | feedback: far above|is best
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    c = np.append(p, np.inf)
    v = [np.where(y == 1, -loss_bad, gain_good)[p < t].sum() for t in c]
    return np.argmax(v)


# %% wrong: stops at the first fall | feedback: is best|better threshold
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    best, bt = 0, 0.0
    for t in np.append(np.unique(p), np.inf):
        v = np.where(y == 1, -loss_bad, gain_good)[p < t].sum()
        if v < best:
            break
        best, bt = v, t
    return float(bt)


# %% wrong: a grid of a million | feedback: grid
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default, dtype=float)
    o = np.argsort(p)
    s = p[o]
    cum = np.append(0, np.cumsum(np.where(y[o] == 1, -loss_bad, gain_good)))
    g = np.append(np.linspace(0, 1, 1_000_001), np.inf)
    return float(g[np.argmax(cum[np.searchsorted(s, g)])])


# %% wrong: nan where nobody is worth keeping | feedback: keep nobody
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    c = np.append(p, np.inf)
    v = [np.where(y == 1, -loss_bad, gain_good)[p < t].sum() for t in c]
    return float(c[np.argmax(v)]) if max(v) > 0 else float("nan")


# %% right: every score and infinity
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.asarray(y_true), np.asarray(p_default)
    worth = np.where(y == 1, -loss_bad, gain_good)
    return max([*p, np.inf], key=lambda t: worth[p < t].sum())


# %% right: loops, midpoints, a number below and above
def best_threshold(y_true, p_default, gain_good, loss_bad):
    scores = sorted(set(float(s) for s in p_default))
    candidates = [scores[0] - 1] + [(a + b) / 2 for a, b in zip(scores, scores[1:])]
    candidates.append(scores[-1] + 1)
    best, best_t = None, None
    for t in candidates:
        value = 0
        for y, p in zip(y_true, p_default):
            if p < t:
                value += -loss_bad if y == 1 else gain_good
        if best is None or value > best:
            best, best_t = value, t
    return best_t


# %% right: pandas, groups of equal scores, the next float above
def best_threshold(y_true, p_default, gain_good, loss_bad):
    table = pd.DataFrame({"y": list(y_true), "p": list(p_default)})
    worth = table["y"].map({0: gain_good, 1: -loss_bad})
    value = worth.groupby(table["p"]).sum().sort_index().cumsum()
    if value.max() <= 0:
        return -np.inf
    return np.nextafter(value.idxmax(), np.inf)


# %% right: from the ROC curve
from sklearn.metrics import roc_curve


def best_threshold(y_true, p_default, gain_good, loss_bad):
    y = np.asarray(y_true)
    false_positive, true_positive, t = roc_curve(y, p_default)
    value = gain_good * (1 - false_positive) * np.sum(y == 0)
    value = value - loss_bad * (1 - true_positive) * np.sum(y == 1)
    return t[np.argmax(value)]


# %% right: the highest of several best, as a 32-bit infinity where everybody is kept
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.array(y_true, dtype=float), np.array(p_default, dtype=float)
    candidates = np.unique(p)[::-1]
    value = [np.sum((p < t) * (gain_good - y * (gain_good + loss_bad))) for t in candidates]
    everybody = np.sum(gain_good - y * (gain_good + loss_bad))
    if everybody >= max(value):
        return np.float32(np.inf)
    return candidates[int(np.argmax(value))]


# %% right: exact fractions
from fractions import Fraction


def best_threshold(y_true, p_default, gain_good, loss_bad):
    gain, loss = Fraction(float(gain_good)), Fraction(float(loss_bad))
    pairs = sorted(zip((float(p) for p in p_default), (int(y) for y in y_true)))
    best, best_t, value = Fraction(0), 0, Fraction(0)
    for k, (p, y) in enumerate(pairs):
        value += -loss if y else gain
        last = k + 1 == len(pairs)
        if value > best and (last or pairs[k + 1][0] > p):
            best, best_t = value, 2 if last else pairs[k + 1][0]
    return best_t


# %% right: a matrix of comparisons, the highest score plus 1
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.array(y_true), np.array(p_default)
    c = np.r_[np.unique(p), p.max() + 1]
    keep = p[None, :] < c[:, None]
    v = keep @ np.where(y == 1, -float(loss_bad), float(gain_good))
    return c[v.argmax()]


# %% right: numbers between the scores, from -1 to 2
def best_threshold(y_true, p_default, gain_good, loss_bad):
    y, p = np.array(y_true), np.array(p_default, dtype=float)
    u = np.unique(p)
    c = np.concatenate([[-1], (u[1:] + u[:-1]) / 2, [2]])
    good = np.array([((p < t) & (y == 0)).sum() for t in c])
    bad = np.array([((p < t) & (y == 1)).sum() for t in c])
    return float(c[np.argmax(good * gain_good - bad * loss_bad)])


# %% right: one pass over sorted pairs
def best_threshold(y_true, p_default, gain_good, loss_bad):
    pairs = sorted(zip((float(x) for x in p_default), (int(v) for v in y_true)))
    best, t, run = 0.0, 0.0, 0.0
    for i, (s, d) in enumerate(pairs):
        run += -loss_bad if d else gain_good
        if i + 1 < len(pairs) and pairs[i + 1][0] == s:
            continue
        if run > best:
            best = run
            t = pairs[i + 1][0] if i + 1 < len(pairs) else 2.0
    return t


# %% right: from the precision-recall curve
def best_threshold(y_true, p_default, gain_good, loss_bad):
    from sklearn.metrics import precision_recall_curve

    y, p = np.asarray(y_true), np.asarray(p_default)
    _, _, thr = precision_recall_curve(y, p)
    c = np.concatenate([[-np.inf], thr, [np.inf]])
    v = [np.dot(p < t, np.where(y == 1, -loss_bad, gain_good)) for t in c]
    return c[np.argmax(v)]
