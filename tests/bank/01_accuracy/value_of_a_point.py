# ruff: noqa
# %% wrong: rates taken for percent | feedback: factor of 100|divide by 100
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) / 100 * uses_per_year * cost_per_error - yearly_cost


# %% wrong: counted in points | feedback: factor of 100|multiply by 100
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * 100 * uses_per_year * cost_per_error - yearly_cost


# %% wrong: the yearly cost left out | feedback: leaves out the yearly cost|left out
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * uses_per_year * cost_per_error


# %% wrong: the yearly cost added | feedback: adds the yearly cost
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * uses_per_year * cost_per_error + yearly_cost


# %% wrong: after minus before | feedback: wrong sign
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_after - errors_before) * uses_per_year * cost_per_error - yearly_cost


# %% wrong: rates taken for accuracies, cost as a gain | feedback: counts for the change
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return yearly_cost - (errors_before - errors_after) * uses_per_year * cost_per_error


# %% wrong: absolute difference | feedback: errors rise|absolute value
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return abs(errors_before - errors_after) * uses_per_year * cost_per_error - yearly_cost


# %% wrong: never negative | feedback: does not pay|cut off
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return max(0, (errors_before - errors_after) * uses_per_year * cost_per_error - yearly_cost)


# %% wrong: a change for the worse cut off | feedback: errors rise|cut off
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return max(0, errors_before - errors_after) * uses_per_year * cost_per_error - yearly_cost


# %% wrong: relative to the rate before | feedback: relative
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    gain = (errors_before - errors_after) / errors_before
    return gain * uses_per_year * cost_per_error - yearly_cost


# %% wrong: yearly cost for every error | feedback: once a year
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * uses_per_year * (cost_per_error - yearly_cost)


# %% wrong: value of one use | feedback: of one use
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    saved = (errors_before - errors_after) * uses_per_year * cost_per_error
    return (saved - yearly_cost) / uses_per_year if uses_per_year else -yearly_cost


# %% wrong: rounded to cents | feedback: not rounded
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    saved = (errors_before - errors_after) * uses_per_year * cost_per_error
    return round(saved - yearly_cost, 2)


# %% wrong: whole errors only | feedback: should be|not rounded|wrong for other
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    avoided = int((errors_before - errors_after) * uses_per_year)
    return avoided * cost_per_error - yearly_cost


# %% wrong: the cost of an error left out | feedback: should be|left out
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * uses_per_year - yearly_cost


# %% wrong: return on the cost | feedback: not a ratio
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (
        (errors_before - errors_after) * uses_per_year * cost_per_error / yearly_cost
        if yearly_cost
        else 0.0
    )


# %% wrong: the difference rounded to points | feedback: not\s+to be rounded
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return round(errors_before - errors_after, 2) * uses_per_year * cost_per_error - yearly_cost


# %% wrong: a change for the worse refused | feedback: your function raised
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    if errors_after > errors_before:
        raise ValueError("worse")
    return (errors_before - errors_after) * uses_per_year * cost_per_error - yearly_cost


# %% wrong: a saving taken for a cost | feedback: less to pay
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * uses_per_year * cost_per_error - abs(yearly_cost)


# %% right: one line
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return (errors_before - errors_after) * uses_per_year * cost_per_error - yearly_cost


# %% right: bill before and bill after
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    before = errors_before * uses_per_year * cost_per_error
    after = errors_after * uses_per_year * cost_per_error + yearly_cost
    return np.array(before - after)


# %% right: exact fractions
from fractions import Fraction


def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    before, after, uses, cost, yearly = (
        Fraction(float(x))
        for x in (errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost)
    )
    return (before - after) * uses * cost - yearly


# %% right: from accuracies
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    gain = (1 - errors_after) - (1 - errors_before)
    return np.dot([gain * uses_per_year, -1], [cost_per_error, yearly_cost])


# %% right: math.prod
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    import math

    return math.prod([errors_before - errors_after, uses_per_year, cost_per_error]) - yearly_cost


# %% right: a dot product
def value_of_a_point(errors_before, errors_after, uses_per_year, cost_per_error, yearly_cost):
    return np.dot(
        [errors_before, -errors_after, -1],
        [uses_per_year * cost_per_error, uses_per_year * cost_per_error, yearly_cost],
    )
