# ruff: noqa
# %% wrong: additional rows | feedback: additional
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    if slope >= 0:
        return np.inf
    return np.exp((np.log(target_error) - intercept) / slope) - max(sizes)


# %% wrong: a straight line in rows and errors | feedback: log
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(sizes, errors, 1)
    return np.inf if slope >= 0 else (target_error - intercept) / slope


# %% wrong: errors against log(size) | feedback: logarithm|log\(error\)
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(sizes), errors, 1)
    return np.inf if slope >= 0 else np.exp((target_error - intercept) / slope)


# %% wrong: log(error) against rows | feedback: logarithm|log\(size\)
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(sizes, np.log(errors), 1)
    return np.inf if slope >= 0 else (np.log(target_error) - intercept) / slope


# %% wrong: the first and the last size | feedback: first and the last|all five points|all points
def labels_needed(sizes, errors, target_error):
    order = np.argsort(sizes)
    x, y = np.log(np.asarray(sizes)[order]), np.log(np.asarray(errors)[order])
    slope = (y[-1] - y[0]) / (x[-1] - x[0])
    return np.inf if slope >= 0 else np.exp(x[0] + (np.log(target_error) - y[0]) / slope)


# %% wrong: the last two sizes | feedback: last two|all five points|all points
def labels_needed(sizes, errors, target_error):
    order = np.argsort(sizes)[-2:]
    x, y = np.log(np.asarray(sizes)[order]), np.log(np.asarray(errors)[order])
    slope = (y[1] - y[0]) / (x[1] - x[0])
    return np.inf if slope >= 0 else np.exp(x[0] + (np.log(target_error) - y[0]) / slope)


# %% wrong: sizes taken to be sorted | feedback: any order|all five points|line fitted
def labels_needed(sizes, errors, target_error):
    x, y = np.log(sizes), np.log(errors)
    slope = (y[-1] - y[0]) / (x[-1] - x[0])
    return np.inf if slope >= 0 else np.exp(x[0] + (np.log(target_error) - y[0]) / slope)


# %% wrong: log(size) on log(error) | feedback: log\(error\) on log\(size\)
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(errors), np.log(sizes), 1)
    return np.inf if slope >= 0 else np.exp(slope * np.log(target_error) + intercept)


# %% wrong: curve_fit on the errors themselves | feedback: least squares
from scipy.optimize import curve_fit


def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    if slope >= 0:
        return np.inf
    x = np.asarray(sizes, dtype=float)
    (a, b), _ = curve_fit(lambda n, a, b: a * n**b, x, errors, [np.exp(intercept), slope])
    return (target_error / a) ** (1 / b)


# %% wrong: a floor of half the lowest error is subtracted | feedback: floor|should be
def labels_needed(sizes, errors, target_error):
    errors = np.asarray(errors, dtype=float)
    floor = min(errors.min(), target_error) / 2
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors - floor), 1)
    return np.inf if slope >= 0 else np.exp((np.log(target_error - floor) - intercept) / slope)


# %% wrong: bases of logarithms mixed | feedback: mixed|should be
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log10(sizes), np.log10(errors), 1)
    return np.inf if slope >= 0 else np.exp((np.log10(target_error) - intercept) / slope)


# %% wrong: the logarithm of the size | feedback: logarithm
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    return np.inf if slope >= 0 else (np.log(target_error) - intercept) / slope


# %% wrong: never inf | feedback: should be inf|your function raised
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    return np.exp((np.log(target_error) - intercept) / slope)


# %% wrong: inf as soon as one step rises | feedback: line fitted to all the points falls|inf where
def labels_needed(sizes, errors, target_error):
    if np.any(np.diff(np.asarray(errors)[np.argsort(sizes)]) >= 0):
        return np.inf
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    return np.exp((np.log(target_error) - intercept) / slope)


# %% wrong: never fewer than were measured | feedback: fewer rows than were measured
def labels_needed(sizes, errors, target_error):
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    if slope >= 0:
        return np.inf
    return max(max(sizes), np.exp((np.log(target_error) - intercept) / slope))


# %% wrong: interpolates between the points measured | feedback: should be
def labels_needed(sizes, errors, target_error):
    order = np.argsort(errors)
    x, y = np.log(np.asarray(errors)[order]), np.log(np.asarray(sizes)[order])
    return np.exp(np.interp(np.log(target_error), x, y))


# %% wrong: points weighted by their rows | feedback: all five points|least squares
def labels_needed(sizes, errors, target_error):
    x = np.asarray(sizes, dtype=float)
    slope, intercept = np.polyfit(np.log(x), np.log(errors), 1, w=np.sqrt(x))
    return np.inf if slope >= 0 else np.exp((np.log(target_error) - intercept) / slope)


# %% wrong: sorts the caller's sequences | feedback: changed an input|your function raised
def labels_needed(sizes, errors, target_error):
    pairs = sorted(zip(sizes, errors))
    sizes[:] = [size for size, _ in pairs]
    errors[:] = [error for _, error in pairs]
    slope, intercept = np.polyfit(np.log(sizes), np.log(errors), 1)
    return np.inf if slope >= 0 else np.exp((np.log(target_error) - intercept) / slope)


# %% wrong: extended from the last point | feedback: last point|all five points
def labels_needed(sizes, errors, target_error):
    x, y = np.log(sizes), np.log(errors)
    s = np.polyfit(x, y, 1)[0]
    i = np.argmax(x)
    return np.inf if s >= 0 else float(np.exp(x[i] + (np.log(target_error) - y[i]) / s))


