"""What unit 5 uses and does not teach: the data, the models, the simulated worlds, the figures.

You can follow the unit without reading this file. Open it when you wonder how something is done,
or type `prepare_hours??` in a cell to see a single function.
"""

import warnings
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportions_ztest

from sevendiff.datasets import load_bikeshare, load_credit_default
from sevendiff.plots import alt_text, use_style

use_style()
warnings.filterwarnings("ignore", category=ConvergenceWarning)  # a fixed number of epochs is meant

# --- Part 1: better than what? -------------------------------------------------------------------

CALENDAR = ["hr", "weekday", "working"]
RAW = [*CALENDAR, "temp", "hum", "windspeed", "sky"]


def load_hours():
    """Return the rentals of each hour of 2011 and 2012, and what is known of it a day ahead.

    The lags go by the clock, not by position: where the hour of the day before has no row, the last
    count at that hour is carried forward. (No row has a count of zero, so quiet hours are among the
    missing. They are neither fitted nor scored.) Every blank `weathersit` was a clear hour.

    Returns
    -------
    DataFrame
        A row an hour. `cnt` is the count; `RAW` are calendar and weather; `yesterday` and
        `last week` are the counts of that hour then; `recent` is the mean of the last eight days
        of the same kind (working day or not) at that hour, all at least a day old.
    """
    hours = load_bikeshare(as_frame=True).frame
    hours.index = hours["dteday"] + pd.to_timedelta(hours["hr"], unit="h")
    sky = hours["weathersit"].fillna("Clear")
    data = hours[["cnt", "hr", "temp", "hum", "windspeed"]].assign(
        weekday=hours.index.day_of_week,
        working=(hours["workingday"] == "Yes").astype(int),
        sky=sky.map({"Clear": 0, "Mist": 1, "Light Rain": 2, "Heavy Rain": 3}),
    )
    every_hour = pd.date_range(hours.index[0], hours.index[-1], freq="h")
    known = hours["cnt"].reindex(every_hour)
    known = known.groupby(known.index.hour).ffill()
    data["yesterday"] = known.shift(24).reindex(data.index)
    data["last week"] = known.shift(24 * 7).reindex(data.index)
    same_kind = data.groupby(["working", "hr"])["cnt"]
    data["recent"] = same_kind.transform(lambda c: c.shift(1).rolling(8, min_periods=1).mean())
    return data.rename_axis(None).dropna()  # the first days have no past


def craft_inputs(data):
    """Return the hand-made inputs of an hour beside the raw ones.

    `slot` numbers the 48 cells of the table hour x working day. The lags are logarithms. Heat and
    cold are separate columns, because one slope for the temperature, fitted up to June, would say
    that July must be wonderful.
    """
    inputs = pd.DataFrame({"slot": data["hr"] + 24 * data["working"]}, index=data.index)
    for name in ("yesterday", "last week", "recent"):
        inputs[name] = np.log(data[name])
    inputs["mist"], inputs["rain"] = (data["sky"] == 1).astype(int), (data["sky"] > 1).astype(int)
    inputs["heat"], inputs["cold"] = (data["temp"] - 22).clip(0), (15 - data["temp"]).clip(0)
    return inputs.join(data[RAW])


SLOT = ["slot", "weekday"]
LAGS = ["yesterday", "last week", "recent"]
WEATHER = ["mist", "rain", "hum", "windspeed", "heat", "cold"]


def encode(inputs):
    """Return a preprocessor: the first two of the inputs one-hot, the others standardised."""
    one_hot = OneHotEncoder(handle_unknown="ignore")
    return make_column_transformer((one_hot, inputs[:2]), (StandardScaler(), inputs[2:]))


def make_log_model(*steps):
    """Return a model that forecasts the log of the count and hands back counts."""
    return TransformedTargetRegressor(make_pipeline(*steps), func=np.log, inverse_func=np.exp)


def make_net(layers, alpha, epochs, batch, rate, seed):
    """Return a net with weight decay `alpha`."""
    how = {"max_iter": epochs, "batch_size": batch, "learning_rate_init": rate}
    return MLPRegressor(hidden_layer_sizes=layers, alpha=alpha, random_state=seed, **how)


def fit_first_net(train, seed):
    """Fit a net to calendar and weather, with settings that nobody tuned."""
    net = make_pipeline(StandardScaler(), make_net((64,), 0.0001, 30, 64, 0.003, seed))
    return TransformedTargetRegressor(net, transformer=StandardScaler()).fit(
        train[RAW], train["cnt"]
    )


def make_boosting(leaves, seed):
    """Return gradient boosting with trees of at most so many leaves."""
    return HistGradientBoostingRegressor(
        max_leaf_nodes=leaves, early_stopping=False, random_state=seed
    )


def list_rivals(seed):
    """Return the rivals of the ladder: name -> {setting: model}, three settings each."""
    inputs, dry = encode(SLOT + LAGS + WEATHER), encode(SLOT + LAGS)
    raw = make_column_transformer((StandardScaler(), RAW))
    decays, leaves, penalties = (0.01, 0.1, 1), (8, 16, 31), (1, 10, 100)
    small = {a: make_net((32,), a, 20, 64, 0.003, seed) for a in decays}
    large = {a: make_net((64, 64), a, 60, 256, 0.005, seed) for a in decays}
    return {
        "ridge, same inputs": {a: make_log_model(inputs, Ridge(a)) for a in penalties},
        "boosting, same inputs": {n: make_log_model(make_boosting(n, seed)) for n in leaves},
        "net, same inputs": {a: make_log_model(inputs, small[a]) for a in decays},
        "net, raw inputs, tuned": {a: make_log_model(raw, large[a]) for a in decays},
        "ridge, no weather": {a: make_log_model(dry, Ridge(a)) for a in penalties},
    }


