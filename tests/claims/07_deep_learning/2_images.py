"""What holds the sentences of unit 7, part 2. How it is run: tests/test_claims.py."""
# ruff: noqa: F821 (the names are the lesson's)

# %% after digits
given("Unit 7, part 2 of 5 · about 25 minutes")
given("Somebody has typed in 100 of them by hand; 4,000 would take a month")
given("In part 1 a net brought nothing on a small table")
holds(
    "28 by 28 grey pixels, ten classes. We train on 100 and test on 1,000 others",
    images.shape == (100, 28, 28) and len(test_images) == 1000 and len(set(labels)) == 10,
)
holds("Nothing is lost", (sorted(images[0].ravel()) == sorted(shuffled[0].ravel())))
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
holds("Depth alone adds nothing here", first["plain, 3"] - first["plain, 1"] < 0.015)
holds(
    "One convolution is about as good as the SVM",
    abs(first["CNN, 1"] - first["SVM on pixels"]) < 0.04,
)
holds(
    "Most of the CNN's lead comes with depth and convolutions together",
    first["CNN, 3"] - first["CNN, 1"] > first["CNN, 1"] - first["SVM on pixels"],
)


def weights(net):
    """Return the number of weights of a net."""
    return sum(part.numel() for part in net.parameters())


holds(
    "nearly twice the weights of the flat one",
    1.7 < weights(cnn(0)) / weights(shallow_cnn(0)) < 2,
)
holds("a seventh of the weights of the plain net", 6.5 < weights(mlp(0)) / weights(cnn(0)) < 7.5)

# %% after shuffled
answer_is("CNN on shuffled digits", 0.72)
lost = (predict(net, shuffled_test) == test_labels).mean()
same = (model.predict(flat(shuffled_test)) == test_labels).mean()
holds("The SVM does not notice", abs(same - first["SVM on pixels"]) < 0.01)
holds(
    "The CNN loses more than 10 points and falls behind the SVM",
    first["CNN, 3"] - lost > 0.1 and lost < same,
)

# %% after copies
answer_is("points that copies add to the SVM", 6)
holds(
    "Copies lift both, and the SVM comes near the CNN that has none",
    accuracy["CNN, the same copies"] > first["CNN, 3"] + 0.02
    and abs(accuracy["SVM, copies"] - first["CNN, 3"]) < 0.04,
)
given("400 steps with 32 new copies each, 12,800 in all. The SVM had 900")
holds("We add nine copies of each image", len(copies) == 1000)

# %% after cell
given("Before 2012, people wrote")
given("Dalal and Triggs 2005")
given("one cell of 4 by 4 pixels")
given("Each of the 16 pixels votes")
given("49 such histograms")
given("with the 100 images?")

# %% after hog
answer_is("accuracy of HOG + SVM", 0.89)
holds(
    "With the same 100 images, a feature of 2005 does at least as well as the deep CNN",
    difference.mean() > 0 and high > 0.01,
)
holds(
    "with the same copies the two are level",
    abs(right["HOG + SVM, copies"].mean() - accuracy["CNN, the same copies"]) < 0.02,
)
given("paired bootstrap of unit 1")
holds("the same 1,000 test images", len(difference) == 1000)
given("which 100 we trained on")

# %% after curves
digits = mean.loc["digits"]
lead = digits["HOG"] - digits["CNN"]
holds(
    "HOG is ahead of the CNN on average at six of seven sizes, by 2 points at most",
    (lead > 0).sum() == 6 and len(lead) == 7,
    {"2": 100 * lead.max()},
)
ahead = 100 * (digits["CNN+"] - digits["HOG+"]).dropna()
holds(
    "The CNN is ahead with 50 and 100 images, by 2 points and 1",
    stated={"2": ahead[50], "1": ahead[100]},
)
holds(
    "From 200 to 1,000 the means differ by 0.3 points or less",
    list(ahead.index) == [50, 100, 200, 500, 1000] and ahead.loc[200:].abs().max() < 0.301,
    {"0.3": ahead.loc[200:].abs().max()},
)
put_in = digits["CNN"] - digits["SVM+"]
holds(
    "within 1.5 points of the plain CNN at every size",
    put_in.abs().max() < 0.015,
)
garments = mean.loc["fashion"]
won = pictures.query("dataset == 'fashion'")
won = won.pivot(index=["size", "split"], columns="model", values="accuracy")
holds(
    "HOG leads the CNN in every draw, by 1.5 to 3.4 points on average",
    (won["HOG"] > won["CNN"]).all(),
    {
        "1.5": 100 * (garments["HOG"] - garments["CNN"]).min(),
        "3.4": 100 * (garments["HOG"] - garments["CNN"]).max(),
    },
)
holds("The plain net keeps up with the SVM", (garments["MLP"] > garments["SVM"]).all())
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
tuning = pd.read_csv("results/tables.csv").query("size == 20_000")
tuning = tuning.groupby("model")["tune_seconds"].mean()
holds(
    "takes nearly 30 times as long as logistic regression",
    28 < tuning["net"] / tuning["logistic regression"] < 30,
)
holds(
    "at most 11 watt-hours, an estimate: CPU seconds times assumed 20 watts",
    stated={"11": cost["weekly for a year, Wh"].max()},
)
given("Boiling a litre of water takes about 100")
answer = cost["one answer, ms"]
holds(
    "share an encoder and take about the same time",
    1 / 3 < answer["clients: net"] / answer["clients: logistic regression"] < 3,
)
holds(
    "is the fastest on clients",
    answer["clients: boosting"] == answer[answer.index.str.startswith("clients")].min(),
)
given("(unit 6)")
given("DeVries et al. (2018)")
given("a net of 13,451 parameters, at an AUC of 0.85")
given("Mignan and Broccardo (2019)")
