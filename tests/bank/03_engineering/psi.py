# ruff: noqa
# %% wrong: bins at the quantiles of actual | feedback: quantiles of actual|quantiles of expected
def psi(expected, actual, bins=10):
    cuts = np.quantile(actual, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: bins at the quantiles of both together | feedback: both samples together|quantiles of expected
def psi(expected, actual, bins=10):
    cuts = np.quantile(np.concatenate([expected, actual]), np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: bins of equal width | feedback: equally wide|quantiles of expected
def psi(expected, actual, bins=10):
    cuts = np.linspace(min(expected), max(expected), bins + 1)[1:-1]

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: bins of equal width over both | feedback: equally wide|quantiles of expected
def psi(expected, actual, bins=10):
    cuts = np.linspace(min(*expected, *actual), max(*expected, *actual), bins + 1)[1:-1]

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: outer bins closed | feedback: outer bins
def psi(expected, actual, bins=10):
    edges = np.unique(np.quantile(expected, np.linspace(0, 1, bins + 1)))
    if len(edges) < 2:
        return 0.0
    e = np.histogram(expected, edges)[0] / len(expected)
    a = np.histogram(actual, edges)[0] / len(actual)
    e, a = np.clip(e, 1e-4, None), np.clip(a, 1e-4, None)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: what lies beyond is left out of the size, too | feedback: beyond|outer bins
def psi(expected, actual, bins=10):
    edges = np.unique(np.quantile(expected, np.linspace(0, 1, bins + 1)))
    if len(edges) < 2:
        return 0.0
    e, a = (np.histogram(x, edges)[0] for x in (expected, actual))
    e, a = (np.clip(x / max(x.sum(), 1), 1e-4, None) for x in (e, a))
    return np.sum((a - e) * np.log(a / e))


# %% wrong: empty bins skipped | feedback: skip|not skipped
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return counts / len(x)

    e, a = shares(expected), shares(actual)
    return sum((p - q) * np.log(p / q) for p, q in zip(a, e) if p > 0 and q > 0)


# %% wrong: empty bins are infinite | feedback: not finite|expected is|finite number
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return counts / len(x)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: an empty bin counts as 1e-12 | feedback: too large|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-12)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: an empty bin counts as 1% | feedback: too small|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 0.01)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: Kullback-Leibler of actual | feedback: a ln|Kullback
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum(a * np.log(a / e))


# %% wrong: Kullback-Leibler of expected | feedback: Kullback|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum(e * np.log(e / a))


# %% wrong: logarithm to base 10 | feedback: natural
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log10(a / e))


# %% wrong: logarithm to base 2 | feedback: natural
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log2(a / e))


# %% wrong: sign turned | feedback: other way round|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((e - a) * np.log(a / e))


# %% wrong: counts for shares | feedback: counts for shares|shares are counts
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts, 1)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: both divided by the size of expected | feedback: own
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(expected), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: one bin too few | feedback: number of bins|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.linspace(0, 1, bins)[1:-1])

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: one bin too many | feedback: number of bins|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins + 1) / (bins + 1))

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: always ten bins | feedback: number of bins|expected is
def psi(expected, actual, bins=10):
    bins = 10
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: the mean over bins | feedback: mean over|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.mean((a - e) * np.log(a / e))


# %% wrong: chi-square | feedback: chi-square|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum((a - e) ** 2 / e)


# %% wrong: absolute differences | feedback: unweighted|expected is
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum(np.abs(a - e))


# %% wrong: Jensen-Shannon | feedback: expected is|wrong on other
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)

    def shares(x):
        counts = np.bincount(np.searchsorted(cuts, x), minlength=len(cuts) + 1)
        return np.maximum(counts / len(x), 1e-4)

    e, a = shares(expected), shares(actual)
    return np.sum(a * np.log(2 * a / (a + e)) + e * np.log(2 * e / (a + e))) / 2


