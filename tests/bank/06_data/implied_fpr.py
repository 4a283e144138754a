# ruff: noqa
# %% wrong: the base rate in place of its odds | feedback: as odds
def implied_fpr(base_rate, ppv, fnr):
    return base_rate * (1 - ppv) / ppv * (1 - fnr)


# %% wrong: the odds upside down | feedback: base rate is upside down
def implied_fpr(base_rate, ppv, fnr):
    return (1 - base_rate) / base_rate * (1 - ppv) / ppv * (1 - fnr)


# %% wrong: the PPV upside down | feedback: PPV is upside down|should be
def implied_fpr(base_rate, ppv, fnr):
    return base_rate / (1 - base_rate) * ppv / max(1 - ppv, 1e-12) * (1 - fnr)


# %% wrong: FNR in place of its complement | feedback: 1 - FNR
def implied_fpr(base_rate, ppv, fnr):
    return base_rate / (1 - base_rate) * (1 - ppv) / ppv * fnr


# %% wrong: without the FNR | feedback: 1 - FNR is missing
def implied_fpr(base_rate, ppv, fnr):
    return base_rate / (1 - base_rate) * (1 - ppv) / ppv


# %% wrong: divided by 1 - FNR | feedback: multiplies
def implied_fpr(base_rate, ppv, fnr):
    return base_rate / (1 - base_rate) * (1 - ppv) / ppv / (1 - fnr)


# %% wrong: not divided by the PPV | feedback: divided by PPV
def implied_fpr(base_rate, ppv, fnr):
    return base_rate / (1 - base_rate) * (1 - ppv) * (1 - fnr)


# %% wrong: 1 - PPV taken for the FPR | feedback: 1 - PPV
def implied_fpr(base_rate, ppv, fnr):
    return 1 - ppv


# %% wrong: clipped at 1 | feedback: not clipped
def implied_fpr(base_rate, ppv, fnr):
    return min(1.0, base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr))


# %% wrong: nan where no model exists | feedback: not clipped
def implied_fpr(base_rate, ppv, fnr):
    fpr = base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr)
    return fpr if fpr <= 1 else float("nan")


# %% wrong: a percentage | feedback: percentage
def implied_fpr(base_rate, ppv, fnr):
    return 100 * base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr)


# %% wrong: rounded | feedback: rounded
def implied_fpr(base_rate, ppv, fnr):
    return round(base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr), 3)


# %% wrong: the true negative rate | feedback: true negative rate
def implied_fpr(base_rate, ppv, fnr):
    return 1 - base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr)


# %% wrong: a product without brackets | feedback: brackets
def implied_fpr(base_rate, ppv, fnr):
    return base_rate * (1 - ppv) * (1 - fnr) / (1 - base_rate) * ppv


# %% wrong: a share of all people | feedback: label 0
def implied_fpr(base_rate, ppv, fnr):
    return base_rate * (1 - fnr) * (1 / ppv - 1)


# %% wrong: the base rate left out | feedback: base rate is left out
def implied_fpr(base_rate, ppv, fnr):
    return (1 - ppv) / ppv * (1 - fnr)


# %% right: by counts
def implied_fpr(base_rate, ppv, fnr):
    positives = 1000 * base_rate
    rightly = positives * (1 - fnr)
    flagged = rightly / ppv
    return (flagged - rightly) / (1000 - positives)


# %% right: by odds
def implied_fpr(base_rate, ppv, fnr):
    odds = base_rate / (1 - base_rate)
    return odds * (1 / ppv - 1) * (1 - fnr)


# %% right: NumPy
def implied_fpr(base_rate, ppv, fnr):
    p, v, m = np.array([base_rate, ppv, fnr], dtype=float)
    return np.divide(p * (1 - v) * (1 - m), (1 - p) * v)


# %% right: exact fractions
def implied_fpr(base_rate, ppv, fnr):
    from fractions import Fraction

    p, v, m = (Fraction(float(rate)) for rate in (base_rate, ppv, fnr))
    return float(p / (1 - p) * (1 - v) / v * (1 - m))


# %% right: an array without dimensions
def implied_fpr(base_rate, ppv, fnr):
    tpr = 1 - fnr
    return np.asarray(tpr * base_rate * (1 - ppv) / (ppv * (1 - base_rate)))


# %% wrong: raises where no model | feedback: your function raised
def implied_fpr(base_rate, ppv, fnr):
    f = base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr)
    if f > 1:
        raise ValueError("no such model")
    return f


# %% wrong: 1 - PPV times 1 - FNR | feedback: should be|wrong for other
def implied_fpr(base_rate, ppv, fnr):
    return (1 - ppv) * (1 - fnr)


# %% wrong: false positives among all people | feedback: label 0
def implied_fpr(base_rate, ppv, fnr):
    flagged = base_rate * (1 - fnr) / ppv
    return flagged * (1 - ppv)


# %% wrong: rounded to whole people | feedback: should be|wrong for other
def implied_fpr(base_rate, ppv, fnr):
    tp = round(1000 * base_rate * (1 - fnr))
    fp = round(tp / ppv) - tp
    return fp / (1000 - round(1000 * base_rate))


# %% right: log odds
def implied_fpr(base_rate, ppv, fnr):
    with np.errstate(divide="ignore"):
        return np.exp(
            np.log(base_rate)
            - np.log1p(-base_rate)
            + np.log(1 - np.float64(ppv))
            - np.log(ppv)
            + np.log1p(-fnr)
        )


# %% right: decimals
def implied_fpr(base_rate, ppv, fnr):
    from decimal import Decimal

    p, v, f = (Decimal(float(x)) for x in (base_rate, ppv, fnr))
    return p / (1 - p) * (1 - v) / v * (1 - f)


# %% right: solved by root finding
def implied_fpr(base_rate, ppv, fnr):
    from scipy.optimize import brentq

    tp = base_rate * (1 - fnr)
    return brentq(
        lambda fp: tp - ppv * (tp + fp * (1 - base_rate)), -1, 1e9, xtol=1e-14, rtol=1e-12
    )


# %% right: linear system
def implied_fpr(base_rate, ppv, fnr):
    # tp, fp, fn, tn
    A = [[1, 1, 1, 1], [1, 0, 1, 0], [1 - ppv, -ppv, 0, 0], [fnr, 0, fnr - 1, 0]]
    tp, fp, fn, tn = np.linalg.solve(np.array(A, float), [1, base_rate, 0, 0])
    return fp / (1 - base_rate)


# %% right: reciprocals
def implied_fpr(base_rate, ppv, fnr):
    return (ppv**-1 - 1) * (1 - fnr) / (base_rate**-1 - 1)
