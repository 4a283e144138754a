"""What holds the sentences of unit 7, part 3. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after neighbours
import deep_learning as helper
import numpy as np

ours = "How many euros do I get for my dollars?"
table = helper.compare_words(known, ours)
by_words, by_meaning = table["cosine, words"], table["cosine, pretrained"]
given("Each question shall go to the right one of 77 teams")
holds(
    "Ten labels a team are 13 hours of work, ninety are more than 100",
    77 * 90 / 60 > 100,
    {"13": 77 * 10 / 60},
)
holds("1 for the same words, 0 for none shared")
helper_vectors = helper.load_pretrained()[0]
holds(
    "it holds 256 numbers for each of 32,000 tokens",
    stated={"256": helper_vectors.shape[1], "32,000": helper_vectors.shape[0]},
)
holds(
    "By words the nearest is closing an account",
    by_words.idxmax() == "How do I close my account?",
)
shared, of_known = table.loc["How do I close my account?", ["shared", "words"]]
holds(
    "four words, of nine and six, and 4/√54 = 0.544",
    (shared, of_known, len(set(ours.lower().rstrip("?").split()))) == (4, 6, 9),
    {"4": shared, "54": 9 * of_known, "0.544": by_words.max()},
)
holds(
    "By embedding the nearest is the exchange rate, which shares only do",
    by_meaning.idxmax() == "Which exchange rate do you use?"
    and table.loc["Which exchange rate do you use?", "shared"] == 1,
)

# %% after embed
answer_is("cosine of the two questions", 1.0)
assert np.allclose(embed(known), helper.embed(known))  # the lesson's is the helper's
holds("If you chose 0.7, you thought of a model that reads", first @ second > 0.9999)

# %% after desk
answer_is("labels that words need", 9)
answer_is("lead at ninety labels, in points", -1)
frozen, words, tuned = (
    accuracy[way] for way in ("pretrained, frozen", "words", "pretrained, fine-tuned")
)
gap = 100 * (frozen - words)
given("[Banking77 (Casanueva et al. 2020")
given("3,080 of them to test on")
given("lists public texts, not Banking77")
given("compare several on Banking77")
given("Unit 7, part 3 of 6 · about 25 minutes")
holds(
    "With five labels a team, the frozen model answers 72.5% rightly",
    stated={"72.5": 100 * frozen[5]},
)
holds(
    "Words need nine labels for what the frozen model does with five (8.4 to 9.1, by the draw)",
    8.3 < needed.min() and needed.max() < 9.5,
    {"8.4": needed.min(), "9.1": needed.max()},
)
holds(
    "Four labels for each of 77 teams are five hours saved",
    4.5 < (needed.mean() - 5) * 77 / 60 < 5.5 and abs(4 * 77 / 60 - 5) < 0.5,
)
holds(
    "12 points with one label, 5 with ten. With ninety it is -0.6, give or take 0.9",
    gap[90] < 0.5,
    {
        "12": lead["mean"][1],
        "5": lead["mean"][10],
        "0.6": -lead["mean"][90],
        "0.9": lead["+-"][90],
    },
)
given("half of a 95% interval for the luck of the test questions")
untaught = helper.lead_over_words(desk, "net from nothing")
holds(
    "behind words up to thirty labels; at ninety we cannot tell",
    (untaught["mean"] + untaught["+-"]).loc[:30].max() < 0
    and abs(untaught["mean"][90]) < untaught["+-"][90],
)
further = 100 * (tuned - frozen)
holds(
    "Fine-tuning adds nothing to the frozen model up to five labels, and about a point from ten on",
    further.loc[:5].max() < 0.5 and further.loc[10:].between(0.7, 1.6).all(),
)
random = accuracy["random vectors, frozen"]
holds(
    "Random vectors, frozen: 256 columns that know nothing, far behind words",
    (words - random).min() > 0.06,
)
both = helper.lead_over_words(desk, "words + pretrained")
holds(
    "columns side by side: never behind words, and the best with ninety",
    both["lowest"].min() > 0 and accuracy.loc[90].idxmax() == "words + pretrained",
)
holds("each label makes it worth less", (lead["mean"].diff().dropna() < 0).all())
draws_at = desk.groupby("per_class")["draw"].nunique()
assert draws_at.loc[:30].eq(5).all() and draws_at[90] == 3
assert len(accuracy) == 7 and desk["labels"].max() < 77 * 90  # a few intents have fewer than 90

# %% after functions
pieces = [share_in_pieces(functions[kind]) for kind in ("summary", "arguments")]
holds(
    "The tokenizer has about half of these words only in pieces; in summaries, a fifth",
    0.12 < pieces[0] < 0.27 and 0.38 < pieces[1] < 0.6,
)
assert functions["library"].value_counts().min() >= 160  # 100 to learn from, 60 to test on

# %% after summaries
here = summaries.pivot_table("accuracy", "per_class", "way")
head_start = 100 * (here["pretrained, frozen"] - here["words"])
holds(
    "With two or five labels a library the frozen model leads again, by several points",
    head_start.loc[:5].mean() > 2.5,
)
holds("Near twenty the lead is gone", abs(head_start[20]) < 3.5)
holds("With a hundred, words are well ahead", head_start[100] < -4)
holds("The frozen model keeps its 256", stated={"256": embed(["a text"]).shape[1]})

# %% after arguments
answer_is("lead at twenty labels, in points", -3)
given("(With twenty labels a team it was 3 at the desk.)")
assert abs(lead["mean"][20] - 3) < 0.5
holds(
    "Words do about as well on arguments as on summaries",
    (by_size["words"] - here["words"]).abs().max() < 0.06,
)
holds(
    "about level with two and five labels, behind from ten on",
    abs(lead_here.loc[:5].mean()) < 3 and lead_here.loc[10:].max() < 0,
)
given("If you chose 3, you took the gain on one task for a property of the model")

# %% after digits
images = pd.read_csv("results/pretrained.csv")
of_draw = images.pivot(index=["labels_per_class", "split"], columns="way", values="accuracy")
mean = of_draw.groupby("labels_per_class").mean()
given("has learnt the digits 0 to 4. Now it shall tell 5 to 9 apart")
holds(
    "With one or two labels each, fine-tuning beats the net from nothing in each of five",
    (of_draw["fine-tuned"] > of_draw["from scratch"]).loc[[1, 2]].all(),
)
holds(
    "With ten their means are within two points",
    abs(mean["fine-tuned"] - mean["from scratch"])[10] < 0.02,
)
holds("The frozen net is far better than pixels", (mean["frozen"] - mean["pixels"]).min() > 0.09)
given("Llama 2, have their own")
given("Loukas et al. (2023)")
given("Hollmann et al. 2025")
given("TabArena, Erickson et al. 2025")
given("Next: [part 4, the launch")
