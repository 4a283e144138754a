# ruff: noqa
# %% wrong: one period back whatever the horizon | feedback: not known yet.*leak
def seasonal_naive(y, period, horizon):
    forecast = np.full(len(y), np.nan)
    forecast[period:] = y[:-period]
    return forecast


# %% wrong: the last known value | feedback: not the same point of the season|last known value
def seasonal_naive(y, period, horizon):
    forecast = np.full(len(y), np.nan)
    forecast[horizon:] = y[:-horizon]
    return forecast


# %% wrong: always one more period than fits into the horizon | feedback: later value of the same point|whole period too far
def seasonal_naive(y, period, horizon):
    k = period * (horizon // period + 1)
    forecast = np.full(len(y), np.nan)
    forecast[k:] = y[:-k]
    return forecast


# %% wrong: periods rounded down, at least one | feedback: not known yet.*leak
def seasonal_naive(y, period, horizon):
    k = period * max(1, horizon // period)
    forecast = np.full(len(y), np.nan)
    forecast[k:] = y[:-k]
    return forecast


# %% wrong: periods rounded down, to none | feedback: no earlier value|round the number of periods down
def seasonal_naive(y, period, horizon):
    k = period * (horizon // period)
    return [float(y[t - k]) if t >= k else np.nan for t in range(len(y))]


# %% wrong: periods rounded to the nearest | feedback: leak|later value
def seasonal_naive(y, period, horizon):
    k = period * max(1, round(horizon / period))
    return [float(y[t - k]) if t >= k else np.nan for t in range(len(y))]


# %% wrong: the larger of period and horizon | feedback: not the same point of the season
def seasonal_naive(y, period, horizon):
    return pd.Series(y).shift(max(period, horizon)).to_numpy(float)


# %% wrong: period plus horizon | feedback: point of the season|later value
def seasonal_naive(y, period, horizon):
    return pd.Series(y).shift(period + horizon).to_numpy(float)


# %% wrong: the horizon counted in periods | feedback: horizon counts steps|later value
def seasonal_naive(y, period, horizon):
    return pd.Series(y).shift(period * horizon).to_numpy(float)


# %% wrong: np.roll, the end of y at its beginning | feedback: no earlier value to come from
def seasonal_naive(y, period, horizon):
    return np.roll(np.asarray(y, float), period * -(-horizon // period))


# %% wrong: shifted into the past | feedback: no earlier value|not known yet
def seasonal_naive(y, period, horizon):
    return pd.Series(y).shift(-period * -(-horizon // period)).to_numpy(float)


# %% wrong: zeros where nothing is known | feedback: no earlier value.*NaN
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    forecast = np.zeros(len(y))
    forecast[k:] = np.asarray(y)[:-k]
    return forecast


# %% wrong: back-filled with the first value | feedback: no earlier value.*NaN
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    return pd.Series(y, dtype=float).shift(k).bfill().to_numpy()


# %% wrong: filled with the true values | feedback: no earlier value.*NaN
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    forecast = np.array(y, dtype=float)
    forecast[k:] = np.asarray(y)[:-k]
    return forecast


# %% wrong: entries without a value left out | feedback: as many entries as y
def seasonal_naive(y, period, horizon):
    return np.asarray(y, float)[: -period * -(-horizon // period)]


# %% wrong: one forecast of the next values, from the end of y | feedback: no earlier value|as many entries
def seasonal_naive(y, period, horizon):
    season = list(y)[-period:]
    return [float(season[t % len(season)]) for t in range(len(y))]


# %% wrong: the mean of the earlier seasons | feedback: no value of y|mean of the earlier seasons
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    y = np.asarray(y, float)
    return [np.mean(y[t - k :: -period]) if t >= k else np.nan for t in range(len(y))]


# %% wrong: the nearest value that is there, known or not | feedback: no earlier value|not known
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    nearer = [pd.Series(y, dtype=float).shift(j) for j in range(k, -1, -period)]
    forecast = nearer[0]
    for other in nearer[1:]:
        forecast = forecast.fillna(other)
    return forecast.to_numpy()


# %% wrong: integers cannot hold NaN | feedback: your function raised|array of floats
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    forecast = np.array(y)
    forecast[k:] = np.array(y)[:-k]
    forecast[:k] = np.nan
    return forecast


# %% wrong: fails where y is short | feedback: your function raised
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    return np.concatenate([np.full(k, np.nan), np.asarray(y, float)])[: len(y)] + 0 * np.zeros(
        len(y) - k + k * (k <= len(y))
    )


# %% wrong: longer than a short y | feedback: shape|array of floats|as many entries
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    return [np.nan] * k + [float(value) for value in y[: max(len(y) - k, 0)]]


# %% wrong: shifts y itself | feedback: changed the y
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    for t in range(len(y) - 1, -1, -1):
        y[t] = y[t - k] if t >= k else np.nan
    return y


# %% wrong: None where nothing is known | feedback: None and text are no floats
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    return [float(y[t - k]) if t >= k else None for t in range(len(y))]


# %% wrong: one period back from the horizon on | feedback: hide only the first entries
def seasonal_naive(y, period, horizon):
    return [float(y[t - period]) if t >= max(horizon, period) else np.nan for t in range(len(y))]


# %% wrong: the first season repeated | feedback: later value of the same point|leak
def seasonal_naive(y, period, horizon):
    n = len(y)
    return [float(y[t % period]) if t >= period and t % period < n else np.nan for t in range(n)]


# %% right: a loop over the entries
def seasonal_naive(y, period, horizon):
    k = period
    while k < horizon:
        k += period
    forecast = []
    for t in range(len(y)):
        if t < k:
            forecast.append(float("nan"))
        else:
            forecast.append(float(y[t - k]))
    return np.array(forecast)


# %% right: shift of pandas, a Series
def seasonal_naive(y, period, horizon):
    return pd.Series(y, dtype=float).shift(int(np.ceil(horizon / period)) * period)


# %% right: a list of floats, with math.ceil
import math


def seasonal_naive(y, period, horizon):
    k = math.ceil(horizon / period) * period
    return ([math.nan] * k + [float(value) for value in y])[: len(y)]


# %% right: padded in front and cut
def seasonal_naive(y, period, horizon):
    k = (horizon + period - 1) // period * period
    return np.concatenate([np.full(k, np.nan), np.asarray(y, float)])[: len(y)]


# %% right: the textbook's formula
def seasonal_naive(y, period, horizon):
    complete = (horizon - 1) // period
    y = np.asarray(y, dtype=float)
    t = np.arange(len(y)) - period * (complete + 1)
    return np.where(t >= 0, y[t % len(y)], np.nan)


# %% right: from the last known value back to the season
def seasonal_naive(y, period, horizon):
    forecast = np.full(len(y), np.nan)
    for t in range(len(y)):
        known = t - horizon
        while known >= 0 and (t - known) % period:
            known -= 1
        if known >= 0:
            forecast[t] = y[known]
    return forecast


# %% right: season by season
def seasonal_naive(y, period, horizon):
    forecast = np.full(len(y), np.nan)
    seasons = -(-horizon // period)
    for start in range(min(period, len(y))):
        column = np.asarray(y, float)[start::period]
        if len(column) > seasons:
            forecast[start::period][seasons:] = column[:-seasons]
    return forecast


# %% right: a dict of places
def seasonal_naive(y, period, horizon):
    k = next(k for k in range(horizon, horizon + period) if k % period == 0)
    moved = {t + k: value for t, value in enumerate(y)}
    return [moved.get(t, np.nan) for t in range(len(y))]


# %% right: a queue of k values
from collections import deque


def seasonal_naive(y, period, horizon):
    k = ((horizon - 1) // period + 1) * period
    q = deque([np.nan] * k)
    res = []
    for v in y:
        q.append(float(v))
        res.append(q.popleft())
    return np.array(res)


# %% right: a Series whose index is moved
def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    s = pd.Series(np.asarray(y, float), index=np.arange(len(y)) + k)
    return s.reindex(range(len(y)))


# %% right: SciPy, shifted as an image
from scipy.ndimage import shift


def seasonal_naive(y, period, horizon):
    k = period * -(-horizon // period)
    return shift(np.asarray(y, float), k, order=0, cval=np.nan)
