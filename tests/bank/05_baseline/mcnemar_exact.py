# ruff: noqa
# %% wrong: one-sided | feedback: one-sided
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = np.sum(a & ~b), np.sum(b & ~a)
    return stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5)


# %% wrong: one-sided, b against a | feedback: one-sided|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    if only_a + only_b == 0:
        return 1.0
    return stats.binomtest(only_b, only_a + only_b, alternative="greater").pvalue


# %% wrong: mid-p | feedback: mid-p
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = np.sum(a & ~b), np.sum(b & ~a)
    s, n = min(only_a, only_b), only_a + only_b
    return min(1.0, 2 * stats.binom.cdf(s, n, 0.5) - stats.binom.pmf(s, n, 0.5))


# %% wrong: chi-square | feedback: chi-square approximation
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = np.sum(a & ~b), np.sum(b & ~a)
    if only_a + only_b == 0:
        return 1.0
    return stats.chi2.sf((only_a - only_b) ** 2 / (only_a + only_b), 1)


# %% wrong: chi-square with continuity correction, statsmodels | feedback: chi-square approximation
from statsmodels.stats.contingency_tables import mcnemar


def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    table = [[np.sum(a & b), np.sum(a & ~b)], [np.sum(~a & b), np.sum(~a & ~b)]]
    if table[0][1] + table[1][0] == 0:
        return 1.0
    return mcnemar(table, exact=False, correction=True).pvalue


# %% wrong: chi-square from 25 discordant rows on | feedback: exact p, also of thousands|chi-square
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    n = only_a + only_b
    if n > 25:
        return stats.chi2.sf((abs(only_a - only_b) - 1) ** 2 / n, 1)
    return min(1.0, 2 * stats.binom.cdf(min(only_a, only_b), n, 0.5))


# %% wrong: every row in which the answers differ is discordant | feedback: both are wrong
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    differ = a != b
    won = min(np.sum(differ & (a == y)), np.sum(differ & (b == y)))
    return min(1.0, 2 * stats.binom.cdf(won, differ.sum(), 0.5))


# %% wrong: where answers differ and a is wrong, b is taken to be right | feedback: both are wrong|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    differ = a != b
    only_a = int(np.sum(differ & (a == y)))
    only_b = int(np.sum(differ & (a != y)))
    if only_a + only_b == 0:
        return 1.0
    return stats.binomtest(only_a, only_a + only_b).pvalue


# %% wrong: the errors of a against the errors of b | feedback: errors that both make
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    errors_a, errors_b = int(np.sum(a != y)), int(np.sum(b != y))
    if errors_a + errors_b == 0:
        return 1.0
    return stats.binomtest(errors_a, errors_a + errors_b).pvalue


# %% wrong: out of all rows | feedback: counts all rows|count all rows
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    a, b = a == y, b == y
    s = min(np.sum(a & ~b), np.sum(b & ~a))
    return min(1.0, 2 * stats.binom.cdf(s, len(y), 0.5))


# %% wrong: two proportions as if unpaired | feedback: rows of its own|rows of his own
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    pa, pb = np.mean(a == y), np.mean(b == y)
    pooled = (pa + pb) / 2
    error = np.sqrt(2 * pooled * (1 - pooled) / len(y))
    return 1.0 if error == 0 else 2 * stats.norm.sf(abs(pa - pb) / error)


# %% wrong: Fisher's exact test of two accuracies | feedback: rows of its own|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    right = [int(np.sum(a == y)), int(np.sum(b == y))]
    return stats.fisher_exact([[r, len(y) - r] for r in right])[1]


# %% wrong: independence of right answers | feedback: right in the same rows|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    a, b = a == y, b == y
    return stats.fisher_exact([[(a & b).sum(), (a & ~b).sum()], [(~a & b).sum(), (~a & ~b).sum()]])[
        1
    ]


# %% wrong: rows in which both agree | feedback: both agree|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    both, neither = np.sum((a == y) & (b == y)), np.sum((a != y) & (b != y))
    return min(1.0, 2 * stats.binom.cdf(min(both, neither), both + neither, 0.5))


# %% wrong: not limited to 1 | feedback: p is 1|larger than 1
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = np.sum(a & ~b), np.sum(b & ~a)
    return 2 * stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5)


