# ruff: noqa
# %% wrong: normal quantile instead of Student's t | feedback: normal quantile
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.norm.ppf((1 + level) / 2) * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: 1.96 at every level | feedback: 1\.96.*normal
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = 1.96 * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: standard deviation divides by n | feedback: ddof 1
def mean_ci(scores, level=0.95):
    scores = np.asarray(scores, dtype=float)
    m, n = scores.mean(), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * scores.std() / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: interval of one score, not of the mean | feedback: one score
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.std(scores, ddof=1)
    return m, m - half, m + half


# %% wrong: the level is ignored | feedback: level is ignored
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf(0.975, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: quantile at the level, one tail | feedback: two tails
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf(level, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: n degrees of freedom | feedback: n - 1 degrees
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n) * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: low and high before the mean | feedback: mean comes first|another order
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return m - half, m, m + half


# %% wrong: mean and half-width only | feedback: three numbers
def mean_ci(scores, level=0.95):
    n = len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return np.mean(scores), half


# %% wrong: percentiles of the scores themselves | feedback: should be
def mean_ci(scores, level=0.95):
    tail = 50 * (1 - level)
    return np.mean(scores), np.percentile(scores, tail), np.percentile(scores, 100 - tail)


# %% wrong: divides by n instead of its root | feedback: root of n, not by n
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.std(scores, ddof=1) / n
    return m, m - half, m + half


# %% wrong: variance instead of standard deviation | feedback: variance
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.var(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: two standard errors | feedback: rule of thumb
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = 2 * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: level taken for alpha | feedback: complement
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf(1 - level / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return m, m - half, m + half


# %% wrong: cuts the interval off at 1, as if scores were shares | feedback: few scores
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return m, max(0, m - half), min(1, m + half)


# %% wrong: centres the scores in place | feedback: changed
def mean_ci(scores, level=0.95):
    m, n = np.mean(scores), len(scores)
    for i in range(n):
        scores[i] -= m
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.sqrt(np.sum(np.square(scores)) / (n - 1) / n)
    return m, m - half, m + half


# %% wrong: the median in the middle | feedback: not the mean
def mean_ci(scores, level=0.95):
    middle, n = np.median(scores), len(scores)
    half = stats.t.ppf((1 + level) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return middle, middle - half, middle + half


# %% right: scipy's interval
def mean_ci(scores, level=0.95):
    scores = np.asarray(scores, dtype=float)
    m = scores.mean()
    return (m, *stats.t.interval(level, len(scores) - 1, loc=m, scale=stats.sem(scores)))


# %% right: the statistics module and a loop
import math
import statistics


def mean_ci(scores, level=0.95):
    values = [float(score) for score in scores]
    total = 0.0
    for value in values:
        total += value
    m = total / len(values)
    t = stats.t.isf((1 - level) / 2, df=len(values) - 1)
    half = t * statistics.stdev(values) / math.sqrt(len(values))
    return [m, m - half, m + half]


# %% right: pandas, an array back
import pandas as pd


def mean_ci(scores, level=0.95):
    scores = pd.Series(list(scores))
    t = stats.t(df=scores.size - 1).ppf(0.5 + level / 2)
    return scores.mean() + np.array([0, -t, t]) * scores.sem()


# %% right: a one-sample test's interval, warns on stderr
import warnings


def mean_ci(scores, level=0.95):
    warnings.warn("fold scores are not independent")
    interval = stats.ttest_1samp(list(scores), 0).confidence_interval(level)
    return np.mean(list(scores)), interval.low, interval.high


# %% right: a namedtuple
from collections import namedtuple

Interval = namedtuple("Interval", "mean low high")


def mean_ci(scores, level=0.95):
    n, m = len(scores), sum(scores) / len(scores)
    s = (sum((x - m) ** 2 for x in scores) / (n - 1)) ** 0.5
    half = -stats.t.ppf((1 - level) / 2, n - 1) * s / n**0.5
    return Interval(np.float64(m), np.float64(m - half), np.float64(m + half))
