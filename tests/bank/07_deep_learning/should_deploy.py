# ruff: noqa
# %% wrong: compares the mean alone | feedback: mean exceeds the margin, its lower bound does not
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    if len(errors_simple) < min_cases:
        return False
    return np.mean(errors_simple) - np.mean(errors_deep) > margin


# %% wrong: two separate groups instead of pairs | feedback: separate groups
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    a, b = np.asarray(errors_simple, dtype=float), np.asarray(errors_deep, dtype=float)
    n = len(a)
    if n < min_cases:
        return False
    se = np.sqrt(a.var(ddof=1) / n + b.var(ddof=1) / n)
    return a.mean() - b.mean() - stats.t.ppf(1 - alpha, 2 * n - 2) * se > margin


# %% wrong: deep minus simple | feedback: expected
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_deep, dtype=float) - np.asarray(errors_simple, dtype=float)
    n = len(d)
    if n < min_cases:
        return False
    return d.mean() - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% wrong: more than min_cases needed | feedback: exactly min_cases
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if n <= min_cases:
        return False
    return d.mean() - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% wrong: min_cases forgotten | feedback: however large the gain
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    return d.mean() - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% wrong: 1.96 whatever alpha is | feedback: alpha made no difference
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if n < min_cases:
        return False
    return d.mean() - 1.96 * d.std(ddof=1) / np.sqrt(n) > margin


# %% wrong: alpha taken for the confidence level | feedback: bolder|lower bound does not
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if n < min_cases:
        return False
    return d.mean() - stats.t.ppf(alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% wrong: tests against zero, then compares the mean with the margin | feedback: lower bound does not
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    if len(d) < min_cases:
        return False
    p = stats.ttest_1samp(d, 0).pvalue
    return p < alpha and d.mean() > margin


# %% wrong: margin as a share of the simple model's error | feedback: own unit|margin of 1
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    a, b = np.asarray(errors_simple, dtype=float), np.asarray(errors_deep, dtype=float)
    d, n = a - b, len(a)
    if n < min_cases:
        return False
    low = d.mean() - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n)
    return low / a.mean() > margin


# %% wrong: margin in percentage points | feedback: does not exceed a margin|lower bound does not
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if n < min_cases:
        return False
    low = d.mean() - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n)
    return 100 * low > margin


# %% wrong: different at all, in whichever direction | feedback: lower errors are better
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if n < min_cases:
        return False
    return abs(d.mean()) - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% wrong: interval of one case, not of the mean | feedback: expected True
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    if len(d) < min_cases:
        return False
    return np.quantile(d, alpha) > margin


# %% wrong: the share of cases that the deep model wins | feedback: expected|margin
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    wins = np.mean(np.asarray(errors_deep) < np.asarray(errors_simple))
    return len(errors_simple) >= min_cases and wins - 0.5 > margin


# %% wrong: the upper bound | feedback: does not exceed a margin|lower bound does not
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if n < min_cases:
        return False
    return d.mean() + stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% right: arrays as they come, lists converted
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    try:
        d = errors_simple - errors_deep
    except TypeError:
        d = np.array(errors_simple) - np.array(errors_deep)
    n = len(d)
    if n < min_cases:
        return False
    return np.mean(d) - stats.t.ppf(1 - alpha, n - 1) * np.std(d, ddof=1) / np.sqrt(n) > margin


# %% wrong: subtracts in place | feedback: changed
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = errors_simple
    for i in range(len(d)):
        d[i] -= errors_deep[i]
    n = len(d)
    if n < min_cases:
        return False
    return np.mean(d) - stats.t.ppf(1 - alpha, n - 1) * np.std(d, ddof=1) / np.sqrt(n) > margin


# %% wrong: a test of ranks, not of the mean | feedback: sure gain
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    if len(d) < min_cases:
        return False
    return stats.wilcoxon(d - margin, alternative="greater").pvalue < alpha


# %% wrong: counts only the cases on which the models differ | feedback: sure gain
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    n = len(d)
    if np.sum(d != 0) < min_cases:
        return False
    return d.mean() - stats.t.ppf(1 - alpha, n - 1) * d.std(ddof=1) / np.sqrt(n) > margin


# %% right: two-sided Student's t, np.bool_ back
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.subtract(np.array(errors_simple), np.array(errors_deep))
    if d.size < min_cases:
        return np.False_
    return d.mean() - stats.t.ppf(1 - alpha / 2, d.size - 1) * stats.sem(d) > margin


# %% right: bootstrap over pairs, one-sided
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.array(errors_simple, dtype=float) - np.array(errors_deep, dtype=float)
    if len(d) < min_cases:
        return False
    rng = np.random.default_rng(seed)
    means = d[rng.integers(0, len(d), size=(1000, len(d)))].mean(axis=1)
    return np.quantile(means, alpha) > margin


# %% right: bootstrap over pairs, two-sided, a loop
import random


def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = [float(a) - float(b) for a, b in zip(errors_simple, errors_deep)]
    if len(d) < min_cases:
        return False
    generator = random.Random(seed)
    means = sorted(sum(generator.choices(d, k=len(d))) / len(d) for _ in range(1000))
    return means[int(1000 * alpha / 2)] > margin


# %% right: normal, two-sided, plain Python, 0 and 1 back
import statistics


def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = [float(a - b) for a, b in zip(errors_simple, errors_deep)]
    if len(d) < min_cases:
        return 0
    z = statistics.NormalDist().inv_cdf(1 - alpha / 2)
    return int(statistics.mean(d) - z * statistics.stdev(d) / len(d) ** 0.5 > margin)


# %% right: scipy's paired test against the margin, warns on stderr
import warnings


def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    warnings.warn("looking again")
    if len(errors_simple) < min_cases:
        return False
    shifted = [b + margin for b in errors_deep]
    return stats.ttest_rel(list(errors_simple), shifted, alternative="greater").pvalue < alpha


# %% right: scipy's BCa bootstrap
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    if len(d) < min_cases:
        return False
    result = stats.bootstrap(
        (d,), np.mean, confidence_level=1 - alpha, n_resamples=1999, rng=np.random.default_rng(seed)
    )
    return bool(result.confidence_interval.low > margin)


# %% right: normal, one-sided
def should_deploy(errors_simple, errors_deep, margin, min_cases, alpha=0.05, seed=0):
    d = np.asarray(errors_simple, dtype=float) - np.asarray(errors_deep, dtype=float)
    enough = len(d) >= min_cases
    return enough and d.mean() - stats.norm.isf(alpha) * d.std() / np.sqrt(len(d)) > margin
