# ruff: noqa
# %% wrong: interpolates linearly in size | feedback: straight .*log\(size\)
def crossover(sizes, score_a, score_b):
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    if len(behind) == 0:
        return sizes[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    sizes = np.asarray(sizes)
    return sizes[i] + d[i] / (d[i] - d[i + 1]) * (sizes[i + 1] - sizes[i])


# %% wrong: the first crossing instead of the last | feedback: first crossing
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    if (d > 0).all():
        return sizes[0]
    if d[-1] <= 0:
        return None
    for i in range(len(d) - 1):
        if d[i] <= 0 < d[i + 1]:
            share = d[i] / (d[i] - d[i + 1])
            return sizes[i] * (sizes[i + 1] / sizes[i]) ** share


# %% wrong: any crossing counts though b falls behind at the end | feedback: None is the answer whenever
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    if (d > 0).all():
        return sizes[0]
    for i in reversed(range(len(d) - 1)):
        if d[i] <= 0 < d[i + 1]:
            share = d[i] / (d[i] - d[i + 1])
            return sizes[i] * (sizes[i + 1] / sizes[i]) ** share
    return None


# %% wrong: the first size measured at which b is ahead | feedback: between two sizes
def crossover(sizes, score_a, score_b):
    winner = None
    for size, a, b in zip(sizes, score_a, score_b):
        if b <= a:
            winner = None
        elif winner is None:
            winner = size
    return winner


# %% wrong: the last size measured at which a is ahead | feedback: between two sizes
def crossover(sizes, score_a, score_b):
    behind = [i for i in range(len(sizes)) if list(score_b)[i] <= list(score_a)[i]]
    if not behind:
        return list(sizes)[0]
    return None if behind[-1] == len(sizes) - 1 else list(sizes)[behind[-1]]


# %% wrong: forgets to take the logarithm back | feedback: logarithm
def crossover(sizes, score_a, score_b):
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    logs = np.log10(np.asarray(sizes, dtype=float))
    if len(behind) == 0:
        return np.asarray(sizes)[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    return logs[i] + d[i] / (d[i] - d[i + 1]) * (logs[i + 1] - logs[i])


# %% wrong: equal scores count as ahead | feedback: equal .* is not ahead
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d < 0)
    if len(behind) == 0:
        return sizes[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    return np.exp(np.interp(0, [d[i], d[i + 1]], np.log([sizes[i], sizes[i + 1]])))


# %% wrong: None when b is ahead everywhere, since nothing crosses | feedback: ahead from the first size
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    if len(behind) in (0, len(d)) or behind[-1] == len(d) - 1:
        return None
    i = behind[-1]
    return np.exp(np.interp(0, [d[i], d[i + 1]], np.log([sizes[i], sizes[i + 1]])))


# %% wrong: infinity instead of None when b never stays ahead | feedback: should be None
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    if len(behind) == 0:
        return sizes[0]
    i = behind[-1]
    if i == len(d) - 1:
        return float("inf")
    return np.exp(np.interp(0, [d[i], d[i + 1]], np.log([sizes[i], sizes[i + 1]])))


# %% wrong: halfway between the two sizes, whatever the gaps | feedback: how far b is behind
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    if len(behind) == 0:
        return sizes[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    return np.sqrt(sizes[i] * sizes[i + 1])


# %% wrong: the fraction from the wrong end | feedback: wrong end
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    if len(behind) == 0:
        return sizes[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    share = d[i + 1] / (d[i + 1] - d[i])
    return sizes[i] * (sizes[i + 1] / sizes[i]) ** share


# %% wrong: np.interp over the whole curve | feedback: first crossing
def crossover(sizes, score_a, score_b):
    d = np.asarray(score_b) - np.asarray(score_a)
    if (d > 0).all():
        return list(sizes)[0]
    if d[-1] <= 0:
        return None
    return np.exp(np.interp(0, d, np.log(np.asarray(sizes, dtype=float))))


# %% right: a loop over positions
def crossover(sizes, score_a, score_b):
    n = len(sizes)
    behind = [i for i in range(n) if score_b[i] <= score_a[i]]
    if not behind:
        return sizes[0]
    i = behind[-1]
    if i == n - 1:
        return None
    left, right = score_b[i] - score_a[i], score_b[i + 1] - score_a[i + 1]
    return sizes[i] * (sizes[i + 1] / sizes[i]) ** (left / (left - right))


# %% wrong: takes the logarithm in place | feedback: changed an input
def crossover(sizes, score_a, score_b):
    d = np.asarray(score_b) - np.asarray(score_a)
    behind = np.flatnonzero(d <= 0)
    if len(behind) == 0:
        return list(sizes)[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    sizes[:] = [np.log(size) for size in sizes]
    logs = np.asarray(sizes)
    return np.exp(logs[i] + d[i] / (d[i] - d[i + 1]) * (logs[i + 1] - logs[i]))


# %% wrong: lower is better | feedback: None where b is ahead|None means
def crossover(sizes, score_a, score_b):
    sizes = np.asarray(sizes, dtype=float)
    d = np.asarray(score_a) - np.asarray(score_b)
    behind = np.flatnonzero(d <= 0)
    if len(behind) == 0:
        return sizes[0]
    i = behind[-1]
    if i == len(d) - 1:
        return None
    return sizes[i] * (sizes[i + 1] / sizes[i]) ** (d[i] / (d[i] - d[i + 1]))


# %% right: a loop over plain numbers
import math


def crossover(sizes, score_a, score_b):
    sizes, a, b = list(sizes), list(score_a), list(score_b)
    last = None
    for k in range(len(sizes)):
        if b[k] <= a[k]:
            last = k
    if last is None:
        return sizes[0]
    if last == len(sizes) - 1:
        return None
    below, above = a[last] - b[last], b[last + 1] - a[last + 1]
    low, high = math.log(sizes[last]), math.log(sizes[last + 1])
    return math.exp((low * above + high * below) / (below + above))


# %% right: np.interp on the last stretch, np.float64 back
def crossover(sizes, score_a, score_b):
    sizes = np.array(sizes, dtype=float)
    gap = np.subtract(list(score_b), list(score_a))
    behind = np.where(gap <= 0)[0]
    if behind.size == 0:
        return sizes[0]
    i = behind.max()
    if i + 1 == gap.size:
        return None
    return np.exp(np.interp(0.0, gap[i : i + 2], np.log(sizes[i : i + 2])))


# %% right: scipy's root finding on an interpolated difference
from scipy.interpolate import interp1d
from scipy.optimize import brentq


def crossover(sizes, score_a, score_b):
    x = np.log10(np.array(sizes, dtype=float))
    d = np.array(score_b, dtype=float) - np.array(score_a, dtype=float)
    if d[-1] <= 0:
        return None
    if np.all(d > 0):
        return np.array(sizes)[0]
    i = np.max(np.nonzero(d <= 0))
    return 10 ** brentq(interp1d(x, d), x[i], x[i + 1], xtol=1e-12)


# %% right: from the end backwards, recursive, an array of no dimension back
def crossover(sizes, score_a, score_b):
    sizes, a, b = (np.asarray(v, dtype=float) for v in (sizes, score_a, score_b))
    if b[-1] <= a[-1]:
        return None
    if len(sizes) == 1:
        return np.array(sizes[0])
    if b[-2] > a[-2]:
        return crossover(sizes[:-1], a[:-1], b[:-1])
    below, above = a[-2] - b[-2], b[-1] - a[-1]
    return np.array(sizes[-2] * (sizes[-1] / sizes[-2]) ** (below / (below + above)))


# %% right: bisection that warns on stderr
import sys
import warnings


def crossover(sizes, score_a, score_b):
    warnings.warn("bisecting")
    print("bisecting", file=sys.stderr)
    sizes, a, b = list(sizes), list(score_a), list(score_b)
    behind = [k for k, (s, t) in enumerate(zip(a, b)) if t <= s]
    if not behind:
        return float(sizes[0])
    k = behind[-1]
    if k == len(sizes) - 1:
        return None
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if (1 - middle) * (b[k] - a[k]) + middle * (b[k + 1] - a[k + 1]) < 0:
            low = middle
        else:
            high = middle
    return sizes[k] ** (1 - low) * sizes[k + 1] ** low


# %% right: one pass that keeps the last crossing
import math


def crossover(sizes, score_a, score_b):
    answer = sizes[0]
    for i, (size, a, b) in enumerate(zip(sizes, score_a, score_b)):
        if b <= a:
            if i + 1 == len(sizes):
                return None
            behind, ahead = b - a, score_b[i + 1] - score_a[i + 1]
            step = math.log(sizes[i + 1] / size)
            answer = size * math.exp(step * behind / (behind - ahead))
    return answer
