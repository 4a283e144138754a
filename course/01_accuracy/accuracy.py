"""What unit 1 uses and does not teach: the data, the models, the intervals, the figures.

You can follow the parts without reading this file. Open it when you wonder how something is done,
or type `compare_policies??` in a cell to see a single function.
"""

import itertools
import pickle
import time
import warnings
from pathlib import Path
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import optimize, stats
from sklearn.compose import make_column_transformer
from sklearn.decomposition import PCA
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import CategoricalNB, GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    KBinsDiscretizer,
    OneHotEncoder,
    StandardScaler,
)
from sklearn.svm import SVC
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from sevendiff.datasets import load_credit_default, load_fashion_mnist, load_mnist
from sevendiff.plots import alt_text, use_style

use_style()

LOOKS = {
    "logistic regression": {"color": "C0", "linestyle": "-", "marker": "o"},
    "boosting": {"color": "C1", "linestyle": "--", "marker": "s"},
    "naive Bayes": {"color": "C4", "linestyle": "-.", "marker": "D"},
    "naive Bayes, ten bins": {"color": "C8", "linestyle": ":", "marker": "X"},
}

# --- Parts 1 and 2: the bank's clients, and two models; neither is tuned (unit 7 does that) ------


class Clients(NamedTuple):
    """Some of the bank's clients: what is known of them, and who defaulted the month after."""

    X: pd.DataFrame
    defaulted: np.ndarray


def credit_clients(seed):
    """Return 10,000 clients to train on, 5,000 for validation and 15,000 to test on."""
    data = load_credit_default(as_frame=True)
    order = np.random.default_rng(seed).permutation(len(data.data))
    parts = np.split(order, [10_000, 15_000])
    return [Clients(data.data.iloc[rows], data.target.to_numpy()[rows] == 1) for rows in parts]


CODES = ["SEX", "EDUCATION", "MARRIAGE", "PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6"]


def signed_log(amounts):
    """Shrink large amounts of money and keep their sign."""
    return np.sign(amounts) * np.log1p(np.abs(amounts))


def prepare_columns(codes, months=6):
    """Return a preprocessor for the last `months`: `codes` for codes, signed logs for amounts."""
    amounts = make_pipeline(FunctionTransformer(signed_log), StandardScaler())
    monthly = [f"{kind}_AMT{month + 1}" for kind in ("BILL", "PAY") for month in range(months)]
    return make_column_transformer(
        (codes, CODES[: 3 + months]), (amounts, ["LIMIT_BAL", "AGE", *monthly]), sparse_threshold=0
    )


def fit_logistic_regression(train):
    """Fit a logistic regression, with a column for each code."""
    one_hot = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=5)
    model = make_pipeline(prepare_columns(one_hot), LogisticRegression(C=0.1, max_iter=2000))
    return model.fit(*train)


def fit_boosting(train, seed):
    """Fit gradient-boosted trees."""
    model = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=150, max_leaf_nodes=8, early_stopping=False, random_state=seed
    )
    return model.fit(*train)


# --- Parts 1 and 2: decisions, what they earn, and how sure that is ------------------------------


def count_outcomes(keep, defaulted):
    """Return how many of 1,000 clients have each of the four outcomes (the confusion matrix)."""
    decision = np.where(keep, "kept", "turned away")
    outcome = np.where(defaulted, "defaults", "pays")
    counts = 1000 * pd.crosstab(decision, outcome, normalize=True)
    counts = counts.reindex(["kept", "turned away"], columns=["pays", "defaults"], fill_value=0)
    return counts.rename_axis(index=None, columns="of 1,000 clients")


def earned(keep, defaulted, gain=100, loss=500):
    """Return what each client earns, in the prices' unit: 0 unless kept."""
    return np.where(keep, np.where(defaulted, -loss, gain), 0)


def earned_per_1000(keep, defaulted, gain=100, loss=500):
    """Return what 1,000 clients earn, in the prices' unit."""
    return 1000 * earned(keep, defaulted, gain, loss).mean()


def paired_bootstrap(after, before, seed=0, n_boot=1000):
    """Return a 95% interval for the mean of `after - before` over the rows of one test set."""
    differences = np.asarray(after, float) - np.asarray(before, float)
    rng = np.random.default_rng(seed)
    means = [rng.choice(differences, len(differences)).mean() for _ in range(n_boot)]
    return np.quantile(means, [0.025, 0.975])


def compare_policies(policies, defaulted, gain=100, loss=500):
    """Return accuracy and earnings per 1,000 clients, a row for each way to decide who is kept.

    `difference` is how much more than the first row each earns; `low` and `high` are its 95%
    interval by the paired bootstrap. Precision and recall are those of turning away: the share of
    defaulters among the clients turned away, and the share of the defaulters turned away.
    """
    money = {name: 1000 * earned(keep, defaulted, gain, loss) for name, keep in policies.items()}
    first = next(iter(money.values()))
    rows = {}
    for name, keep in policies.items():
        low, high = paired_bootstrap(money[name], first)
        rows[name] = {
            "accuracy": round(np.mean(keep != defaulted), 3),
            "precision": np.nan if keep.all() else round(defaulted[~keep].mean(), 2),
            "recall": round((~keep)[defaulted].mean(), 2),
            "earned": round(money[name].mean()),
            "difference": round((money[name] - first).mean()),
            "low": round(low, -1),
            "high": round(high, -1),
        }
    return pd.DataFrame.from_dict(rows, orient="index").astype({"low": int, "high": int})


