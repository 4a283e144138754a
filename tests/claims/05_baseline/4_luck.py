"""What holds the sentences of unit 5, part 4. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after one
given("Unit 5, part 4 of 6 · about 30 minutes")
given("A costs 40,000 a year more")
holds(
    "Two learners, A and B, and 200 labelled rows",
    len(y) == 200 and X_a.shape == X_b.shape == (200, 5),
)
holds("They have ten columns: A sees five, B the other five", X_a.shape[1] == X_b.shape[1] == 5)
first_splits = list(splits.split(X_a))
holds(
    "split the rows 30 times at random, trained both on 160 rows and tested both on 40",
    len(first_splits) == 30 and [len(rows) for rows in first_splits[0]] == [160, 40],
)
holds(
    "A is ahead by 5.4 points, and p = 0.00012",
    (a - b).mean() > 0.04 and stats.ttest_rel(a, b).pvalue < 0.001,
    {"5.4": 100 * (a - b).mean(), "0.00012": stats.ttest_rel(a, b).pvalue},
)
given("A test at the 5% level promises false alarms in 5% of the data sets")
given("We make 600 data sets and let the same t-test judge 30 splits of each")
given("In how many of 100 data sets is p below 0.05?")

# %% after alarms
answer_is("false alarms of the t-test on 30 splits, in %", 50)
alarm = (p < 0.05).mean()
holds("We make 600 data sets", len(p) == 600)
holds(
    "On average over many data sets, A and B are equal",
    abs(differences.mean()) < 3 * differences.mean(axis=1).std() / len(differences) ** 0.5,
)
holds("About half of the data sets raise an alarm", 0.42 < alarm < 0.58)
ends = [stats.ttest_1samp(row[:30], 0).confidence_interval() for row in differences[:20]]
holds(
    "In the figure ten of twenty intervals miss the truth, and the last one just does not",
    alarm > 0.4,
    here=(p[:20] < 0.05).sum() == 10 and 0 < ends[19].high < 0.001,
)
given("If you chose 5: the test would keep its promise if the 30 differences were 30 independent")
given("With $n$ splits, the t-test takes the variance of the mean to be $s^2/n$")
import numpy as np  # noqa: E402

pairs = [
    len(np.intersect1d(first_splits[i][0], first_splits[j][0])) for i in range(30) for j in range(i)
]
holds(
    "Two training sets share on average 128 of their 160 rows",
    abs(np.mean(pairs) - 128) < 1 and len(first_splits[0][0]) == 160,
)
given("In 30 splits a row is tested six times (30 · 40 / 200)")
given("would other splits of these 200 rows say the same?")
given("The colleague is careful and splits 100 times")
given("In how many of 100 data sets is the t-test then wrong?")
given("We chose this data set because its p-value is small")

# %% after designs
answer_is("false alarms of the t-test on 100 splits, in %", 70)
ten, thirty, hundred = (plain[f"{n} random splits"] for n in (10, 30, 100))
holds(
    "in 23% of the data sets with ten splits, in 71% with 100",
    ten + 10 < thirty < hundred - 10,
    {"23": ten, "71": hundred},
)
holds(
    "Each share is known to 4 points or better",
    stated={"4": 196 * (0.5 * 0.5 / 600) ** 0.5},
)
holds(
    "ten folds, once, test each row once, and the t-test about keeps its promise. "
    "Repeat them ten times, and it lies again",
    2.5 < plain["10 folds, once"] < 8.5 and plain["10 folds, ten times"] > 40,
)
given("Dietterich, 1998, found the ten-fold test somewhat too bold")
given("With $n$ splits, the t-test takes the variance of the mean to be $s^2/n$")
given("Nadeau and Bengio (2003)")
given("Divide this by $s^2/n$")

# %% after hers
plain_low, plain_high = 100 * np.array(stats.ttest_rel(a, b).confidence_interval())
holds(
    "Her interval is not 2.9 to 7.9 points but -1.9 to 12.7: zero lies inside",
    mean - half < 0 < plain_low,
    {"2.9": plain_low, "7.9": plain_high, "-1.9": mean - half, "12.7": mean + half},
)
holds(
    "equal learners differ by 5.4 points or more in about one of six data sets",
    0.13 < as_large.mean() < 0.21,
    {"5.4": 100 * (a - b).mean()},
)
holds(
    "Her p said one in 8,000",
    abs(1 / stats.ttest_rel(a, b).pvalue - 8000) < 500,
)
holds("Nor does it show that the two are equal", mean + half > 5)
holds(
    "In all five designs the corrected test stays at 5% or below",
    max(corrected.values()) < 7,
    here=max(corrected.values()) < 5.05,
)
holds("for ten folds once it is needlessly strict", corrected["10 folds, once"] < 3)
given("Bouckaert and Frank, 2004")
given("Take two trained models and 2,000 test rows, again made up")
given("B is right on 91% of all rows, A on 90%")
holds("here about 15 against 35", 2000 * 0.0075 == 15 and 2000 * 0.0175 == 35)
given("On how many of 100 such test sets")

# %% after paired
answer_is("found by the unpaired test on the same rows, in %", 1)
same, other = found["unpaired, same rows"], found["unpaired, other rows"]
mc_nemar = found["McNemar, same rows"]
holds(
    "McNemar's test finds B in 80% of the test sets, the unpaired test on the same rows in 1%",
    mc_nemar > 70 and same < 4,
    {"80": mc_nemar, "1": same},
)
holds("If you chose 20: that is about what it finds when B gets other rows", 14 < other < 26)
given("Demšar, 2006")
given("They learn from the same 500 clients and differ in their random seed alone")
given("The other 29,500 clients are our world")
given("draw test sets of 500")

# %% after board
answer_is("the winner's score is too high by, in points", 1.0)
holds("The other 29,500 clients", right.shape == (20, 29_500))
accuracy = right.mean()
error = 100 * (accuracy * (1 - accuracy) / 500) ** 0.5
holds(
    "The nets are right on 81% of the clients, so one score has a standard error of 1.8 points "
    "(the root of 0.81 · 0.19 / 500)",
    0.78 < accuracy < 0.83,
    {"81": 100 * accuracy, "1.8": error},
)
winner = board.loc[20]
holds(
    "The winner promises 1.0 point too much, and is truly better than the mean net by 0.14",
    winner["too high by"] > 0.7 > 3 * winner["truly better by"],
    {"1.0": winner["too high by"], "0.14": winner["truly better by"]},
)
largest = stats.order_statistic(stats.Normal(), n=20, r=20).mean()
holds(
    "If you chose 3.3: that is the best of twenty independent scores, almost two standard errors",
    1.8 < largest < 2,
    {"3.3": largest * error},
)
holds("two of them differ on few clients", differ < 0.06)
larger_winner = larger.loc[20]
holds(
    "With 5,000 test rows only 0.2 is left, and the choice itself is better, too: "
    "0.33 instead of 0.14",
    larger_winner["too high by"] < 0.4 * winner["too high by"]
    and larger_winner["truly better by"] > 1.3 * winner["truly better by"],
    {
        "0.2": larger_winner["too high by"],
        "0.33": larger_winner["truly better by"],
        "0.14": winner["truly better by"],
    },
)
given("Blum and Hardt 2015")
given("Roelofs and others (2019)")
given("Recht and others (2019)")
given("Yours may have 500 rows")

tried = {rows: compare_learners(30, SEED, rows=rows, better=0.1) for rows in (200, 800)}
holds("A leads by nearly 6 points on average", 0.05 < tried[200].mean() < 0.06)
few_found, many_found = (alarms(tried[rows], widen(30, 40 / 160)) for rows in (200, 800))
holds(
    "On 200 rows the corrected test finds that in about a quarter of the data sets, "
    "on 800 rows in about three quarters",
    19 < few_found < 32 and 68 < many_found < 82,
)
hundred_splits = compare_learners(100, SEED, better=0.1)
holds(
    "More rows help. More splits hardly do.",
    alarms(hundred_splits, widen(100, 40 / 160)) < few_found + 9 < many_found - 25,
)
given("Next: [part 5")
