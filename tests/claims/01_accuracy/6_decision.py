"""What holds the sentences of unit 1, part 6. How it is run: tests/test_claims.py."""
# ruff: noqa: F821, E402, I001 (the names are the lesson's)

# %% after two-outcomes
given("Unit 1, part 6 of 6 · about 25 minutes")
given("for 0.05. So here somebody pays for digits, and a point is worth 5,000 a year")
given("1,600 more for Eva's reader, 160, and a day of the engineer who looks after them: 760")
given("five days: 3,000")
given("half a day: 300")
given("The offer costs 300. It brings 0.25 points, worth 1,250, or it brings nothing")
average = net.loc["on average"]
holds("To take the offer is worth 325 on average", stated={"325": average["take it"]})
holds("To refuse it is worth 0, so the firm takes it", average["refuse it"] == 0)

# %% after by-hand
answer_is("knowing the outcome is worth", 150)
costs = loss.loc["on average"]
holds(
    "loses 300 in one case of two: 150 on average",
    stated={"300": loss["take it"].max(), "150": costs["take it"]},
)
holds("Whoever refuses loses 475", stated={"475": costs["refuse it"]})
holds(
    "Knowing saves the smaller of the two, 150",
    costs.min() == best.mean() - average.max(),
    {"150": costs.min()},
)
holds(
    "If you chose 475, that is what the firm earns with the test. But 325 of it the firm earns",
    stated={"475": best.mean(), "325": average.max()},
)
given("Howard 1966")

# %% after bell
answer_is("knowing Gita's gain is worth", 30)
from accuracy import compare_steps

step = compare_steps("digits").iloc[2]
holds(
    "It costs 300, and her gain was measured as 0.125 points",
    stated={"0.125": step["points"]},
)
holds(
    "Its standard error is 0.065, its 95% interval goes from -0.02 to 0.27 (part 3)",
    step["low"] < 0 < step["points"],
    {"0.065": step["se"], "0.02": -step["low"], "0.27": step["high"]},
)
given("lie on a bell curve around 0.125")
holds(
    "On average it is 325 again. But a loss is rarer than before, 16 cases in 100",
    abs(gita["expected net"] - 325) < 8,
    {"325": gita["expected net"], "16": gita["a loss in 100"]},
)
gains = np.random.default_rng(SEED).normal(0.125, 0.065, 100_000)
lost = 300 - 5000 * gains
holds("and mostly smaller than 300", (lost[lost > 0] < 300).mean() > 0.75)
holds(
    "So knowing saves only 27",
    gita["worth of knowing"] < 40,
    {"27": gita["worth of knowing"]},
)
given("It refuses the offer and gives up 325.")
given("4,000 more digits with labels cost 400")  # at 0.10
given("No test is worth more than a perfect one, and that is worth 27")

# %% after offers
answer_is("the labels lose money, in 100 cases", 3)
labels, finn, vote = (offers.loc[name] for name in offers.index)
holds(
    "the last factor promises 1.39 points. One doubling earlier, on 30 draws, the same rule missed "
    "with a standard deviation of 0.66 points",
    len(missed) == 30,
    {"1.39": forecast, "0.66": missed.std()},
)
holds("That is ten times Gita's standard error", 9 < labels["se"] / vote["se"] < 11)
given("By the rule of part 5")
given("In how many of 100 cases do the labels")
holds("1,600 more for Eva's reader", list(offers["cost"]) == [760, 3000, 300])
holds(
    "The labels pay from 760 / 5,000 = 0.15 points on",
    labels["cost"] == 760,
    {"0.15": labels["cost"] / 5000},
)
holds("even the wide doubt rarely reaches it", labels["a loss in 100"] < 4)
holds(
    "worth 6,200 on average",
    abs(labels["expected net"] - 6200) < 50,
    {"6,200": labels["expected net"]},
)
holds("(Bought, they brought 1.31 points", stated={"1.31": now[1600] - now[3200]})
holds(
    "The forecast was a little too high, and good enough",
    0 < forecast - (now[1600] - now[3200]) < 0.1,
)
holds(
    "Finn's net next, worth 5,250",
    finn["a loss in 100"] < 0.1 and abs(finn["expected net"] - 5250) < 50,
    {"5,250": finn["expected net"]},
)
given("Its gain was measured with 3,000 labels. What it gains with the 1,600 of today")
given("With 3,200 the firm is near that size")
holds("Even ten, at 6,000, would pay", 5000 * finn["points"] > 6000)
holds(
    "Gita's nets last, worth 325",
    abs(vote["expected net"] - 325) < 8,
    {"325": vote["expected net"]},
)
given("That, too, was measured with 3,000 labels")
holds("It tests none", offers["worth of knowing"].max() < 60)

# %% after explore
answer_is("knowing is worth, at five million digits", 55)
holds(
    "The stakes are half as high, and knowing is worth twice as much",
    1.9 < half["worth of knowing"] / gita["worth of knowing"] < 2.5,
)
holds(
    "At five million the offer earns next to nothing on average",
    abs(half["expected net"]) < 30,
)
from accuracy import value_knowing


def knowing_at(millions, cost=300):
    """Return the expected value of perfect information about Gita's offer."""
    return value_knowing(0.125, 0.065, cost, millions)[1]


holds("To the right of the peak the decision is clearer", knowing_at(20) < knowing_at(10) < 30)
holds("Far to the right it grows again", knowing_at(20) < knowing_at(60) < knowing_at(200))
holds(
    "A test for 400 could pay only above a thousand million digits a year",
    all(knowing_at(millions) < 400 for millions in range(1, 1001)) and knowing_at(1300) > 400,
)
dear = judge_offer(0.125, 0.065, 600)
holds(
    "The offer earns 25 on average.",
    abs(dear["expected net"] - 25) < 8,
    {"25": value_knowing(0.125, 0.065, 600, 10)[0]},
)
holds(
    "knowing is worth 118, still less than a test",
    abs(dear["worth of knowing"] - 118) < 3,
    {"118": knowing_at(10, 600)},
)
given("move the slider to 600")
given("flattered (unit 5)")
given("What Jaokar wrote in 2019")
given("What 2026 changes")
given("Bernardi, Mavridis, Estevez (2019). [150 successful machine learning models . KDD")
given("Cameron, Gelbach, Miller (2011). [Robust inference with multiway clustering . JBES 29.")
given("Deng, Xu, Kohavi, Walker (2013)")
given("Domingos, Pazzani (1997)")
given("zero-one loss . Machine Learning 29.")
given("Elkan (2001)")
given("Hestness et al. (2017)")
given("Howard (1966). [Information value theory . IEEE TSSC 2. Jaokar (2019)")
given("Kohavi, Tang, Xu (2020)")
given("Patterson et al. (2021)")
given("Viering, Loog (2023). [The shape of learning curves: a review . IEEE TPAMI 45.")
given("Wagstaff (2012)")