# --- Part 1: what is a point worth? --------------------------------------------------------------


def draw_scores(score, defaulted, threshold):
    """Draw how many of 1,000 clients have each score, and what is earned below the threshold."""
    groups, bins = [score[~defaulted], score[defaulted]], np.linspace(0, 1, 51)
    fig, ax = plt.subplots(figsize=(7.5, 4))
    ax.hist(
        groups,
        bins,
        weights=[np.full(len(group), 1000 / len(score)) for group in groups],
        stacked=True,
        color=["C9", "C6"],
        label=["they pay", "they default"],
    )
    for bar in ax.containers[1]:
        bar.set_hatch("////")
    ax.axvline(threshold, color="black", label=f"threshold {threshold:.2f}")
    ax.axvspan(threshold, 1, color="black", alpha=0.12, linewidth=0, label="turned away")
    (pay, default), _ = count_outcomes(score < threshold, defaulted).to_numpy()
    value = 100 * pay - 500 * default
    ax.set(xlim=(0, 1), xlabel="score: estimated chance of default")
    ax.set(ylabel="of 1,000 clients, in steps of 0.02")
    ax.set_title(
        f"Kept: {pay:.0f} who pay (+{100 * pay:,.0f}), {default:.0f} who default "
        f"({_minus(-500 * default)}). Together {_minus(value)}",
        fontsize=11,
    )
    ax.legend(loc="upper right")
    alt_text(
        fig,
        "Stacked histogram of 1,000 clients by score, those who pay and those who default. Most "
        "scores lie between 0.05 and 0.3; defaulters are spread over all scores. At a threshold of "
        f"{threshold:.2f} the clients kept are {pay:.0f} who pay and {default:.0f} who default, "
        f"and earn {value:,.0f} together.",
    )
    return fig


def _minus(value):
    return f"{value:,.0f}".replace("-", "\N{MINUS SIGN}")


def count_late_months(X):
    """Return in how many of the last six months each client was late with a payment."""
    return (X[CODES[3:]] > 0).sum(axis=1)


def compare_changes(score, boosting, defaulted, ratios):
    """Return what Ben's and Ana's changes add per 1,000 clients, a row for each price ratio.

    Ben puts the break-even threshold in the place of 0.5 and then keeps the share `Ben keeps`. Ana
    then puts boosting in the place of the present score. Intervals are paired bootstraps.
    """
    rows = {}
    for ratio in ratios:
        at = 1 / (1 + ratio)
        keeps = score < 0.5, score < at, boosting < at
        today, ben, ana = (1000 * earned(keep, defaulted, 100, 100 * ratio) for keep in keeps)
        row = {"break-even": round(at, 3), "Ben keeps": f"{keeps[1].mean():.1%}"}
        for who, after, before in (("Ben", ben, today), ("Ana", ana, ben)):
            low, high = paired_bootstrap(after, before)
            row |= {f"{who} adds": round((after - before).mean())}
            row |= {f"{who}, 95%": f"{low:,.0f} to {high:,.0f}"}
        rows[f"{ratio} : 1"] = row
    return pd.DataFrame.from_dict(rows, orient="index")


def draw_value_by_price(scores, defaulted, ratios):
    """Draw what 1,000 clients earn at each threshold, a panel for each price of a default."""
    first = next(iter(scores))
    thresholds = np.linspace(0, 1, 101)
    fig, axes = plt.subplots(1, len(ratios), figsize=(10, 3.8), sharey=True)
    said = []
    for ax, ratio in zip(axes, ratios, strict=True):
        price = {"gain": 100, "loss": 100 * ratio}
        for name, score in scores.items():
            value = [earned_per_1000(score < t, defaulted, **price) for t in thresholds]
            ax.plot(thresholds, np.array(value) / 1000, label=name, **LOOKS[name] | {"marker": ""})
        break_even = 1 / (1 + ratio)
        best = earned_per_1000(scores[first] < break_even, defaulted, **price)
        ax.plot(break_even, best / 1000, "ko", markersize=8, zorder=3, label="break-even")
        ax.axvline(0.5, color="black", linestyle=(0, (1, 2)), linewidth=1.5, label="0.5")
        ax.set(title=f"prices {ratio} : 1", xlabel="threshold", xticks=[0, 0.5, 1], ylim=(-40, 80))
        said.append(f"At {ratio} : 1 it is at {break_even:.2f} and earns {best:,.0f}.")
    axes[0].set_ylabel("thousands earned by 1,000 clients")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=5)
    alt_text(
        fig,
        f"Earnings of 1,000 clients against the threshold, a panel for each price of a default, "
        f"for {', '.join(scores)}. The dearer a default, the further left and the lower the peak. "
        f"A dot marks the break-even threshold of {first}, near the peak. {' '.join(said)}",
    )


