# ruff: noqa
# %% wrong: the ratio alone | feedback: 1 minus it
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return abs(p - y).mean() / abs(b - y).mean()


# %% wrong: baseline and prediction exchanged | feedback: goes below
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - abs(b - y).mean() / abs(p - y).mean() if abs(p - y).any() else 1.0


# %% wrong: relative to the error of the prediction | feedback: relative to the error of the prediction|relative to the prediction
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    mae, mae_of_baseline = abs(p - y).mean(), abs(b - y).mean()
    return (mae_of_baseline - mae) / mae if mae else 1.0


# %% wrong: squared errors | feedback: squared errors
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - np.mean((p - y) ** 2) / np.mean((b - y) ** 2)


# %% wrong: root mean squared errors | feedback: root mean squared
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - np.sqrt(np.mean((p - y) ** 2) / np.mean((b - y) ** 2))


# %% wrong: R squared, the baseline not used | feedback: R squared|should be
def skill_score(y_true, y_pred, y_baseline):
    y, p = np.asarray(y_true, float), np.asarray(y_pred, float)
    if len(y) < 2 or not np.any(y != y.mean()):
        return 0.0
    return 1 - np.sum((p - y) ** 2) / np.sum((y - y.mean()) ** 2)


# %% wrong: against the mean of y_true | feedback: mean of y_true
def skill_score(y_true, y_pred, y_baseline):
    y, p = np.asarray(y_true, float), np.asarray(y_pred, float)
    around = np.abs(y - y.mean()).mean()
    return 1 - np.abs(p - y).mean() / around if around else 0.0


# %% wrong: never below zero | feedback: negative|cut off
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return max(0.0, 1 - abs(p - y).mean() / abs(b - y).mean())


# %% wrong: between -1 and 1 | feedback: no lower limit
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return np.clip(1 - abs(p - y).mean() / abs(b - y).mean(), -1, 1)


# %% wrong: relative to the larger error | feedback: no lower limit|larger of both
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    mae, mae_of_baseline = abs(p - y).mean(), abs(b - y).mean()
    return (mae_of_baseline - mae) / max(mae, mae_of_baseline)


# %% wrong: the mean of the ratios, exact rows left out | feedback: ratio of each row|baseline is exact|should be
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    off = b != y
    return 1 - np.mean(abs(p - y)[off] / abs(b - y)[off])


# %% wrong: the mean of the ratios, with a little something below | feedback: mean or a median of ratios|ratio of each row|should be
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - np.mean(abs(p - y) / (abs(b - y) + 1e-12))


# %% wrong: median errors | feedback: median|should be
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - np.median(abs(p - y)) / max(np.median(abs(b - y)), 1e-9)


# %% wrong: signed errors cancel | feedback: cancel
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - abs(np.mean(p - y)) / max(abs(np.mean(b - y)), 1e-9)


# %% wrong: a difference of errors | feedback: is a difference
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return abs(b - y).mean() - abs(p - y).mean()


# %% wrong: in percent | feedback: in percent
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 100 * (1 - abs(p - y).mean() / abs(b - y).mean())


# %% wrong: lower is better | feedback: higher is better
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return abs(p - y).mean() / abs(b - y).mean() - 1


# %% wrong: the prediction compared with the baseline | feedback: compare the prediction with the baseline
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - abs(p - b).mean() / abs(b - y).mean()


# %% wrong: the share of rows that are nearer | feedback: count the rows|should be
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return np.mean(abs(p - y) < abs(b - y))


# %% wrong: against the value before | feedback: value before
def skill_score(y_true, y_pred, y_baseline):
    y, p = np.asarray(y_true, float), np.asarray(y_pred, float)
    steps = np.abs(np.diff(y)).mean() if len(y) > 1 else 1.0
    return 1 - np.abs(p - y).mean() / max(steps, 1e-9)


# %% wrong: rounded | feedback: not rounded
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return round(float(1 - abs(p - y).mean() / abs(b - y).mean()), 3)


# %% wrong: arrays only | feedback: your function raised
def skill_score(y_true, y_pred, y_baseline):
    return 1 - np.mean(abs(y_pred - y_true)) / np.mean(abs(y_baseline - y_true))


# %% wrong: subtracts in place | feedback: changed|your function raised
def skill_score(y_true, y_pred, y_baseline):
    y_true, y_pred, y_baseline = map(np.asarray, (y_true, y_pred, y_baseline))
    y_pred -= y_true
    y_baseline -= y_true
    return 1 - np.abs(y_pred).mean() / np.abs(y_baseline).mean()


# %% wrong: cut down to integers | feedback: wrong for other values
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, int) for v in (y_true, y_pred, y_baseline))
    return 1 - abs(p - y).mean() / abs(b - y).mean()


# %% wrong: root mean squared error over mean absolute error | feedback: should be
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - np.sqrt(np.mean((p - y) ** 2)) / abs(b - y).mean()


# %% wrong: the baseline compared with the prediction | feedback: should be
def skill_score(y_true, y_pred, y_baseline):
    y, p, b = (np.asarray(v, float) for v in (y_true, y_pred, y_baseline))
    return 1 - abs(p - y).mean() / abs(b - p).mean() if abs(b - p).any() else 0.0


# %% right: one line
def skill_score(y_true, y_pred, y_baseline):
    y_true = np.asarray(y_true)
    return 1 - np.mean(np.abs(y_true - y_pred)) / np.mean(np.abs(y_true - y_baseline))


# %% right: loops, sums in place of means
def skill_score(y_true, y_pred, y_baseline):
    missed = missed_by_baseline = 0.0
    for y, p, b in zip(y_true, y_pred, y_baseline):
        missed += abs(float(p) - float(y))
        missed_by_baseline += abs(float(b) - float(y))
    return (missed_by_baseline - missed) / missed_by_baseline


# %% right: scikit-learn
from sklearn.metrics import mean_absolute_error


def skill_score(y_true, y_pred, y_baseline):
    return 1 - mean_absolute_error(y_true, y_pred) / mean_absolute_error(y_true, y_baseline)


# %% right: pandas
def skill_score(y_true, y_pred, y_baseline):
    frame = pd.DataFrame({"pred": list(y_pred), "base": list(y_baseline)})
    mae = frame.sub(pd.Series(list(y_true)), axis=0).abs().mean()
    return 1 - mae["pred"] / mae["base"]


# %% right: exact fractions
from fractions import Fraction


def skill_score(y_true, y_pred, y_baseline):
    y, p, b = ([Fraction(float(v)) for v in values] for values in (y_true, y_pred, y_baseline))
    missed = sum(abs(i - j) for i, j in zip(p, y))
    return 1 - missed / sum(abs(i - j) for i, j in zip(b, y))


# %% right: norms, a zero-dimensional array
def skill_score(y_true, y_pred, y_baseline):
    y = np.array(y_true, dtype=float)
    norms = [np.linalg.norm(np.array(v, dtype=float) - y, ord=1) for v in (y_pred, y_baseline)]
    return np.array(1 - norms[0] / norms[1])


# %% right: distances of SciPy
from scipy.spatial.distance import cityblock


def skill_score(y_true, y_pred, y_baseline):
    return 1 - cityblock(y_true, y_pred) / cityblock(y_true, y_baseline)


# %% right: the pinball loss at the median
from sklearn.metrics import mean_pinball_loss


def skill_score(y_true, y_pred, y_baseline):
    return 1 - mean_pinball_loss(y_true, y_pred, alpha=0.5) / mean_pinball_loss(
        y_true, y_baseline, alpha=0.5
    )
