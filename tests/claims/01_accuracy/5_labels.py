"""What holds the sentences of unit 1, part 5. How it is run: tests/test_claims.py."""
# ruff: noqa: F821, E402, I001 (the names are the lesson's)

# %% after past
given("Unit 1, part 5 of 6 · about 25 minutes")
holds(
    "It learned from 1,600 labelled digits and misreads 5.1 digits in 100",
    stated={"1,600": past.index[-1], "5.1": past.iloc[-1]},
)
given("Another 1,600 labels cost 160")
holds("means of 30 random draws of digits", len(load_learning_curves("digits")) == 30)
factor = (past / past.shift()).dropna()
holds(
    "it creeps up from 0.62 to 0.73",
    factor.is_monotonic_increasing,
    {"0.62": factor.iloc[0], "0.73": factor.iloc[-1]},
)
given("Hestness et al. 2017")
given("How many errors in 100 does the reader make with 3,200 labels?")

# %% after curves
answer_is("errors in 100 with 3,200 labels", 3.8)
import matplotlib.pyplot as plt

drawn = draw_learning_curves()
plt.close()  # the lesson shows it
straight, level, measured = (drawn[column] for column in ("power law", "with a floor", "measured"))
holds(
    "The line promises 3.3 errors in 100, and 3.8 are measured",
    abs(line - straight["digits"]) < 0.01,
    {"3.3": line, "3.8": measured["digits"]},
)
holds("On garments it promises too few, too", (straight < measured - 0.3).all())
holds("The line takes 0.68 throughout", stated={"0.68": 2**slope})
holds(
    "If you chose 3.8 from the last factor, you saw further than the line",
    abs(last - errors[3200]) < 0.15 and errors[3200] - line > 0.3,
    {"3.8": errors[3200]},
)
holds("It comes closer here", (abs(level - measured) < abs(straight - measured)).all())

# %% after teams
answer_is("labels of the 27th team, times those of the 4th", 15)
given("A firm has one draw, not the mean of 30")
given("how many labels bring 3 errors in 100. Rank the 30 answers")
given("How many times as many labels does the 27th team need as the 4th?")
given("the promised minus the measured error at 3,200 labels")
given("the 10% mark is the 4th of 30 teams, the 90% mark the 27th")
holds(
    "In 26 of 30 draws it promised too few errors",
    teams.loc["power law", "too low"] == "26 of 30",
)
given("so they are not 30 independent witnesses")
holds(
    "the line still promises too few errors in 9 of 10 draws",
    teams.loc["power law, tuned at each size", "too low"] == "9 of 10",
)
tuned = teams.loc["with a floor, tuned at each size"]
holds(
    "(Tuned, ten teams: marks 4,148 and 20,787.)",
    stated={"4,148": tuned["10% mark"], "20,787": tuned["90% mark"]},
)
promise = teams["promise"].abs()
holds("The floor promises better", promise["with a floor"] < promise["power law"] - 0.1)
holds(
    "Its answers go from 4,087 labels for the 4th team to 71,271 for the 27th, and two teams hear",
    floor["never"] == 2,
    {"4,087": floor["10% mark"], "71,271": floor["90% mark"]},
)
holds(
    "It promises 3.71 errors, so the next 1,600 labels buy about 1.4 points",
    stated={"3.71": last, "1.4": past[1600] - last},
)

# %% after chains
answer_is("tasks of 100 without an error", 36)
given("may take 20, and one wrong step spoils the task")
given("Each step is right with 95%, independently. In how many of 100 tasks of 20 steps")
twenty = chains["20 steps"]
holds(
    "If you chose 80, that is about right for 5 steps. But 20 steps",
    abs(chains["5 steps"][0] - 0.8) < 0.03,
)
holds(
    "At 96% a step it is 44 tasks instead of 36: one point a step buys 8 points a task",
    stated={"44": 100 * twenty[1], "36": 100 * twenty[0], "8": 100 * (twenty[1] - twenty[0])},
)
given("the half point from 99% to 99.5% halves the errors")

# %% after codes
answer_is("Eva's gain in codes is", "about as sure")
given("the old one (1,000 labels, part 3)")
given("put the 4,000 test digits together to codes of five, at random. That leaves 800 codes")
given("by the gain over half of its 95% interval")
given("Above 1 the interval leaves out zero")
given("you counted 800 codes against 4,000 digits")
digit, code = codes.loc["a digit"], codes.loc["a code"]
holds(
    "her 0.7 points a digit become 3.1 points a code",
    code["gain"] > 2.5 * digit["gain"] > 0 and code["low"] > 0,
    {"0.7": digit["gain"], "3.1": code["gain"]},
)
holds(
    "In both units the gain is 1.5 times half its interval",
    stated={"1.5": digit["gain / half interval"]},
    here=code["gain / half interval"] == 1.5,
)
holds(
    "69.4% right codes is close to what independent digits would give, the fifth power of 93.2%",
    abs(code["old right"] - 100 * (digit["old right"] / 100) ** 5) < 1.5,
    {"69.4": code["old right"], "93.2": digit["old right"]},
)
apart = abs(code["gain / half interval"] - digit["gain / half interval"])
holds("With other seeds the two differ by up to 0.3", apart < 0.35)
given("Viering and Loog 2023")
garments = 100 * load_learning_curves("garments").mean()
before = garments.loc[:4000]
fitted = np.polyfit(np.log(before.index), np.log(before), 1)
holds(
    "Measured are 13.8 errors in 100. The line promises 13.2, the last factor 13.7",
    stated={
        "13.8": garments[8000],
        "13.2": np.exp(np.polyval(fitted, np.log(8000))),
        "13.7": before[4000] ** 2 / before[2000],
    },
)
given("has the errors at 250 to 8,000 labels. Hold 8,000 back")
given("Next: [part 6, which offer")