# --- Part 2: when the formula fails --------------------------------------------------------------


def fit_naive_bayes(train, months=6):
    """Fit a naive Bayes with normal distributions to what is known of the last `months`.

    It gets the same columns and the same signed logs as the logistic regression. Codes are numbers
    to it, because columns of zeros and ones are far from normal.
    """
    return make_pipeline(prepare_columns(StandardScaler(), months), GaussianNB()).fit(*train)


def fit_binned_naive_bayes(train):
    """Fit a naive Bayes that counts defaults in up to ten bins of each column, of equal size."""
    bins = KBinsDiscretizer(10, encode="ordinal", quantile_method="averaged_inverted_cdf")
    with warnings.catch_warnings():  # a code with three values has no ten bins
        warnings.filterwarnings("ignore", "Bins whose width are too small")
        return make_pipeline(bins, CategoricalNB(min_categories=10)).fit(*train)


def compare_search(models, validation, test, thresholds, ratios):
    """Return what a search on the validation clients adds to the break-even formula.

    There is a row for each model and price ratio; money per 1,000 clients of the test set, with a
    95% interval for the difference by the paired bootstrap.
    """
    rows = {}
    for name, model in models.items():
        on_validation, on_test = (model.predict_proba(part.X)[:, 1] for part in (validation, test))
        for ratio in ratios:
            formula, price = 1 / (1 + ratio), {"gain": 100, "loss": 100 * ratio}
            promised = [
                earned_per_1000(on_validation < t, validation.defaulted, **price)
                for t in thresholds
            ]
            chosen = thresholds[np.argmax(promised)]
            by_formula, by_search = (
                1000 * earned(on_test < t, test.defaulted, **price) for t in (formula, chosen)
            )
            low, high = paired_bootstrap(by_search, by_formula)
            rows[name, f"{ratio} : 1"] = {
                "formula": round(formula, 3),
                "chosen": round(chosen, 3),
                "formula earns": round(by_formula.mean()),
                "search earns": round(by_search.mean()),
                "difference": round((by_search - by_formula).mean()),
                "95% interval": f"{low:,.0f} to {high:,.0f}",
            }
    return pd.DataFrame.from_dict(rows, orient="index")


def draw_reliability(scores, defaulted, threshold):
    """Draw the share of clients that default against their score, by tenths of the clients.

    The panel on the right enlarges the corner around the threshold.
    """
    fig, axes = plt.subplots(1, 2, figsize=(10.5, 4.6))
    said = []
    for name, score in scores.items():
        clients = pd.DataFrame({"score": score, "share": defaulted})
        tenths = clients.groupby(pd.qcut(score, 10, duplicates="drop"), observed=True)
        mean, n = tenths.mean(), tenths.size()
        bar = 1.96 * np.sqrt(mean["share"] * (1 - mean["share"]) / n)
        for ax in axes:
            ax.errorbar(mean["score"], mean["share"], bar, capsize=3, label=name, **LOOKS[name])
        low, high = mean.iloc[0], mean.iloc[-1]
        said.append(
            f"{name}: from a mean score of {low['score']:.2f}, where {low['share']:.2f} default, "
            f"to {high['score']:.2f}, where {high['share']:.2f} do."
        )
    for ax, right, top in zip(axes, (1.02, 0.26), (1, 0.32), strict=True):
        ax.plot([0, 1], [0, 1], color="black", linewidth=1)
        for draw_line in (ax.axvline, ax.axhline):
            draw_line(threshold, color="black", linestyle=(0, (1, 2)), linewidth=1.5)
        ax.set(xlim=(-0.02 * right, right), ylim=(0, top))
        ax.set(xlabel="mean score of a tenth of the clients")
    axes[0].set(title="all scores", ylabel="share that defaults (bars: 95%)")
    axes[1].set(title="enlarged")
    axes[0].text(0.75, 0.8, "calibrated", rotation=38)
    axes[1].text(0.258, threshold + 0.004, "1 in 6 default", ha="right")
    axes[1].text(threshold + 0.003, 0.012, "score 1/6")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    alt_text(
        fig,
        "The share of clients that default against their mean score, by tenths of the clients, "
        "with 95% bars and the diagonal of a calibrated score; on the right the same up to a score "
        f"of 0.26. {' '.join(said)}",
    )


# --- Part 3: what does a point cost? Images, nine models and their prices -------------------------


class Images(NamedTuple):
    """Images as a table: a row an image, a column a pixel between 0 and 1; and what they show."""

    X: np.ndarray
    y: np.ndarray


def load_images(dataset):
    """Return all images of "digits" (5,000, MNIST) or "garments" (12,000, Fashion-MNIST)."""
    data = load_mnist() if dataset == "digits" else load_fashion_mnist(subset="all")
    return Images(data.images.reshape(len(data.images), -1).astype(np.float32) / 255, data.target)


def split_images(n_images, n_train, n_test, seed):
    """Return positions of `n_train` images at random to train on, and of others to test on."""
    order = np.random.default_rng(seed).permutation(n_images)
    return order[:n_train], order[n_train : n_train + n_test]


