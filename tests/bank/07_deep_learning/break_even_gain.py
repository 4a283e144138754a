# ruff: noqa
# %% wrong: a fraction instead of points | feedback: fraction
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost + extra_serve_cost * predictions_per_year) / value_per_point / 100


# %% wrong: times 100 | feedback: 100 times
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return 100 * (train_cost + extra_serve_cost * predictions_per_year) / value_per_point


# %% wrong: serving counted once | feedback: counted once
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost + extra_serve_cost) / value_per_point


# %% wrong: serving forgotten | feedback: serving is left out
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return train_cost / value_per_point


# %% wrong: training forgotten | feedback: training (alone )?(is left out|must be paid)
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return extra_serve_cost * predictions_per_year / value_per_point


# %% wrong: training paid at every prediction | feedback: once a year
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost + extra_serve_cost) * predictions_per_year / value_per_point


# %% wrong: training spread over the predictions | feedback: for a year, not for one prediction
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost / predictions_per_year + extra_serve_cost) / value_per_point


# %% wrong: extra cost of serving subtracted | feedback: adds to the bill
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost - extra_serve_cost * predictions_per_year) / value_per_point


# %% wrong: value over cost | feedback: value over cost|your function raised
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return value_per_point / (train_cost + extra_serve_cost * predictions_per_year)


# %% wrong: rounded to two decimals | feedback: not rounded
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return round((train_cost + extra_serve_cost * predictions_per_year) / value_per_point, 2)


# %% wrong: never below zero | feedback: saves more in serving
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return max(0, (train_cost + extra_serve_cost * predictions_per_year) / value_per_point)


# %% wrong: never above 100 | feedback: can never pay
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return min(100, (train_cost + extra_serve_cost * predictions_per_year) / value_per_point)


# %% wrong: whole division | feedback: not rounded
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost + extra_serve_cost * predictions_per_year) // value_per_point


# %% wrong: value of a point taken as one prediction's | feedback: for a year, not for one prediction
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    cost = train_cost + extra_serve_cost * predictions_per_year
    return cost / (value_per_point * predictions_per_year)


# %% right: one line
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    return (train_cost + extra_serve_cost * predictions_per_year) / value_per_point


# %% right: exact fractions
from fractions import Fraction


def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    train, serve, n, value = (
        Fraction(float(x))
        for x in (train_cost, extra_serve_cost, predictions_per_year, value_per_point)
    )
    return (train + serve * n) / value


# %% right: two shares in NumPy
def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    costs = np.array([train_cost, np.multiply(extra_serve_cost, predictions_per_year)], dtype=float)
    return np.sum(costs / value_per_point)


# %% right: root of profit, warns on stderr
import warnings

from scipy.optimize import brentq


def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    warnings.warn("searching")
    cost = float(train_cost + extra_serve_cost * predictions_per_year)
    return brentq(lambda points: points * value_per_point - cost, -1e6, 1e6, xtol=1e-12)


# %% right: decimal numbers, an array of no dimension back
from decimal import Decimal


def break_even_gain(train_cost, extra_serve_cost, predictions_per_year, value_per_point):
    train, serve, n, value = (
        Decimal(repr(float(x)))
        for x in (train_cost, extra_serve_cost, predictions_per_year, value_per_point)
    )
    return np.array(float((train + serve * n) / value))
