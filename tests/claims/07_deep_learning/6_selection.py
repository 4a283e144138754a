"""What holds the sentences of unit 7, part 6. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after applicants
given("Unit 7, part 6 of 6 · about 30 minutes")
given("In parts 4 and 5 an audit could look at any case")
given("It earns 100 on a client who pays and loses 500 on one who defaults")
holds(
    "So it approves below a risk of 1/6, the safe, and turns away the risky",
    (applicants.approved == (applicants.risk < 100 / 600)).all(),
)
given("(Lakkaraju et al. 2017)")
given("learned from 2,000 clients of an earlier time, when everybody got a card")
given("The people are those of part 1. All had a card")
given("(unit 6)")

holds(
    "On its own 14,827 clients the net leads by 0.0137 AUC, and the 95% interval (paired "
    "bootstrap) lies above zero",
    own["low"] > 0,
    {"14,827": applicants.approved.sum(), "0.0137": own["lead of the net"]},
)
holds("By how much does the net lead among all 28,000 applicants?", len(applicants) == 28_000)

# %% after everyone
answer_is("lead of the net among all applicants", 0)
holds(
    "The net sorts the safe better and the risky worse",
    own["low"] > 0 and away["high"] < 0,
)
holds(
    "Among everyone the lead is gone: in this draw the net is even behind, the interval below zero",
    everyone["lead of the net"] < 0.005,
    here=everyone["high"] < 0,
)
holds(
    "Both AUCs are higher among everyone",
    max(own["AUC lender"], own["AUC net"]) < everyone["AUC lender"] - 0.1,
)
given("Whoever is approved at 1/10 stands for ten, so we weight by 1 / propensity")
holds(
    "The lender's score has an AUC of 0.59 on own clients and 0.77 among everyone",
    stated={"0.59": own["AUC lender"], "0.77": everyone["AUC lender"]},
)

# %% after explore
answer_is("AUC with exploring, without weights", 0.66)
mean, std = measured["mean"], measured["std"]
holds(
    "With the weights the estimate centres on the truth",
    abs(mean["explored, weighted", 28_000] - everyone["AUC lender"]) < 0.01,
)
holds(
    "More data of the same selection give the wrong answer with more certainty",
    mean["own clients"].max() < everyone["AUC lender"] - 0.1
    and std["own clients", 28_000] < std["own clients", 500] / 3,
)
# Of the pairs of one who defaults and one who pays: which are mixed, which are ranked right?
pays_safe = applicants.approved[applicants.defaulted == 0]
fails_safe = applicants.approved[applicants.defaulted == 1]
right = (1 - fails_safe.mean()) * pays_safe.mean()
wrong = fails_safe.mean() * (1 - pays_safe.mean())
draws = np.random.default_rng(0)
fails = applicants[applicants.defaulted == 1].sample(100_000, replace=True, random_state=draws)
pays = applicants[applicants.defaulted == 0].sample(100_000, replace=True, random_state=draws)
mixed = fails.approved.to_numpy() != pays.approved.to_numpy()
ranked = (fails.net.to_numpy() > pays.net.to_numpy())[mixed].mean()
holds(
    "most pairs there are one safe and one risky person, and both models rank these well",
    right + wrong > 0.52 and right / (right + wrong) > 0.78 and ranked > 0.78,
)
truth = applicants.defaulted.mean()
holds("the default rate of everyone, in truth 22%", stated={"22": 100 * truth})
given("(propensity 0)")
given("We draw lots 200 times")

# %% after lots
tenth, none, never = rates["a tenth"], rates["no exploring"], rates["never the riskiest"]
holds(
    "both agree with the truth within the luck of 200 draws",
    ((tenth.mean() - truth).abs() < 3.5 * tenth.std() / 200**0.5).all(),
)
holds("Hajek varies less", tenth["Hajek"].std() < tenth["Horvitz-Thompson"].std())
late = np.where(applicants.risk < applicants.risk.quantile(0.9), applicants.defaulted, 0)
holds(
    "Horvitz-Thompson counts them as payers",
    abs(never["Horvitz-Thompson"].mean() - late.mean()) < 0.003,
)
others = applicants[applicants.risk < applicants.risk.quantile(0.9)].defaulted.mean()
holds("Hajek takes them to be like the others", abs(never["Hajek"].mean() - others) < 0.003)
holds(
    "No weight repairs this, nor do more data",
    (never.mean() < truth - 0.03).all() and (none.mean() < truth - 0.03).all(),
)
given("(Robins et al. 1994)")

# %% after money
answer_is("the net's profit minus the lender's", -30_000)
given("The lender approves below 1/6 by its own score. Now it takes the net's")
profit = money["profit"]
holds("(It earns about 600,000.)", 550_000 < profit["lender"] < 650_000, {"600,000": 600_000})
holds(
    "By the net it earns 567,300 instead of 608,500",
    stated={"608,500": profit["lender"], "567,300": profit["net"]},
)
holds(
    "The 95% interval of the difference (bootstrap: who applies) excludes zero",
    here=money.loc["net", "high"] < 0,
)
holds(
    "both scores are too high for the safe (0.118 and 0.142, where 0.098 default), the net's more",
    safe.net.mean() > safe.risk.mean() + 0.005 and safe.risk.mean() > safe.defaulted.mean(),
    {"0.118": safe.risk.mean(), "0.142": safe.net.mean(), "0.098": safe.defaulted.mean()},
)
holds(
    "So it turns away people worth approving",
    safe[safe.net >= 1 / 6].defaulted.mean() < 1 / 6,
)
alike = money.loc["net, as many approved"]
holds(
    "With as many approved it earns 606,700, and the interval reaches 3% of the profit to either "
    "side",
    0.02 < (alike["high"] - alike["low"]) / 2 / alike["profit"] < 0.04,
    {"606,700": alike["profit"]},
    here=0.025 < alike["high"] / profit["lender"] < 0.035
    and 0.025 < -alike["low"] / profit["lender"] < 0.035,
)
holds(
    "With another `SEED` it may come out a little ahead",
    alike["against lender"] < 0.05 * alike["profit"],
    here=alike["against lender"] < 0,
)

# %% after estimates
table = pd.DataFrame(estimates).T
holds(
    "the weights estimate, on average, what a rule would earn",
    ((table["mean"] - profit).abs() <= 3.5 * table["std"] / 200**0.5 + 1).all(),
)
holds(
    "One exploration can show the net's loss (see `std`), but not settle the last row",
    table.loc["net", "std"] < 0.02 * profit["net"] and table["std"].iloc[2] > 12_000,
    here=money.loc["net", "against lender"] < -4 * table.loc["net", "std"]
    and abs(alike["against lender"]) < table["std"].iloc[2],
)

# %% after bill
answer_is("left after exploring, 10:1", -330_000)
two, five, ten = bill["2:1"], bill["5:1"], bill["10:1"]
holds(
    "earns about 75,000",
    30_000 < ten["profit"] < 120_000,
    {"75,000": ten["profit"]},
    here=11 < 100 / ten["approved, %"] < 12.5,
)
holds(
    "At 2:1 exploring costs a few per cent of the profit, at 5:1 a quarter",
    0.02 < -two["exploring a tenth"] / two["profit"] < 0.04
    and 0.23 < -five["exploring a tenth"] / five["profit"] < 0.27,
)
holds(
    "At 10:1 it costs 405,820, more than five times the profit: a loss",
    -ten["exploring a tenth"] > 4 * ten["profit"],
    {"405,820": -ten["exploring a tenth"]},
    here=5 < -ten["exploring a tenth"] / ten["profit"] < 6,
)
given("Directive 2023/2225, Article 18")
given("Never 0, if you want to know. Where it must be 0")
holds(
    "At 10:1 explore one in a hundred",
    ten["profit"] + ten["exploring a tenth"] / 10 > 0,
)
holds(
    "exploring costs 40,582, and 33,918 are left",
    stated={
        "40,582": -ten["exploring a tenth"] / 10,
        "33,918": ten["profit"] + ten["exploring a tenth"] / 10,
    },
)
holds(
    "the standard deviation is about three times as large",
    ((r := draw_lots(0.01).std() / rates["a tenth"].std()) > 2.5).all() and (r < 4.2).all(),
)
given("What Jaokar wrote in 2019")
given("What 2026 changes")
given("comes first (part 3). The catch-22 moves to judging (parts 4 to 6)")

# The references.
given("Bouckaert, Frank (2004)")
given("Casanueva et al. (2020)")
given("NLP4ConvAI")
given("Christodoulou et al. (2019)")
given("Journal of Clinical Epidemiology 110")
given("Dalal, Triggs (2005)")
given("DeVries et al. (2018)")
given("Nature 560")
given("Erickson et al. (2025)")
given("Feit, Berman (2019)")
given("Marketing Science 38")
given("Grinsztajn, Oyallon, Varoquaux (2022)")
given("Hollmann et al. (2025)")
given("Nature 637")
given("Horvitz, Thompson (1952)")
given("JASA 47")
given("Howard et al. (2021)")
given("Annals of Statistics 49")
given("Jaokar (2019)")
given("Lakkaraju et al. (2017)")
given("Loukas et al. (2023)")
given("McElfresh et al. (2023)")
given("Mignan, Broccardo (2019)")
given("Nature 574")
given("Nadeau, Bengio (2003)")
given("Machine Learning 52")
given("Robins, Rotnitzky, Zhao (1994)")
given("JASA 89")
given("Shwartz-Ziv, Armon (2022)")
given("Information Fusion 81")
given("Waudby-Smith et al. (2024)")
given("Annals of Statistics 52")
given("Ying, Thomas (2022)")
given("Label errors in BANKING77")
given("Zabërgja, Kadra, Grabocka (2024)")