def choose_setting(trials, past, valid):
    """Return the setting whose model, fitted on `past`, has the least error on `valid`."""
    errors = {}
    for setting, model in trials.items():
        forecast = model.fit(craft_inputs(past), past["cnt"]).predict(craft_inputs(valid))
        errors[setting] = np.abs(valid["cnt"] - forecast).mean()
    return min(errors, key=errors.get)


CHOSEN = {  # by the validation period of part 1, with SEED = 0
    "ridge, same inputs": 10,
    "boosting, same inputs": 31,
    "net, same inputs": 0.1,
    "net, raw inputs, tuned": 0.01,
    "ridge, no weather": 10,
}


def forecast_ladder(seed):
    """Return the counts of the test quarter (last of 2011) and every rung's forecast of them.

    All are fitted on January to September, with the settings that part 1 chose.
    """
    hours = load_hours()
    train, test = hours.loc[:"2011-09"], hours.loc["2011-10":"2011-12"]
    table = train.groupby(["working", "hr"])["cnt"].mean().rename("table")
    forecasts = {
        "global mean": train["cnt"].mean(),
        "same hour yesterday": test["yesterday"],
        "same hour last week": test["last week"],
        "table of 48 cells": test.join(table, on=["working", "hr"])["table"],
        "last 8 such days": test["recent"],
        "net, raw inputs": fit_first_net(train, seed).predict(test[RAW]),
    }
    for name, trials in list_rivals(seed).items():
        model = trials[CHOSEN[name]].fit(craft_inputs(train), train["cnt"])
        forecasts[name] = model.predict(craft_inputs(test))
    return test["cnt"], pd.DataFrame(forecasts, index=test.index)


def expect_poisson_error(means):
    """Return the mean absolute error, rentals an hour, of knowing each mean of a Poisson count."""
    return (2 * means * stats.poisson.pmf(np.floor(means), means)).mean()


LOOKS = {
    "actual": {"color": "black", "linestyle": "-", "marker": "o"},
    "same hour yesterday": {"color": "C4", "linestyle": ":", "marker": "v"},
    "same hour last week": {"color": "C7", "linestyle": ":", "marker": "^"},
    "table of 48 cells": {"color": "C3", "linestyle": "--", "marker": "D"},
    "last 8 such days": {"color": "C1", "linestyle": "-", "marker": "s"},
    "net, raw inputs": {"color": "C5", "linestyle": "--", "marker": "x"},
    "net, raw inputs, tuned": {"color": "C5", "linestyle": "-", "marker": "P"},
    "ridge, no weather": {"color": "C6", "linestyle": "-.", "marker": "<"},
    "ridge, same inputs": {"color": "C0", "linestyle": "-", "marker": "p"},
    "boosting, same inputs": {"color": "C8", "linestyle": "--", "marker": "*"},
    "net, same inputs": {"color": "C2", "linestyle": "-.", "marker": "X"},
}


def draw_day(data, lines, title):
    """Draw the actual rentals of one day by the hour, and forecasts of them: name -> column."""
    fig, ax = plt.subplots(figsize=(8, 3.8))
    for name, column in ({"actual": "cnt"} | lines).items():
        ax.plot(data["hr"], data[column], label=name, markersize=5, **LOOKS[name])
    ax.set(xlabel="hour of the day", ylabel="rentals an hour", title=title, ylim=(0, None))
    ax.set_xticks(range(0, 24, 4))
    ax.legend(loc="upper left", fontsize="small")
    at_8 = data[data["hr"] == 8].iloc[0]
    said = ", ".join(f"{name} {at_8[column]:.0f}" for name, column in lines.items())
    alt_text(
        fig,
        f"Rentals by the hour of one day: the actual counts and the forecasts of {len(lines)} free "
        f"rules. At 8 in the morning there are {at_8['cnt']:.0f}; the forecasts are: {said}.",
    )


def resample_days(losses, seed, draws=1000):
    """Return the mean losses of test periods made of whole days, drawn with replacement.

    Parameters
    ----------
    losses : DataFrame
        Absolute errors, a row an hour (indexed by time), a column a forecast.

    Returns
    -------
    DataFrame
        A row a draw.
    """
    daily = losses.groupby(losses.index.normalize()).mean()
    drawn = np.random.default_rng(seed).integers(len(daily), size=(draws, len(daily)))
    return pd.DataFrame(daily.to_numpy()[drawn].mean(axis=1), columns=daily.columns)


def compare_costs(errors, quarters, costs, than):
    """Return what the models save against the rung `than`, and from what price on they pay.

    `saves` is in rentals an hour, `pays from` in cents a rental of error (inf: never), each with
    its 95% interval over the resampled quarters.
    """
    rows = {}
    for name in ("ridge, same inputs", "net, same inputs", "ridge, no weather"):
        low, high = np.quantile(quarters[than] - quarters[name], [0.025, 0.975])
        row = {"saves": errors[than] - errors[name], "low": low, "high": high}
        ends = {"pays from": row["saves"], "at best": high, "at worst": low}
        extra = 100 * (costs[name] - costs[than]) / (24 * 365)
        rows[name] = row | {k: extra / saves if saves > 0 else np.inf for k, saves in ends.items()}
    return pd.DataFrame(rows).T.round(1)


