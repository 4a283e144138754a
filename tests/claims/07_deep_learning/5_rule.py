"""What holds the sentences of unit 7, part 5. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after two
given("Unit 7, part 5 of 6 · about 25 minutes")
given("The parcel service of part 4 has audited 60 cases")
answer_is("chances in 100 from which switching loses less", 25)
holds(
    "A switch costs 2,500. The service gives 100,000 answers a year, and an error less is worth 5. "
    "Suppose that only two nets are possible. One is 2 points better: 2,000 errors less are worth "
    "10,000, so a switch earns 7,500",
    0.02 * 100_000 * 5 - 2_500 == 7_500 == wrong_stay and wrong_switch == 2_500,
)
holds(
    "If the net is better with 9 chances in 10, staying loses 0.9 x 7,500 = 6,750 on average, "
    "and switching 0.1 x 2,500 = 250",
    abs(0.9 * wrong_stay - 6_750) < 1e-6 and abs(0.1 * wrong_switch - 250) < 1e-6,
)
given("How many chances in 100 that the net is better are needed")
holds(
    "A wrong stay is three times as dear as a wrong switch. So one chance in four is enough",
    wrong_stay == 3 * wrong_switch and break_even == 0.25,
)
given("It is the break-even threshold of unit 1 again")
holds(
    "If you chose 95: that is right where a wrong switch is 19 times as dear",
    abs(19 / (19 + 1) - 0.95) < 1e-9,
)
holds("Elsewhere a wrong switch is 40 times as dear, 100,000", 40 * wrong_switch == 100_000)
given("and a wrong stay still loses 7,500")
holds(
    "100,000 / (100,000 + 7,500) = 0.93. There the usual 95% is about right",
    True,
    {"0.93": 100_000 / 107_500},
)
given("95% is one special case")

# %% after odds
answer_is("staying loses how many times as much", 60)
holds(
    "The net seems to lead by 6.7 points, but the lower bound is 0.1 points, and the margin is 0.5",
    observed - 1.645 * error < 0.005,
    {"6.7": 100 * observed, "0.1": 100 * (observed - 1.645 * error)},
)
given("plausible leads scatter around the observed 6.7 points")
holds("It is 15 to 1 that the switch pays", 14.5 < odds < 16)
holds(
    "So the losses are even less equal than the chances. "
    "By expected loss the team must switch, and the bound makes it wait",
    ratio > 3 * odds,
)

# %% after shrinkage
answer_is("expected lead after 6.7 observed points", 1.3)
holds(
    "a standard deviation of 2 points. The standard error of this audit is 4 points",
    0.039 < error < 0.041,
)
holds(
    "The audit's variance, 4 x 4, is four times that of the leads before, 2 x 2. So the audit gets "
    "one part in five of the weight, and a fifth of 6.7 is left",
    0.19 < rows[2]["expected lead"] / (100 * observed) < 0.21,
)
holds(
    "The two expected losses differ by just what the expected lead earns",
    all(
        abs(r["staying loses"] - r["switching loses"] - (5_000 * r["expected lead"] - 2_500)) < 100
        for r in rows.values()
    ),
)
holds(
    "switch if the expected lead exceeds the margin: 1.3 points do, 0.4 do not",
    rows[2]["ratio"] > 2 and rows[1]["ratio"] < 1,
    {"1.3": rows[2]["expected lead"], "0.4": rows[1]["expected lead"]},
)

holds(
    "Only the team whose earlier leads scattered by 1 point should wait",
    [known for known in rows if rows[known]["ratio"] < 1] == [1],
)
given("Their true leads scattered around 0, with")

# %% after year
answer_is("what saves more", "15 disagreements")
random, picked = average["15 random cases"], average["15 disagreements"]
given("We let 1,000 teams play a year with 15 random cases a week. They switch as in part 4")
given(
    "A team uses an alpha of 0.05. What saves it more: the best alpha, or to look up "
    "15 disagreements instead of 15 random cases?"
)
holds(
    "With random cases an alpha of about 0.2 loses least, and the minimum is flat",
    0.1 <= random.idxmin() <= 0.3 and random[[0.15, 0.25]].max() < 1.1 * random.min(),
)
holds(
    "0.05 / 20, which part 4 needed for its promise, loses more than 0.05",
    random[0.0025] > random[0.05] + 200,
)
holds(
    "The best alpha saves 470, better evidence 1,610",
    saved["15 disagreements"] > 2 * saved["the best alpha"],
    {"470": saved["the best alpha"], "1,610": saved["15 disagreements"]},
)
holds("And with it 0.05 is nearly the best", picked[0.05] < 1.1 * picked.min())

# %% after prices
given("how many challengers in 100 are better")
best = {
    way: [
        (lost @ [share, (1 - share) / 2, (1 - share) / 2]).idxmin()
        for share in (0.05, 0.2, 0.5, 0.6, 0.95)
    ]
    for way, lost in audits.items()
}
holds(
    "The more challengers are better, the looser is the best bound",
    all(alphas == sorted(alphas) and alphas[0] < alphas[-1] for alphas in best.values()),
)
holds(
    "With random cases the mean alone (0.5) is best only if a large majority is better",
    best["15 random cases"][-1] == 0.5 and max(best["15 random cases"][:-1]) < 0.5,
)
given("(Feit and Berman 2019: how large a test for profit should be.)")
given("Feit, Berman (2019). Test & Roll: profit-maximizing A/B tests. Marketing Science 38(6)")
given("[arXiv 1811.00457")
given("Next: [part 6, whom do your labels leave out?")
