# ruff: noqa
# %% wrong: ties count | feedback: counts? ties
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    pmf = stats.binom.pmf(k, uses, error_a)
    return float(np.sum(pmf * stats.binom.cdf(k, uses, error_b)))


# %% wrong: half of the ties count | feedback: half of the ties
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    pmf = stats.binom.pmf(k, uses, error_a)
    below = stats.binom.cdf(k - 1, uses, error_b) + stats.binom.cdf(k, uses, error_b)
    return float(np.sum(pmf * below) / 2)


# %% wrong: ties left out of the count | feedback: leave ties out|should be
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    a, b = stats.binom.pmf(k, uses, error_a), stats.binom.pmf(k, uses, error_b)
    fewer = np.sum(a * (np.cumsum(b) - b))
    tie = np.sum(a * b)
    return float(fewer / (1 - tie)) if tie < 1 else 0.0


# %% wrong: models exchanged | feedback: sees more errors
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    pmf = stats.binom.pmf(k, uses, error_b)
    return float(np.sum(pmf * stats.binom.cdf(k - 1, uses, error_a)))


# %% wrong: the lower rate wins for certain | feedback: certain
def prob_user_notices(error_a, error_b, uses):
    return float(error_b < error_a and uses > 0)


# %% wrong: both users on the same cases | feedback: independent
def prob_user_notices(error_a, error_b, uses):
    return 1 - (1 - max(error_a - error_b, 0)) ** uses


# %% wrong: the same random numbers for both | feedback: independent
def prob_user_notices(error_a, error_b, uses):
    chance = np.random.default_rng(0).random((4000, uses))
    return np.mean((chance < error_b).sum(axis=1) < (chance < error_a).sum(axis=1))


# %% wrong: a's user meets any error | feedback: any error|independent
def prob_user_notices(error_a, error_b, uses):
    return 1 - (1 - error_a) ** uses


# %% wrong: one use, whatever their number | feedback: whatever their number|without uses
def prob_user_notices(error_a, error_b, uses):
    return error_a * (1 - error_b)


# %% wrong: normal approximation without continuity | feedback: half of the ties|ties|normal distribution
def prob_user_notices(error_a, error_b, uses):
    spread = np.sqrt(uses * (error_a * (1 - error_a) + error_b * (1 - error_b)))
    if spread == 0:
        return float(uses > 0 and error_b < error_a)
    return stats.norm.cdf(uses * (error_a - error_b) / spread)


# %% wrong: Poisson, also for large rates | feedback: should be|normal distribution|off for
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(3 * uses + 20)
    pmf = stats.poisson.pmf(k, uses * error_a)
    return float(np.sum(pmf * stats.poisson.cdf(k - 1, uses * error_b)))


# %% wrong: overflows with many uses | feedback: your function raised
import math


def prob_user_notices(error_a, error_b, uses):
    a = [math.comb(uses, k) * error_a**k * (1 - error_a) ** (uses - k) for k in range(uses + 1)]
    b = [math.comb(uses, k) * error_b**k * (1 - error_b) ** (uses - k) for k in range(uses + 1)]
    return sum(a[i] * sum(b[:i]) for i in range(uses + 1))


# %% wrong: expected difference for a probability | feedback: should be|off for
def prob_user_notices(error_a, error_b, uses):
    return float(np.clip(uses * (error_a - error_b), 0, 1))


# %% wrong: in percent | feedback: should be
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    pmf = stats.binom.pmf(k, uses, error_a)
    return 100 * float(np.sum(pmf * stats.binom.cdf(k - 1, uses, error_b)))


# %% wrong: normal approximation with continuity | feedback: few errors are expected
def prob_user_notices(error_a, error_b, uses):
    s = np.sqrt(uses * (error_a * (1 - error_a) + error_b * (1 - error_b)))
    if s == 0:
        return float(uses > 0 and error_b < error_a)
    return stats.norm.cdf((uses * (error_a - error_b) - 0.5) / s)


# %% wrong: exact for few uses, normal for many | feedback: few errors are expected
def prob_user_notices(error_a, error_b, uses):
    if uses > 200:
        s = np.sqrt(uses * (error_a * (1 - error_a) + error_b * (1 - error_b)))
        return (
            float(error_b < error_a) if s == 0 else stats.norm.cdf(uses * (error_a - error_b) / s)
        )
    k = np.arange(uses + 1)
    return np.sum(stats.binom.pmf(k, uses, error_a) * stats.binom.cdf(k - 1, uses, error_b))


# %% wrong: 1,000 repeats | feedback: scatters|repeats
def prob_user_notices(error_a, error_b, uses):
    rng = np.random.default_rng(uses)
    return np.mean(rng.binomial(uses, error_b, 1000) < rng.binomial(uses, error_a, 1000))


# %% wrong: 1,000 repeats with a fixed seed | feedback: repeats
def prob_user_notices(error_a, error_b, uses):
    rng = np.random.default_rng(0)
    return np.mean(rng.binomial(uses, error_b, 1000) < rng.binomial(uses, error_a, 1000))


# %% wrong: no errors for fewer errors | feedback: does not mean none
def prob_user_notices(error_a, error_b, uses):
    return (1 - error_b) ** uses * (1 - (1 - error_a) ** uses)


# %% wrong: more than the other's expectation | feedback: expectation
def prob_user_notices(error_a, error_b, uses):
    return float(stats.binom.sf(uses * error_b, uses, error_a))