def digit_images(seed):
    """Return 1,000 digits to train on and the other 4,000 to test on."""
    X, y = load_images("digits")
    return [Images(X[rows], y[rows]) for rows in split_images(len(y), 1000, 4000, seed)]


def make_pca_svm():
    """Return 40 principal components of the pixels, then an SVM with a Gaussian kernel."""
    return make_pipeline(PCA(40, random_state=0), SVC(C=10))


def make_svm_like_pca(X):
    """Return an SVM on all pixels with the gamma that the SVM on 40 components of X has.

    By default (`gamma="scale"`) it is 1 / (columns x variance), so PCA changes it without a word.
    """
    components = PCA(40, random_state=0).fit_transform(X)
    return SVC(C=10, gamma=1 / (40 * components.var()))


def make_mlp():
    """Return a plain net: every pixel is one more column."""
    from torch import nn

    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.3), nn.Linear(256, 10))


def make_cnn():
    """Return a small convolutional net: the same filters look at every place."""
    from torch import nn

    return nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 16, 5, stride=2, padding=2), nn.ReLU(),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(64 * 9, 10),
    )  # fmt: skip


class Nets:
    """One or more nets of a kind, from different seeds, with scikit-learn's `fit` and `predict`.

    Several nets vote: their probabilities are added. PyTorch is imported only here, so that a part
    that trains no net does not wait for it.
    """

    def __init__(self, make, steps, seed, votes=1):
        self.make, self.steps, self.seeds = make, steps, [1000 * seed + i for i in range(votes)]

    def fit(self, X, y):
        """Train each net for `steps` batches of 32 images."""
        import torch

        self.nets = [self._train(seed, torch.tensor(X), torch.tensor(y)) for seed in self.seeds]
        return self

    def _train(self, seed, X, y):
        import torch

        torch.manual_seed(seed)
        net, batches = self.make(), torch.randint(len(X), (self.steps, 32))
        optimizer = torch.optim.AdamW(net.parameters(), lr=0.003, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.003, total_steps=self.steps)
        for rows in batches:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(net(X[rows]), y[rows]).backward()
            optimizer.step()
            schedule.step()
        return net.eval()

    def predict(self, X):
        """Return the class with the highest sum of probabilities, for each image."""
        import torch

        with torch.no_grad():
            batches = torch.tensor(X).split(500)
            votes = [sum(net(batch).softmax(1) for net in self.nets) for batch in batches]
        return torch.cat(votes).argmax(1).numpy()


