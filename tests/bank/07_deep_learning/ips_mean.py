# ruff: noqa
# %% wrong: plain mean of the accepted | feedback: plain mean
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    return np.asarray(outcome, dtype=float)[keep].mean()


# %% wrong: divides by the number accepted | feedback: accepted rows; the weights stand|number of accepted
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.mean(y / p)


# %% wrong: multiplies by the propensity | feedback: multipl(y|ies) by the propensity
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.sum(y * p) / len(keep)


# %% wrong: weighted average with the propensities | feedback: weigh by the propensity
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.average(y, weights=p)


# %% wrong: zero times NaN | feedback: NaN
def ips_mean(outcome, accepted, propensity):
    y, a = np.asarray(outcome, dtype=float), np.asarray(accepted, dtype=float)
    p = np.asarray(propensity, dtype=float)
    return np.sum(a * y / p) / len(y)


# %% wrong: nansum trusts NaN to mark the rejected | feedback: stands in rejected rows only
def ips_mean(outcome, accepted, propensity):
    y, p = np.asarray(outcome, dtype=float), np.asarray(propensity, dtype=float)
    return np.nansum(y / p) / len(y)


# %% wrong: clips weights at 20 | feedback: clip
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.sum(np.minimum(1 / p, 20) * y) / len(keep)


# %% wrong: clips propensities at 0.01 and normalises | feedback: clip
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.average(y, weights=1 / np.clip(p, 0.01, 1))


# %% wrong: cuts the estimate off at the largest outcome | feedback: clip
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.clip(np.sum(y / p) / len(keep), y.min(), y.max())


# %% wrong: weights of the rejected, 1 / (1 - p) | feedback: those of the rejected
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.sum(y / np.maximum(1 - p, 1e-9)) / len(keep)


# %% wrong: 0 and 1 used as positions | feedback: whether, not which
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.sum(y / p) / len(keep)


# %% wrong: a total, not a mean | feedback: total|expected
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float)[keep], np.asarray(propensity, dtype=float)[keep]
    return np.sum(y / p)


# %% wrong: rejected outcomes counted as zero, unweighted | feedback: without weights
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    return np.asarray(outcome, dtype=float)[keep].sum() / len(keep)


# %% wrong: one acceptance rate for all rows | feedback: its own propensity
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    return np.sum(np.asarray(outcome, dtype=float)[keep] / keep.mean()) / keep.sum()


# %% wrong: normalises by the weights of all rows | feedback: those of the accepted rows
def ips_mean(outcome, accepted, propensity):
    keep = np.asarray(accepted, dtype=bool)
    y, p = np.asarray(outcome, dtype=float), np.asarray(propensity, dtype=float)
    return np.sum(y[keep] / p[keep]) / np.sum(1 / p)


# %% right: pandas
import pandas as pd


def ips_mean(outcome, accepted, propensity):
    frame = pd.DataFrame(
        {"y": pd.Series(outcome), "a": pd.Series(accepted).astype(bool), "p": pd.Series(propensity)}
    )
    seen = frame[frame["a"]]
    return (seen["y"].astype(float) / seen["p"]).sum() / len(frame)


# %% wrong: sets the rejected to zero in place | feedback: changed an input
def ips_mean(outcome, accepted, propensity):
    for i in range(len(outcome)):
        if not list(accepted)[i]:
            outcome[i] = -1
    total = sum(y / p for y, a, p in zip(outcome, accepted, propensity) if a)
    return total / len(outcome)


# %% right: Horvitz-Thompson in a loop
def ips_mean(outcome, accepted, propensity):
    total, rows = 0.0, 0
    for y, a, p in zip(outcome, accepted, propensity):
        rows += 1
        if a:
            total += y / p
    return total / rows


# %% right: Hajek, vectorised
def ips_mean(outcome, accepted, propensity):
    keep = np.array(accepted) == 1
    y = np.array(outcome, dtype=float)[keep]
    return np.average(y, weights=1 / np.array(propensity, dtype=float)[keep])


# %% right: np.where before any arithmetic
def ips_mean(outcome, accepted, propensity):
    accepted = np.asarray(accepted).astype(bool)
    y = np.where(accepted, np.array(outcome, dtype=float), 0.0)
    return np.mean(y / np.asarray(propensity, dtype=float))


# %% right: Hajek with pandas, warns on stderr
import warnings

import pandas as pd


def ips_mean(outcome, accepted, propensity):
    warnings.warn("some weights are large")
    frame = pd.DataFrame({"y": list(outcome), "a": list(accepted), "p": list(propensity)})
    seen = frame[frame["a"].astype(bool)]
    weight = 1 / seen["p"]
    return (seen["y"].astype(float) * weight).sum() / weight.sum()


# %% right: a generator and fsum
import math


def ips_mean(outcome, accepted, propensity):
    rows = [(y, p) for y, a, p in zip(outcome, accepted, propensity) if bool(a)]
    return np.float64(math.fsum(float(y) / float(p) for y, p in rows) / len(accepted))