def draw_costs(errors, quarters, costs, price):
    """Draw the yearly cost of each rung, and how often each is cheapest, at a price in cents.

    `errors` are the mean absolute errors of the rungs, `quarters` those of resampled quarters. The
    left panel shows costs minus those of the last 8 such days.
    """
    rungs, dollars = list(costs), 24 * 365 * price / 100
    fixed, ends, than = pd.Series(costs), np.array([0, 30]), "last 8 such days"
    choice = (fixed + dollars * errors[rungs]).idxmin()
    share = (fixed + dollars * quarters[rungs]).idxmin(axis=1).value_counts(normalize=True)
    share = share.reindex(rungs, fill_value=0)
    fig, axes = plt.subplots(1, 2, figsize=(11, 4), width_ratios=[3, 2])
    for name in rungs:
        more = costs[name] - costs[than] + ends * 87.6 * (errors[name] - errors[than])
        axes[0].plot(ends, more / 1000, label=name, **LOOKS[name])
    axes[0].axvline(price, color="black", linewidth=1)
    axes[0].set(xlabel="price of a rental of error, cents")
    axes[0].set_ylabel("yearly cost minus that of\n'last 8 such days', $1,000")
    axes[0].set(xlim=(-0.5, 30.5), ylim=(-20, 35), title=f"At {price} cents, cheapest: {choice}")
    axes[0].legend(fontsize="small")
    axes[1].barh(rungs, share, color=[LOOKS[name]["color"] for name in rungs])
    axes[1].set(xlabel="share of resampled quarters", xlim=(0, 1), title="Cheapest how often")
    axes[1].invert_yaxis()
    said = ", ".join(f"{name} {part:.0%}" for name, part in share.items() if part > 0)
    alt_text(
        fig,
        f"Left: the yearly cost of {len(rungs)} rungs minus that of {than}, lines over the price "
        f"of a rental of error; at {price} cents the cheapest is: {choice}. "
        f"Right: the share of resampled quarters in which each is cheapest at this price: {said}.",
    )
    return fig


# --- Part 2: by how much, and how sure? ----------------------------------------------------------


def draw_two_weeks(difference, first="2011-10-08"):
    """Draw the hourly difference of two errors over fourteen days, and its mean of each day."""
    days = pd.date_range(first, periods=14)
    shown = difference.loc[days[0] : days[-1] + pd.Timedelta("23h")]
    daily = shown.groupby(shown.index.normalize()).mean()
    fig, ax = plt.subplots(figsize=(10, 3.8))
    for sign, look in ((shown > 0, {"color": "C4"}), (shown < 0, {"color": "C7", "hatch": "//"})):
        name = "yesterday errs more" if look["color"] == "C4" else "last week errs more"
        ax.bar(shown.index[sign], shown[sign], width=1 / 24, align="edge", label=name, **look)
    starts, noon = daily.index, pd.Timedelta("12h")
    label = "mean of the day"
    ax.hlines(daily, starts, starts + 2 * noon, color="black", linewidth=2.5, label=label)
    ax.set_xticks(starts + noon, [f"{day:%a}\n{day.day} Oct" for day in starts], fontsize="small")
    ax.set(ylabel="difference of errors, rentals an hour", xlim=(days[0], days[-1] + 2 * noon))
    ax.grid(axis="x", visible=False)
    ax.legend(fontsize="small")
    top, bottom = daily.idxmax(), daily.idxmin()
    alt_text(
        fig,
        "Bars: the error of yesterday minus that of last week in each hour of fourteen days in "
        "October 2011. The bars of a day mostly have one sign. The mean of a day goes from "
        f"{daily[bottom]:.0f} on {bottom:%A} {bottom.day} to {daily[top]:.0f} on {top:%A} "
        f"{top.day}.",
    )


def make_lasting_luck(days, persistence, seed, worlds=4000):
    """Return daily differences whose true mean is zero: a row a world, a column a day.

    Each day keeps `persistence` of the luck of the day before (an autoregression of order one,
    normal, with standard deviation 1).
    """
    fresh = np.random.default_rng(seed).normal(size=(worlds, days))
    fresh[:, 1:] *= (1 - persistence**2) ** 0.5
    for day in range(1, days):
        fresh[:, day] += persistence * fresh[:, day - 1]
    return fresh


def bootstrap_misses(means, seed, draws=1000):
    """Return for each row whether the 95% bootstrap interval of its mean leaves out zero."""
    blocks = means.shape[1]
    times = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1 / blocks), draws)
    low, high = np.quantile(means @ times.T / blocks, [0.025, 0.975], axis=1)
    return (low > 0) | (high < 0)


def student_misses(means):
    """Return for each row whether the 95% interval by Student's t leaves out zero."""
    return stats.ttest_1samp(means, 0, axis=1).pvalue < 0.05


def diebold_mariano_misses(means, lags):
    """Return for each row whether the Diebold-Mariano test finds a difference at the 5% level.

    The standard error of the mean counts the autocovariances up to so many lags, with Bartlett's
    weights (Newey and West); the statistic is compared with Student's t.
    """
    n = means.shape[1]
    centred = means - means.mean(axis=1, keepdims=True)
    variance = (centred**2).sum(axis=1) / n
    for k in range(1, lags + 1):
        weight = 1 - k / (lags + 1)
        variance += 2 * weight * (centred[:, k:] * centred[:, :-k]).sum(axis=1) / n
    return np.abs(means.mean(axis=1)) > stats.t.ppf(0.975, n - 1) * (variance / (n - 1)) ** 0.5


