"""What holds the sentences of unit 5, part 6. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after churn
given("Unit 5, part 6 of 6 · about 30 minutes")
holds(
    "A telephone company may call 2,000 of its 20,000 clients",
    len(clients) == 20_000,
)
given("A call costs 10, a client kept is worth 100. So the campaign pays from 200 clients on")
holds(
    "it predicts who will leave, with an AUC of 0.79",
    0.77 < roc_auc_score(left, score) < 0.81,
    {"0.79": roc_auc_score(left, score)},
)
highest = np.argsort(-score)[:2000]
holds(
    "Among the 2,000 clients with the highest score, about 1,350 would leave without a call",
    1250 < risk[highest].sum() < 1450,
    {"1,350": 10 * round(risk[highest].sum() / 10)},
)
given("How many clients does it save to call these 2,000?")

# %% after saved
answer_is("saved by calling those most at risk", 150)
first_saved = saved.sum()
holds("Fewer than 200: the campaign loses money", first_saved < 190)
given("If you chose 1,350: these would leave")
given("The pilot holds what it takes")

# %% after uplift
answer_is("AUC of the uplift score for who leaves", 0.56)
holds(
    "On the leaderboard the uplift score is hardly better than a coin",
    0.5 < roc_auc_score(left, uplift) < 0.6,
)
holds(
    "It saves more than three times as many clients, and the campaign earns 29,000",
    saved > 2.6 * first_saved and 100 * saved - 20_000 > 25_000,
    {"29,000": 100 * saved - 20_000},
    here=saved > 3 * first_saved,
)
effect = (risk - risk_if_called)[at_risk]
holds(
    "those most at risk are spread over all effects, some below zero",
    (effect < 0).mean() > 0.2 and np.quantile(effect, 0.9) > 0.2,
)
given("Ascarza (2018)")
given("In our world 2 a call keeps three in ten")

# %% after worlds
answer_is("saves more in world 2", "the churn model")
one, two = worlds.loc[1], worlds.loc[2]
scatter = worlds.columns[-1]
holds(
    "In world 2 the churn model saves more, and by more than the runs scatter",
    two.loc["churn", "saved"] - two.loc["uplift", "saved"] > two[scatter].max() + 5,
)
holds(
    "AUC prefers the churn model in both",
    all(
        world.loc["churn", "AUC for leaving"] > world.loc["uplift", "AUC for leaving"] + 0.005
        for world in (one, two)
    ),
)
given("Toss a coin again for 20,000 clients. Take the 2,000 whom a score would call")

# %% after trial
(_, _, churn_high), (_, uplift_low, _) = shown.values()
holds("The trial shows the difference without knowing any true risk", churn_high < uplift_low)
given("with a 95% interval")
other = np.random.default_rng([SEED, 2])
inputs_2, called_2, stopped_2 = run_pilot(other, 10_000, world=2)
alone_2, call_2 = (
    LogisticRegression().fit(inputs_2[c], stopped_2[c]) for c in (~called_2, called_2)
)
trial_2, tossed, gone = run_pilot(other, 20_000, world=2)
score_2 = alone_2.predict_proba(trial_2)[:, 1]
ends = []
for one_score in (score_2, score_2 - call_2.predict_proba(trial_2)[:, 1]):
    best = np.argsort(-one_score)[:2000]
    a, b = gone[best][~tossed[best]], gone[best][tossed[best]]
    se = np.sqrt(a.var() / len(a) + b.var() / len(b))
    ends.append((a.mean() - b.mean() - 1.96 * se, a.mean() - b.mean() + 1.96 * se))
holds(
    "(In world 2 the two intervals would overlap: that gap needs a larger trial.)",
    ends[0][0] < ends[1][1] and ends[1][0] < ends[0][1],
)
given("We simulate 4,000 of them: 200 clients an arm each day for 20 days")
given("reads the z-test at the 5% level")
given("In how many of 100 A/A tests does that happen?")

# %% after peeking
answer_is("A/A tests stopped as significant, in %", 25)
stops = 100 * (abs(z) > 1.96).any(axis=1).mean()
at_end = 100 * (abs(z[:, -1]) > 1.96).mean()
holds("We simulate 4,000 of them", z.shape == (4000, 20))
holds("Twenty looks stop 24% of the A/A tests", 21 < stops < 28, {"24": stops})
given("If you chose 64: that is for twenty independent looks, $1 - 0.95^{20}$")
holds(
    "With 20 looks the bound must be about 2.7 (Pocock 1977)",
    2.55 < bound < 2.8 and (abs(z) > bound).any(axis=1).mean() < 0.06,
    {"2.7": bound},
)
end, planned, early = 100 * found
holds(
    "a real difference is found in 42% of the tests, against 58% by one look at the end",
    planned < end - 10,
    {"42": planned, "58": end},
)
holds(
    "20% of the tests find it by evening 10, and may end there",
    10 < early < 30,
    {"20": early},
)
given("Johari and others, 2017")
given("Unit 7 plans the looks of a launch")
holds(
    "Twenty unplanned ones made 5% into 24%",
    4 < at_end < 6,
    {"5": at_end, "24": stops},
)
shape = np.sqrt(20 / np.arange(1, 21))
c = np.quantile((abs(z) / shape).max(axis=1), 0.95)
falling = (real > c * shape).any(axis=1)
given("in 5% of the A/A tests")
holds("is about 2.1 (O'Brien and Fleming 1979)", 2.05 < c < 2.18, {"2.1": c})
holds(
    "the difference is found about as often as by one look in the end, "
    "but early stops are rarer than with one fixed bound",
    abs(100 * falling.mean() - end) < 4
    and (real[:, :10] > c * shape[:10]).any(axis=1).mean() < early / 100 - 0.03,
)
given("What Jaokar wrote in 2019:")
given("What 2026 changes:")

# the references
given("References of this unit (part 5 has five more)")
given(
    "Ascarza (2018). [Retention futility: targeting high-risk customers might be "
    "ineffective . Journal of Marketing Research 55"
)
given("Blum, Hardt (2015")
given("Bouckaert, Frank (2004")
given(
    "Demšar (2006). [Statistical comparisons of classifiers over multiple data sets . "
    "Journal of Machine Learning Research 7"
)
given(
    "Diebold, Mariano (1995). [Comparing predictive accuracy . Journal of Business & "
    "Economic Statistics 13"
)
given(
    "Dietterich (1998). [Approximate statistical tests for comparing supervised "
    "classification learning algorithms . Neural Computation 10"
)
given(
    "Harvey, Leybourne, Newbold (1997). [Testing the equality of prediction mean squared "
    "errors . Int. J. Forecasting 13"
)
given(
    "Hyndman, Koehler (2006). [Another look at measures of forecast accuracy . Int. J. "
    "Forecasting 22"
)
given("Jaokar (2019")
given("Johari, Koomen, Pekelis, Walsh (2017")
given(
    "Kapoor, Narayanan (2023). [Leakage and the reproducibility crisis in machine-"
    "learning-based science . Patterns 4"
)
given(
    "Künsch (1989). [The jackknife and the bootstrap for general stationary observations "
    ". Annals of Statistics 17"
)
given("Nadeau, Bengio (2003). [Inference for the generalization error . Machine Learning 52")
given("O'Brien, Fleming (1979). A multiple testing procedure for clinical trials. Biometrics 35")
given(
    "Pocock (1977). Group sequential methods in the design and analysis of clinical "
    "trials. Biometrika 64"
)
given("Recht, Roelofs, Schmidt, Shankar (2019")
given("Roelofs and others (2019")
given(
    "Tashman (2000). [Out-of-sample tests of forecasting accuracy: an analysis and review"
    " . Int. J. Forecasting 16"
)
