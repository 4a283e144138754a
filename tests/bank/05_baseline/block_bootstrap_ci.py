# ruff: noqa
# %% wrong: rows drawn one by one | feedback: draw whole (days|blocks)
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    rng = np.random.default_rng(seed)
    means = [rng.choice(d, len(d)).mean() for _ in range(n_boot)]
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: the mean of the block means | feedback: (mean of the block means|long day counts for more)
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = pd.Series(np.asarray(errors_a, float) - np.asarray(errors_b, float))
    block_means = d.groupby(pd.Series(blocks)).mean().to_numpy()
    rng = np.random.default_rng(seed)
    means = rng.choice(block_means, (n_boot, len(block_means))).mean(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: blocks drawn for a and for b | feedback: for a and b separately
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    block, labels = pd.Series(blocks).factorize()
    sizes = np.bincount(block)
    rng = np.random.default_rng(seed)

    def draw(errors):
        sums = np.bincount(block, np.asarray(errors, float))
        drawn = rng.integers(len(sums), size=(n_boot, len(sums)))
        return sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)

    means = draw(errors_a) - draw(errors_b)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: rows of a and of b drawn apart | feedback: rows of a and b separately|belong together
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    rng = np.random.default_rng(seed)
    a, b, n = np.asarray(errors_a, float), np.asarray(errors_b, float), len(errors_a)
    means = [rng.choice(a, n).mean() - rng.choice(b, n).mean() for _ in range(n_boot)]
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: b minus a | feedback: sign is wrong
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_b, float) - np.asarray(errors_a, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: absolute differences | feedback: absolute|sign
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = abs(np.asarray(errors_a, float) - np.asarray(errors_b, float))
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: the level on one side | feedback: 1 - level on each side
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [1 - level, level])


# %% wrong: the level taken for alpha | feedback: complement
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [level / 2, 1 - level / 2])


# %% wrong: the ends exchanged | feedback: lower end comes first
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 + level) / 2, (1 - level) / 2])


# %% wrong: the level ignored | feedback: argument is not used
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [0.025, 0.975])


# %% wrong: a fraction given to np.percentile | feedback: takes percent
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.percentile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: a block drawn twice counts once | feedback: drawn twice counts twice
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, labels = pd.Series(blocks).factorize()
    rng = np.random.default_rng(seed)
    means = []
    for _ in range(n_boot):
        drawn = rng.integers(len(labels), size=len(labels))
        means.append(d[np.isin(block, drawn)].mean())
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: without replacement | feedback: drawn with replacement
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    rng = np.random.default_rng(seed)
    means = []
    for _ in range(n_boot):
        drawn = rng.permutation(len(sums))
        means.append(sums[drawn].sum() / sizes[drawn].sum())
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: more resamples are more data | feedback: more resamples are not more data
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    half = stats.norm.ppf((1 + level) / 2) * means.std() / np.sqrt(n_boot)
    return d.mean() - half, d.mean() + half


