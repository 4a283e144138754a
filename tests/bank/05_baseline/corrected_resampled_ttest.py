# ruff: noqa
# %% wrong: the plain t-test, more resamples are more data | feedback: plain t-test
def corrected_resampled_ttest(differences, n_train, n_test):
    result = stats.ttest_1samp(differences, 0)
    return result.statistic, result.pvalue


# %% wrong: population variance | feedback: ddof 1
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var())
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: one-sided p | feedback: both tails
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the tail beyond t, not beyond its size | feedback: tail beyond \|t\||one and the same p
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(t, len(d) - 1)


# %% wrong: p for a positive t only, one-sided otherwise | feedback: one and the same p|between 0 and 1|both tails
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(t, len(d) - 1) if t > 0 else stats.t.cdf(t, len(d) - 1)


# %% wrong: the root is missing | feedback: root is missing
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / ((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the root over the sum alone, times the variance | feedback: root covers all.*not the sum alone
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / (np.sqrt(1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the root over the variance alone | feedback: not s² alone
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / ((1 / len(d) + n_test / n_train) * d.std(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the ratio inverted | feedback: other way round
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_train / n_test) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the share of test rows | feedback: not the share of the test rows
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / (n_train + n_test)) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: 1/J dropped | feedback: does not replace it
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt(n_test / n_train * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: divided by the root of J once more | feedback: divided by J once more|surer and surer
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1) / len(d))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: a factor that shrinks with the resamples | feedback: must not shrink|surer and surer
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 + n_test / n_train) * d.var(ddof=1) / len(d))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: brackets forgotten | feedback: brackets
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt(1 / len(d) + n_test / n_train * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: always the folds of one cross-validation | feedback: folds of one cross-validation
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + 1 / (len(d) - 1)) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: rows taken for J | feedback: number of resamples, not of rows
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / (n_train + n_test) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the sign lost | feedback: sign of the mean
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = abs(d.mean()) / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(t, len(d) - 1)


# %% wrong: the normal distribution | feedback: Student's t
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.norm.sf(abs(t))


# %% wrong: J degrees of freedom | feedback: J - 1 degrees
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), len(d))


# %% wrong: test rows taken for degrees of freedom | feedback: J - 1 degrees
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), n_test - 1)


# %% wrong: t corrected, p left plain | feedback: plain t-test
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, stats.ttest_1samp(d, 0).pvalue


# %% wrong: the order exchanged | feedback: order is t, then p
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return 2 * stats.t.sf(abs(t), len(d) - 1), t


# %% wrong: one minus p | feedback: 1 - p
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return t, 1 - 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: p alone | feedback: two numbers
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, dtype=float)
    t = d.mean() / np.sqrt((1 / len(d) + n_test / n_train) * d.var(ddof=1))
    return 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the input is centred in place | feedback: changed
def corrected_resampled_ttest(differences, n_train, n_test):
    mean = sum(differences) / len(differences)
    for i in range(len(differences)):
        differences[i] -= mean
    d = np.asarray(differences, dtype=float)
    s2 = np.sum(d**2) / (len(d) - 1)
    t = mean / np.sqrt((1 / len(d) + n_test / n_train) * s2)
    return t, 2 * stats.t.sf(abs(t), len(d) - 1)


# %% wrong: the standard deviation for the variance | feedback: standard deviation, under a root
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, float)
    J = len(d)
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * d.std(ddof=1))
    return t, 2 * stats.t.sf(abs(t), J - 1)


# %% wrong: the variance around 0 | feedback: around the mean of the differences
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, float)
    J = len(d)
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * np.sum(d**2) / (J - 1))
    return t, 2 * stats.t.sf(abs(t), J - 1)


# %% wrong: absolute differences | feedback: keep their signs
def corrected_resampled_ttest(differences, n_train, n_test):
    d = abs(np.asarray(differences, float))
    J = len(d)
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), J - 1)


# %% wrong: test rows taken for J | feedback: not of test rows
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, float)
    J = len(d)
    t = d.mean() / np.sqrt((1 / n_test + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), J - 1)


# %% wrong: rows taken for degrees of freedom | feedback: J - 1 degrees
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, float)
    J = len(d)
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * d.var(ddof=1))
    return t, 2 * stats.t.sf(abs(t), n_train + n_test - 2)


# %% wrong: rounded | feedback: neither t nor p is rounded
def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, float)
    J = len(d)
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * d.var(ddof=1))
    return round(t, 4), round(2 * stats.t.sf(abs(t), J - 1), 4)


# %% right: the standard library
import math
import statistics


def corrected_resampled_ttest(differences, n_train, n_test):
    values = [float(value) for value in differences]
    n = len(values)
    variance = (1 / n + n_test / n_train) * statistics.variance(values)
    t = statistics.fmean(values) / math.sqrt(variance)
    return [t, 2 * float(stats.t.cdf(-abs(t), n - 1))]


# %% right: the plain test, corrected afterwards
def corrected_resampled_ttest(differences, n_train, n_test):
    n = len(differences)
    plain = stats.ttest_1samp(np.array(differences, dtype=float), 0.0)
    t = plain.statistic / np.sqrt(1 + n * n_test / n_train)
    return np.array([t, 2 * (1 - stats.t.cdf(np.abs(t), df=n - 1))])


# %% right: by the correlation between resamples
def corrected_resampled_ttest(differences, n_train, n_test):
    rho = n_test / (n_train + n_test)
    n = len(differences)
    error = np.std(differences, ddof=1) * np.sqrt(1 / n + rho / (1 - rho))
    t = np.mean(differences) / error
    return t, min(stats.t.cdf(t, n - 1), stats.t.sf(t, n - 1)) * 2


# %% right: pandas, a named tuple
from collections import namedtuple

Result = namedtuple("Result", ["statistic", "pvalue"])


def corrected_resampled_ttest(differences, n_train, n_test):
    d = pd.Series(differences)
    t = d.mean() / (d.std() * (1 / d.size + n_test / n_train) ** 0.5)
    return Result(t, 2 * stats.t(d.size - 1).sf(abs(t)))


# %% right: from summary statistics
def corrected_resampled_ttest(differences, n_train, n_test):
    described = stats.describe(differences)
    error = np.sqrt((1 / described.nobs + n_test / n_train) * described.variance)
    t = described.mean / error
    # The F distribution of t squared is two-sided by itself.
    return np.float64(t), stats.f.sf(t**2, 1, described.nobs - 1)


# %% right: a loop
def corrected_resampled_ttest(differences, n_train, n_test):
    n, total, squares = 0, 0.0, 0.0
    for value in differences:
        n += 1
        step = value - total
        total += step / n
        squares += step * (value - total)
    t = total / (squares / (n - 1) * (1 / n + n_test / n_train)) ** 0.5
    return t, float(2 * stats.t.sf(t if t > 0 else -t, n - 1))


# %% right: the incomplete beta function
from scipy.special import betainc


def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.array(differences, float)
    J = d.size
    v = J - 1
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * np.var(d, ddof=1))
    return t, betainc(v / 2, 0.5, v / (v + t * t))


# %% right: the tail integrated
from scipy.integrate import quad


def corrected_resampled_ttest(differences, n_train, n_test):
    d = np.asarray(differences, float)
    J = len(d)
    t = d.mean() / np.sqrt((1 / J + n_test / n_train) * d.var(ddof=1))
    return t, 2 * quad(stats.t(J - 1).pdf, abs(t), np.inf, epsabs=1e-13, epsrel=1e-11, limit=500)[0]