def count_false_alarms(persistence, seed, weeks=13):
    """Return how often three methods find a difference that is not there, in 4,000 worlds."""
    daily = make_lasting_luck(7 * weeks, persistence, seed)
    weekly = daily.reshape(len(daily), weeks, 7).mean(axis=2)
    return pd.Series(
        {
            "bootstrap of days": bootstrap_misses(daily, seed).mean(),
            "bootstrap of weeks": bootstrap_misses(weekly, seed).mean(),
            "Student's t, weeks": student_misses(weekly).mean(),
        }
    )


def draw_ladder(losses, than, interval):
    """Draw each rung's error with its interval, and the paired differences from the rung `than`.

    Parameters
    ----------
    losses : DataFrame
        Absolute errors, a row an hour, a column a rung.
    interval : callable
        Takes a Series of losses or differences by the hour, returns the ends of an interval.
    """
    names = losses.mean().sort_values(ascending=False).index
    near = [name for name in names if losses[name].mean() < 60 and name != than]
    panels = {
        "Each rung": ({n: losses[n] for n in names}, "MAE, rentals an hour"),
        f"Paired: minus '{than}'": (
            {n: losses[n] - losses[than] for n in near},
            "difference of MAE, rentals an hour",
        ),
    }
    fig, axes = plt.subplots(1, 2, figsize=(11, 4.8))
    clear = []
    for ax, (title, (rows, label)) in zip(axes, panels.items(), strict=True):
        for place, (name, values) in enumerate(rows.items()):
            low, high = interval(values)
            look = LOOKS.get(name, {"color": "C9", "marker": "o"})
            ax.hlines(place, low, high, color=look["color"], linewidth=3)
            ax.plot((low + high) / 2, place, color=look["color"], marker=look["marker"], ms=8)
            if ax is axes[1] and (low > 0 or high < 0):
                clear.append(name)
        ax.set_yticks(range(len(rows)), rows)
        ax.set(xlabel=f"{label} (lines: 95%)", title=title)
    axes[0].set_xlim(0, None)
    axes[1].axvline(0, color="black", linestyle="--")
    alt_text(
        fig,
        f"Left: the mean absolute error of {len(names)} rungs with 95% intervals, from "
        f"{losses[names[0]].mean():.0f} for {names[0]} to {losses[names[-1]].mean():.0f} for "
        f"{names[-1]}. Right: paired differences from {than}; the intervals of these leave out "
        f"zero: {', '.join(clear)}.",
    )


# --- Part 3: how good will it be next year? ------------------------------------------------------


def show_roles(hours, folds, first, last):
    """Return the hours from `first` to `last` and their role in the first of the splits `folds`."""
    learn, _ = next(folds.split(hours))
    roles = pd.Series("to forecast", hours.index)
    roles.iloc[learn] = "to learn from"
    return hours[["date", "temp", "cnt"]].assign(role=roles).loc[first:last]


WAY_LOOKS = {  # the same boosted trees in two tests
    "random folds": {"color": "0.7", "linestyle": "--", "marker": "s", "ms": 10},
    "past only": {"color": "C8", "linestyle": "-.", "marker": "^"},
    "actual": LOOKS["actual"] | {"ms": 4},
}


def draw_months(actual, ways):
    """Draw the mean rentals an hour of each month of 2012: the actual ones and forecasts."""
    monthly = ways.assign(actual=actual).resample("MS").mean()
    fig, ax = plt.subplots(figsize=(8, 3.8))
    for name, look in WAY_LOOKS.items():
        ax.plot(monthly.index.month, monthly[name], label=name, **look)
    ax.set(xlabel="month of 2012", ylabel="mean rentals an hour", ylim=(0, 350))
    ax.set_xticks(range(1, 13))
    ax.legend(loc="lower center", ncols=3)
    gap = (monthly["random folds"] - monthly["actual"]).abs().max()
    june = monthly.loc["2012-06"].iloc[0]
    alt_text(
        fig,
        "Mean rentals an hour by month of 2012. The forecasts of the random folds are never more "
        f"than {gap:.0f} away from the actual means. Those of past only lie below them in every "
        f"month, in June at {june['past only']:.0f} instead of {june['actual']:.0f}.",
    )