# %% wrong: large blocks drawn more often, then block means | feedback: equal chances
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    rng = np.random.default_rng(seed)
    drawn = rng.choice(len(sums), size=(n_boot, len(sums)), p=sizes / sizes.sum())
    means = (sums / sizes)[drawn].mean(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: half of the blocks | feedback: draws fewer|equal chances
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums) // 2))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: divided by the number of all rows | feedback: rows that the resample has
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums = np.bincount(block, d)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / len(d)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: every block kept, its rows drawn | feedback: draw rows within it
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    order = np.argsort(block, kind="stable")
    d, size = d[order], np.bincount(block)
    start, sizes = np.repeat(np.cumsum(size) - size, size), np.repeat(size, size)
    rng = np.random.default_rng(seed)
    means = [d[start + rng.integers(sizes)].mean() for _ in range(n_boot)]
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: blocks drawn, then rows within them | feedback: among its rows again
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    order = np.argsort(block, kind="stable")
    d, size = d[order], np.bincount(block)
    first = np.cumsum(size) - size
    rng = np.random.default_rng(seed)
    means = []
    for _ in range(n_boot):
        drawn = rng.integers(len(size), size=len(size))
        start, sizes = np.repeat(first[drawn], size[drawn]), np.repeat(size[drawn], size[drawn])
        means.append(d[start + rng.integers(sizes)].mean())
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: runs of equal labels taken for blocks | feedback: wherever (they|their rows) stand
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    labels = np.asarray(blocks)
    block = np.cumsum(np.append(True, labels[1:] != labels[:-1])) - 1
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: labels taken for positions | feedback: your function raised|labelled by|error
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    sums, sizes = np.bincount(blocks, d), np.bincount(blocks)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: fresh chance at each call | feedback: should be the same
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    sums, sizes = np.bincount(block, d), np.bincount(block)
    drawn = np.random.default_rng().integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: where single differences lie | feedback: not where single differences lie|not their mean
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    return np.quantile(d, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: pairs sorted apart | feedback: changed
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    a, b = np.asarray(errors_a, float), np.asarray(errors_b, float)
    block, _ = pd.Series(blocks).factorize()
    order = np.argsort(block, kind="stable")
    errors_a[:], errors_b[:], blocks[:] = (
        [list(values)[i] for i in order] for values in (errors_a, errors_b, blocks)
    )
    sums, sizes = np.bincount(block, a - b), np.bincount(block)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(n_boot, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return np.quantile(means, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: absolute values of the errors | feedback: absolute values of the errors
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    a, b = abs(np.asarray(errors_a, float)), abs(np.asarray(errors_b, float))
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, a - b), np.bincount(i)
    k = np.random.default_rng(seed).integers(len(s), size=(n_boot, len(s)))
    return np.quantile(s[k].sum(1) / n[k].sum(1), [(1 - level) / 2, (1 + level) / 2])


# %% wrong: labels drawn from the column of labels | feedback: large blocks are drawn more often
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, d), np.bincount(i)
    k = np.random.default_rng(seed).choice(i, size=(n_boot, len(s)))
    return np.quantile(s[k].sum(1) / n[k].sum(1), [(1 - level) / 2, (1 + level) / 2])


# %% wrong: the generator made anew in each resample | feedback: each resample goes\s+on with the same generator
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, d), np.bincount(i)
    m = []
    for _ in range(n_boot):
        k = np.random.default_rng(seed).integers(len(s), size=len(s))
        m.append(s[k].sum() / n[k].sum())
    return np.quantile(m, [(1 - level) / 2, (1 + level) / 2])


# %% wrong: one standard error to either side | feedback: one standard error on either side
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, d), np.bincount(i)
    k = np.random.default_rng(seed).integers(len(s), size=(n_boot, len(s)))
    m = s[k].sum(1) / n[k].sum(1)
    return m.mean() - m.std(), m.mean() + m.std()


# %% wrong: the seed ignored | feedback: is seed used
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, d), np.bincount(i)
    k = np.random.default_rng(0).integers(len(s), size=(n_boot, len(s)))
    return np.quantile(s[k].sum(1) / n[k].sum(1), [(1 - level) / 2, (1 + level) / 2])


# %% wrong: the number of resamples ignored | feedback: is n_boot used
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, d), np.bincount(i)
    k = np.random.default_rng(seed).integers(len(s), size=(1000, len(s)))
    return np.quantile(s[k].sum(1) / n[k].sum(1), [(1 - level) / 2, (1 + level) / 2])


# %% wrong: a formula in place of resamples | feedback: is seed used
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    se = np.sqrt(np.sum(np.bincount(i, d - d.mean()) ** 2)) / len(d)
    z = stats.norm.ppf((1 + level) / 2)
    return d.mean() - z * se, d.mean() + z * se


# %% right: a loop over resamples, rows put together
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    rows_of = {}
    for row, label in enumerate(blocks):
        rows_of.setdefault(label, []).append(row)
    rows_of = [np.array(rows) for rows in rows_of.values()]
    a, b = np.array(errors_a, dtype=float), np.array(errors_b, dtype=float)
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(n_boot):
        drawn = rng.choice(len(rows_of), size=len(rows_of), replace=True)
        rows = np.concatenate([rows_of[k] for k in drawn])
        values.append(a[rows].mean() - b[rows].mean())
    low, high = np.percentile(values, [50 * (1 - level), 50 * (1 + level)])
    return low, high


# %% right: pandas, sampled groups
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    frame = pd.DataFrame({"a": list(errors_a), "b": list(errors_b), "block": list(blocks)})
    frame["difference"] = frame["a"] - frame["b"]
    groups = frame.groupby("block")["difference"].agg(["sum", "count"])
    state = np.random.RandomState(seed)
    means = []
    for _ in range(n_boot):
        drawn = groups.sample(len(groups), replace=True, random_state=state).sum()
        means.append(drawn["sum"] / drawn["count"])
    ends = pd.Series(means).quantile([(1 - level) / 2, 1 - (1 - level) / 2])
    return tuple(ends)


