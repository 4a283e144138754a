# ruff: noqa
# %% wrong: scale epsilon | feedback: scale is epsilon|give or take
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=epsilon)


# %% wrong: scale 2/epsilon | feedback: scale is 2/epsilon|2/epsilon
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=2 / epsilon)


# %% wrong: Gaussian with standard deviation 1/epsilon | feedback: Gaussian
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.normal(scale=1 / epsilon)


# %% wrong: Gaussian with the same variance | feedback: Gaussian
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.normal(scale=np.sqrt(2) / epsilon)


# %% wrong: Gaussian with the same mean size | feedback: Gaussian
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.normal(scale=np.sqrt(np.pi / 2) / epsilon)


# %% wrong: clipped at zero | feedback: you clip
def laplace_count(mask, epsilon, rng):
    return max(0, np.sum(mask) + rng.laplace(scale=1 / epsilon))


# %% wrong: clipped at the number of entries | feedback: you clip
def laplace_count(mask, epsilon, rng):
    return min(len(mask), np.sum(mask) + rng.laplace(scale=1 / epsilon))


# %% wrong: draws again until it is a count | feedback: you clip
def laplace_count(mask, epsilon, rng):
    answer = -1
    while not 0 <= answer <= len(mask):
        answer = np.sum(mask) + rng.laplace(scale=1 / epsilon)
    return answer


# %% wrong: absolute value | feedback: you clip
def laplace_count(mask, epsilon, rng):
    return abs(np.sum(mask) + rng.laplace(scale=1 / epsilon))


# %% wrong: noise drawn once and kept | feedback: always the same|nearly always
kept = {}


def laplace_count(mask, epsilon, rng):
    if "noise" not in kept:
        kept["noise"] = rng.laplace()
    return np.sum(mask) + kept["noise"] / epsilon


# %% wrong: remembers the answer to a question asked before | feedback: always the same
answers = {}


def laplace_count(mask, epsilon, rng):
    key = (tuple(map(bool, mask)), epsilon)
    if key not in answers:
        answers[key] = np.sum(mask) + rng.laplace(scale=1 / epsilon)
    return answers[key]


# %% wrong: np.random instead of rng | feedback: elsewhere than
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + np.random.laplace(scale=1 / epsilon)


# %% wrong: a generator of its own | feedback: elsewhere than
own = np.random.default_rng(0)


def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + own.laplace(scale=1 / epsilon)


# %% wrong: a new generator with a fixed seed each time | feedback: always the same
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + np.random.default_rng(42).laplace(scale=1 / epsilon)


# %% wrong: sign from Python's random | feedback: elsewhere than
import random


def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + random.choice([-1, 1]) * rng.exponential(1 / epsilon)


# %% wrong: draws from a copy of the generator | feedback: not from\s+a copy
import copy


def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + copy.deepcopy(rng).laplace(scale=1 / epsilon)


# %% wrong: noise on each entry | feedback: give or take|noise should have|size
def laplace_count(mask, epsilon, rng):
    return sum(float(entry) + rng.laplace(scale=1 / epsilon) for entry in mask)


# %% wrong: one noisy count for each entry | feedback: numbers; one count
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=1 / epsilon, size=len(mask))


# %% wrong: the mean of ten releases | feedback: average of\s+several draws
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=1 / epsilon, size=10).mean()


# %% wrong: noise added twice | feedback: sum of two draws
def laplace_count(mask, epsilon, rng):
    noisy = np.sum(mask) + rng.laplace(scale=1 / epsilon)
    return noisy + rng.laplace(scale=1 / epsilon)


# %% wrong: one-sided noise | feedback: you clip|both sides
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.exponential(1 / epsilon)


# %% wrong: standard deviation 1/epsilon | feedback: noise should have
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=1 / (epsilon * np.sqrt(2)))


# %% wrong: divided by the number of people | feedback: you clip|noise should have
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=1 / (epsilon * len(mask)))


# %% wrong: noise grows with the count | feedback: noise should have|the same|no noise
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) * (1 + rng.laplace(scale=1 / epsilon))


# %% wrong: uniform noise | feedback: Gaussian, or|you clip
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.uniform(-2, 2) / epsilon


# %% wrong: no noise | feedback: no noise
def laplace_count(mask, epsilon, rng):
    return int(np.sum(mask))


# %% wrong: counts the false ones | feedback: false
def laplace_count(mask, epsilon, rng):
    return np.sum(~np.asarray(mask)) + rng.laplace(scale=1 / epsilon)


