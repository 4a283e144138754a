# ruff: noqa
# %% wrong: the winner's score is its quality | feedback: take the truth off
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    return rng.binomial(n_test, true_accuracy, (5000, k)).max(axis=1).mean() / n_test


# %% wrong: no optimism at all | feedback: winner's score is not its quality
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    return rng.binomial(10**9, true_accuracy, 5000).mean() / 10**9 - true_accuracy


# %% wrong: the mean of the scores | feedback: winner's score is not its quality
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    scores = rng.binomial(n_test, true_accuracy, (5000, k)) / n_test
    return scores.mean(axis=0).max() - true_accuracy


# %% wrong: k copies of one score | feedback: copies of one|winner's score is not its quality
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    score = rng.binomial(n_test, true_accuracy, 20_000) / n_test
    return np.tile(score, (k, 1)).max(axis=0).mean() - true_accuracy


# %% wrong: the standard error | feedback: standard error of one score
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return np.sqrt(true_accuracy * (1 - true_accuracy) / n_test)


# %% wrong: the standard error times k | feedback: far too much
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return k * np.sqrt(true_accuracy * (1 - true_accuracy) / n_test)


# %% wrong: the standard error times the root of k | feedback: root of k is too much
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return np.sqrt(k * true_accuracy * (1 - true_accuracy) / n_test)


# %% wrong: the root of 2 log k | feedback: 2 log k
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return np.sqrt(2 * np.log(k) * true_accuracy * (1 - true_accuracy) / n_test)


# %% wrong: two standard errors | feedback: two standard errors
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return 1.96 * np.sqrt(true_accuracy * (1 - true_accuracy) / n_test)


# %% wrong: the normal approximation | feedback: normal distribution is too rough
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    error = np.sqrt(true_accuracy * (1 - true_accuracy) / n_test)
    return rng.normal(true_accuracy, error, (5000, k)).max(axis=1).mean() - true_accuracy


# %% wrong: a quantile of the normal distribution | feedback: should be|is off
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    error = np.sqrt(true_accuracy * (1 - true_accuracy) / n_test)
    return stats.norm.ppf(1 - 1 / (2 * k)) * error


# %% wrong: percentage points | feedback: points
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    scores = rng.binomial(n_test, true_accuracy, (5000, k)) / n_test
    return 100 * (scores.max(axis=1).mean() - true_accuracy)


# %% wrong: a number of rows | feedback: number of rows
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    return (
        rng.binomial(n_test, true_accuracy, (5000, k)).max(axis=1).mean() - n_test * true_accuracy
    )


# %% wrong: one repeat | feedback: should be|over thousands of repeats
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    return rng.binomial(n_test, true_accuracy, k).max() / n_test - true_accuracy


# %% wrong: the best of all repeats | feedback: should be|mean\s+over thousands of repeats
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    return rng.binomial(n_test, true_accuracy, (5000, k)).max() / n_test - true_accuracy


# %% wrong: the best mean, the axes exchanged | feedback: should be|winner's score is not its quality|over thousands
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    scores = rng.binomial(n_test, true_accuracy, (2000, k)) / n_test
    return scores.max(axis=0).mean() - true_accuracy


# %% wrong: the wrong sign | feedback: sign
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    at_most = stats.binom.cdf(np.arange(n_test), n_test, true_accuracy)
    return true_accuracy - np.sum(1 - at_most**k) / n_test


# %% wrong: best minus worst | feedback: from the worst
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    scores = rng.binomial(n_test, true_accuracy, (5000, k)) / n_test
    return np.ptp(scores, axis=1).mean()


# %% wrong: relative to the truth | feedback: relative|should be
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    if true_accuracy == 0:
        return 0.0
    at_most = stats.binom.cdf(np.arange(n_test), n_test, true_accuracy)
    return np.sum(1 - at_most**k) / n_test / true_accuracy - 1


# %% wrong: how far a score can rise | feedback: can at most rise|should be
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return 0.0 if k == 1 or true_accuracy == 0 else 1 - true_accuracy


# %% wrong: no score reaches the top | feedback: should be
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    m = np.arange(n_test)
    cdf = stats.binom.cdf(m, n_test, true_accuracy)
    return np.sum(m * np.diff(cdf**k, prepend=0)) / n_test - true_accuracy


# %% wrong: one model too few | feedback: should be
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    return (
        np.sum(1 - stats.binom.cdf(np.arange(n_test), n_test, true_accuracy) ** (k - 1)) / n_test
        - true_accuracy
        if k > 1
        else 0.0
    )


# %% wrong: the median of the best score | feedback: median of the best score|few errors, or few hits
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    return np.median(rng.binomial(n_test, true_accuracy, (5000, k)).max(1)) / n_test - true_accuracy


# %% wrong: the normal approximation, cut at 1 | feedback: few errors, or few hits
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    e = np.sqrt(true_accuracy * (1 - true_accuracy) / n_test)
    return (
        np.clip(np.random.default_rng(seed).normal(true_accuracy, e, (5000, k)), 0, 1).max(1).mean()
        - true_accuracy
    )


# %% wrong: the largest distance from the truth, either way | feedback: should be
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    s = np.random.default_rng(seed).binomial(n_test, true_accuracy, (5000, k)) / n_test
    return abs(s - true_accuracy).max(1).mean()


# %% right: simulated, 2,000 repeats
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    scores = rng.binomial(n_test, true_accuracy, size=(2000, k)) / n_test
    return scores.max(axis=1).mean() - true_accuracy


# %% right: a loop, 3,000 repeats
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    total = 0
    for _ in range(3000):
        total += max(rng.binomial(n_test, true_accuracy, size=k))
    return total / 3000 / n_test - true_accuracy


# %% right: exact, by the probabilities of the maximum
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    counts = np.arange(n_test + 1)
    below = stats.binom.cdf(counts, n_test, true_accuracy) ** k
    return np.sum(counts * np.diff(below, prepend=0.0)) / n_test - true_accuracy


# %% right: the best of k by one uniform number
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    # The largest of k uniform numbers is the k-th root of one.
    highest = np.random.default_rng(seed).random(20_000) ** (1 / k)
    best = stats.binom.ppf(highest, n_test, true_accuracy)
    return float(np.mean(best) / n_test) - true_accuracy


# %% right: SciPy's sampler and pandas
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    counts = stats.binom.rvs(n_test, true_accuracy, size=(4000, k), random_state=seed)
    return pd.DataFrame(counts).max(axis="columns").mean() / n_test - true_accuracy


# %% right: the old generator, unseeded
def best_of_k_optimism(true_accuracy, n_test, k, seed=None):
    wins = np.random.binomial(n_test, true_accuracy, (k, 5000)).max(0)
    return np.mean(wins / n_test - true_accuracy)


# %% right: errors counted instead of hits
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    wrong = np.arange(1, n_test + 1)
    # The best has at least m errors where all k have.
    fewest = np.sum(stats.binom.sf(wrong - 1, n_test, 1 - true_accuracy) ** k)
    return 1 - true_accuracy - fewest / n_test


# %% right: row by row
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    rng = np.random.default_rng(seed)
    best = [(rng.random((k, n_test)) < true_accuracy).mean(axis=1).max() for _ in range(2000)]
    return np.mean(best) - true_accuracy


# %% right: quantiles of the best, averaged
def best_of_k_optimism(true_accuracy, n_test, k, seed=0):
    u = ((np.arange(20000) + 0.5) / 20000) ** (1 / k)
    return float((stats.binom.ppf(u, n_test, true_accuracy) / n_test).mean() - true_accuracy)
