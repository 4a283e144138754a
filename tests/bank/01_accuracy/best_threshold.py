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
