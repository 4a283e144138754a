"""What holds the sentences of unit 7, part 4. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after truth
given("A digit that is read right saves 1, a wrong one costs 10")
given("So the team buys 200 labels")
given("Each week brings 100 labels more, up to 500")
holds(
    "These are the errors on 4,500 digits that neither model learned from",
    simple_wrong.shape == net_wrong.shape == (4, 4500),
)
lead_by_week = truth["lead of the net"]
holds("The net leads in every week", (lead_by_week > 0.005).all())
earn = truth["1,000 simple answers earn"]
holds("at first the simple model loses money", earn.iloc[:2].max() < 0 < earn.iloc[-1])
holds("The net leads by more than twice the margin, in every week", (lead_by_week > 0.01).all())

# %% after audit
given("The gain of a case is 1 if only the simple model errs, -1 if only the net errs, and 0")
holds("Here are 60 cases of week 1", len(audit) == 60)
holds("Only the few cases on which the models disagree say anything", 2 < (audit != 0).sum() < 12)
holds(
    "By bad luck this audit even sees the net behind",
    here=audit.mean() < 0,
)
given("minus 1.645 standard errors, a one-sided 95% bound")
given("(At 60 cases the normal approximation is rough.)")
given("exceeds a margin of half a point, which pays for the change")
holds(
    "5,500, shared by 100,000 answers a year, at 11 for each error less",
    5_500 / (100_000 * 11) == 0.005,
)
given("At least 60 cases are needed. After week 4 both models stay as they are")
given("Of 100 teams that look up 15 random cases a week, how many have switched by week 10?")

# %% after switching
answer_is("teams of 100 that switch by week 10, 15 cases a week", 30)
holds(
    "With small audits most teams find the better net late or never",
    switched[15][9] < 0.5 and switched[15][-1] < 0.7 and switched[240][9] > 0.97,
)
given("If you chose 95: a 95% bound limits how often a team switches wrongly")

# %% after disagreements
answer_is("teams of 100 that switch by week 10, 15 disagreements", 95)
holds(
    "In week 1 the models disagree on about one case in ten",
    0.08 < np.mean(gain[0] != 0) < 0.12,
)
given("compares as many cases as contain 15 disagreements and looks up those")
given("How many of 100 teams have switched by week 10?")
holds(
    "The same 15 look-ups a week now do the work of 154 cases",
    compared > 120 and (np.mean(gain != 0, axis=1)[1:] <= np.mean(gain[0] != 0)).all(),
    {"154": compared},
)
holds(
    "Two models of a bank disagree about 2 clients in 100, "
    "and the net is truly half a point better",
    disagree == 0.02 and lead == 0.005,
)
holds("It must gain 0.2 points to pay", margin == 0.002)
power = plan.set_index("cases compared")["teams of 100 that switch"]
holds("With 2,000 cases three teams in four miss it", 22 < power[2_000] < 27)
holds(
    "20,000 cases find it nine times in ten, and need 400 look-ups",
    89 < power[20_000] < 93 and plan["of them to look up"].iloc[-1] == 400,
)

# %% after looks
answer_is("teams of 100 that switch to a net that is no better", 25)
holds("On all together the net is no better", abs(no_better.mean(axis=1)).max() < 1e-12)
given("A team compares 100 a week, without a margin")
given("A 95% bound is wrong 5 times in 100. The team looks every Friday for 20 weeks.")
given("How many of 100 teams switch to the net that is no better?")
holds(
    "64 would be right if the looks were independent",
    abs(100 * (1 - 0.95**20) - 64) < 0.5,
)
table = pd.DataFrame(found).T
strict = table.loc[["20 looks, each at 5% / 20", "always valid"]]
holds("Two repairs keep the promise", strict["no better net"].max() < 5)
holds(
    "Both cost power: they find the real net later",
    strict["real, by week 4"].max() < table.loc[weekly, "real, by week 4"] - 20,
)
given("A team has 60 cases, and its bound just misses the margin")

# %% after edge
answer_is("expected loss of staying / of switching", 80)
ratio = pd.DataFrame(rows).T["ratio"]
first = draw_beliefs(observed, error, np.inf, seed=SEED)
holds(
    "At the edge of the bound it is 19 to 1 that the change pays",
    abs((first > 0.005).mean() - 0.95) < 0.001,
)
holds(
    "By expected loss the team must switch, and the bound makes it wait",
    ratio[np.inf] > 70,
)
holds(
    "Whoever knows that leads are small, a point or two, distrusts a large one in 60 cases",
    ratio[0.01] < 1 < ratio[0.02] < 6,
)

# %% after prices
given("We let 1,000 teams play a year for every alpha")
given("The slider says how many challengers in 100 are better, as our net is")
random, picked = average["15 random cases"], average["15 disagreements"]
holds(
    "With 15 random cases an alpha of 0.1 to 0.2 loses least; 0.05 / 20 loses more than 0.05",
    0.1 <= random.idxmin() <= 0.2 and random[0.0025] > random[0.05] + 200,
)


def best_alpha(share):
    """Return the alpha that loses least with random cases, if this share is better."""
    return (audits["15 random cases"] @ [share, (1 - share) / 2, (1 - share) / 2]).idxmin()


holds("If most challengers are better, the mean alone is best", best_alpha(0.8) == 0.5)
holds("if few are, a strict bound is", best_alpha(0.05) <= 0.02)
holds(
    "Now choose 15 disagreements: that saves more than any choice of alpha, "
    "and then 0.05 is nearly the best",
    random[0.05] - picked[0.05] > random.max() - random.min() and picked[0.05] < 1.1 * picked.min(),
)
mean, _ = simulate_audits(no_better, 100, seed=SEED)
holds("About nine teams in ten switch", 0.88 < (mean > 0).any(axis=1).mean() < 0.94)
given("(Feit and Berman 2019: how large a test for profit should be.)")
given("(Howard and others 2021)")
given("Feit, Berman (2019). Test & Roll: profit-maximizing A/B tests. Marketing Science 38(6)")
given("[arXiv 1811.00457")
given("Howard, Ramdas, McAuliffe, Sekhon (2021)")
given("Annals of Statistics 49(2). [arXiv 1810.08240")
given("Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas (2024)")
given("Annals of Statistics 52(6). [arXiv 2103.06476")
given("Unit 7, part 4 of 5 · about 30 minutes")
given("part 2 knows stronger simple models")
given("Next: [part 5, labels")
given("needs a model: the catch-22")
given("The catch-22 has two halves")
given("Where they agree the gain is 0")