def average_blocks(values, days):
    """Return the means of blocks of so many days; a short rest goes to the last block."""
    day = (values.index.normalize() - values.index[0].normalize()).days
    return values.groupby(np.minimum(day // days, (day[-1] + 1) // days - 1)).mean()


def interval_by_blocks(values, days):
    """Return the ends of a 95% interval of the mean, by Student's t on blocks of so many days."""
    means = average_blocks(values, days)
    half = stats.t.ppf(0.975, len(means) - 1) * means.std() / len(means) ** 0.5
    return means.mean() - half, means.mean() + half


def compare_blocks(values, lengths=(1, 7, 28)):
    """Return the interval for the mean and the autocorrelation, by the length of the blocks."""
    rows = {}
    for days in lengths:
        low, high = interval_by_blocks(values, days)
        persistence = average_blocks(values, days).autocorr(1)
        rows[f"blocks of {days} days"] = {"low": low, "high": high, "autocorrelation": persistence}
    return pd.DataFrame(rows).T.round(2)


def compare_ways(losses, than, days=28):
    """Return the error of each way, and its difference from one way with its 95% interval.

    The last column is the autocorrelation of the blocks of so many days.
    """
    rows = {}
    for name in losses:
        difference = losses[name] - losses[than]
        low, high = interval_by_blocks(difference, days)
        rows[name] = {
            "MAE": losses[name].mean(),
            "difference": difference.mean(),
            "low": low,
            "high": high,
            "autocorr.": average_blocks(difference, days).autocorr(1) if name != than else np.nan,
        }
    return pd.DataFrame(rows).T.sort_values("MAE").round(1)


def draw_distance(errors, free):
    """Draw the error against how far the nearest rows are from which the model may learn.

    `errors` is a Series; `free` is the error of a free forecast, one day ahead.
    """
    fig, ax = plt.subplots(figsize=(8, 3.8))
    ax.bar(range(len(errors)), errors, color="C8", width=0.6)
    for place, error in enumerate(errors):
        ax.text(place, error - 8, f"{error:.0f}", ha="center", color="white")
    ax.axhline(free, color="C1", linestyle="--", label="last 8 such days, free")
    ax.set_xticks(range(len(errors)), errors.index)
    ax.set(ylabel="MAE in 2012, rentals an hour", ylim=(0, 120), xlim=(-0.5, len(errors) - 0.5))
    ax.set_xlabel("what the same model has to forecast")
    ax.legend(loc="upper left")
    said = ", ".join(f"{name} {error:.0f}" for name, error in errors.items())
    alt_text(
        fig,
        "The error of the same boosted trees, by what they have to forecast: "
        f"{said}. A dashed line marks the free forecast at {free:.0f}.".replace("\n", " "),
    )


# --- Part 4: how much of a win is luck? ----------------------------------------------------------


def make_rows(rng, rows=200, better=0):
    """Return a made-up data set: five columns for A, five for B, and the class of each row.

    All ten columns are drawn alike and independently, given the class, so A and B can learn
    equally much. With `better` above 0 the columns of A tell more about the class.
    """
    y = rng.integers(0, 2, rows)
    X = rng.normal(size=(rows, 10)) + 0.4 * (2 * y[:, None] - 1)
    X[:, :5] += better * (2 * y[:, None] - 1)
    return X[:, :5], X[:, 5:], y


def split_at_random(rng, rows, n_splits, share=0.2):
    """Return a row a split: which rows are tested; the others are trained on."""
    return rng.random((n_splits, rows)).argsort(axis=1) < share * rows


def split_into_folds(rng, rows, n_folds=10):
    """Return a row a fold: which rows are tested; each row is tested once."""
    return rng.permutation(rows) % n_folds == np.arange(n_folds)[:, None]


def score_splits(X, y, tested):
    """Return the accuracy of nearest centroids in each split (a row of `tested`)."""
    ones, zeros = ~tested & (y == 1), ~tested & (y == 0)
    mean_1 = ones @ X / ones.sum(axis=1, keepdims=True)
    mean_0 = zeros @ X / zeros.sum(axis=1, keepdims=True)
    nearer_1 = (mean_1 - mean_0) @ X.T > ((mean_1**2 - mean_0**2).sum(axis=1) / 2)[:, None]
    return ((nearer_1 == (y == 1)) & tested).sum(axis=1) / tested.sum(axis=1)


def compare_learners(n_splits, seed, rows=200, better=0, folds=0, data_sets=600):
    """Return accuracy of A minus B: a row a made-up data set, a column a split of its rows.

    Each split trains on 80% of the rows and tests on the others. With `folds` there are so many
    repetitions of ten-fold cross-validation instead of the random splits.
    """
    differences = []
    for i in range(data_sets):
        rng = np.random.default_rng([seed, i])
        X_a, X_b, y = make_rows(rng, rows, better)
        if folds:
            tested = np.concatenate([split_into_folds(rng, rows) for _ in range(folds)])
        else:
            tested = split_at_random(rng, rows, n_splits)
        differences.append(score_splits(X_a, y, tested) - score_splits(X_b, y, tested))
    return np.array(differences)


def draw_twenty_intervals(differences):
    """Draw the t-test's 95% interval of the first twenty data sets; the truth is zero in each."""
    shown = 100 * differences[:20]
    mean, se = shown.mean(axis=1), stats.sem(shown, axis=1)
    half = se * stats.t.isf(0.025, shown.shape[1] - 1)
    wrong = np.abs(mean) > half
    fig, ax = plt.subplots(figsize=(7, 3.8))
    looks = {"misses the truth": (wrong, "sC1"), "holds the truth": (~wrong, "oC3")}
    for name, (some, look) in looks.items():
        at = np.flatnonzero(some) + 1
        ax.errorbar(at, mean[some], half[some], fmt=look, capsize=3, label=f"{name}: {some.sum()}")
    ax.axhline(0, color="black", linestyle="--")
    ax.set(xlabel="data set", ylabel="accuracy of A minus B, points", xticks=[1, 5, 10, 15, 20])
    ax.set_title(f"95% intervals by the t-test on {shown.shape[1]} splits; the truth is 0")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    alt_text(
        fig,
        f"Twenty 95% intervals for the accuracy of A minus B, one a data set, by the t-test on "
        f"{shown.shape[1]} splits. The truth, zero, is a dashed line: {(~wrong).sum()} intervals "
        f"hold it and {wrong.sum()} miss it.",
    )


def find_the_better(seed, rows=2000, test_sets=1000):
    """Return in how many of 100 test sets three tests find that B (91% right) beats A (90%)."""
    rng = np.random.default_rng(seed)
    shares = [0.8925, 0.0075, 0.0175, 0.0825]  # both right, A alone, B alone, neither
    tables = rng.multinomial(rows, shares, size=test_sets)
    right_a, right_b = tables[:, :2].sum(axis=1), tables[:, [0, 2]].sum(axis=1)
    others = rng.binomial(rows, 0.91, size=test_sets)  # B on other rows
    p = {"McNemar, same rows": [mcnemar(table.reshape(2, 2)).pvalue for table in tables]}
    for name, right in {"unpaired, same rows": right_b, "unpaired, other rows": others}.items():
        pairs = zip(right_a, right, strict=True)
        p[name] = [proportions_ztest(pair, [rows, rows])[1] for pair in pairs]
    return 100 * (pd.DataFrame(p) < 0.05).mean()


def fit_twenty_nets(seed):
    """Return which clients each of twenty nets gets right: a row a net, a column a client.

    The nets learn from the same 500 clients of the Taiwan bank and differ in their seed alone. The
    other 29,500 clients are the world.
    """
    X, y = load_credit_default(return_X_y=True, as_frame=True)
    order = np.random.default_rng(seed).permutation(len(y))
    few, world = order[:500], order[500:]
    encode = encode_clients().fit(X.iloc[few])
    seen, asked = encode.transform(X.iloc[few]), encode.transform(X.iloc[world])
    right = []
    for i in range(20):
        net = MLPClassifier((32,), alpha=0.01, max_iter=20, batch_size=32, random_state=i)
        right.append(net.fit(seen, y.iloc[few]).predict(asked) == y.iloc[world])
    return np.array(right)


def rank_on_boards(right, n_test, seed, boards=2000):
    """Return what the best of k nets promises and is worth, in points, for k from 1 to all.

    Returns
    -------
    DataFrame
        Means over `boards` test sets of `n_test` clients, indexed by k. `too high by`: the
        winner's score minus its true accuracy. `truly better by`: its true accuracy minus that of
        the mean net.
    """
    rng = np.random.default_rng(seed)
    truth, nets = right.mean(axis=1), len(right)
    promised, better = np.zeros((2, boards, nets))
    for i in range(boards):
        order = rng.permutation(nets)
        scores = right[order][:, rng.integers(right.shape[1], size=n_test)].mean(axis=1)
        best = [scores[:k].argmax() for k in range(1, nets + 1)]
        promised[i] = scores[best] - truth[order[best]]
        better[i] = truth[order[best]] - truth.mean()
    k = pd.RangeIndex(1, nets + 1, name="best of")
    means = {"too high by": promised.mean(axis=0), "truly better by": better.mean(axis=0)}
    return 100 * pd.DataFrame(means, index=k)


def draw_boards(board, accuracy, n_test):
    """Draw how much too good the best of k looks: seeds of one net, and independent models."""
    standard_error = 100 * (accuracy * (1 - accuracy) / n_test) ** 0.5
    largest = [stats.order_statistic(stats.Normal(), n=k, r=k).mean() for k in board.index]
    independent = standard_error * np.array(largest)
    fig, ax = plt.subplots(figsize=(7, 3.8))
    ax.plot(board.index, independent, "^C3--", label="promised too much: independent (theory)")
    ax.plot(board.index, board["too high by"], "oC2-", label="promised too much: twenty seeds")
    ax.plot(board.index, board["truly better by"], "sC7:", label="truly better than the mean seed")
    ax.set(xlabel="the best of k", ylabel="points of accuracy", xticks=[1, 5, 10, 15, 20])
    ax.set_title(f"The winner's score is too high, on {n_test} test rows")
    ax.legend()
    alt_text(
        fig,
        f"Points of accuracy against the number of models, 1 to {len(board)}. The best score of "
        f"independent models is too high by up to {independent[-1]:.1f} points, that of seeds of "
        f"one net by up to {board['too high by'].iloc[-1]:.1f}. The winning seed is truly better "
        f"than the mean seed by {board['truly better by'].iloc[-1]:.2f}.",
    )


# --- Part 5: did the model win, or its preparation? ----------------------------------------------

CODES = ["SEX", "EDUCATION", "MARRIAGE", "PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6"]
CONTEST_LOOKS = {  # the colours of part 1
    "logistic regression": {"color": "C0", "marker": "o"},
    "net": {"color": "C2", "marker": "X"},
    "boosting": {"color": "C8", "marker": "*"},
}


class Clients(NamedTuple):
    """Some of the bank's clients: what is known of them, and who defaulted the month after."""

    X: pd.DataFrame
    defaulted: np.ndarray


def bank_clients(seed, training_set=0):
    """Return 2,000 clients to train on and 10,000 to test on.

    The ten training sets, 0 to 9, share no client with each other or with the test set.
    """
    X, y = load_credit_default(return_X_y=True, as_frame=True)
    order = np.random.default_rng(seed).permutation(len(y))
    train, test = order[2000 * training_set :][:2000], order[20_000:]
    return [Clients(X.iloc[rows], y.to_numpy()[rows] == 1) for rows in (train, test)]


def signed_log(amounts):
    """Shrink large amounts of money and keep their sign."""
    return np.sign(amounts) * np.log1p(np.abs(amounts))


def encode_clients():
    """Return a preprocessor: a column for each code, amounts on a signed log scale, clipped at 3.

    The amounts are standardised before they are clipped.
    """
    amounts = make_pipeline(
        FunctionTransformer(signed_log),
        StandardScaler(),
        FunctionTransformer(np.clip, kw_args={"a_min": -3, "a_max": 3}),
    )
    one_hot = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=5)
    return make_column_transformer((one_hot, CODES), remainder=amounts, sparse_threshold=0)


def small_net(seed):
    """Return a net of 32 units, trained for twenty epochs."""
    return MLPClassifier((32,), max_iter=20, batch_size=64, random_state=seed)


def small_boosting(seed):
    """Return gradient boosting with 100 small steps."""
    return HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=100, early_stopping=False, random_state=seed
    )