# %% wrong: Kolmogorov-Smirnov | feedback: expected is|finite
def psi(expected, actual, bins=10):
    return stats.ks_2samp(expected, actual).statistic


# %% wrong: sorts in place | feedback: changed the (lists|arrays)
def psi(expected, actual, bins=10):
    expected.sort()
    n = len(expected)
    cuts = [expected[min(n - 1, n * k // bins)] for k in range(1, bins)]
    e = np.maximum(np.bincount(np.searchsorted(cuts, expected), minlength=bins) / n, 1e-4)
    a = np.maximum(np.bincount(np.searchsorted(cuts, actual), minlength=bins) / len(actual), 1e-4)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: takes expected for sorted | feedback: expected is|quantiles
def psi(expected, actual, bins=10):
    n = len(expected)
    cuts = np.sort([expected[min(n - 1, n * k // bins)] for k in range(1, bins)])
    e = np.maximum(np.bincount(np.searchsorted(cuts, expected), minlength=bins) / n, 1e-4)
    a = np.maximum(np.bincount(np.searchsorted(cuts, actual), minlength=bins) / len(actual), 1e-4)
    return np.sum((a - e) * np.log(a / e))


# %% wrong: qcut that raises at equal cuts | feedback: your function raised
def psi(expected, actual, bins=10):
    _, edges = pd.qcut(expected, bins, retbins=True)
    edges[0], edges[-1] = -np.inf, np.inf
    e, a = (
        pd.Series(pd.cut(x, edges)).value_counts(sort=False, normalize=True)
        for x in (expected, actual)
    )
    e, a = e.clip(lower=1e-4), a.clip(lower=1e-4)
    return float(((a - e) * np.log(a / e)).sum())


# %% wrong: arrays only | feedback: your function raised
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.arange(1, bins) / bins)
    e = np.array(
        [
            ((expected >= lo) & (expected < hi)).mean()
            for lo, hi in zip([-np.inf, *cuts], [*cuts, np.inf])
        ]
    )
    a = np.array(
        [
            ((actual >= lo) & (actual < hi)).mean()
            for lo, hi in zip([-np.inf, *cuts], [*cuts, np.inf])
        ]
    )
    e, a = e.clip(1e-4), a.clip(1e-4)
    return np.sum((a - e) * np.log(a / e))


# %% right: histogram with infinite ends
def psi(expected, actual, bins=10):
    edges = np.quantile(expected, np.linspace(0, 1, bins + 1))
    edges[0], edges[-1] = -np.inf, np.inf
    e = np.histogram(expected, edges)[0] / len(expected)
    a = np.histogram(actual, edges)[0] / len(actual)
    e, a = np.where(e == 0, 1e-6, e), np.where(a == 0, 1e-6, a)
    return ((a - e) * np.log(a / e)).sum()


# %% right: pandas cut, equal cuts dropped, small share added
def psi(expected, actual, bins=10):
    edges = pd.Series(expected).quantile(np.linspace(0, 1, bins + 1)).unique()
    edges = [-np.inf, *edges[1:-1], np.inf]
    e, a = (
        pd.Series(pd.cut(np.asarray(x, dtype=float), edges)).value_counts(
            normalize=True, sort=False
        )
        for x in (expected, actual)
    )
    e, a = e + 1e-3, a + 1e-3
    return float(np.sum((a - e) * np.log(a / e)))


# %% right: qcut with duplicates dropped
def psi(expected, actual, bins=10):
    _, edges = pd.qcut(expected, bins, retbins=True, duplicates="drop")
    if len(edges) < 3:
        return 0.0
    edges[0], edges[-1] = -np.inf, np.inf
    e, a = (
        pd.Series(pd.cut(x, edges)).value_counts(sort=False, normalize=True)
        for x in (expected, actual)
    )
    e, a = e.clip(lower=1e-4), a.clip(lower=1e-4)
    return float(((a - e) * np.log(a / e)).sum())


# %% right: plain Python, bisect
from bisect import bisect_right
from math import log


def psi(expected, actual, bins=10):
    ordered = sorted(expected)
    cuts = [ordered[min(len(ordered) - 1, round(len(ordered) * k / bins))] for k in range(1, bins)]
    total = 0
    counts = [[0] * bins, [0] * bins]
    for which, sample in enumerate((expected, actual)):
        for value in sample:
            counts[which][bisect_right(cuts, value)] += 1
    for k in range(bins):
        e = counts[0][k] / len(expected) or 1e-5
        a = counts[1][k] / len(actual) or 1e-5
        total += (a - e) * log(a / e)
    return total


# %% right: digitize, Weibull quantiles, half a count
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, np.linspace(0, 1, bins + 1)[1:-1], method="weibull")
    result = 0.0
    i, j = np.digitize(expected, cuts), np.digitize(actual, cuts)
    for k in range(bins):
        e, a = np.mean(i == k), np.mean(j == k)
        e, a = max(e, 0.0005), max(a, 0.0005)
        result += (a - e) * np.log(a / e)
    return np.float64(result)


# %% right: clipped and normalised again, masks, lower quantiles
def psi(expected, actual, bins=10):
    x, y = np.array(expected, dtype=float), np.array(actual, dtype=float)
    cuts = np.percentile(x, [100 * k / bins for k in range(1, bins)], method="lower")
    low, high = np.append(-np.inf, cuts), np.append(cuts, np.inf)
    e = ((x[:, None] > low) & (x[:, None] <= high)).mean(axis=0)
    a = ((y[:, None] > low) & (y[:, None] <= high)).mean(axis=0)
    e, a = np.clip(e, 1e-6, 1), np.clip(a, 1e-6, 1)
    e, a = e / e.sum(), a / a.sum()
    return sum((a - e) * (np.log(a) - np.log(e)))


# %% right: two Kullback-Leibler divergences
def psi(expected, actual, bins=10):
    cuts = np.quantile(expected, [k / bins for k in range(1, bins)])
    e = np.bincount(np.searchsorted(cuts, expected, side="right"), minlength=bins) / len(expected)
    a = np.bincount(np.searchsorted(cuts, actual, side="right"), minlength=bins) / len(actual)
    e[e == 0], a[a == 0] = 1e-4, 1e-4
    return stats.entropy(a, e) * 1 + stats.entropy(e, a)


# %% right: statistics.quantiles
import statistics, bisect, math
from collections import Counter


def psi(expected, actual, bins=10):
    ex = [float(v) for v in expected]
    ac = [float(v) for v in actual]
    cuts = statistics.quantiles(ex, n=bins) if len(ex) > 1 else ex * (bins - 1)

    def sh(s):
        c = Counter(bisect.bisect_right(cuts, v) for v in s)
        return [max(c[i] / len(s), 1e-3) for i in range(bins)]

    return sum((a - e) * math.log(a / e) for e, a in zip(sh(ex), sh(ac)))


# %% right: ranks, ecdf differences
def psi(expected, actual, bins=10):
    e, a = np.sort(expected), np.sort(actual)
    cuts = np.quantile(e, np.arange(1, bins) / bins)
    F = lambda s: np.diff(np.r_[0, np.searchsorted(s, cuts, side="right") / len(s), 1])
    pe, pa = (np.clip(F(s), 1e-5, None) for s in (e, a))
    return np.dot(pa - pe, np.log(pa) - np.log(pe))


# %% right: pd.cut and value_counts
def psi(expected, actual, bins=10):
    q = np.unique(np.percentile(expected, np.linspace(0, 100, bins + 1)[1:-1]))
    edges = np.r_[-np.inf, q, np.inf]
    e = pd.cut(pd.Series(expected), edges).value_counts(normalize=True, sort=False)
    a = pd.cut(pd.Series(actual), edges).value_counts(normalize=True, sort=False)
    e, a = e.replace(0, 1e-6), a.replace(0, 1e-6)
    return ((a - e) * np.log(a / e)).sum()
