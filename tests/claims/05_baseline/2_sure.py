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
signs = (difference > 0).groupby(difference.index.normalize()).mean().loc["2011-10-08":"2011-10-21"]
chance = __import__("numpy").random.default_rng(0).binomial(24, signs.mean(), 100_000) / 24
holds(
    "Again the hours of a day tend to fall on the same side",
    (signs - 0.5).abs().mean() > abs(chance - 0.5).mean() + 0.05,
)

# %% after hours
holds(
    "By hours, last week is better, and the interval is clear of zero",
    by_hours[0] > 1 and by_hours[1] > 6,
)
given("Unit 1 had a tool for this")

# %% after days
answer_is("width by days / width by hours", 2.7)
holds(
    "With days as blocks there are 92 draws, not 2,203",
    stated={"92": len(by_day), "2,203": len(difference)},
)
sizes = difference.groupby(day).size()
holds("All days have almost the same number of hours", sizes.quantile(0.05) >= 23)
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
    "By days, this quarter does not show that last week is better. It does not show either that "
    "the two are equal",
    by_days[0] < 0 < by_days[1],
)

# %% after lasting
answer_is("misses of the bootstrap of 13 weeks, of 100", 9)
holds(
    "It is 0.07 here. For the two tables of part 1 it is 0.51, because the table of 48 means can "
    "be wrong for weeks",
    stated={"0.07": by_day.autocorr(1), "0.51": tables.autocorr(1)},
)
fixed = losses["table of 48 cells"].groupby(day).mean()
recent = losses["last 8 such days"].groupby(day).mean()
holds(
    "can be wrong for weeks when the season changes", fixed.autocorr(1) > recent.autocorr(1) + 0.15
)
holds("But the quarter has only 13 of them", len(by_day) // 7 == 13)
given("How often does a 95% bootstrap interval from 13 weeks miss the truth, in 100 worlds?")
one, longer = alarms["a day"], alarms["longer"]
holds(
    "With few blocks the bootstrap is too narrow, even where no luck lasts longer than a day",
    one["bootstrap of weeks"] > 7,
)
holds(
    "Longer blocks are not always safer", one["bootstrap of weeks"] > one["bootstrap of days"] + 1
)
given(r"mean plus or minus $t \cdot s / \sqrt{13}$")
holds("Student's t knows how few they are", 4 < one["Student's t, weeks"] < 6)
holds("Days promise 5 and deliver more than 25", longer["bootstrap of days"] > 25.5)
holds(
    "Student's t on weeks comes closest, and is still above 5",
    longer.idxmin() == "Student's t, weeks" and longer.min() > 6,
)
holds("It needs many days, too", longer["Diebold-Mariano, 6 lags"] > 9)
given("Diebold and Mariano (1995)")
given("the intervals of the two tables, 48 cells and last 8 such days, overlap")

# %% after ladder
answer_is("zero in the paired interval", "no")
holds("the interval goes from -10.6 to -0.4", high < -0.2, {"10.6": -low, "0.4": -high})
alone = {name: by_weeks(losses[name]) for name in losses}
pair = {name: by_weeks(losses[name] - losses["last 8 such days"]) for name in losses}
holds(
    "Overlapping intervals do not mean no difference",
    alone["last 8 such days"][1] > alone["table of 48 cells"][0] + 2 and high < 0,
)
holds(
    "A good week is good for both tables",
    losses[["last 8 such days", "table of 48 cells"]].groupby(day).mean().corr().iloc[0, 1] > 0.5,
)
holds(
    "The three models with the same inputs are clear of zero",
    all(pair[name][1] < -0.5 for name in pair if "same inputs" in name),
)
tuned, dry = pair["net, raw inputs, tuned"], pair["ridge, no weather"]
holds(
    "The net on raw inputs, tuned errs more here, but its interval contains zero",
    tuned[0] < -1 and tuned[1] > 5,
)
holds("For the ridge without weather we cannot either", dry[0] < -0.3 and dry[1] > 0.3)
holds(
    "The distance to it is the headroom",
    limit < 0.4 * losses.mean().min(),
)
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