def prepare_rivals(seed):
    """Return three models, each with four trials, the best by AUC in three training folds.

    Boosting needs no encoding: a tree finds its own steps.
    """
    logistic, net, trees = LogisticRegression(max_iter=500), small_net(seed), small_boosting(seed)
    rivals = {
        "logistic regression": (encode_clients(), logistic, "C", [0.003, 0.03, 0.3, 3]),
        "net": (encode_clients(), net, "alpha", [0.1, 0.3, 1, 3]),
        "boosting": ("passthrough", trees, "max_leaf_nodes", [2, 4, 8, 16]),
    }
    return {
        name: GridSearchCV(
            Pipeline([("inputs", inputs), ("model", model)]),
            {f"model__{setting}": trials},
            scoring="roc_auc",
            cv=3,
        )
        for name, (inputs, model, setting, trials) in rivals.items()
    }


def draw_steps(auc):
    """Draw the AUC of each contestant, and what each step adds to the one before."""
    fig, ax = plt.subplots(figsize=(7.5, 3.2))
    places = np.arange(len(auc))[::-1]
    looks = [CONTEST_LOOKS["net" if "net" in name else "logistic regression"] for name in auc.index]
    said, before = [], None
    for place, (name, value), look in zip(places, auc.items(), looks, strict=True):
        ax.plot(value, place, linestyle="", markersize=9, **look)
        step = "" if before is None else f"   {value - before:+.3f}"
        ax.text(value + 0.004, place, f"{value:.3f}{step}", va="center")
        said.append(f"{name} {value:.3f}")
        before = value
    ax.set_yticks(places, auc.index)
    ax.set(xlabel="AUC on 10,000 test clients", xlim=(0.6, 0.83), ylim=(-0.6, len(auc) - 0.4))
    ax.set_title("The rival catches up, one repair after the other (+: gained by the step)")
    alt_text(fig, f"AUC of {len(auc)} contestants, one below the other: {'; '.join(said)}.")