def make_models(seed, steps):
    """Return the nine models; the nets are trained for `steps` batches."""
    return {
        "logistic regression": LogisticRegression(C=0.1, max_iter=500),
        "3 neighbours": KNeighborsClassifier(3),
        "forest": RandomForestClassifier(100, random_state=seed),
        "SVM, all pixels": SVC(C=10),
        "PCA + SVM": make_pca_svm(),
        "MLP": Nets(make_mlp, steps, seed),
        "CNN, short": Nets(make_cnn, steps // 5, seed),
        "CNN": Nets(make_cnn, steps, seed),
        "3 CNNs": Nets(make_cnn, steps, seed, votes=3),
    }


def measure(model, train, test):
    """Fit a model; return its accuracy and three prices, and which test images it gets wrong.

    The prices: CPU seconds to train, milliseconds to answer one request (the median of 30), and
    megabytes of the pickled model.
    """
    start = time.process_time()
    model.fit(*train)
    seconds = time.process_time() - start
    wrong = model.predict(test.X) != test.y
    waits = []
    for i in range(30):
        start = time.perf_counter()
        model.predict(test.X[i : i + 1])
        waits.append(time.perf_counter() - start)
    prices = {"accuracy": 1 - wrong.mean(), "train_seconds": seconds}
    prices |= {"answer_ms": 1000 * np.median(waits), "megabytes": len(pickle.dumps(model)) / 1e6}
    return prices, wrong


RESULTS = Path(__file__).parent / "results"  # made by results/make.py


def draw_disagreements(models, test, shown):
    """Draw test images with what is right and what each model reads."""
    fig, axes = plt.subplots(2, 5, figsize=(9, 4.6))
    reads = {name: model.predict(test.X[shown]) for name, model in models.items()}
    said = []
    for i, (ax, image) in enumerate(zip(axes.flat, shown, strict=True)):
        ax.imshow(test.X[image].reshape(28, 28), cmap="gray_r")
        old, new = (read[i] for read in reads.values())
        ax.set_title(f"a {test.y[image]}\nold: {old}   new: {new}", fontsize=11)
        ax.set_axis_off()
        said.append(f"a {test.y[image]}, read as {old} and as {new}")
    alt_text(fig, f"Ten handwritten digits: {'; '.join(said)} by {' and '.join(models)}.")


def draw_frontier(price="train_seconds"):
    """Draw accuracy against a price for nine models on two data sets, and join the frontier."""
    names = {
        "train_seconds": "CPU seconds to train",
        "answer_ms": "milliseconds to answer one request",
        "megabytes": "megabytes",
    }
    rows = pd.read_csv(RESULTS / "frontier.csv")
    fig, axes = plt.subplots(1, 2, figsize=(11, 5))
    said = []
    for ax, (dataset, of) in zip(axes, rows.groupby("dataset"), strict=True):
        table = of.groupby("model").agg({price: "median", "accuracy": ["mean", "min", "max"]})
        table.columns = ["price", "mean", "low", "high"]
        table = table.sort_values("price")
        bars = [table["mean"] - table["low"], table["high"] - table["mean"]]
        ax.errorbar(table["price"], table["mean"], bars, fmt="oC0", capsize=3, label="mean, range")
        best = table["mean"].cummax()
        ax.step(table["price"], best, "C1--", where="post", label="frontier")
        for name, row in table.iterrows():
            place = {"textcoords": "offset points", "fontsize": 10, "ha": "center"}
            beside = {"train_seconds": "PCA + SVM", "answer_ms": "CNN, short"}
            if name == beside.get(price):
                place |= {"xy": (row["price"], row["mean"]), "xytext": (-6, -3), "ha": "right"}
            elif row["mean"] == best[name]:
                place |= {"xy": (row["price"], row["high"]), "xytext": (0, 3)}
            else:
                place |= {"xy": (row["price"], row["low"]), "xytext": (0, -13)}
            short = {"logistic regression": "logistic", "SVM, all pixels": "SVM"}
            ax.annotate(short.get(name, name), **place)
        ax.set(xscale="log", title=dataset, xlabel=names[price], ylabel="accuracy")
        ax.margins(x=0.15, y=0.1)
        ax.legend(loc="upper left", title="ten splits")
        front = [name for name in table.index if table["mean"][name] == best[name]]
        said.append(f"On the frontier for {dataset}: {', '.join(front)}.")
    alt_text(
        fig,
        f"Two scatter plots of accuracy against {names[price]} (log scale) for nine models, digits "
        f"and garments; bars from the lowest to the highest of ten splits. {' '.join(said)}",
    )


def interval_two_ways(lead, images):
    """Return the mean of `lead` an image, its standard error, and half of its 95% interval.

    They cover two kinds of luck, of the test images and of training.

    `lead` is a table with a row a training and a column a group of test images: on how many more
    images the new model alone was right than the old one alone. `images` counts the images. The
    variance of both kinds is added, and what is counted twice is taken out (two-way clustering,
    Cameron, Gelbach and Miller 2011).
    """
    n, trainings = images.to_numpy().sum(), len(images)
    mean = lead.to_numpy().sum() / n
    rest = (lead - mean * images).to_numpy()
    by_images, by_trainings = ((rest.sum(axis=axis) ** 2).sum() for axis in (0, 1))
    squares = max(by_images + by_trainings - (rest**2).sum(), by_images, by_trainings)
    se = np.sqrt(squares * trainings / (trainings - 1)) / n
    return mean, se, stats.t.ppf(0.975, trainings - 1) * se


def compare_steps(dataset, file="pairs.csv"):
    """Return for each step up the gain in points, its 95% interval, and how training grows.

    The interval covers the luck of the test images and the luck of training; `se` is its standard
    error. "gamma.csv" has the step to PCA in two: first its gamma, then the components.
    """
    pairs = pd.read_csv(RESULTS / file).query("dataset == @dataset")
    prices = pd.read_csv(RESULTS / "frontier.csv").query("dataset == @dataset")
    seconds = prices.groupby("model")["train_seconds"].median()
    rows = {}
    for (old, new), of in pairs.groupby(["old", "new"], sort=False):
        of = of.assign(lead=of["only_new_right"] - of["only_old_right"])
        cells = of.pivot(index="split", columns="group", values=["lead", "images"])
        mean, se, half = interval_two_ways(cells["lead"], cells["images"])
        won = cells["lead"].sum(axis=1) > 0
        rows[f"{old} -> {new}"] = {
            "points": 100 * mean,
            "low": 100 * (mean - half),
            "high": 100 * (mean + half),
            "se": 100 * se,
            "splits won": f"{won.sum()} of {len(won)}",
            "seconds": seconds.get(new),
            "training, times": seconds.get(new, np.nan) / seconds.get(old, np.nan),
        }
    return pd.DataFrame(rows).T.infer_objects()


# --- Part 4: can anyone tell? Tests, users and experiments ----------------------------------------


def errors_of_two_readers(seed):
    """Return for 4,000 digits which ones the SVM on all pixels, and PCA + SVM, get wrong."""
    train, test = digit_images(seed)
    return [model.fit(*train).predict(test.X) != test.y for model in (SVC(C=10), make_pca_svm())]


def compare_sites(old_wrong, new_wrong, size=1000):
    """Return the gain in points, its 95% interval, discordant digits and exact p of each site.

    The last row puts the digits of all sites together.
    """
    starts = range(0, len(old_wrong), size)
    sites = {f"site {i}": slice(at, at + size) for i, at in enumerate(starts, 1)}
    rows = {}
    for name, site in (sites | {"all together": slice(None)}).items():
        old, new = old_wrong[site], new_wrong[site]
        only_new, discordant = int((old & ~new).sum()), int((old != new).sum())
        low, high = 100 * paired_bootstrap(old, new)
        rows[name] = {
            "points": 100 * (old.mean() - new.mean()),
            "low": low,
            "high": high,
            "discordant": discordant,
            "only new right": only_new,
            "p": stats.binomtest(only_new, discordant).pvalue,
        }
    return pd.DataFrame(rows).T.astype({"discordant": int, "only new right": int}).round(3)


def paired_power(n, discordant, lead=0.01, seed=0, repeats=20_000):
    """Simulate how often McNemar's exact test sees a lead with n cases."""
    rng = np.random.default_rng(seed)
    for_old = rng.binomial(n, (discordant - lead) / 2, repeats)
    rest = 1 - (discordant - lead) / 2
    for_new = rng.binomial(n - for_old, (discordant + lead) / 2 / rest)
    p = 2 * stats.binom.cdf(np.minimum(for_old, for_new), for_old + for_new, 0.5)
    return (p < 0.05).mean()


def draw_power(discordant, seed=0):
    """Draw the power to tell 95% from 96% against the number of cases; return where it is 80%.

    `discordant` is the share of cases on which two models that mostly agree differ. The paired
    tests are simulated and exact; the power of two arms is that of the usual normal formula.
    """
    sizes = np.geomspace(250, 16_000, 25).round().astype(int)
    apart = 0.95 * 0.04 + 0.05 * 0.96  # the share of discordant cases if errors are independent
    effect = proportion_effectsize(0.05, 0.04)
    kinds = {
        "paired test, models agree": lambda n: paired_power(n, discordant, seed=seed),
        "paired test, errors independent": lambda n: paired_power(n, apart, seed=seed),
        "two arms, users in each": lambda n: NormalIndPower().power(effect, n, 0.05),
    }
    fig, ax = plt.subplots()
    needed = {}
    for (name, power), look in zip(kinds.items(), ("oC0-", "sC1--", "^C2:"), strict=True):
        values = [power(n) for n in sizes]
        ax.plot(sizes, values, look, markevery=4, label=name)
        needed[name] = float(np.exp(np.interp(0.8, values, np.log(sizes))))
    ax.axhline(0.8, color="black", linestyle="-.", linewidth=1, label="80%")
    ax.set(xscale="log", xlabel="test cases, or users in each arm", ylim=(0, 1.02))
    ax.set_ylabel("power: share of tests with p < 0.05")
    ax.set_xticks(sizes[::4], [f"{n:,}" for n in sizes[::4]])
    ax.minorticks_off()
    ax.legend(loc="lower right")
    said = "; ".join(f"{name}: {n:,.0f}" for name, n in needed.items())
    alt_text(
        fig,
        "Power to tell 95% from 96% against the number of cases, 250 to 16,000 on a log scale: "
        "three rising curves, two of them almost on each other. A line marks 80%, which they reach "
        f"at these numbers: {said}.",
    )
    return pd.Series(needed).round(-2).astype(int)


def draw_rates(n_users, seed, mean=0.05, spread=50):
    """Draw an error rate for each user from a beta distribution; a smaller spread differs more."""
    return np.random.default_rng(seed).beta(spread * mean, spread * (1 - mean), n_users)


def follow_pairs(old_rates, new_rates, seed, pairs=10_000, uses=1000):
    """Simulate pairs of users; return after each use the shares that are better and worse off.

    One of a pair has the old model, the other the new one (or they are one person, before and
    after): `fewer` is the share of pairs in which the new model made fewer errors.
    """
    rng = np.random.default_rng(seed)
    lead, shares = np.zeros(pairs), []
    for _ in range(uses):
        lead += rng.random(pairs) < old_rates
        lead -= rng.random(pairs) < new_rates
        shares.append([(lead > 0).mean(), (lead == 0).mean(), (lead < 0).mean()])
    return pd.DataFrame(shares, columns=["fewer", "as many", "more"], index=range(1, uses + 1))


def draw_pairs(panels):
    """Draw who met fewer, as many and more errors with the new model, a panel for each table."""
    fig, axes = plt.subplots(1, len(panels), figsize=(11, 3.8), sharey=True)
    said = []
    for ax, (title, shares) in zip(axes, panels.items(), strict=True):
        ax.stackplot(shares.index, shares.T, colors=["C0", "#d9d9d9", "C1"], alpha=0.8)
        ax.set(xscale="log", xlim=(1, len(shares)), ylim=(0, 1), title=title)
        ax.set_xlabel("uses")
        ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
        for x, y, text in ((90, 0.25, "fewer"), (1.5, 0.55, "as many"), (90, 0.87, "more")):
            ax.text(x, y, text)
        last = shares.iloc[-1]
        said.append(f"{title}: {last['fewer']:.0%} fewer and {last['more']:.0%} more at the end.")
    axes[0].set_ylabel("share of pairs: the model at 96%\nmade ... errors than the one at 95%")
    alt_text(
        fig,
        f"{len(panels)} stacked areas against uses, 1 to 1,000 on a log scale: the shares of pairs "
        f"in which the better model made fewer, as many and more errors. {' '.join(said)}",
    )


def simulate_experiment(factor, seed, users=200, uses=100):
    """Simulate an A/B test; return the errors of each user before and during it, a table an arm.

    In both arms each user has an error rate of their own, 5% on average; during the test the rates
    of the second arm are multiplied by `factor`.
    """
    rng = np.random.default_rng(seed)
    arms = []
    for now in (1, factor):
        rates = rng.beta(50 * 0.05, 50 * 0.95, users)
        before, during = rng.binomial(uses, rates), rng.binomial(uses, now * rates)
        arms.append(pd.DataFrame({"before": before, "during": during}))
    return arms


def alarms_in_100(analyse, factor, seed, repeats=500):
    """Return in how many of 100 simulated A/B tests each analysis finds p < 0.05."""
    seeds = np.random.SeedSequence(seed).spawn(repeats)
    p = pd.DataFrame([analyse(*simulate_experiment(factor, one)) for one in seeds])
    return (100 * (p < 0.05).mean()).round(1)


# --- Part 5: what do more labels buy? Learning curves, and units of several steps ----------------


def load_learning_curves(dataset, file="labels.csv"):
    """Return the error of PCA + SVM, a row a draw and a column a number of labels."""
    rows = pd.read_csv(RESULTS / file).query("dataset == @dataset")
    return rows.pivot(index="split", columns="size", values="error")


def fit_curve(errors, floor=False):
    """Fit a learning curve to a series of errors by number of labels; return it as a function.

    The curve is a power law, a straight line on two logarithmic axes, plus a floor if wanted: an
    error that no number of labels removes. Least squares on the logarithms.
    """
    sizes = np.array(errors.index, float)

    def log_error(size, log_scale, slope, lowest=0.0):
        return np.log(np.exp(log_scale) * size**-slope + lowest)

    start, top = ([0.0, 0.5, 0.01], [10, 3, 1]) if floor else ([0.0, 0.5], [10, 3])
    bounds = ([-10, 0, 0][: len(start)], top)
    best, _ = optimize.curve_fit(log_error, sizes, np.log(errors.to_numpy()), start, bounds=bounds)
    return lambda size: np.exp(log_error(size, *best))


def find_size(curve, target):
    """Search for the number of labels at which a falling curve meets a target, up to a billion."""

    def above(log_size):
        return np.log(curve(np.exp(log_size)) / target)

    ends = np.log([10, 1e9])
    return np.exp(optimize.brentq(above, *ends)) if above(ends[1]) < 0 else np.inf


CURVES = {"power law": ("C1--", False), "with a floor": ("C0-", True)}


def draw_learning_curves(datasets=("digits", "garments")):
    """Draw error against labels, and two curves fitted to all sizes but the largest.

    Return the errors at the largest size, promised and measured (means over the draws), in %.
    """
    fig, axes = plt.subplots(1, len(datasets), figsize=(10, 4.2))
    table = {}
    for ax, dataset in zip(axes, datasets, strict=True):
        draws = 100 * load_learning_curves(dataset)
        mean, sizes = draws.mean(), draws.columns
        bars = np.abs(draws.quantile([0.05, 0.95]) - mean).to_numpy()
        ax.errorbar(sizes[:-1], mean.iloc[:-1], bars[:, :-1], fmt="ko", capsize=3, label="fitted")
        last = mean.iloc[[-1]]
        look = {"fmt": "D", "color": "C2", "capsize": 3, "label": "held back"}
        ax.errorbar(sizes[-1:], last, bars[:, -1:], **look)
        table[dataset] = {"labels": sizes[-1]}
        further = np.geomspace(sizes[0], 4 * sizes[-1])
        for name, (look, floor) in CURVES.items():
            curve = fit_curve(mean.iloc[:-1] / 100, floor)
            ax.plot(further, 100 * curve(further), look, label=name)
            table[dataset][name] = 100 * curve(sizes[-1])
        table[dataset]["measured"] = last.iloc[0]
        ax.set(xscale="log", yscale="log", title=dataset, xlabel="labels", ylabel="errors in 100")
        ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
        ticks = {"digits": [2, 5, 10, 20], "garments": [12, 15, 20, 25]}[dataset]
        ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
        ax.minorticks_off()
    axes[0].legend(loc="lower left", title="bars: middle 90% of 30 draws")
    table = pd.DataFrame(table).T
    said = " ".join(
        f"{dataset}, {row['labels']:,.0f} labels: power law {row['power law']:.1f}, with a floor "
        f"{row['with a floor']:.1f}, measured {row['measured']:.1f}."
        for dataset, row in table.iterrows()
    )
    alt_text(
        fig,
        "Errors in 100 against labels on two log axes, digits and garments, with two curves fitted "
        "to all sizes but the largest. The power law, a straight line, passes below the point held "
        f"back; the curve with a floor bends. {said}",
    )
    return table.astype({"labels": int}).round(2)


def ask_teams(target):
    """Let each draw of digits be a team that fits its own six errors; return what the teams say.

    `promise` is the mean of promised minus measured error at the largest size, in points, fitted
    without that size; `too low` counts the teams whose promise was too low. Then fitted to all
    sizes: the labels for the target error, at three marks of the ranked teams.
    """
    files = {"": "labels.csv", ", tuned at each size": "tuned.csv"}
    rows = {}
    for file, (name, (_, floor)) in itertools.product(files.items(), CURVES.items()):
        draws = load_learning_curves("digits", file[1])
        teams, most = [team for _, team in draws.iterrows()], draws.columns[-1]
        promised = np.array([fit_curve(team.iloc[:-1], floor)(most) for team in teams])
        miss = 100 * (promised - draws[most])
        needed = [find_size(fit_curve(team, floor), target) for team in teams]
        low = f"{(miss < 0).sum()} of {len(draws)}"
        row = {"promise": round(miss.mean(), 2), "too low": low}
        for mark in (0.1, 0.5, 0.9):
            row[f"{mark:.0%} mark"] = np.quantile(needed, mark, method="nearest").round()
        rows[name + file[0]] = row | {"never": np.isinf(needed).sum()}
    return pd.DataFrame(rows).T.infer_objects()


def compare_codes(seed):
    """Return how many digits, and codes of five of them, two readers get right, and the gain.

    In %; the gain of the new reader has a 95% interval by the paired bootstrap. The codes are made
    of test digits in random order.
    """
    old, new = errors_of_two_readers(seed)
    rows = {}
    for unit, size in {"a digit": 1, "a code": 5}.items():
        a, b = (wrong.reshape(-1, size).any(axis=1) for wrong in (old, new))
        low, high = 100 * paired_bootstrap(a, b)
        row = {"old right": 100 * (1 - a.mean()), "new right": 100 * (1 - b.mean())}
        row |= {"gain": 100 * (a.mean() - b.mean()), "low": low, "high": high}
        rows[unit] = row | {"gain / half interval": 2 * row["gain"] / (high - low)}
    return pd.DataFrame(rows).T.round(1)


# --- Part 6: one decision -------------------------------------------------------------------------


def load_offers(labels, day=600, label=0.10):
    """Return three offers: gain in points on digits, its standard error, cost of the first year.

    `labels` is the gain that 1,600 more labels promise, and its standard error. The gains of the
    nets were measured with 3,000 labels (results/pairs.csv). Computing costs next to nothing.
    """
    columns = ["points", "se"]
    _, finn, gita = compare_steps("digits")[columns].to_numpy()
    offers = {
        "labels: 1,600 more": (*labels, 1600 * label + day),
        "Finn: one net": (*finn, 5 * day),
        "Gita: three nets": (*gita, 0.5 * day),
    }
    return pd.DataFrame(offers, index=[*columns, "cost"]).T


def value_knowing(points, se, cost, millions, cents=5):
    """Return the expected net worth of an offer, and what it is worth to know its gain beforehand.

    The gain is normal around `points`; a misread digit costs `cents` hundredths of a unit of money,
    and `millions` of digits are read a year. (The expected value of perfect information.)
    """
    worth = 100 * millions * cents  # of a point
    mean, sd = points * worth - cost, se * worth
    z = np.abs(mean) / sd
    return mean, sd * (stats.norm.pdf(z) - z * stats.norm.sf(z))


def draw_knowing(points, se, cost, test=400):
    """Draw what it is worth to know an offer's gain, against the digits a firm reads in a year.

    Parameters
    ----------
    points, se : float
        Estimated gain and its standard error, in percentage points.
    cost : float
        Of the offer, for the first year.
    test : float
        Price of a test.

    Returns
    -------
    matplotlib.figure.Figure
    """
    millions = np.geomspace(1, 2000, 400)
    mean, here = value_knowing(points, se, cost, 10)
    even = cost / (500 * points)
    fig, ax = plt.subplots(figsize=(8, 4.2))
    ax.plot(millions, value_knowing(points, se, cost, millions)[1], "C0-", label="worth of knowing")
    ax.plot(10, here, "C0o", markersize=9, label="the firm, ten million digits")
    ax.axvline(even, color="black", linestyle=":", label="here the offer earns 0 on average")
    ax.axhline(test, color="C1", linestyle="--", label="price of a test on 4,000 digits")
    ax.set(xscale="log", yscale="log", xlim=(1, 2000), ylim=(3, 1000))
    ax.set(xlabel="million digits a year", ylabel="money")
    ax.set_xticks(ticks := [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], [f"{n:,}" for n in ticks])
    ax.set_yticks(ticks := [10, 30, 100, 300, 1000], [f"{n:,}" for n in ticks])
    ax.minorticks_off()
    ax.set_title(f"the firm: expected {mean:,.0f}; knowing is worth {here:,.0f}")
    ax.legend(loc="lower right")
    alt_text(
        fig,
        "What it is worth to know an offer's gain, against millions of digits a year, on log axes. "
        f"It peaks where the offer earns nothing on average, at {even:.1f} million, with "
        f"{value_knowing(points, se, cost, even)[1]:,.0f}; it falls, and rises again slowly. "
        f"At ten million it is {here:,.0f}. A line marks the price of a test, {test:,}.",
    )
    return fig