# %% wrong: a share | feedback: share
def laplace_count(mask, epsilon, rng):
    return np.mean(mask) + rng.laplace(scale=1 / epsilon / len(mask))


# %% wrong: counts all entries | feedback: all entries
def laplace_count(mask, epsilon, rng):
    return len(mask) + rng.laplace(scale=1 / epsilon)


# %% wrong: empties the mask while it counts | feedback: changed the
def laplace_count(mask, epsilon, rng):
    count = int(np.sum(mask))
    mask[:] = [False] * len(mask)
    return count + rng.laplace(scale=1 / epsilon)


# %% right: numpy
def laplace_count(mask, epsilon, rng):
    return np.count_nonzero(mask) + rng.laplace(0, 1 / epsilon)


# %% right: inverse distribution function, in a loop
import math


def laplace_count(mask, epsilon, rng):
    count = 0
    for entry in mask:
        if entry:
            count += 1
    u = rng.random() - 0.5
    return count - math.copysign(math.log1p(-2 * abs(u)), u) / epsilon


# %% right: difference of two exponentials
def laplace_count(mask, epsilon, rng):
    return float(sum(mask)) + rng.exponential(1 / epsilon) - rng.exponential(1 / epsilon)


# %% right: rounded to whole numbers
def laplace_count(mask, epsilon, rng):
    return int(round(np.sum(mask) + rng.laplace(scale=1 / epsilon)))


# %% right: discrete Laplace, difference of two geometrics
def laplace_count(mask, epsilon, rng):
    p = 1 - np.exp(-epsilon)
    return int(np.sum(mask)) + int(rng.geometric(p)) - int(rng.geometric(p))


# %% right: exponential with a random sign, from an array
def laplace_count(mask, epsilon, rng):
    sign = rng.choice([-1, 1])
    return np.array([np.sum(mask) + sign * rng.standard_exponential() / epsilon])[0]


# %% right: scipy
from scipy import stats


def laplace_count(mask, epsilon, rng):
    noise = stats.laplace.ppf(rng.uniform(1e-16, 1), scale=1 / epsilon)
    return pd.Series(list(mask)).sum() + noise


# %% right: logarithm of a ratio
def laplace_count(mask, epsilon, rng):
    first, second = 1 - rng.random(2)
    return list(mask).count(True) + np.log(first / second) / epsilon


# %% wrong: scale root of 2 over epsilon | feedback: noise should have|root of 2
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.laplace(scale=2**0.5 / epsilon)


# %% wrong: randomised response | feedback: few values|too rare|wrong size
def laplace_count(mask, epsilon, rng):
    p = np.exp(epsilon) / (1 + np.exp(epsilon))
    m = np.asarray(mask)
    flip = rng.random(len(m)) > p
    return (np.sum(m ^ flip) - len(m) * (1 - p)) / (2 * p - 1)


# %% wrong: exponential noise, centred | feedback: noise should have|too rare|you clip
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.exponential(1 / epsilon) - 1 / epsilon


# %% wrong: logistic noise | feedback: noise should have|too rare
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + rng.logistic(scale=1 / epsilon)


# %% wrong: noise cut off at three scales | feedback: too rare
def laplace_count(mask, epsilon, rng):
    return np.sum(mask) + np.clip(rng.laplace(), -3, 3) / epsilon


# %% right: normal mixture
def laplace_count(mask, epsilon, rng):
    return sum(mask) + np.sqrt(2 * rng.exponential()) * rng.standard_normal() / epsilon


# %% right: products of four normals
def laplace_count(mask, epsilon, rng):
    a, b, c, d = rng.normal(size=4)
    return sum(mask) + (a * b - c * d) / epsilon


# %% right: gamma difference
def laplace_count(mask, epsilon, rng):
    g = rng.gamma(1, 1 / epsilon, size=2)
    return sum(bool(m) for m in mask) + g[0] - g[1]


# %% right: an array of one number
def laplace_count(mask, epsilon, rng):
    return np.array(mask).sum() + rng.laplace(size=1, scale=1 / epsilon)


# %% right: scipy dlaplace
def laplace_count(mask, epsilon, rng):
    from scipy.stats import dlaplace

    return sum(mask) + dlaplace.rvs(epsilon, random_state=rng)


# %% right: rounded int by python
def laplace_count(mask, epsilon, rng):
    return int(round(sum(map(int, mask)) + rng.laplace(0, 1 / epsilon)))
