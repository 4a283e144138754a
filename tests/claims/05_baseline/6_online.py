"""What holds the sentences of unit 5, part 6. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after churn
given("Unit 5, part 6 of 6 · about 25 minutes")
holds(
    "A telephone company may call 2,000 of its 20,000 clients",
    len(clients) == 20_000,
)
given("A call costs 10, a client kept is worth 100. So the campaign pays from 200 clients on")
holds(
    "it predicts who will leave, with an AUC of 0.79",
    0.77 < roc_auc_score(left, churn) < 0.81,
    {"0.79": roc_auc_score(left, churn)},
)
holds(
    "Of the 2,000 clients with the highest score about 1,350 would leave",
    1250 < true_alone[at_risk].sum() < 1450,
    {"1,350": 10 * round(true_alone[at_risk].sum() / 10)},
)
given("How many clients does it save to call these 2,000?")

# %% after saved
answer_is("saved by calling those most at risk", 150)
holds("Fewer than 200: the campaign loses money", saved_at_risk < 190)
holds(
    "If you chose 50: calls at random would save so many",
    40 < 2000 * effect.mean() < 60,
)

# %% after uplift
answer_is("AUC of the uplift score for who leaves", 0.58)
holds(
    "On the leaderboard the uplift score is hardly better than a coin",
    0.5 < roc_auc_score(left, uplift) < 0.6,
)
holds(
    "It saves more than three times as many clients, and earns 29,000",
    saved > 2.6 * saved_at_risk and 100 * saved - 20_000 > 25_000,
    {"29,000": 100 * saved - 20_000},
    here=saved > 3 * saved_at_risk,
)
holds(
    "those most at risk are spread over all effects, some below zero",
    (effect[at_risk] < 0).mean() > 0.2 and np.quantile(effect[at_risk], 0.9) > 0.2,
)
given("Two field experiments agree (Ascarza 2018)")
given("In world 2 a call keeps three in ten")

# %% after worlds
answer_is("saves more in world 2", "the churn model")
one, two = worlds.loc[1], worlds.loc[2]
scatter = worlds.columns[-1]
gap = two.loc["churn", "saved"] - two.loc["uplift", "saved"]
holds(
    "In world 2 the churn model saves more, and by more than the runs scatter",
    gap > two[scatter].max() + 5,
)
_, a_risk, a_called = make_clients(np.random.default_rng(SEED), 1000, world=2)
holds("The true effect is 0.3 times the risk there", np.allclose(a_risk - a_called, 0.3 * a_risk))
holds(
    "with perfect models you would be right",
    0 <= two.loc["true effect", "saved"] - two.loc["churn", "saved"] < 2,
)
holds(
    "A pilot of 200,000 closes a part of the gap",
    8 < large["churn"] - large["uplift"] < gap - 5,
)
holds(
    "AUC prefers the churn model in both",
    all(
        world.loc["churn", "AUC for leaving"] > world.loc["uplift", "AUC for leaving"] + 0.005
        for world in (one, two)
    ),
)
given("toss a coin for 20,000 others. Of the 2,000 whom a score would call")

# %% after trial
(_, _, churn_high), (_, uplift_low, _) = shown.values()
holds("The trial shows the difference without knowing any true risk", churn_high < uplift_low)
given("the 95% intervals, for the luck of clients and coin")
holds("World 2's smaller gap would need a larger trial", gap < half * 2000 - 20)
holds(
    "200 clients in each half, for 20 days. First an A/A test: nobody is called, and in both "
    "halves 24% leave. We simulate 20,000 of them",
    22.5 < 100 * true_alone.mean() < 25.5,
    {"24": 100 * true_alone.mean()},
)
given("reads the z-test at the 5% level")
given("In how many of 100 A/A tests does that happen?")

# %% after peeking
answer_is("A/A tests stopped as significant, in %", 25)
stops = 100 * (abs(z) > 1.96).any(axis=1).mean()
at_end = 100 * (abs(z[:, -1]) > 1.96).mean()
holds("We simulate 20,000 of them", z.shape == (20_000, 20))
holds("Twenty looks stop 25% of the A/A tests", 23 < stops < 27, {"25": stops})
given("If you chose 64: that is for twenty independent looks, $1 - 0.95^{20}$")
holds(
    "With 20 the bound must be about 2.7 (Pocock 1977)",
    2.62 < bound < 2.73 and 0.042 < (abs(z) > bound).any(axis=1).mean() < 0.058,
    {"2.7": bound},
)
end, planned, early = (100 * share for share in found.values())
holds(
    "Now let a call bring 24% down to 21.6%, as in world 1",
    abs(effect.mean() - 0.024) < 0.004,
)
holds(
    "58% of the tests find this effect, against 73% by one look at the end",
    planned < end - 10,
    {"58": planned, "73": end},
)
holds(
    "29% find it by evening 10, and may end there",
    20 < early < 40,
    {"29": early},
)
given("Johari and others, 2017")
given("Unit 7 plans a launch's looks")
holds(
    "Twenty unplanned ones made 5% into 25%",
    4.4 < at_end < 5.6,
    {"5": at_end, "25": stops},
)
shape = np.sqrt(20 / np.arange(1, 21))
c = np.quantile((abs(z) / shape).max(axis=1), 0.95)
falling = (real > c * shape).any(axis=1)
given("alarms in 5% of our A/A tests")
holds("is about 2.1 (O'Brien and Fleming 1979)", 2.05 < c < 2.18, {"2.1": c})
holds(
    "almost as often as by one look at the end. But early stops are rarer than with one fixed "
    "bound",
    -4 < 100 * falling.mean() - end < 0.5
    and (real[:, :10] > c * shape[:10]).any(axis=1).mean() < early / 100 - 0.03,
)
given("What Jaokar wrote in 2019")
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
