"""What holds the sentences of unit 7, part 2. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after digits
given("Unit 7, part 2 of 6 · about 25 minutes")
given("Somebody has typed in 100 of them by hand; 4,000 would take a month")
holds(
    "28 by 28 grey pixels, ten classes. We train on 100 and test on 1,000 others",
    images.shape == (100, 28, 28) and len(test_images) == 1000 and len(set(labels)) == 10,
)
holds("Nothing is lost", sorted(images[0].ravel()) == sorted(shuffled[0].ravel()))
given("five models on the 100 images")

# %% after depth
answer_is("points that two layers add to the plain net", 0)
first = accuracy.copy()
gain = 100 * (first["CNN, 3"] - first["CNN, 1"])
holds(
    "If you chose 8: that is what two more layers add to the CNN",
    gain > 4,
    {"8": gain},
)
holds("Depth alone adds nothing here", first["plain, 3"] - first["plain, 1"] < 0.02)
holds(
    "With seeds 1 to 4 the plain net never gained 2 points, the CNN always more than 4",
    first["plain, 3"] - first["plain, 1"] < 0.02 and gain > 4,
)
given("This is one draw and one seed")
holds(
    "One convolution is about as good as the SVM",
    abs(first["CNN, 1"] - first["SVM on pixels"]) < 0.04,
)
holds(
    "Most of the CNN's lead comes with depth and convolutions together",
    first["CNN, 3"] - first["CNN, 1"] > first["CNN, 1"] - first["SVM on pixels"],
)


def count(net):
    """Return the number of weights of a net."""
    return sum(part.numel() for part in net.parameters())


holds(
    "It is not the number of weights: the plain nets have most",
    min(count(mlp(0)), count(deep_mlp(0))) > 5 * max(count(cnn(0)), count(shallow_cnn(0))),
)
import deep_learning  # noqa: E402

helper = deep_learning.cnn(1).state_dict().values()
holds(
    "The deep one stands below",
    all((a == b).all() for a, b in zip(cnn(1).state_dict().values(), helper, strict=True)),
)

# %% after shuffled
answer_is("CNN on shuffled digits", 0.72)
lost = (predict(net, shuffled_test) == test_labels).mean()
same = (model.predict(flat(shuffled_test)) == test_labels).mean()
holds("The SVM does not notice", abs(same - first["SVM on pixels"]) < 0.01)
holds(
    "The CNN loses 18 points and falls behind the SVM and even the plain net",
    first["CNN, 3"] - lost > 0.1 and lost < same and lost < first["plain, 1"],
    {"18": 100 * (first["CNN, 3"] - lost)},
)
holds("If you chose 0.10: it can still learn, pixel by pixel", lost > 0.5)

# %% after copies
answer_is("points that copies add to the SVM", 5)
holds(
    "Copies lift both",
    accuracy["CNN, the same copies"] > first["CNN, 3"] + 0.02
    and accuracy["SVM, copies"] > first["SVM on pixels"] + 0.02,
)
holds(
    "Here the SVM with copies is 3 points behind the CNN without",
    abs(accuracy["SVM, copies"] - first["CNN, 3"]) < 0.045,
    {"3": 100 * (first["CNN, 3"] - accuracy["SVM, copies"])},
)
few = pd.read_csv("results/images.csv").query("dataset == 'digits' and model == 'SVM'")
few = few.groupby("size")["accuracy"].mean()
holds(
    "If you chose 15: about so much would 900 other digits add (last table)",
    13 < 100 * (few[1000] - few[100]) < 17,
)
given("400 steps with 32 new copies each, 12,800 in all. The SVM had 900")
holds("We add nine of each image", len(copies) == 1000)

# %% after cell
given("Before 2012, people wrote")
given("Dalal and Triggs 2005")
given("49 squares of 4 by 4 pixels")
given("with the 100 images?")

# %% after hog
answer_is("accuracy of HOG + SVM", 0.89)
holds(
    "With the same 100 images, a feature of 2005 does about as well here as the deep CNN",
    difference.mean() > -0.01 and high > 0.01,
)
holds(
    "The interval includes zero, so this draw cannot say which is better",
    here=low < 0 < high,
)
given("paired bootstrap of unit 1")
holds("models read the same 1,000 test images", len(difference) == 1000)
given("which 100 we trained on")

# %% after curves
mean = 1 - wrong / 100
digits = mean.loc["digits"]
lead = digits["HOG"] - digits["CNN"]
holds(
    "On average HOG is ahead of the CNN at six of seven sizes, by 2 in 100 at most",
    (lead > 0).sum() == 6 and len(lead) == 7,
    {"2": 100 * lead.max()},
)
draws = pictures.groupby(["dataset", "size"])["split"].nunique()
holds(
    "From 2,000 on three draws are too few to rank them",
    (draws["digits"].loc[2000:] == 3).all() and lead[2000] < 0 < lead[4000],
)
holds(
    "From here on we count wrong answers in 100: an accuracy of 0.888 is 11.2 wrong",
    stated={"0.888": first["CNN, 3"], "11.2": 100 * (1 - first["CNN, 3"])},
)
ahead = 100 * (digits["CNN+"] - digits["HOG+"]).dropna()
holds("The CNN is ahead with 50 and 100 images", ahead[50] > 1 and ahead[100] > 1)
holds(
    "From 200 to 1,000 the means differ by 0.3 or less",
    list(ahead.index) == [50, 100, 200, 500, 1000] and ahead.loc[200:].abs().max() < 0.301,
    {"0.3": ahead.loc[200:].abs().max()},
)
put_in = digits["CNN"] - digits["SVM+"]
holds("SVM+ is within 1.5 of the plain CNN at every size", put_in.abs().max() < 0.015)
garments = mean.loc["fashion"]
won = pictures.query("dataset == 'fashion'").groupby(["size", "model"])["accuracy"]
worst, best = won.min().unstack(), won.max().unstack()
holds(
    "HOG has 1.5 to 3.4 fewer wrong than the CNN, and their bands do not touch",
    (worst["HOG"] > best["CNN"]).all(),
    {
        "1.5": 100 * (garments["HOG"] - garments["CNN"]).min(),
        "3.4": 100 * (garments["HOG"] - garments["CNN"]).max(),
    },
)
holds(
    "Weaker copies help the CNN by less than 1",
    (garments["CNN+"] - garments["CNN"]).between(0, 0.01).all()
    and deep_learning.STRENGTH["fashion"] < deep_learning.STRENGTH["digits"],
)
calls = 100 * (1 - digits["CNN+"])
holds(
    "With copies the CNN reads about 6 in 100 digits wrong after 100 typed images, 3 after 500, "
    "2 after 4,000",
    stated={"6": calls[100], "3": calls[500], "2": calls[4000]},
)
holds(
    "So start with 100. 400 more, a tenth of a month, halve the phone calls",
    calls[500] < calls[100] / 2,
)
holds(
    "The rest of the month saves one call in 100 digits",
    0.8 < calls[500] - calls[4000] < 1.2,
)
given("that is part 3")
given("part 3, a pretrained net")
from deep_learning import compare_costs  # noqa: E402

cost = compare_costs()
seconds = pictures.query("dataset == 'digits' and size == 4000")
seconds = seconds.groupby("model")["fit_seconds"].mean()
holds(
    "On 4,000 digits the CNN trains about 50 times as long as the SVM on pixels, and 9 times as "
    "long as HOG + SVM",
    45 < seconds["CNN"] / seconds["SVM"] < 55,
    {"9": seconds["CNN"] / seconds["HOG"]},
)
holds(
    "(An SVM with copies takes half of the CNN's time.)",
    0.4 < seconds["SVM+"] / seconds["CNN"] < 0.6,
)
holds(
    "at most 11 watt-hours, an estimate: CPU seconds times assumed 20 watts",
    stated={"11": cost["weekly for a year, Wh"].max()},
)
given("Boiling a litre of water takes about 100")
answer = cost["one answer, ms"]
holds(
    "net and logistic regression take about the same time",
    1 / 3 < answer["clients: net"] / answer["clients: logistic regression"] < 3,
)
holds(
    "is the fastest on clients",
    answer["clients: boosting"] == answer[answer.index.str.startswith("clients")].min(),
)
given("(unit 6)")
