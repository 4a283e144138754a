"""What holds the sentences of unit 1, part 4. How it is run: tests/test_claims.py."""
# ruff: noqa: F821, E402, I001 (the names are the lesson's)

# %% after site
gain = 100 * (old_wrong.mean() - new_wrong.mean())
holds("it is right on 0.7 points more of the digits", 0.4 < gain < 1.1, {"0.7": gain})
holds("That is 70,000 misread digits fewer a year", stated={"70,000": gain / 100 * 10_000_000})
holds("four of its sites try both readers, each on 1,000 digits", len(old_wrong) == 4000)
differ = only_new + only_old
holds(
    "The two readers differ on 23 of the first site's digits. On 13 only the new reader is right, "
    "on 10 only the old one",
    stated={"23": differ, "13": only_new, "10": only_old},
)
p_site = binomtest(only_new, differ).pvalue
holds(
    "each of these 23 digits would be the toss of a coin. A split at least as uneven as 13 to 10 "
    "then happens in 68 of 100 cases, so p is 0.68",
    stated={"23": differ, "68": 100 * p_site, "0.68": p_site},
)
given("Suppose that the gain of 0.7 points is the truth. We test on 1,000 digits, again and again.")
given("In how many of 100 such tests is p below 0.05?")

# %% after sites
answer_is("tests of 100 that see the gain", 25)
seen = 100 * (p < 0.05).mean()
holds(
    "Here it is 23%: the test misses the gain in three of four cases. If you said 95",
    8 < seen < 52,
    {"23": seen},
    here=72 < 100 - seen < 78,
)
first = [
    binomtest(int(a), int(a + b)).pvalue for a, b in zip(for_new[:9], for_old[:9], strict=True)
]
holds("This is the exact McNemar test", abs(np.minimum(p[:9], 1) - first).max() < 1e-9)
given("A test at 5% raises a false alarm in at most 5 of 100 cases")
table = compare_sites(old_wrong, new_wrong)
given("is the 95% interval of the gain, by the paired bootstrap of part 1")
holds(
    "Three of the four sites find no significant gain",
    (table["p"].iloc[:4] > 0.05).sum() >= 2,
    here=(table["p"].iloc[:4] > 0.05).sum() == 3,
)
holds(
    "But look at the first interval: -0.6 to 1.3",
    stated={"0.6": -table["low"].iloc[0], "1.3": table["high"].iloc[0]},
)
together = table.loc["all together"]
holds(
    "together it is 61 against 33, and p is 0.005",
    together["p"] < 0.05,
    {
        "61": together["only new right"],
        "33": together["discordant"] - together["only new right"],
        "0.005": together["p"],
    },
)
holds("on 4,000 digits a test can tell the two readers apart", together["low"] > 0)
wide = table.iloc[:4][table["p"].iloc[:4] > 0.05]
holds("It has shown that it cannot tell", ((wide["low"] < 0.05) & (wide["high"] > 0.5)).all())

# %% after arms
answer_is("users in each arm", 7_000)
given("95% against 96%")
given("for a power of 80%")
paired, independent, arms = needed
holds(
    "Two readers that agree as often as ours do need 2,000 cases in a paired test",
    1_500 < paired < 2_500,
    {"2,000": paired},
)
holds(
    "it would need 6,900. Pairing helps as far as the models agree",
    6_500 < independent < 7_300 and paired < independent / 2,
    {"6,900": independent},
)
holds("Two arms need 6,700 users each", abs(arms - independent) < 400, {"6,700": arms})
holds(
    "A rule of thumb comes close. For pairs: 8 × discordant share / gain². For each of two arms: "
    "16 × share wrong × share right / gain²",
    (abs(np.array(rule) / needed - 1) < 0.08).all(),
)
given("Kohavi, Tang and Xu 2020")
holds(
    "One point at 95% takes 2,000 cases in pairs that agree like ours, and 6,700 users in each",
    stated={"2,000": paired, "6,700": arms},
)