# %% wrong: 0 where the rate is not lower | feedback: lower rate
def prob_user_notices(error_a, error_b, uses):
    if error_b >= error_a:
        return 0.0
    k = np.arange(uses + 1)
    return np.sum(stats.binom.pmf(k, uses, error_a) * stats.binom.cdf(k - 1, uses, error_b))


# %% wrong: counts end at 100 errors | feedback: many uses
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(min(uses, 100) + 1)
    return np.sum(stats.binom.pmf(k, uses, error_a) * stats.binom.cdf(k - 1, uses, error_b))


# %% wrong: underflow of (1 - p)^n | feedback: many uses
def prob_user_notices(error_a, error_b, uses):
    def pmf(p):
        if p == 1:
            return [0.0] * uses + [1.0]
        out = [(1 - p) ** uses]
        for k in range(uses):
            out.append(out[-1] * (uses - k) / (k + 1) * p / (1 - p))
        return out

    a, b = pmf(error_a), pmf(error_b)
    return sum(a[i] * c for i, c in enumerate(np.cumsum([0] + b[:-1])))


# %% right: 40,000 simulated pairs, without a seed
def prob_user_notices(error_a, error_b, uses):
    rng = np.random.default_rng()
    return np.mean(rng.binomial(uses, error_b, 40_000) < rng.binomial(uses, error_a, 40_000))


# %% right: use by use, simulated
def prob_user_notices(error_a, error_b, uses):
    rng = np.random.default_rng()
    a = (rng.random((10_000, uses), dtype=np.float32) < error_a).sum(axis=1)
    b = (rng.random((10_000, uses), dtype=np.float32) < error_b).sum(axis=1)
    return float((b < a).mean())


# %% right: all pairs in a table
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    joint = np.outer(stats.binom.pmf(k, uses, error_a), stats.binom.pmf(k, uses, error_b))
    return joint[np.tril_indices(uses + 1, -1)].sum()


# %% right: difference by convolution
def prob_user_notices(error_a, error_b, uses):
    k = np.arange(uses + 1)
    a, b = stats.binom.pmf(k, uses, error_a), stats.binom.pmf(k, uses, error_b)
    return np.convolve(a, b[::-1])[uses + 1 :].sum()


# %% right: plain Python, one use at a time
def prob_user_notices(error_a, error_b, uses):
    def distribution(rate):
        share = [1.0]
        for _ in range(uses):
            new = [0.0] * (len(share) + 1)
            for k, p in enumerate(share):
                new[k] += p * (1 - rate)
                new[k + 1] += p * rate
            share = new
        return share

    a, b = distribution(float(error_a)), distribution(float(error_b))
    below, total = 0.0, 0.0
    for p, q in zip(a, b):
        total += p * below
        below += q
    return total


# %% right: a fixed seed, counts of many users
def prob_user_notices(error_a, error_b, uses):
    rng = np.random.default_rng(0)
    a, b = rng.binomial(int(uses), [[error_a], [error_b]], size=(2, 20_000))
    return np.count_nonzero(b < a) / 20_000


# %% right: conditional on the uses in which the two differ
def prob_user_notices(error_a, error_b, uses):
    up, down = error_a * (1 - error_b), error_b * (1 - error_a)
    m = np.arange(uses + 1)
    pm = stats.binom.pmf(m, uses, up + down)
    if up + down == 0:
        return 0.0
    share = up / (up + down)
    return float(np.sum(pm * stats.binom.sf(m // 2, m, share)))


# %% right: characteristic function, Fourier transform
def prob_user_notices(error_a, error_b, uses):
    m = 2 * uses + 1
    w = np.exp(2j * np.pi * np.arange(m) / m)
    up, down = error_a * (1 - error_b), error_b * (1 - error_a)
    phi = (up * w + down / w + 1 - up - down) ** uses
    pmf = np.fft.fft(phi).real / m
    return pmf[1 : uses + 1].sum()


# %% right: a walk of the difference
def prob_user_notices(error_a, error_b, uses):
    up, down = error_a * (1 - error_b), error_b * (1 - error_a)
    d = np.zeros(2 * uses + 3)
    d[uses + 1] = 1
    for _ in range(uses):
        d[1:-1] = (1 - up - down) * d[1:-1] + up * d[:-2] + down * d[2:]
    return d[uses + 2 :].sum()


# %% right: normal where errors are many, exact otherwise
def prob_user_notices(error_a, error_b, uses):
    var = uses * (error_a * (1 - error_a) + error_b * (1 - error_b))
    if uses > 300 and min(uses * error_a * (1 - error_a), uses * error_b * (1 - error_b)) > 20:
        return stats.norm.cdf((uses * (error_a - error_b) - 0.5) / np.sqrt(var))
    k = np.arange(uses + 1)
    return np.sum(stats.binom.pmf(k, uses, error_a) * stats.binom.cdf(k - 1, uses, error_b))


# %% right: Skellam where rates are small
def prob_user_notices(error_a, error_b, uses):
    if 0 < error_a < 0.02 and 0 < error_b < 0.02 and uses > 50:
        return stats.skellam.sf(0, uses * error_a, uses * error_b)
    k = np.arange(uses + 1)
    return np.sum(stats.binom.pmf(k, uses, error_a) * stats.binom.cdf(k - 1, uses, error_b))