def name_verdict(low, high, margin):
    """Return what an interval says of zero and of the differences that are too small to matter."""
    if -margin <= low and high <= margin:
        return "equivalent" if low <= 0 <= high else "different,\ntoo little to matter"
    return "undecided" if low <= 0 <= high else "different,\nmay matter"


def draw_verdicts(leads, margin=0.01, most=0.035):
    """Draw leads with their 95% intervals, in AUC, and the band of differences that do not matter.

    Parameters
    ----------
    leads : DataFrame
        A row a comparison, with `lead`, `low` and `high`.
    margin : float
        The smallest difference that matters.
    most : float
        Where the axis ends.
    """
    fig, ax = plt.subplots(figsize=(8, 3.6))
    places, said = np.arange(len(leads))[::-1], []
    bars = np.abs(leads[["low", "high"]].to_numpy() - leads[["lead"]].to_numpy()).T
    ax.axvspan(-margin, margin, color="C3", alpha=0.3, label=f"too small to matter: ±{margin:.3g}")
    ax.axvline(0, color="black", linestyle="--", linewidth=0.8)
    ax.errorbar(leads["lead"], places, xerr=bars, fmt="XC2", capsize=6, label="lead, 95% interval")
    for place, (name, row) in zip(places, leads.iterrows(), strict=True):
        verdict = name_verdict(row["low"], row["high"], margin)
        ax.text(most * 1.03, place, verdict, va="center")
        said.append(f"{name}: {row['low']:.4f} to {row['high']:.4f}, {' '.join(verdict.split())}")
    ax.set_yticks(places, leads.index)
    ax.set(xlabel="AUC of the net minus AUC of logistic regression", xlim=(-most, most))
    ax.set(ylim=(-0.6, len(leads) - 0.4), title="Is the lead too small to matter?")
    fig.legend(loc="outside lower center", ncols=2)
    alt_text(
        fig,
        f"The lead of the net in AUC with 95% intervals, and a band from {-margin:.3g} to "
        f"{margin:.3g} that is too small to matter. {'; '.join(said)}.",
    )
    return fig


def draw_contests(auc):
    """Draw the lead over logistic regression in each contest, and the mean with its interval.

    Parameters
    ----------
    auc : DataFrame
        A row a training set, a column a model.
    """
    fig, ax = plt.subplots(figsize=(7.5, 3.4))
    said = []
    for place, name in enumerate(["boosting", "net"]):
        lead = auc[name] - auc["logistic regression"]
        mean, half = lead.mean(), stats.sem(lead) * stats.t.isf(0.025, len(lead) - 1)
        heights = place + np.linspace(-0.25, 0.15, len(lead))  # so that no two lie on each other
        ax.plot(lead, heights, linestyle="", markersize=8, **CONTEST_LOOKS[name])
        ax.errorbar(mean, place + 0.35, xerr=half, fmt="D", color="black", capsize=4)
        said.append(
            f"{name}: from {lead.min():.3f} to {lead.max():.3f}, mean {mean:.3f}, interval "
            f"{mean - half:.3f} to {mean + half:.3f}"
        )
    ax.errorbar([], [], xerr=[], fmt="D", color="black", label="mean of ten, 95% interval")
    ax.axvspan(-0.01, 0.01, color="C3", alpha=0.3, label="too small to matter: ±0.01")
    ax.axvline(0, color="black", linestyle="--", linewidth=0.8)
    ax.set_yticks([0, 1], ["boosting", "net"])
    ax.set(xlim=(-0.015, 0.015), ylim=(-0.4, 1.6))
    ax.set(xlabel="AUC minus that of logistic regression (heights only keep the marks apart)")
    ax.set_title("Ten contests, each with its own 2,000 training clients")
    fig.legend(loc="outside lower center", ncols=2)
    alt_text(fig, f"Leads over logistic regression in {len(auc)} contests. {'; '.join(said)}.")


