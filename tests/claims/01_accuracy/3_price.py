"""What holds the sentences of unit 1, part 3. How it is run: tests/test_claims.py."""
# ruff: noqa: F821, E402, I001 (the names are the lesson's)

# %% after two-models
given("Unit 1, part 3 of 5 · about 25 minutes")
given("A parcel firm reads ten million handwritten digits a year")
first, second = (pd.Series(row) for row in measured.values())
misread = 1 - first["accuracy"]
holds(
    "on the 784 pixels of an image. It is right on 93 digits of 100, so 680,000 digits a year are",
    train.X.shape[1] == 784 and 0.91 < first["accuracy"] < 0.95,
    {"93": 100 * first["accuracy"], "680,000": 1e7 * misread},
)
given("squeezes each image to 40 principal components")
holds(
    "Eva's model is cheaper to train (CPU seconds) and to keep (megabytes)",
    second["train_seconds"] < first["train_seconds"] and second["megabytes"] < first["megabytes"],
)
fewer = int(wrong["old: all pixels"].sum() - wrong["new: PCA + SVM"].sum())
holds(
    "And it makes 28 errors fewer, which is 0.7 points",
    15 < fewer < 45,
    {"28": fewer, "0.7": 100 * fewer / 4000},
)

# %% after ten
answer_is("discordant images", 100)
holds("On how many of the 4,000 images do the models differ", len(test.y) == 4000)
repaired, spoilt = old[discordant].sum(), new[discordant].sum()
holds(
    "If you chose 30, you thought that the new model only repairs errors. "
    "It also makes 33 new ones",
    spoilt > 20,
    {"33": spoilt},
)
apart = 4000 * (old.mean() * (1 - new.mean()) + new.mean() * (1 - old.mean()))
holds("If you chose 500, you took the errors for independent", 400 < apart < 600)
holds("both models stumble over the same images", (old & new).mean() > 5 * old.mean() * new.mean())
holds("On the first ten images the new model is right seven times", here=old[ten].sum() == 7)
from scipy.stats import binom

holds(
    "seven or more heads in ten tosses happen in 17 of 100 cases",
    stated={"17": 100 * binom.sf(6, 10, 0.5)},
)
holds(
    "With all 94 it is 61 against 33",
    repaired > spoilt + 15,
    {"94": len(discordant), "61": repaired, "33": spoilt},
)

# %% after interval
answer_is("half the interval of the gain, points", 0.5)
alone = [196 * each.std() / 4000**0.5 for each in (old, new)]
gain = 100 * (old.mean() - new.mean())
holds(
    "Each model's accuracy alone has a 95% interval of about ±0.8 points",
    max(alone) < 0.87,
    here=0.75 <= max(alone) < 0.85 and min(alone) > 0.7,
)
holds("The 95% interval of the gain is 0.7 ± how much?", stated={"0.7": gain})
holds(
    "Two independent models would give ±1.1",
    1 < (alone[0] ** 2 + alone[1] ** 2) ** 0.5 < 1.2,
)
holds("So Eva's gain is more than the luck of the test images", low > 0)

# %% after frontier
answer_is("on garments PCA + SVM is", "worse by half a point or more")
runs = pd.read_csv("results/frontier.csv")
mean = runs.groupby(["dataset", "model"])["accuracy"].mean()
seconds = runs.groupby(["dataset", "model"])["train_seconds"].median()
holds(
    "nine models were trained on ten random splits",
    len(runs) == 180 and runs["split"].nunique() == 10,
)
eva, finn, gita = (on_digits.iloc[i] for i in range(3))
eva_g, finn_g, gita_g = (on_garments.iloc[i] for i in range(3))
holds("On digits Eva's idea is a bargain", eva["points"] > 0.3 and eva["training, times"] < 0.5)
holds(
    "On garments PCA costs 0.8 points",
    eva_g["high"] < 0,
    {"0.8": -eva_g["points"]},
)
holds(
    "It adds 1.65 and 1.28 points, for about 50 and 40 times the training",
    min(finn["low"], finn_g["low"]) > 0,
    {"1.65": finn["points"], "1.28": finn_g["points"]},
    here=abs(finn["training, times"] - 50) < 5 and abs(finn_g["training, times"] - 40) < 5,
)
holds(
    "For three times the training it adds 0.6 points on garments, where it wins nine of ten splits",
    gita_g["low"] > 0.2 and gita_g["splits won"] == "9 of 10",
    {"0.6": gita_g["points"]},
    here=2.9 < min(gita["training, times"], gita_g["training, times"]) < 3.1,
)
holds(
    "On digits it adds 0.1, and the interval contains zero",
    gita["low"] < 0 < gita["high"],
    {"0.1": gita["points"]},
)
holds(
    "is level with PCA + SVM on digits, and among the worst on garments",
    abs(mean["digits", "CNN, short"] - mean["digits", "PCA + SVM"]) < 0.001
    and mean["garments"].rank()["CNN, short"] <= 2,
)

# %% after bill
answer_is("computing in a year", 0.01)
given("An hour of a core costs 0.05, a day of an engineer 600")
holds("Less than a cent", bill["computing"]["Finn"] < 0.01)
holds(
    "The engineer is the bill, and would be with computing a thousand times dearer",
    (1000 * bill["computing"] < bill["engineer"]).all(),
)
given("Patterson et al. 2021")
cost = bill["money a point"]
holds(
    "On digits Eva's costs 444, Finn's 1,818, and Gita's 2,400 by the best guess, "
    "if she gains anything at all",
    gita["low"] < 0,
    {"444": cost["Eva"], "1,818": cost["Finn"], "2,400": cost["Gita"]},
)
given("The bill leaves out upkeep, and the price of the answers (unit 2)")
given("some 150 models at Booking.com")
given("Bernardi et al. 2019")
given("Part 5 decides about these offers")
given("and how often you answer (unit 2)")
given("part 4, can anyone tell?")
given("Cameron, Gelbach and Miller 2011")
given("(Unit 5 returns to intervals that cover too little.)")
given("Unit 7 adds a rival")
answer = runs.groupby(["dataset", "model"])["answer_ms"].median()
for dataset in ("digits", "garments"):
    table = pd.DataFrame({"ms": answer[dataset], "accuracy": mean[dataset]}).sort_values("ms")
    front = list(table.index[table["accuracy"] == table["accuracy"].cummax()])
    holds(
        "MLP, CNN and 3 CNNs are left: the MLP comes in, 3 neighbours and PCA + SVM leave",
        front == ["MLP", "CNN", "3 CNNs"],
    )
holds(
    "3 neighbours train in a millisecond or two and answer slowly",
    (seconds.xs("3 neighbours", level=1) < 0.0025).all()
    and (answer.xs("3 neighbours", level=1) > 3 * answer.xs("CNN", level=1)).all(),
)