# %% wrong: measured rows added to the total | feedback: nothing is to be added|should be
def labels_needed(sizes, errors, target_error):
    s, c = np.polyfit(np.log(sizes), np.log(errors), 1)
    return np.inf if s >= 0 else float(np.exp((np.log(target_error) - c) / s)) + max(sizes)


# %% wrong: a robust line | feedback: least squares
def labels_needed(sizes, errors, target_error):
    s, c, *_ = stats.theilslopes(np.log(errors), np.log(sizes))
    return np.inf if s >= 0 else float(np.exp((np.log(target_error) - c) / s))


# %% wrong: a parabola in the logarithms | feedback: straight|least squares
def labels_needed(sizes, errors, target_error):
    x, y = np.log(sizes), np.log(errors)
    if np.polyfit(x, y, 1)[0] >= 0:
        return np.inf
    a, b, c = np.polyfit(x, y, 2)
    r = np.roots([a, b, c - np.log(target_error)])
    return float(np.exp(np.max(r.real)))


# %% wrong: errors made to fall | feedback: least squares|all five points
def labels_needed(sizes, errors, target_error):
    o = np.argsort(sizes)
    s, c = np.polyfit(
        np.log(np.array(sizes)[o]), np.log(np.minimum.accumulate(np.array(errors)[o])), 1
    )
    return np.inf if s >= 0 else float(np.exp((np.log(target_error) - c) / s))


# %% wrong: a slope of one half assumed | feedback: least squares
def labels_needed(sizes, errors, target_error):
    k = np.mean(np.log(errors) + 0.5 * np.log(sizes))
    return float(np.exp(2 * (k - np.log(target_error))))


# %% wrong: nan where the line does not fall | feedback: should be inf
def labels_needed(sizes, errors, target_error):
    s, c = np.polyfit(np.log(sizes), np.log(errors), 1)
    return np.nan if s >= 0 else float(np.exp((np.log(target_error) - c) / s))


# %% right: linregress, base 10, rounded up
def labels_needed(sizes, errors, target_error):
    line = stats.linregress(np.log10(sizes), np.log10(errors))
    if line.slope >= 0:
        return np.inf
    return np.ceil(10 ** ((np.log10(target_error) - line.intercept) / line.slope))


# %% right: sums by hand
import math


def labels_needed(sizes, errors, target_error):
    x = [math.log(size) for size in sizes]
    y = [math.log(error) for error in errors]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)
    if slope >= 0:
        return float("inf")
    return math.exp(mx + (math.log(target_error) - my) / slope)


# %% right: scikit-learn, an array of one element's item
from sklearn.linear_model import LinearRegression


def labels_needed(sizes, errors, target_error):
    x = np.log(np.asarray(sizes, dtype=float)).reshape(-1, 1)
    model = LinearRegression().fit(x, np.log(errors))
    slope = model.coef_[0]
    if slope >= 0:
        return np.inf
    return int(np.ceil(np.exp((np.log(target_error) - model.intercept_) / slope)))


# %% right: lstsq in base 2
def labels_needed(sizes, errors, target_error):
    design = np.column_stack([np.log2(sizes), np.ones(len(sizes))])
    (slope, intercept), *_ = np.linalg.lstsq(design, np.log2(errors), rcond=None)
    return 2 ** ((np.log2(target_error) - intercept) / slope) if slope < 0 else np.inf


# %% right: curve_fit on the logarithms
from scipy.optimize import curve_fit


def labels_needed(sizes, errors, target_error):
    x, y = np.log(np.asarray(sizes, dtype=float)), np.log(np.asarray(errors, dtype=float))
    (slope, intercept), _ = curve_fit(lambda x, s, c: c + s * x, x, y)
    return np.exp((np.log(target_error) - intercept) / slope) if slope < 0 else np.inf


# %% right: statsmodels
import statsmodels.api as sm


def labels_needed(sizes, errors, target_error):
    fit = sm.OLS(np.log(errors), sm.add_constant(np.log(sizes))).fit()
    intercept, slope = fit.params
    if slope >= 0:
        return np.array(np.inf)
    return np.array(np.exp((np.log(target_error) - intercept) / slope))


# %% right: the standard library
def labels_needed(sizes, errors, target_error):
    import math, statistics

    s, c = statistics.linear_regression([math.log(v) for v in sizes], [math.log(v) for v in errors])
    if s >= 0:
        return math.inf
    return math.ceil(math.exp((math.log(target_error) - c) / s))


# %% right: bisection on the fitted line
def labels_needed(sizes, errors, target_error):
    b, a = np.polyfit(np.log(sizes), np.log(errors), 1)
    if b >= 0:
        return np.inf
    lo, hi = 1e-6, 1e12
    for _ in range(200):
        mid = (lo * hi) ** 0.5
        if a + b * np.log(mid) > np.log(target_error):
            lo = mid
        else:
            hi = mid
    return hi


# %% right: numpy.polynomial
def labels_needed(sizes, errors, target_error):
    line = np.polynomial.Polynomial.fit(np.log(sizes), np.log(errors), 1).convert()
    c, s = line.coef if len(line.coef) == 2 else (line.coef[0], 0)
    if s >= 0:
        return np.inf
    return np.exp((np.log(target_error) - c) / s)