# --- Part 6: who should be called? ---------------------------------------------------------------


def make_clients(rng, n, world):
    """Return made-up clients: six inputs, and the true risk of leaving without and with a call.

    In world 1 the effect of a call, in log-odds, varies from client to client, independently of the
    risk; some are made to leave. In world 2 a call keeps three in ten of those who would leave.
    """
    inputs = rng.normal(size=(n, 6))
    logit = -1.5 + 1.3 * inputs[:, 0]
    alone = 1 / (1 + np.exp(-logit))
    if world == 1:
        called = 1 / (1 + np.exp(0.3 + 0.8 * inputs[:, 1] - logit))
    else:
        called = 0.7 * alone
    return inputs, alone, called


def run_pilot(rng, n, world):
    """Let a coin decide who of `n` clients is called; return inputs, who was called, who left."""
    inputs, alone, called = make_clients(rng, n, world)
    coin = rng.random(n) < 0.5
    return inputs, coin, rng.random(n) < np.where(coin, called, alone)


def draw_campaign(alone, called, chosen):
    """Draw each client's risk against what a call takes off it, and whom each score calls.

    Parameters
    ----------
    alone, called : array
        True risk of leaving without and with a call.
    chosen : dict of str to array
        Positions of the clients that each score calls.
    """
    fig, axes = plt.subplots(1, len(chosen), figsize=(9, 3.8), sharex=True, sharey=True)
    effect, said = alone - called, []
    for ax, (name, top), look in zip(axes, chosen.items(), ["^C6", "DC5"], strict=True):
        some = slice(None, None, 10)
        ax.plot(alone[some], effect[some], ".", color="0.75", markersize=4, label="not called")
        ax.plot(alone[top[some]], effect[top[some]], look, markersize=4, label="called")
        ax.axhline(0, color="black", linestyle="--")
        ax.set(xlabel="risk of leaving without a call", xlim=(0, 1), ylim=(-0.45, 0.65))
        ax.set_title(f"{name}: {effect[top].sum():.0f} saved")
        ax.legend(loc="upper left", markerscale=2)
        said.append(
            f"By {name} those with a mean risk of {alone[top].mean():.2f} are called, and a call "
            f"takes {effect[top].mean():.2f} off it"
        )
    axes[0].set_ylabel("what a call takes off the risk")
    alt_text(
        fig,
        "Two panels: what a call takes off each client's risk against the risk, a tenth of the "
        f"clients, with those called marked. {'. '.join(said)}.",
    )


def compare_worlds(seed, runs=20, pilot=10_000, worlds=(1, 2)):
    """Return AUC for leaving and clients saved by 2,000 calls, for three scores in each world.

    Each run has a pilot of `pilot` clients and a campaign among 20,000 others. "true effect" ranks
    them as perfect models would. Means over the runs, and the standard deviation of a run.
    """
    rows = []
    for world in worlds:
        for i in range(runs):
            rng = np.random.default_rng([seed, world, i])
            inputs, coin, left = run_pilot(rng, pilot, world)
            models = [LogisticRegression().fit(inputs[c], left[c]) for c in (~coin, coin)]
            inputs, alone, called = make_clients(rng, 20_000, world)
            left = rng.random(len(alone)) < alone
            risk, with_call = (model.predict_proba(inputs)[:, 1] for model in models)
            scores = {"churn": risk, "uplift": risk - with_call, "true effect": alone - called}
            for name, score in scores.items():
                saved = (alone - called)[np.argsort(-score)[:2000]].sum()
                row = {"world": world, "score": name, "AUC for leaving": roc_auc_score(left, score)}
                rows.append(row | {"saved": saved})
    runs = pd.DataFrame(rows).groupby(["world", "score"], sort=False)
    return runs.mean().assign(**{"sd of a run's saved": runs["saved"].std()})


def run_tests(seed, alone=0.24, called=0.24, tests=20_000, days=20, daily=200):
    """Simulate tests of two arms; return z of the leavers' share: a row a test, a column a day.

    Each day `daily` new clients of each arm decide, and leave at the arm's rate. z is called minus
    alone. With equal rates it is an A/A test.
    """
    rng = np.random.default_rng(seed)
    left = rng.binomial(daily, [alone, called], size=(tests, days, 2)).cumsum(axis=1)
    clients = daily * np.arange(1, days + 1)
    rate = left.sum(axis=2) / (2 * clients)
    return (left[..., 1] - left[..., 0]) / np.sqrt(2 * clients * rate * (1 - rate))


def draw_peeking(z, bounds):
    """Draw the share of tests that have been significant up to each evening, a line a bound."""
    fig, ax = plt.subplots(figsize=(7, 3.8))
    days, said = np.arange(1, z.shape[1] + 1), []
    for (name, bound), look in zip(bounds.items(), ["sC3-", "oC0-"], strict=False):
        share = (np.maximum.accumulate(np.abs(z), axis=1) > bound).mean(axis=0)
        ax.plot(days, 100 * share, look, label=name)
        said.append(f"{name}: {share[0]:.0%} after one evening, {share[-1]:.0%} after the last")
    ax.axhline(5, color="black", linestyle="--", label="promised: 5%")
    ax.set(xlabel="evenings on which somebody looked", ylabel="A/A tests stopped, %", ylim=(0, 30))
    ax.set(xticks=[1, 5, 10, 15, 20])
    ax.set_title("Each evening is another chance to be fooled")
    ax.legend()
    alt_text(
        fig,
        "Share of A/A tests that were significant on some evening so far, against the number "
        f"of evenings; 5% is promised. {'; '.join(said)}.",
    )
