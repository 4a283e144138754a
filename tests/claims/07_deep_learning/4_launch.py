"""What holds the sentences of unit 7, part 4. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after truth
given("Unit 7, part 4 of 6 · about 25 minutes")
given("A digit that is read right saves 1, a wrong one costs 4")
given("So the team buys 300 labelled digits elsewhere")
given("A net that learned from the same 300 runs in shadow")
given("needs a model: the catch-22")
holds(
    "These are shares of errors on 4,500 digits that neither model learned from",
    all(len(log) == 4500 for log in logs.values()),
)
holds(
    "With 300 labels the simple model earns money, and the net leads by 3.9 points",
    truth.loc[300, "1,000 simple answers earn"] > 300 and (truth["lead of the net"] > 0).all(),
    {"3.9": 100 * truth.loc[300, "lead of the net"]},
)
given("part 2 knows stronger simple models")
given("The team cannot know that, so cross-validation on the 300 is not enough")
holds(
    "The net leads by several margins",
    truth.loc[300, "lead of the net"] > 0.02,
)

# %% after audit
given("The gain of a case is 1 if only the simple model errs, -1 if only the net errs, and 0")
holds("Six of 60 cases say something", len(audit) == 60, here=wins + losses == 6)
own_error = audit.std(ddof=0) / 60**0.5
holds(
    "the other gains are 0. The lower bound is the mean minus 1.645 standard errors, "
    "a one-sided 95% bound",
    abs(lower_bound(60, wins, losses) - (audit.mean() - 1.645 * own_error)) < 1e-9,
)
holds(
    "A switch costs 2,500. An error less is worth 5: 1 saved and 4 not lost. 2,500 / 5 is 500 "
    "errors, and the service gives 100,000 answers a year",
    2_500 / 5 / 100_000 == 0.005 and 1 + 4 == 5,
)
given("At least 60 cases are needed")
given("Of 100 teams that look up 15 random cases a week, how many have switched by week 10?")

# %% after switching
answer_is("teams of 100 that switch by week 10, 15 cases a week", 50)
errors_less = truth.loc[300, "lead of the net"] / truth.loc[300, "simple"]
holds(
    "With small audits a large part of the teams still waits, "
    "for a net that makes about a third fewer errors",
    switched[15][9] < 0.65 and switched[240][9] > 0.95 and errors_less > 0.2,
    here=0.3 < errors_less < 0.37,
)
given("If you chose 95: a 95% bound limits how often a team switches wrongly")
given("Where they agree the gain is 0")
given("until it has found 15 disagreements, and looks up only these")

# %% after disagreements
answer_is("teams of 100 that switch by week 10, 15 disagreements", 95)
holds("The models disagree on about one case in ten", 0.09 < disagree < 0.105)
given("The team still looks up 15 cases a week. How many of 100 teams have switched by week 10?")
holds(
    "The same 15 look-ups do the work of 160 cases",
    compared > 140,
    {"160": compared},
)
holds(
    "At a bank two models disagree about 2 clients in 100. "
    "The team hopes for a net that is half a point better, and it must gain 0.2 points to pay",
)

# %% after plan
answer_is("cases to find the bank's net nine times in ten", 20_000)
holds("two models disagree about 2 clients in 100", differ == 0.02)
holds("half a point better, and it must gain 0.2 points to pay", (lead, margin) == (0.005, 0.002))
holds(
    "2,000 cases hold 40 disagreements. The net should be 10 errors ahead and needs 4. Luck moves "
    "its lead by about √40, or 6 errors, to either side",
    (differ * 2_000, lead * 2_000, margin * 2_000) == (40, 10, 4) and 6 < 40**0.5 < 6.5,
)
given("So 2,000 cases are too few")
power = plan.set_index("cases")["found by teams of 100"]
holds(
    "With 6,000 cases an average lead just reaches the bound, so half of the teams still miss the "
    "net",
    48 < power[6_000] < 52,
)
holds(
    "20,000 cases need only 400 look-ups",
    power[20_000] > 90 and plan["to look up"].iloc[-1] == 400,
)

# %% after looks
answer_is("teams of 100 that switch to a net that is no better", 25)
holds("On all together the net is no better", abs(no_better.mean()) < 1e-12)
given("A team compares 100 cases a week, without a margin")
given("A 95% bound is wrong 5 times in 100. The team looks every Friday for 20 weeks.")
given("How many of 100 teams switch to the net that is no better?")
holds(
    "64 would be right if the looks were independent",
    abs(100 * (1 - 0.95**20) - 64) < 0.5,
)
table = pd.DataFrame(found).T
strict = table.drop(weekly)
holds("Three repairs keep the promise", strict["no better net"].max() < 6.5)
given("One divides alpha, the 5%, by the number of planned looks (Bonferroni)")
holds(
    "One looks only once, in week 20, and finds nothing before",
    table.loc["one look, in week 20", "real, by week 4"] == 0,
)
holds(
    "All find the real net later",
    strict["real, by week 4"].max() < table.loc[weekly, "real, by week 4"] - 20,
)
given("The catch-22 has two halves")
mean, _ = simulate_audits(no_better, 100, seed=SEED)
holds("More than eight teams in ten switch", 0.81 < (mean > 0).any(axis=1).mean() < 0.89)
given("Howard, Ramdas, McAuliffe, Sekhon (2021)")
given("Annals of Statistics 49(2). [arXiv 1810.08240")
given("Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas (2024)")
given("Annals of Statistics 52(6). [arXiv 2103.06476")
given("Next: [part 5, which mistake is dearer")