# %% wrong: fails without discordant rows | feedback: your function raised
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    return stats.binomtest(only_a, only_a + only_b, 0.5).pvalue


# %% wrong: NaN without discordant rows | feedback: without discordant rows
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    n = only_a + only_b
    return stats.binomtest(only_a, n, 0.5).pvalue if n else float("nan")


# %% wrong: the count itself left out of the tail | feedback: should be|tail includes
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = np.sum(a & ~b), np.sum(b & ~a)
    return min(1.0, 2 * stats.binom.cdf(min(only_a, only_b) - 1, only_a + only_b, 0.5))


# %% wrong: floats that run out with many rows | feedback: thousands|your function raised
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    n, p, term = only_a + only_b, 0.0, 0.5 ** (only_a + only_b)
    for k in range(min(only_a, only_b) + 1):
        p += term
        term = term * (n - k) / (k + 1)
    return min(1.0, 2 * p)


# %% wrong: labels 0 and 1 only | feedback: your function raised|whatever the labels|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = map(np.asarray, (y_true, pred_a, pred_b))
    worse = np.abs(a - y) - np.abs(b - y)
    only_a, only_b = int(np.sum(worse < 0)), int(np.sum(worse > 0))
    return min(1.0, 2 * stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5))


# %% wrong: the one class is 1 | feedback: should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y, a, b = (np.asarray(v) == 1 for v in (y_true, pred_a, pred_b))
    only_a, only_b = np.sum((a == y) & (b != y)), np.sum((b == y) & (a != y))
    return min(1.0, 2 * stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5))


# %% wrong: lists compared as wholes | feedback: should be
def mcnemar_exact(y_true, pred_a, pred_b):
    right_a, right_b = pred_a == y_true, pred_b == y_true
    only_a, only_b = np.sum(right_a > right_b), np.sum(right_b > right_a)
    return min(1.0, 2 * stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5))


# %% wrong: rounded | feedback: not rounded|should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    only_a, only_b = np.sum(a & ~b), np.sum(b & ~a)
    return round(min(1.0, 2 * stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5)), 3)


# %% wrong: marks the right rows in the input | feedback: changed
def mcnemar_exact(y_true, pred_a, pred_b):
    only_a = only_b = 0
    for i in range(len(y_true)):
        right_a, right_b = pred_a[i] == y_true[i], pred_b[i] == y_true[i]
        only_a += right_a and not right_b
        only_b += right_b and not right_a
        pred_a[i] = pred_b[i] = y_true[i]
    return min(1.0, 2 * stats.binom.cdf(min(only_a, only_b), only_a + only_b, 0.5))


# %% wrong: a count of NumPy overflows in 2**n | feedback: NumPy integer
from math import comb


def mcnemar_exact(y_true, pred_a, pred_b):
    a = [p == y for p, y in zip(pred_a, y_true)]
    b = [p == y for p, y in zip(pred_b, y_true)]
    x = sum(i and not j for i, j in zip(a, b))
    z = sum(j and not i for i, j in zip(a, b))
    n, s = x + z, min(x, z)
    if n == 0:
        return 1.0
    return min(1.0, 2 * sum(comb(n, i) for i in range(s + 1)) / 2**n)


# %% wrong: the larger of the two counts | feedback: whatever the counts
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    x, z = (a & ~b).sum(), (b & ~a).sum()
    return min(1.0, 2 * stats.binom.cdf(max(x, z), x + z, 0.5))


# %% wrong: a paired t-test | feedback: should be
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    d = (np.asarray(pred_a) == y) * 1.0 - (np.asarray(pred_b) == y) * 1.0
    return stats.ttest_1samp(d, 0).pvalue if d.any() else 1.0


# %% right: SciPy's binomial test
def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    discordant = a != b
    if not discordant.any():
        return 1.0
    return stats.binomtest(int(a[discordant].sum()), int(discordant.sum()), 0.5).pvalue


# %% right: statsmodels
from statsmodels.stats.contingency_tables import mcnemar


def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    a, b = np.asarray(pred_a) == y, np.asarray(pred_b) == y
    table = [[np.sum(a & b), np.sum(a & ~b)], [np.sum(~a & b), np.sum(~a & ~b)]]
    return mcnemar(table, exact=True).pvalue


