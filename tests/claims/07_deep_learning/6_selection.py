"""What holds the sentences of unit 7, part 5. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after applicants
given("Unit 7, part 5 of 5 · about 30 minutes")
given("It earns 100 on a client who pays and loses 500 on one who defaults")
holds(
    "so it approves below a risk of 1/6",
    (applicants.approved == (applicants.risk < 100 / 600)).all(),
)
given("(Lakkaraju and others 2017)")
given("A colleague has trained a net on the same 2,000 past clients")
holds("The people are the 30,000 of part 1", len(applicants) == 28_000)
given("All had a card, so we know what the lender would not. Lender")
given("to decide by them may be unlawful (unit 6)")

# %% after own
holds(
    "On 14,827 clients the net leads by 0.0137 AUC, and the 95% interval (paired bootstrap) lies "
    "above zero",
    own["low"] > 0,
    {"14,827": applicants.approved.sum(), "0.0137": own["lead of the net"]},
)
given("By how much does the net lead among all 28,000 applicants?")

# %% after everyone
answer_is("lead of the net among all applicants", 0)
holds(
    "The net sorts the safe better, and the crowd no better; here it is even behind",
    own["lead of the net"] > 0.005 and everyone["lead of the net"] < 0.005,
    here=everyone["high"] < 0,
)
holds(
    "so both models look poor on its clients",
    max(own["AUC lender"], own["AUC net"]) < everyone["AUC lender"] - 0.1,
)
given("A person approved at 1/10 stands for")
given("so we weight by 1 / propensity")
holds(
    "with its AUC of 0.59 on own clients and 0.77 among everyone",
    stated={"0.59": own["AUC lender"], "0.77": everyone["AUC lender"]},
)

# %% after explore
answer_is("AUC with exploring, without weights", 0.65)
mean, std = measured["mean"], measured["std"]
holds(
    "With the weights the estimate centres on the truth",
    abs(mean["explored, weighted", 28_000] - everyone["AUC lender"]) < 0.01,
)
holds(
    "more data of the same selection give the wrong answer with more certainty",
    mean["own clients"].max() < everyone["AUC lender"] - 0.1
    and std["own clients", 28_000] < std["own clients", 500] / 3,
)
given("We toss the coins 200 times")

# %% after tosses
answer_is("varies more", "Horvitz-Thompson")
truth = applicants.defaulted.mean()
holds("All three means agree with the truth", (tosses.mean() - truth).abs().max() < 0.002)
weights = [explore(applicants, 0.1, rng).weight.sum() for _ in range(30)]
holds("The weights add up to 28,000 only on average", 100 < np.std(weights) < 1_000)
holds(
    "A good model also makes it the steadiest of the three",
    spread["doubly robust"] < spread["Hajek"] < spread["Horvitz-Thompson"],
)
given("(Robins and others 1994)")
given("Its propensity is 0.")

# %% after never
off = (pd.DataFrame(rows).T - truth).abs()
holds("A tenth misses by the luck of one toss", off.loc["a tenth"].max() < 3 * spread.max())
holds(
    "The other two miss because whoever is never approved is in nobody's weight",
    off.drop("a tenth").min(axis=None) > 0.03,
)
means = [explore(applicants, 0.1, rng, riskiest) for _ in range(20)]
never = [(got.weight * got.defaulted).sum() / n for got in means]
holds("No weight repairs this, nor do more data", abs(np.mean(never) - truth) > 0.04)

# %% after bill
answer_is("left after exploring, 10 : 1", -330_000)
two, ten = bill["2 : 1"], bill["10 : 1"]
holds(
    "earns about 75,000",
    30_000 < ten["profit"] < 120_000,
    {"75,000": ten["profit"]},
    here=11 < 100 / ten["approved, %"] < 12.5,
)
holds(
    "At 2 : 1 exploring costs a few per cent of the profit",
    0.02 < -two["exploring a tenth"] / two["profit"] < 0.04,
)
holds(
    "At 10 : 1 it costs 405,820, more than four times the profit, and the bank ends with a loss",
    -ten["exploring a tenth"] > 4 * ten["profit"],
    {"405,820": -ten["exploring a tenth"]},
)
given("(Directive 2023/2225, Article 18)")
given("Never 0, if you want to know. Where it must be 0")
holds(
    "At 10 : 1 explore one in a hundred instead of one in ten",
    ten["profit"] + ten["exploring a tenth"] / 10 > 0,
)
holds(
    "exploring costs a tenth as much, 40,582, and 33,918 are left",
    stated={
        "40,582": -ten["exploring a tenth"] / 10,
        "33,918": ten["profit"] + ten["exploring a tenth"] / 10,
    },
)
rare = []
for _ in range(200):
    got = explore(applicants, 0.01, rng)
    rare.append((got.weight * got.defaulted).sum() / n)
holds(
    "so the estimate varies about three times as much",
    2.5 < np.std(rare) / spread["Horvitz-Thompson"] < 4.2,
)
given("What Jaokar wrote in 2019")
given("What 2026 changes")
given("start with it (part 3). The catch-22 moves from training to judging (parts 4 and 5).")

# The references.
given("Bouckaert, Frank (2004)")
given("Christodoulou, Ma, Collins, Steyerberg, Verbakel, Van Calster (2019)")
given("Journal of Clinical Epidemiology 110")
given("DeVries, Viégas, Wattenberg, Meade (2018)")
given("Nature 560. Mignan, Broccardo (2019)")
given("Nature 574. Erickson and others (2025)")
given("Grinsztajn, Oyallon, Varoquaux (2022)")
given("Hollmann and others (2025)")
given("Nature 637. Horvitz, Thompson (1952)")
given("JASA 47. Jaokar (2019)")
given("Lakkaraju, Kleinberg, Leskovec, Ludwig, Mullainathan (2017)")
given("McElfresh and others (2023)")
given("Nadeau, Bengio (2003)")
given("Machine Learning 52")
given("Robins, Rotnitzky, Zhao (1994)")
given("JASA 89. Shwartz-Ziv, Armon (2022)")
given("Information Fusion 81. Zabërgja, Kadra, Grabocka (2024)")
given("[arXiv 2402.03970")
