"""What holds the sentences of unit 1, part 3. How it is run: tests/test_claims.py."""
# ruff: noqa: F821, E402, I001 (the names are the lesson's)

# %% after two-models
given("Unit 1, part 3 of 6 · about 25 minutes")
given("A parcel firm reads ten million handwritten digits a year")
first, second = (pd.Series(row) for row in measured.values())
misread = 1 - first["accuracy"]
holds(
    "on the 784 pixels of an image. It is right on 93.2 digits of 100, so 680,000 digits a year",
    train.X.shape[1] == 784 and 0.91 < first["accuracy"] < 0.95,
    {"93.2": 100 * first["accuracy"], "680,000": 1e7 * misread},
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
holds("On how many of the 4,000 images is exactly one model right?", len(test.y) == 4000)
repaired, spoilt = old[discordant].sum(), new[discordant].sum()
holds(
    "If you chose 30, you thought that the new model only repairs errors. "
    "It also makes 33 new ones",
    spoilt > 20,
    {"33": spoilt},
)
as_independent = 4000 * (old.mean() * (1 - new.mean()) + new.mean() * (1 - old.mean()))
holds("If you chose 500, you took the errors for independent", 400 < as_independent < 600)
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
runs = pd.read_csv("results/frontier.csv")
mean = runs.groupby(["dataset", "model"])["accuracy"].mean()
seconds = runs.groupby(["dataset", "model"])["train_seconds"].median()
holds(
    "nine models were trained on ten random splits",
    len(runs) == 180 and runs["split"].nunique() == 10,
)
holds(
    "for digits (3,000 to train on, so all are better than above) and for photographs of garments "
    "(4,000; Fashion-MNIST)",
    mean["digits", "SVM, all pixels"] > first["accuracy"]
    and mean["digits", "PCA + SVM"] > second["accuracy"],
)
eva, finn, gita = (on_digits.iloc[i] for i in range(3))
eva_g, finn_g, gita_g = (on_garments.iloc[i] for i in range(3))
holds("On digits it is a bargain", eva["points"] > 0.3 and eva["training, times"] < 0.5)
holds(
    "On garments it costs 0.8 points",
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
    "For three times the training it adds 0.56 points on garments, where it wins nine of ten",
    gita_g["low"] > 0.2 and gita_g["splits won"] == "9 of 10",
    {"0.56": gita_g["points"]},
    here=2.9 < min(gita["training, times"], gita_g["training, times"]) < 3.1,
)
holds(
    "On digits it adds 0.12, and the interval contains zero",
    gita["low"] < 0 < gita["high"],
    {"0.12": gita["points"]},
)
holds(
    "is level with PCA + SVM on digits, and among the worst on garments",
    abs(mean["digits", "CNN, short"] - mean["digits", "PCA + SVM"]) < 0.001
    and mean["garments"].rank()["CNN, short"] <= 2,
)

# %% after gamma
answer_is("points by gamma alone, digits", 0.4)
grown = 784 * pixels.var() / (40 * components.var())
holds("after PCA it is 1.8 times as large", 1.7 < grown < 1.85, {"1.8": grown})
holds("How many of Eva's 0.68 points on digits does that bring?", stated={"0.68": eva["points"]})
by_gamma, by_components = (apart["digits"].iloc[i] for i in range(2))
holds(
    "By the means, more than half of Eva's gain is a setting",
    by_gamma["low"] > 0 and by_gamma["points"] > eva["points"] / 2,
)
holds(
    "The components then add 0.28, with an interval that begins just above zero; on garments they "
    "cost 0.90",
    0 < by_components["low"] < 0.05 and apart["garments"]["high"].iloc[1] < 0,
    {"0.28": by_components["points"], "0.90": -apart["garments"]["points"].iloc[1]},
)
given("If you chose 0, you gave PCA all the credit")
holds(
    "What PCA surely brings is cheaper training",
    max(eva["training, times"], eva_g["training, times"]) < 0.5,
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
holds(
    "On digits Eva's costs some 440 (300 to 820), Finn's 1,800 (1,400 to 2,500), and Gita's 2,400 "
    "by the best guess, or it is not to be had",
    bill["at worst"]["Gita"] == np.inf,
    {
        "440": bill["a point"]["Eva"],
        "300": bill["at best"]["Eva"],
        "820": bill["at worst"]["Eva"],
        "1,800": bill["a point"]["Finn"],
        "1,400": bill["at best"]["Finn"],
        "2,500": bill["at worst"]["Finn"],
        "2,400": bill["a point"]["Gita"],
    },
)
given("The bill leaves out upkeep, the price of the answers (unit 2), and what a point is worth")
given("some 150 models at Booking.com")
given("Bernardi et al. 2019")
given("Part 6 decides about Finn's and Gita's offers")
given("part 4, can anyone tell?")
given("Cameron, Gelbach and Miller 2011")
given("(Unit 5 returns to intervals that cover too little.)")
given("Unit 7 adds a rival")
answer = runs.groupby(["dataset", "model"])["answer_ms"].median()
for dataset in ("digits", "garments"):
    table = pd.DataFrame({"ms": answer[dataset], "accuracy": mean[dataset]}).sort_values("ms")
    before = pd.DataFrame({"s": seconds[dataset], "accuracy": mean[dataset]}).sort_values("s")
    before = before.index[before["accuracy"] == before["accuracy"].cummax()]
    also = {"digits": ["PCA + SVM", "CNN, short"], "garments": ["PCA + SVM", "SVM, all pixels"]}
    was = ["3 neighbours", *also[dataset], "CNN", "3 CNNs"]
    front = list(table.index[table["accuracy"] == table["accuracy"].cummax()])
    holds(
        "On both data sets MLP, CNN and 3 CNNs are left. The MLP comes in. 3 neighbours and "
        "PCA + SVM leave, on digits also CNN, short, on garments also the SVM on all pixels",
        front == ["MLP", "CNN", "3 CNNs"] and list(before) == was,
    )
holds(
    "3 neighbours train in a millisecond or two and answer slowly",
    (seconds.xs("3 neighbours", level=1) < 0.0025).all()
    and (answer.xs("3 neighbours", level=1) > 3 * answer.xs("CNN", level=1)).all(),
)
