"""What holds the sentences of unit 5, part 3. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after one-hour
given("Unit 5, part 3 of 6 · about 25 minutes")
given("last 8 such days")
given("The free forecast of part 1")
given("the test that promises 30")
import numpy as np  # noqa: E402

evening = show_roles(hours, folds, "2012-06-13 14:00", "2012-06-13 20:00")
learn, _ = next(folds.split(hours))
holds(
    "These are seven hours of Wednesday, 13 June 2012",
    len(evening) == 7 and evening.index[0].day_of_week == 2,
    here=evening["role"].nunique() == 2,
)
neighbour = hours.index.isin(hours.index[learn])
given("The random folds promise an error of 30. What is it with past only?")
holds(
    "So an hour that has to be forecast often has a neighbour to learn from",
    (neighbour[:-2] | neighbour[2:])[~neighbour[1:-1]].mean() > 0.7,
)

# %% after past-only
answer_is("error of past only", 100)
holds(
    "They are off by 26 rentals an hour, and by 30 in 2012, the year that we compare",
    stated={"26": (y - folded).abs().mean(), "30": error["random folds"]},
)
holds("Rentals grew by more than half", actual.mean() > 1.55 * y.loc["2011"].mean())
holds("is off by 48 in 2012, a year with more rentals")
holds("It is more than three times the promise", error["past only"] > 3.2 * error["random folds"])
halves = (hours.index < "2012").sum() / (len(hours) / 2)
holds(
    "about the same number of rows to learn from, and the same hours of 2012",
    0.95 < halves < 1.05,
)
given("learns from 2011 and forecasts 2012")
given("Kapoor and Narayanan (2023) count 294 papers from 17 fields of science")
monthly = ways.assign(actual=actual).resample("MS").mean()
holds(
    "the random folds know the level of each month. Past only stays too low all year",
    (monthly["random folds"] / monthly["actual"] - 1).abs().max() < 0.04
    and (monthly["past only"] < 0.85 * monthly["actual"]).all(),
)

# %% after date
answer_is("forecast with the date 13 June 2012", 465)
from baseline import make_boosting as make_trees  # noqa: E402

old = make_trees(31, SEED).fit(hours.loc["2011", inputs], y.loc["2011"])
at = {
    day: old.predict(hour.assign(date=(pd.Timestamp(day) - hours.index[0]).days))[0]
    for day in ("2011-06-13", "2011-12-31", "2012-06-13", "2030-01-01")
}
holds(
    "Take 17:00 on 13 June 2012. We keep its weather and change only the input `date`. "
    "With 13 June 2011 the trees forecast 564. With 31 December 2011 they forecast 465",
    stated={"564": at["2011-06-13"], "465": at["2011-12-31"]},
)
given("What do they forecast with its own date, 13 June 2012?")
holds(
    "The forecast is that of 31 December, and it would be the same in 2030",
    at["2012-06-13"] == at["2011-12-31"] == at["2030-01-01"],
)
holds("So all of 2012 gets the level of the end of 2011")
holds("The actual count was 857", stated={"857": y.loc["2012-06-13 17:00"]})
off = ways.sub(actual, axis=0).abs().mean()
holds(
    "Without `date` past only is off by 88 instead of 103",
    off["past only"] - off["past only, no date"] > 10,
    {"88": off["past only, no date"], "103": off["past only"]},
)
holds(
    "In the random folds the same input helps: 30 instead of 50",
    off["random folds, no date"] - off["random folds"] > 15,
    {"30": off["random folds"], "50": off["random folds, no date"]},
)
holds(
    "The free forecast is far better than past only",
    off["last 8 such days"] < off["past only, no date"] - 30,
)
holds(
    "the mean of the last 8 such days, is off by 48 in 2012, a year with more rentals. At ten "
    "cents a rental, the difference is worth some 16,000 dollars a year",
    stated={
        "48": off["last 8 such days"],
        "16,000": 876 * (off["last 8 such days"] - off["random folds"]),
    },
)
given("Tashman, 2000")

# %% after rolling
holds(
    "Now the date helps",
    better == "with the date" and error["monthly, no date"] - error["monthly"] > 20,
)
answer_is("better with monthly refits", "with the date")

# %% after all-ways
given("level of 28 days: past only without the date")
given("on the same side of every split on `date` as 31 December")
given("autocorrelation of these blocks (part 2)")
given("with date or lags, and level of 28 days. They")
given("in the last 28 complete days")
given("monthly, inputs of part 1")
blocks = compare_blocks(losses["past only"])
ends = blocks[["low", "high"]].to_numpy().ravel()
holds(
    "By days its interval is 99 to 107, by weeks 95 to 113, by four weeks 85 to 122",
    stated=dict(zip(("99", "107", "95", "113", "85", "122"), ends, strict=True)),
)
holds(
    "and even those means are still correlated",
    blocks["autocorrelation"].min() > 0.6
    and losses["past only"].loc["2012-06":"2012-08"].mean()
    > 1.5 * losses["past only"].loc["2012-01":"2012-02"].mean(),
)
pairs = compare_ways(losses, than="last 8 such days", days=28)
in_time = pairs.loc[["monthly", "level of 28 days", "monthly, inputs of part 1"]]
holds(
    "They do so by 6 to 11, with intervals clear of zero. The last column is not above zero",
    (in_time["high"] < -0.5).all() and in_time["autocorr."].max() < 0.15,
    {
        "6": -in_time["difference"].max(),
        "11": -in_time["difference"].min(),
    },
)
holds("promise no less than 37.5", stated={"37.5": in_time["MAE"].min()})
holds(
    "None comes near the promised 30",
    in_time["MAE"].min() > off["random folds"] + 5,
)
holds(
    "Random folds promise 30. Fitted once and used for a year, the model is off by 103. Refitted "
    "each month, with lags and a day ahead, it is off by 37.5",
    stated={
        "30": off["random folds"],
        "103": off["past only"],
        "37.5": in_time["MAE"]["monthly, inputs of part 1"],
    },
)

# %% after gaps
answer_is("error in lost weeks", 36)
order = list(distance.values())
holds(
    "The farther it is from what it knows, the more it tends to err",
    order[0] + 1 < order[1] < order[2] - 1 < order[3] and max(order[:5]) + 40 < order[5],
)
holds(
    "The date helped in random folds, harmed for a year ahead, and helped with monthly refits",
    off["random folds"] < off["random folds, no date"]
    and off["past only"] > off["past only, no date"]
    and error["monthly"] < error["monthly, no date"],
)
holds(
    "It was better than the model that was to be signed", off["last 8 such days"] < off["past only"]
)
quarters = [
    trees.fit(
        hours[inputs][hours.index < quarter.start_time - pd.Timedelta("1D")],
        y[y.index < quarter.start_time - pd.Timedelta("1D")],
    ).predict(hours[inputs][hours.index.to_period("Q") == quarter])
    for quarter in pd.period_range("2012-01", "2012-12", freq="Q")
]
quarterly = (actual - np.concatenate(quarters)).abs()
quarter_row = compare_ways(
    losses.assign(quarterly=quarterly), than="last 8 such days", days=28
).loc["quarterly"]
holds(
    "It is off by 51, and the free forecast by 48. By `compare_ways` the interval of the "
    "difference goes from -5.3 to 10.7",
    quarter_row["low"] < -2 and quarter_row["high"] > 5,
    {
        "51": quarter_row["MAE"],
        "48": off["last 8 such days"],
        "5.3": -quarter_row["low"],
        "10.7": quarter_row["high"],
    },
)
given("part 4, how much of a win is luck?")
