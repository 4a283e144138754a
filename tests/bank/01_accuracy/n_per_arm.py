# ruff: noqa
# %% wrong: both arms together | feedback: one arm
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    n = z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2
    return 2 * int(np.ceil(n))


# %% wrong: one-sided | feedback: one-sided
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: the power forgotten | feedback: power
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: continuity correction | feedback: continuity
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    pooled, d = (p1 + p2) / 2, abs(p1 - p2)
    needed = stats.norm.isf(alpha / 2) * np.sqrt(2 * pooled * (1 - pooled))
    needed += stats.norm.ppf(power) * np.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    n = (needed / d) ** 2
    return int(np.ceil(n / 4 * (1 + np.sqrt(1 + 4 / (n * d))) ** 2))


# %% wrong: alpha ignored | feedback: alpha.*(ignored|arguments are not used)|smaller alpha
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = 1.959963985 + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: power ignored | feedback: power is ignored
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + 0.841621234
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: both quantiles from memory | feedback: arguments are not used|both ignored
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    return int(np.ceil(2.8015852**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: the power with the wrong sign | feedback: wrong sign|higher power
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.isf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: alpha halved twice | feedback: halved once
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 4) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: power taken two-sided | feedback: power, too, is taken two-sided
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf((1 + power) / 2)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: the variance of one arm | feedback: two observed rates
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    mean = (p1 + p2) / 2
    return int(np.ceil(z**2 * mean * (1 - mean) / (p1 - p2) ** 2))


# %% wrong: the difference not squared | feedback: must be squared
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / abs(p1 - p2)))


# %% wrong: a rule of thumb | feedback: rule of thumb
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    return int(np.ceil(16 * p1 * (1 - p1) / (p1 - p2) ** 2))


# %% wrong: rates taken for percent | feedback: not (in )?percent
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    p1, p2 = p1 / 100, p2 / 100
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: a negative difference fails | feedback: either order|your function raised
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    error = (p2 - p1) / z
    return int(np.ceil((p1 * (1 - p1) + p2 * (1 - p2)) / error**2)) if error > 0 else 0


# %% wrong: not a whole number | feedback: whole number
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2


# %% wrong: rounded to tens | feedback: should be|wrong for other
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return round(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2 + 5, -1)


# %% wrong: the variance of one arm for both | feedback: own variance|should be
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * 2 * p1 * (1 - p1) / (p1 - p2) ** 2))


# %% wrong: standard deviations added | feedback: standard deviations do not
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil((z * (np.sqrt(p1 * (1 - p1)) + np.sqrt(p2 * (1 - p2))) / (p1 - p2)) ** 2))


# %% wrong: the variance of one half | feedback: one half|should be
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * 0.5 / (p1 - p2) ** 2))


# %% wrong: Cohen's h without its 2 | feedback: four times
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(2 * (z / (np.arcsin(np.sqrt(p1)) - np.arcsin(np.sqrt(p2)))) ** 2))


# %% wrong: the difference taken for an effect size | feedback: divided by a standard deviation
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    from statsmodels.stats.power import NormalIndPower

    return int(np.ceil(NormalIndPower().solve_power(abs(p1 - p2), alpha=alpha, power=power)))


# %% wrong: quantiles squared one by one | feedback: sum of the two quantiles
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) ** 2 + stats.norm.ppf(power) ** 2
    return int(np.ceil(z * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: the difference relative to a rate | feedback: not relative
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / ((p1 - p2) / p1) ** 2))


# %% wrong: alpha and power exchanged | feedback: exchanged
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    alpha, power = 1 - power, 1 - alpha
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% wrong: quantiles rounded to two places | feedback: should be|wrong for
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    za = {0.05: 1.96, 0.01: 2.58, 0.1: 1.64}.get(alpha, stats.norm.isf(alpha / 2))
    zb = {0.8: 0.84, 0.9: 1.28, 0.95: 1.64}.get(power, stats.norm.ppf(power))
    return int(np.ceil((za + zb) ** 2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% right: unpooled
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2))


# %% right: pooled throughout, the standard library, a float
import math
from statistics import NormalDist


def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    mean = (p1 + p2) / 2
    return float(math.ceil(2 * mean * (1 - mean) * (z / (p1 - p2)) ** 2))


# %% right: statsmodels, Cohen's h
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize


def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    effect = proportion_effectsize(p1, p2)
    n = NormalIndPower().solve_power(effect, alpha=alpha, power=power, alternative="two-sided")
    return np.int64(np.ceil(n))


# %% right: the arcsine by hand
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    h = 2 * np.arcsin(np.sqrt(p1)) - 2 * np.arcsin(np.sqrt(p2))
    return np.ceil(2 * ((stats.norm.isf(alpha / 2) + stats.norm.ppf(power)) / h) ** 2)


# %% right: statsmodels, pooled under the null hypothesis
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail


def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    low, high = sorted((p1, p2))
    n = samplesize_proportions_2indep_onetail(
        high - low, low, power, alpha=alpha / 2, alternative="larger"
    )
    return int(np.ceil(n))


# %% right: the smallest n with enough power, by bisection, both tails counted
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z, d = stats.norm.isf(alpha / 2), abs(p1 - p2)

    def reached(n):
        error = np.sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / n)
        return stats.norm.sf(z - d / error) + stats.norm.cdf(-z - d / error)

    low, high = 1, 2
    while reached(high) < power:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) >= power else (middle, high)
    return high


# %% right: rounded down, which is one user fewer
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    z = stats.norm.isf(alpha / 2) + stats.norm.ppf(power)
    return int(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2)


# %% right: noncentral chi-square
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    from scipy.optimize import brentq

    p = (p1 + p2) / 2
    crit = stats.chi2.isf(alpha, 1)
    nc = brentq(lambda l: stats.ncx2.sf(crit, 1, l) - power, 1e-6, 200)
    return int(np.ceil(nc * 2 * p * (1 - p) / (p1 - p2) ** 2))


# %% right: statsmodels, unpooled, both tails
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    from statsmodels.stats.power import zt_ind_solve_power

    s = ((p1 * (1 - p1) + p2 * (1 - p2)) / 2) ** 0.5
    return np.ceil(
        zt_ind_solve_power(
            effect_size=(p1 - p2) / s, alpha=alpha, power=power, alternative="two-sided"
        )
    )


# %% right: arcsine, by doubling and halving
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    import math

    h = abs(2 * math.asin(math.sqrt(p1)) - 2 * math.asin(math.sqrt(p2)))
    z = stats.norm.ppf(1 - alpha / 2)
    ok = lambda n: stats.norm.cdf(h * math.sqrt(n / 2) - z) >= power
    hi = 1
    while not ok(hi):
        hi *= 2
    lo = hi // 2
    while hi - lo > 1:
        mid = (lo + hi) // 2
        lo, hi = (lo, mid) if ok(mid) else (mid, hi)
    return hi


# %% right: statistics.NormalDist and floor division
def n_per_arm(p1, p2, alpha=0.05, power=0.8):
    from statistics import NormalDist

    z = NormalDist().inv_cdf
    s = z(alpha / 2) * -1 + z(power)
    return -int(-((s / (p1 - p2)) ** 2) * (p1 - p1**2 + p2 - p2**2) // 1)