# %% right: SciPy's BCa over blocks
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    difference = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    _, block = np.unique(np.asarray(blocks), return_inverse=True)
    sums, sizes = np.bincount(block, difference), np.bincount(block)
    result = stats.bootstrap(
        (sums, sizes),
        lambda sums, sizes, axis=-1: sums.sum(axis=axis) / sizes.sum(axis=axis),
        paired=True,
        vectorized=True,
        confidence_level=level,
        n_resamples=n_boot,
        method="BCa",
        rng=np.random.default_rng(seed),
    )
    return result.confidence_interval


# %% right: basic, by counts of the blocks
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    difference = np.subtract(errors_a, errors_b, dtype=float)
    labels = {label: k for k, label in enumerate(dict.fromkeys(blocks))}
    block = np.array([labels[label] for label in blocks])
    belongs = block == np.arange(len(labels))[:, None]
    rng = np.random.default_rng(seed)
    counts = rng.multinomial(len(labels), np.full(len(labels), 1 / len(labels)), size=n_boot)
    weights = counts @ belongs
    means = weights @ difference / weights.sum(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return [2 * difference.mean() - high, 2 * difference.mean() - low]


# %% right: the random module
import random


def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    totals = {}
    for a, b, label in zip(errors_a, errors_b, blocks):
        total, rows = totals.get(label, (0, 0))
        totals[label] = total + a - b, rows + 1
    totals = list(totals.values())
    chance = random.Random(seed)
    means = []
    for _ in range(n_boot):
        drawn = chance.choices(totals, k=len(totals))
        means.append(sum(total for total, _ in drawn) / sum(rows for _, rows in drawn))
    means.sort()
    tail = round((1 - level) / 2 * n_boot)
    return means[tail], means[-tail - 1]


# %% right: the old generator, the whole range of labels repeated
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    np.random.seed(seed)
    difference = np.array(errors_a) - np.array(errors_b)
    labels = np.array(blocks)
    unique = np.unique(labels)
    rows_of = [difference[labels == label] for label in unique]
    means = np.empty(n_boot)
    for i in range(n_boot):
        drawn = np.random.randint(0, len(unique), len(unique))
        means[i] = np.mean(np.hstack([rows_of[k] for k in drawn]))
    return np.percentile(means, 100 * (1 - level) / 2), np.percentile(means, 50 + 50 * level)


# %% right: SciPy's percentile, over the positions of blocks
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    g = pd.Series(d).groupby(pd.Series(list(blocks)).to_numpy()).agg(["sum", "size"]).to_numpy()
    r = stats.bootstrap(
        (np.arange(len(g)),),
        lambda i: g[i, 0].sum() / g[i, 1].sum(),
        vectorized=False,
        n_resamples=n_boot,
        confidence_level=level,
        method="percentile",
        random_state=seed,
    )
    return r.confidence_interval.low, r.confidence_interval.high


# %% right: bias-corrected, BCa without acceleration
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    i = pd.factorize(np.asarray(blocks))[0]
    s, n = np.bincount(i, d), np.bincount(i)
    B = len(s)
    k = np.random.default_rng(seed).integers(B, size=(n_boot, B))
    m = s[k].sum(1) / n[k].sum(1)
    z0 = stats.norm.ppf(np.mean(m < d.mean()))
    return np.quantile(
        m, stats.norm.cdf(2 * z0 + stats.norm.ppf([(1 - level) / 2, (1 + level) / 2]))
    )


# %% right: a seed for each resample
def block_bootstrap_ci(errors_a, errors_b, blocks, level=0.95, n_boot=2000, seed=0):
    d = np.asarray(errors_a, float) - np.asarray(errors_b, float)
    bl = np.asarray(blocks)
    rows = [np.flatnonzero(bl == u) for u in np.unique(bl)]
    m = []
    for g in np.random.SeedSequence(seed).spawn(n_boot):
        k = np.random.default_rng(g).integers(len(rows), size=len(rows))
        m.append(d[np.concatenate([rows[j] for j in k])].mean())
    return tuple(np.quantile(m, [(1 - level) / 2, (1 + level) / 2]))
