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
