"""What holds the sentences of unit 5, part 2. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after one-day
given("Unit 5, part 2 of 6 · about 25 minutes")
given("those of part 1.")
holds(
    "On the last quarter of 2011 it is off by 5 rentals an hour less. At ten cents a rental this "
    "is some 4,300 dollars a year",
    difference.mean() > 3 and difference.index[0].month == 10 and difference.index[-1].month == 12,
    {"5": difference.mean(), "4,300": 876 * difference.mean()},
)
holds("The quarter has 2,203 hours", stated={"2,203": len(difference)})
holds(
    "On Saturday the 15th yesterday errs by 77 more than last week, and in 19 of 24 hours it is "
    "the worse one",
    stated={"77": saturday.mean(), "19": (saturday > 0).sum(), "24": len(saturday)},
)
holds("yesterday was a Friday", saturday.index[0].day_of_week == 5)
from baseline import load_hours  # noqa: E402

warm = load_hours()["temp"].resample("D").mean()
holds(
    "On Saturday the 8th the other rule fails: the Saturday before was cold",
    difference.loc["2011-10-08"].mean() < -20 and warm["2011-10-01"] + 4 < warm["2011-10-08"],
    {"8": warm.index[warm.index == "2011-10-08"][0].day},
)
signs = (difference > 0).groupby(difference.index.normalize()).mean().loc["2011-10-08":"2011-10-21"]
chance = __import__("numpy").random.default_rng(0).binomial(24, signs.mean(), 100_000) / 24
holds(
    "On other days, too, the hours tend to fall on the same side",
    (signs - 0.5).abs().mean() > abs(chance - 0.5).mean() + 0.05,
)

# %% after hours
holds(
    "By hours, last week is better, and the interval is clear of zero",
    by_hours[0] > 1 and by_hours[1] > 6,
)
given("Unit 1 had a tool for this")
given("for the last 8 such days against the table of 48 cells (part 1)")

# %% after days
answer_is("width by days / width by hours", 2.7)
holds(
    "With days as blocks there are 92 draws, not 2,203",
    stated={"92": len(by_day), "2,203": len(difference)},
)
sizes = difference.groupby(day).size()
holds("All days have almost the same number of hours", sizes.quantile(0.05) >= 23)
holds(
    "Turning signs hardly changes a width",
    abs((by_day**2).mean() ** 0.5 / by_day.std(ddof=0) - 1) < 0.03,
)
holds("wider by the root of 24, which is 4.9", stated={"4.9": 24**0.5})
holds("zero is well inside", by_days[0] < -2 and by_days[1] > 10)
holds("If you chose 24: an interval shrinks with the root of the number of draws")
given("An interval that promises 95% should miss zero in 5 of 100 such worlds")
given("In how many of 100 worlds does the interval by hours miss zero?")

# %% after coins
answer_is("false alarms by hours, of 100", 50)
holds("wrong about as often as a coin", 44 < missed["hours"] < 53)
holds("By days the promise is nearly kept", 4 < missed["days"] < 7)
holds("Here these are 92 days and not 2,203 hours", len(by_day) == 92)
holds(
    "By days, this quarter does not show that last week is better, nor that the two are equal",
    by_days[0] < 0 < by_days[1],
)

# %% after lasting
answer_is("misses of the bootstrap of 13 weeks, of 100", 9)
holds(
    "In the second column half of a day's luck stays for the next, as for the other pair",
    0.4 < tables.autocorr(1) < 0.6,
)
fixed = losses["table of 48 cells"].groupby(day).mean()
recent = losses["last 8 such days"].groupby(day).mean()
holds(
    "That table can be wrong for weeks when the season changes",
    fixed.autocorr(1) > recent.autocorr(1) + 0.15,
)
holds("But the quarter has only 13 of them", len(by_day) // 7 == 13)
given("How often does a 95% bootstrap interval from 13 weeks miss the truth, in 100 worlds?")
one, longer = alarms[0], alarms[0.5]
holds(
    "With few blocks the bootstrap is too narrow, even where no luck lasts longer than a day",
    one["bootstrap of weeks"] > 7,
)
holds(
    "Longer blocks are not always safer", one["bootstrap of weeks"] > one["bootstrap of days"] + 1
)
given(r"mean plus or minus $t \cdot s / \sqrt{13}$")
holds("Student's t knows how few they are", 4 < one["Student's t, weeks"] < 6)
holds("There days promise 5 and deliver more than 25", longer["bootstrap of days"] > 25.5)
holds(
    "Student's t on weeks comes closest, and is still above 5",
    longer.idxmin() == "Student's t, weeks" and longer.min() > 6,
)
from baseline import diebold_mariano_misses, make_lasting_luck  # noqa: E402

dm = [
    100 * diebold_mariano_misses(make_lasting_luck(91, stays, SEED), lags=6).mean()
    for stays in (0, 0.5)
]
holds(
    "With 6 lags it misses 7 of 100 in the first of our worlds and 11 in the second",
    5.5 < dm[0] < 8.9 and dm[1] > 9,
    {"7": dm[0], "11": dm[1]},
)
given("Diebold and Mariano (1995)")

# %% after ladder
answer_is("zero in the paired interval", "no")
holds("It does not, but only just: -10.6 to -0.4", -1 < high < -0.2, {"10.6": -low, "0.4": -high})
holds(
    "where luck lasts as for this pair, the method promises 5 misses and has about 8",
    6.5 < longer["Student's t, weeks"] < 9,
    {"8": longer["Student's t, weeks"]},
)
alone = {name: by_weeks(losses[name]) for name in losses}
pair = {name: by_weeks(losses[name] - losses["last 8 such days"]) for name in losses}
holds(
    "Overlapping intervals do not mean no difference",
    alone["last 8 such days"][1] > alone["table of 48 cells"][0] + 2 and high < 0,
)
holds(
    "A good week is good for both forecasts",
    losses[["last 8 such days", "table of 48 cells"]].groupby(day).mean().corr().iloc[0, 1] > 0.5,
)
holds(
    "The three models with the same inputs are well clear of zero",
    all(pair[name][1] < -2 for name in pair if "same inputs" in name),
)
tuned, dry = pair["net, raw inputs, tuned"], pair["ridge, no weather"]
holds(
    "The net on raw inputs, tuned errs more here, but its interval contains zero",
    tuned[0] < -1 and tuned[1] > 5,
)
holds("For the ridge without weather we cannot either", dry[0] < -0.3 and dry[1] > 0.3)
from baseline import expect_poisson_error  # noqa: E402

limit = expect_poisson_error(forecasts["ridge, same inputs"])
holds("would still err, by 8.5 if counts", limit < 0.4 * losses.mean().min(), {"8.5": limit})
given("exercise 5")
given("Künsch, 1989")
given("Harvey, Leybourne and Newbold (1997)")
proposal, trees = difference, losses["ridge, same inputs"] - losses["boosting, same inputs"]
holds(
    "The first interval goes from -6.6 to 17.3, the second from -2.6 to 1.9. Both contain zero",
    all(ends[0] < -1 and ends[1] > 1 for ends in (by_weeks(proposal), by_weeks(trees))),
    {
        "6.6": -by_weeks(proposal)[0],
        "17.3": by_weeks(proposal)[1],
        "2.6": -by_weeks(trees)[0],
        "1.9": by_weeks(trees)[1],
    },
)
holds(
    "they have a better choice, the last 8 such days",
    by_weeks(losses["last 8 such days"] - losses["same hour last week"])[1] < -3,
)
given("part 3, how good will it be next year?")