# %% right: a loop and whole numbers
from math import comb


def mcnemar_exact(y_true, pred_a, pred_b):
    wins = [0, 0]
    for y, a, b in zip(y_true, pred_a, pred_b):
        if (a == y) != (b == y):
            wins[0 if a == y else 1] += 1
    n, term, tail = sum(wins), 1, 0
    for k in range(min(wins) + 1):
        tail += term
        term = term * (n - k) // (k + 1)
    return min(1, 2 * tail / 2**n)


# %% right: exact fractions
from fractions import Fraction


def mcnemar_exact(y_true, pred_a, pred_b):
    gains = [int(a == y) - int(b == y) for y, a, b in zip(y_true, pred_a, pred_b)]
    n, s = len(gains) - gains.count(0), min(gains.count(1), gains.count(-1))
    term, tail = 1, 0
    for k in range(s + 1):
        tail, term = tail + term, term * (n - k) // (k + 1)
    return min(Fraction(1), Fraction(2 * tail, 2**n))


# %% right: pandas and both tails
def mcnemar_exact(y_true, pred_a, pred_b):
    rows = pd.DataFrame({"y": list(y_true), "a": list(pred_a), "b": list(pred_b)})
    only_a = int(((rows.a == rows.y) & (rows.b != rows.y)).sum())
    only_b = int(((rows.b == rows.y) & (rows.a != rows.y)).sum())
    n, fewer = only_a + only_b, min(only_a, only_b)
    lower, upper = stats.binom.cdf(fewer, n, 0.5), stats.binom.sf(n - fewer - 1, n, 0.5)
    return np.minimum(lower + upper, 1)


# %% right: the incomplete beta function
from scipy.special import betainc


def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.array(y_true)
    a, b = np.array(pred_a) == y, np.array(pred_b) == y
    fewer, more = sorted([int((a > b).sum()), int((b > a).sum())])
    return 1.0 if fewer == more else min(1.0, float(2 * betainc(more, fewer + 1, 0.5)))


# %% right: logarithms of factorials
from scipy.special import gammaln, logsumexp


def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.array(y_true)
    a, b = np.array(pred_a) == y, np.array(pred_b) == y
    n = np.sum(a ^ b)
    k = np.arange(min(np.sum(a & ~b), np.sum(b & ~a)) + 1)
    logs = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) - n * np.log(2)
    return np.array(min(1.0, 2 * np.exp(logsumexp(logs))))


# %% right: the sign test's distribution summed
def mcnemar_exact(y_true, pred_a, pred_b):
    score = np.array([(a == y) * 1 - (b == y) * 1 for y, a, b in zip(y_true, pred_a, pred_b)])
    n, gap = np.count_nonzero(score), abs(score.sum())
    k = np.arange(n + 1)
    return min(1.0, stats.binom.pmf(k, n, 0.5)[abs(2 * k - n) >= gap].sum())


# %% right: coin after coin
def mcnemar_exact(y_true, pred_a, pred_b):
    x = sum(1 for y, a, b in zip(y_true, pred_a, pred_b) if a == y != b)
    z = sum(1 for y, a, b in zip(y_true, pred_a, pred_b) if b == y != a)
    n, s = x + z, min(x, z)
    p = np.array([1.0])
    for _ in range(n):
        p = np.convolve(p, [0.5, 0.5])
    return min(1.0, 2 * p[: s + 1].sum())


# %% right: statsmodels' sign test
from statsmodels.stats.descriptivestats import sign_test


def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    d = (np.asarray(pred_a) == y) * 1.0 - (np.asarray(pred_b) == y) * 1.0
    return sign_test(d)[1] if d.any() else 1.0


# %% right: a confusion matrix of right answers
from statsmodels.stats.contingency_tables import mcnemar
from sklearn.metrics import confusion_matrix


def mcnemar_exact(y_true, pred_a, pred_b):
    y = np.asarray(y_true)
    t = confusion_matrix(np.asarray(pred_a) == y, np.asarray(pred_b) == y, labels=[True, False])
    return mcnemar(t, exact=True).pvalue