# %% after strangers
answer_is("pairs of 100 with fewer errors at 96%", 57)
given("right on 95% of the requests, with a better model on 96%. We simulate 10,000 pairs of")
given("After 100 uses, in how many of 100 pairs has the user at 96% met fewer errors than the")
given("than the stranger at 95%?")
at_100, at_1000 = 100 * strangers.loc[100], 100 * strangers.loc[1000]
holds(
    "In 57 of 100 pairs the better model made fewer errors. In 30 of 100 it made more",
    abs(at_100["fewer"] - 56.7) < 2 and abs(at_100["more"] - 30) < 2,
    {"57": at_100["fewer"], "30": at_100["more"]},
)
holds(
    "After 1,000 uses it is clearer: in 85 of 100 pairs the better model made fewer",
    at_1000["fewer"] > 82,
    {"85": at_1000["fewer"]},
)
half = follow_pairs(0.01, 0.005, seed=SEED)
given("From 99% to 99.5% is only half a point")
given("the point from 95% to 96%?")
holds(
    "After 100 uses later: 46 of 100 pairs instead of 57",
    100 * half["fewer"][100] < at_100["fewer"] - 5,
    {"46": 100 * half["fewer"][100], "57": at_100["fewer"]},
)
holds("because most users have met hardly any error", (0.995**100 + 100 * 0.005 * 0.995**99) > 0.9)
holds(
    "After 1,000 uses sooner: 88 instead of 85",
    100 * half["fewer"][1000] > at_1000["fewer"] + 1,
    {"88": 100 * half["fewer"][1000], "85": at_1000["fewer"]},
)

given("So one point does not mean that one user in 100 is better off")

# %% after same-user
answer_is("users of 100 with fewer errors than before", 82)
alike, unlike, oneself = (100 * last[name] for name in last)
holds("a rate of their own, 5% on average", abs(mine.mean() - 0.05) < 0.001)
at_500 = 100 * panels["strangers who differ"]["fewer"][500]
holds(
    "Between strangers they do (middle panel): 59 of 100, and more uses hardly help",
    55 < unlike["fewer"] < 62 and unlike["fewer"] - at_500 < 3,
    {"59": unlike["fewer"]},
)
given("If you said 60, you thought")
given("How many of 100 users meet fewer errors in their 1,000 uses after the change")
given("than in the 1,000 before?")
holds(
    "82 of 100 users meet fewer errors, nearly as many as in the first panel",
    abs(oneself["fewer"] - 82) < 2 and 0 < alike["fewer"] - oneself["fewer"] < 6,
    {"82": oneself["fewer"]},
)

# %% after alarms
given('"6,700 answers an arm? We have 200 users in each, with 100 answers. That is 20,000."')
given("There should be 5 in 100")
given("the errors that this user met in 100 uses before the test")
holds(
    "Counted by answers, 26 of 100 A/A tests raise an alarm",
    20 < same_model["answers"] < 32,
    {"26": same_model["answers"]},
)
effect = 1 + 99 / 51  # rates from beta(2.5, 47.5): two answers of a user correlate by 1 / 51
holds("so 20,000 of them are worth far fewer (the design effect)", 20_000 / effect < 7_000)
holds(
    "The 96 beside it is no power: this test also shouts without cause",
    better_model["answers"] > 90,
    {"96": better_model["answers"]},
)
holds(
    "Then the false alarms are near 5 again",
    (abs(same_model[["users", "less own past"]] - 5) < 3.2).all(),
)
noise = [1.96 * (share * (1 - share) / 500) ** 0.5 * 100 for share in (0.26, 0.05)]
holds(
    "(With 500 experiments a column, 26 is known to ±4 and 5 to ±2.)",
    3.5 < noise[0] < 4.5 and 1.5 < noise[1] < 2.5,
)
holds(
    "92 instead of 83 tests in 100 see the point",
    better_model["less own past"] > better_model["users"] + 3,
    {"92": better_model["less own past"], "83": better_model["users"]},
)
given("Deng et al. 2013")
given("Unit 1, part 4 of 6 · about 25 minutes")
given("a better reader (part 3)")
given("part 5, what do more labels buy?")
