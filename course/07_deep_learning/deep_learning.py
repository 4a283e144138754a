"""What unit 7 uses and does not teach: the data, the rival models, training loops, the figures.

You can follow the parts without reading this file. Open it when you wonder how something is done,
or type `careful_net??` in a cell to see a single function.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # on small jobs more threads are slower

import ast
import importlib.util
import re
import time
import warnings
from functools import cache, partial
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from safetensors.numpy import load_file
from scipy import stats
from scipy.stats import norm
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.decomposition import PCA
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import GridSearchCV, RepeatedStratifiedKFold, train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from sklearn.svm import SVC
from tokenizers import Tokenizer
from torch import nn

from sevendiff.datasets import (
    load_credit_default,
    load_german_credit,
    load_mnist,
)
from sevendiff.plots import alt_text, use_style

torch.set_num_threads(1)
use_style()
# A fixed number of epochs is the point of `careful_net`; scikit-learn warns that it stops early.
warnings.filterwarnings("ignore", message="Stochastic Optimizer: Maximum iterations")

RESULTS = Path(__file__).parent / "results"

# One look for one model through the whole unit.
LOOKS = {
    "logistic regression": {"color": "C0", "marker": "o", "linestyle": "-"},
    "boosting": {"color": "C1", "marker": "s", "linestyle": "--"},
    "net": {"color": "C2", "marker": "^", "linestyle": ":"},
    "SVM": {"color": "C3", "marker": "D", "linestyle": "-."},
    "MLP": {"color": "0.3", "marker": "v", "linestyle": ":"},
    "CNN": {"color": "C5", "marker": "^", "linestyle": "-"},
    "HOG + SVM": {"color": "C4", "marker": "*", "markersize": 10, "linestyle": "--"},
}


# --- All parts: training sets ---------------------------------------------------------------------


def draw(labels, size, test_size, seed):
    """Return row positions of a random training set of `size` and of a separate test set."""
    return train_test_split(
        np.arange(len(labels)),
        train_size=size,
        test_size=test_size,
        stratify=labels,
        random_state=seed,
    )


# --- Part 1: small tables -------------------------------------------------------------------------

CODES = ["SEX", "PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6", "EDUCATION", "MARRIAGE"]


@cache
def load_clients():
    """Return the inputs and the defaults (1 or 0) of 30,000 credit-card clients in Taiwan."""
    return load_credit_default(return_X_y=True, as_frame=True)


def signed_log(amounts):
    """Shrink large amounts and keep their sign."""
    return np.sign(amounts) * np.log1p(np.abs(amounts))


def clip(scaled):
    """Keep standardised inputs within three standard deviations."""
    return np.clip(scaled, -3, 3)


def encoder(codes):
    """Return the encoding that the linear model and the net share: one-hot codes, log amounts."""
    amounts = make_pipeline(
        FunctionTransformer(signed_log), StandardScaler(), FunctionTransformer(clip)
    )
    one_hot = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=5)
    return make_column_transformer((one_hot, codes), remainder=amounts, sparse_threshold=0)


def careful_net(codes, alpha=1.0, seed=0):
    """Return a small net with 40 epochs, fixed, and strong weight decay (`alpha`)."""
    net = MLPClassifier((32,), alpha=alpha, max_iter=40, batch_size=32, random_state=seed)
    return make_pipeline(encoder(codes), net)


def rivals(codes, seed):
    """Return each rival with its grid of four settings."""
    linear = make_pipeline(encoder(codes), LogisticRegression(max_iter=2000))
    trees = HistGradientBoostingClassifier(
        learning_rate=0.03, early_stopping=False, random_state=seed
    )
    return {
        "logistic regression": (linear, {"logisticregression__C": [0.03, 0.1, 0.3, 1]}),
        "boosting": (trees, {"max_leaf_nodes": [4, 16], "max_iter": [75, 150]}),
        "net": (careful_net(codes, seed=seed), {"mlpclassifier__alpha": [0.03, 0.1, 0.3, 1]}),
    }


def tune(model, grid, X, y):
    """Return `model` with the setting of `grid` that has the best log loss in 3-fold CV."""
    return GridSearchCV(model, grid, scoring="neg_log_loss", cv=3).fit(X, y).best_estimator_


def score_draws(make_model, rows=200, draws=10, seed=0):
    """Return AUC, log loss and fitted model for each of several random training sets of `rows`.

    `make_model(i)` returns the model of draw i. Every draw is tested on 10,000 other clients.
    """
    X, y = load_clients()
    scores = []
    for i in range(draws):
        train_rows, test_rows = draw(y, rows, 10_000, seed=100 * seed + i)
        model = clone(make_model(i)).fit(X.iloc[train_rows], y.iloc[train_rows])
        p = model.predict_proba(X.iloc[test_rows])[:, 1]
        auc, loss = roc_auc_score(y.iloc[test_rows], p), log_loss(y.iloc[test_rows], p)
        scores.append({"AUC": auc, "log loss": loss, "model": model})
    return pd.DataFrame(scores)


def summarise_draws(scores):
    """Return mean and standard deviation over the draws of each model in a dict of scores."""
    table = pd.concat(scores)[["AUC", "log loss"]]
    return table.groupby(level=0, sort=False).agg(["mean", "std"]).round(3)


def draw_draws(scores):
    """Draw the AUC of each model on each draw of the training rows, a thin line for each draw."""
    fig, ax = plt.subplots(figsize=(7, 0.6 * len(scores) + 1))
    values = np.array([table["AUC"] for table in scores.values()])
    ax.plot(values, range(len(scores)), color="0.6", linewidth=0.8, zorder=1)
    for i, (name, auc) in enumerate(zip(scores, values, strict=True)):
        look = LOOKS.get(name, LOOKS["net"])
        ax.plot(auc, np.full(len(auc), i), look["marker"], color=look["color"], markersize=8)
    ax.axvline(0.5, color="black", linestyle=(0, (1, 2)), linewidth=1.5)
    ax.text(0.502, len(scores) - 0.7, "a coin")
    ax.set(xlabel="AUC on 10,000 other clients (a thin line: the same training rows)")
    ax.set(yticks=range(len(scores)), yticklabels=list(scores), ylim=(len(scores) - 0.5, -0.5))
    ax.set_xlim(min(0.4, values.min() - 0.02), 0.8)
    ends = [
        f"{n} {v.min():.2f} to {v.max():.2f}, mean {v.mean():.2f}"
        for n, v in zip(scores, values, strict=True)
    ]
    alt_text(
        fig,
        f"AUC of {values.shape[1]} draws of 200 clients, a row of dots for each model: "
        f"{'; '.join(ends)}.",
    )


def log_odds(model, X):
    """Return the logarithm of the odds of default that `model` gives to each row."""
    p = model.predict_proba(X)[:, 1].clip(1e-9, 1 - 1e-9)
    return np.log(p / (1 - p))


def draw_log_odds(nets, linear, X):
    """Draw the log-odds of each net against those of the linear model, a point for each row."""
    fig, axes = plt.subplots(1, len(nets), figsize=(9, 4.2), sharex=True, sharey=True)
    straight, said = log_odds(linear, X), []
    for ax, (name, net) in zip(axes, nets.items(), strict=True):
        bent = log_odds(net, X)
        ax.plot(straight, bent, ".", color=LOOKS["net"]["color"], markersize=2, alpha=0.4)
        ax.plot([-4, 3], [-4, 3], "k-", linewidth=1, label="same as logistic regression")
        ax.set(xlabel="log-odds of logistic regression", title=name, xlim=(-4, 3), ylim=(-14, 14))
        said.append(f"{name}: correlation {np.corrcoef(straight, bent)[0, 1]:.2f}")
    axes[0].set_ylabel("log-odds of the net (another scale)")
    axes[0].legend(loc="lower right")
    alt_text(
        fig,
        f"Two clouds of {len(X):,} clients, the log-odds of a net against those of logistic "
        f"regression, with the diagonal. {'; '.join(said)}.",
    )


def draw_learning_curves(tables):
    """Draw AUC and log loss of the three rivals against the number of training rows."""
    tables = tables.groupby(["size", "split", "model"])[["auc", "log_loss"]].mean()  # over seeds
    fig, axes = plt.subplots(1, 2, figsize=(9, 4))
    labels = {"auc": "AUC (higher is better)", "log_loss": "log loss (lower is better)"}
    for ax, (score, label) in zip(axes, labels.items(), strict=True):
        curve = tables[score].groupby(["size", "model"]).agg(["mean", "std"])
        for i, name in enumerate(("logistic regression", "boosting", "net")):
            at = curve.xs(name, level="model")
            aside = at.index * 1.08 ** (i - 1)  # so that the bars do not overlap
            ax.errorbar(aside, at["mean"], at["std"], capsize=3, label=name, **LOOKS[name])
        ax.set(xscale="log", xlabel="training rows", ylabel=label)
        ax.set_xticks([200, 1000, 5000, 20000], ["200", "1,000", "5,000", "20,000"])
        ax.minorticks_off()
    axes[0].legend(loc="lower right", title="bars: 1 sd over re-splits")
    mean = tables["auc"].groupby(["size", "model"]).mean().unstack()
    ends = [f"{n} {mean[n].iloc[0]:.3f} to {mean[n].iloc[-1]:.3f}" for n in mean]
    alt_text(
        fig,
        "Two line charts against training rows, 200 to 20,000 on a log scale. AUC rises and log "
        f"loss falls for all three models. Mean AUC from left to right: {', '.join(ends)}.",
    )


def compare_on_loans(seed, folds=5, repeats=3):
    """Compare the rivals on the 1,000 loans of German credit, by repeated cross-validation.

    Returns
    -------
    pandas.DataFrame
        For boosting and the net, against logistic regression: mean AUC, mean difference, half of
        its 95% interval by the corrected t test, and in how many of the folds it is ahead.
    """
    X, y = load_german_credit(return_X_y=True, as_frame=True)
    codes = [name for name in X if not pd.api.types.is_numeric_dtype(X[name])]
    as_codes = X.astype(dict.fromkeys(codes, "category"))
    linear = make_pipeline(encoder(codes), LogisticRegression(C=0.1, max_iter=2000))
    trees = HistGradientBoostingClassifier(
        learning_rate=0.03, max_iter=150, max_leaf_nodes=4, early_stopping=False
    )
    rivals = {
        "logistic regression": (linear, X),
        "boosting": (trees.set_params(random_state=seed), as_codes),
        "net": (careful_net(codes, seed=seed), X),
    }
    splits = RepeatedStratifiedKFold(n_splits=folds, n_repeats=repeats, random_state=seed)
    auc = []
    for train_rows, test_rows in splits.split(X, y):
        scores = {}
        for name, (model, columns) in rivals.items():
            model.fit(columns.iloc[train_rows], y.iloc[train_rows])
            p = model.predict_proba(columns.iloc[test_rows])[:, 1]
            scores[name] = roc_auc_score(y.iloc[test_rows], p)
        auc.append(scores)
    auc = pd.DataFrame(auc)
    lead = auc.sub(auc["logistic regression"], axis=0)
    n = len(auc)
    width = stats.t.ppf(0.975, n - 1) * (1 / n + 1 / (folds - 1)) ** 0.5
    table = {"AUC": auc.mean(), "lead": lead.mean(), "half of the 95% interval": width * lead.std()}
    return pd.DataFrame(table | {f"folds of {n} ahead": (lead > 0).sum()}).round(4)


# --- Part 2: images -------------------------------------------------------------------------------

STEPS = {50: 300, 100: 400, 200: 500, 500: 800, 1000: 1500, 2000: 2000, 4000: 3000}
STRENGTH = {"digits": 1.0, "fashion": 0.4}  # of the augmentation


def mlp(seed):
    """Return a plain net: every pixel is one more column."""
    torch.manual_seed(seed)
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.3), nn.Linear(256, 10)
    )


def deep_mlp(seed):
    """Return a plain net with three hidden layers."""
    torch.manual_seed(seed)
    hidden = [nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.3)]
    hidden += [nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU()]
    return nn.Sequential(nn.Flatten(), *hidden, nn.Linear(256, 10))


def shallow_cnn(seed):
    """Return a net with a single convolution."""
    torch.manual_seed(seed)
    look = [nn.Conv2d(1, 32, 5, stride=2, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*look, nn.Flatten(), nn.Dropout(0.3), nn.Linear(32 * 49, 10))


def cnn(seed):
    """Return a small convolutional net: the same filters look at every place."""
    torch.manual_seed(seed)
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, stride=2, padding=2), nn.ReLU(),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(64 * 9, 10),
    )  # fmt: skip


def pixel_logistic():
    """Return logistic regression for pixels."""
    return LogisticRegression(C=0.1, max_iter=500)


def svm():
    """Return 40 principal components of the pixels, then an SVM with a Gaussian kernel."""
    return make_pipeline(PCA(40, random_state=0), SVC(C=10))


def flat(images):
    """Return images as a table: a row an image, a column a pixel between 0 and 1."""
    return images.reshape(len(images), -1) / 255


def hog(images):
    """Return histograms of oriented gradients: 1,296 columns that a person thought of.

    Each pixel votes for the direction in which the grey level changes there (9 bins of 20 degrees,
    shared between neighbouring bins), with the strength of the change. Votes are added up in cells
    of 4 by 4 pixels, and each block of 2 by 2 cells is scaled to about the same length.
    """
    dy, dx = np.gradient(images / np.float32(255), axis=(1, 2))
    angle = np.arctan2(dy, dx) % np.pi / np.pi * 9  # in bins
    away = np.abs(angle[..., None] - np.arange(9, dtype=np.float32))
    votes = np.hypot(dx, dy)[..., None] * np.maximum(0, 1 - np.minimum(away, 9 - away))
    cells = votes.reshape(len(images), 7, 4, 7, 4, 9).sum(axis=(2, 4))
    corners = [cells[:, :-1, :-1], cells[:, :-1, 1:], cells[:, 1:, :-1], cells[:, 1:, 1:]]
    blocks = np.concatenate(corners, axis=-1)
    return (blocks / (np.linalg.norm(blocks, axis=-1, keepdims=True) + 0.1)).reshape(
        len(images), -1
    )


def hog_of(images):
    """Return `hog` of many images, a thousand at a time to spare memory."""
    return np.concatenate([hog(images[i : i + 1000]) for i in range(0, len(images), 1000)])


def hog_svm():
    """Return an SVM for HOG columns, on which a person has spent the effort already."""
    return SVC(C=10)


def as_tensor(images):
    """Return images as a float tensor of one channel, between 0 and 1."""
    return torch.tensor(images[:, None] / 255, dtype=torch.float32)


def jitter(batch, generator, strength=1.0):
    """Rotate, scale and shift each image of a batch a little, at random."""
    angle, zoom, dx, dy = strength * (2 * torch.rand(4, len(batch), generator=generator) - 1)
    cos, sin = (1 + zoom / 8) * torch.cos(angle / 4), (1 + zoom / 8) * torch.sin(angle / 4)
    rows = [cos, -sin, dx / 8, sin, cos, dy / 8]
    matrices = torch.stack(rows, 1).view(-1, 2, 3)
    grid = nn.functional.affine_grid(matrices, batch.shape, align_corners=False)
    return nn.functional.grid_sample(batch, grid, align_corners=False)


def with_copies(images, labels, seed, strength, copies=9):
    """Return images and jittered `copies` of each as a table, and their labels."""
    generator = torch.Generator().manual_seed(seed)
    batch = as_tensor(images)
    batches = [batch] + [jitter(batch, generator, strength) for _ in range(copies)]
    return torch.cat(batches).flatten(1).numpy(), np.tile(labels, copies + 1)


def train(net, images, labels, steps, seed, strength=0.0, rate=0.003):
    """Train `net` on batches of 32 for `steps` steps; a `strength` above 0 augments."""
    generator = torch.Generator().manual_seed(seed)
    images, labels = as_tensor(images), torch.tensor(labels, dtype=torch.long)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    net.train()
    for _ in range(steps):
        rows = torch.randint(len(images), (32,), generator=generator)
        batch = jitter(images[rows], generator, strength) if strength else images[rows]
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(batch), labels[rows]).backward()
        optimizer.step()
        schedule.step()
    return net.eval()


@torch.no_grad()
def predict(net, images):
    """Return the class that `net` scores highest for each image."""
    return net(as_tensor(images)).argmax(1).numpy()


def split_digits(size, seed):
    """Return images and labels of `size` digits to train on and of 1,000 others to test on."""
    digits = load_mnist()
    train_rows, test_rows = draw(digits.target, size, 1000, seed=seed)
    training = digits.images[train_rows], digits.target[train_rows]
    return *training, digits.images[test_rows], digits.target[test_rows]


def shuffle_pixels(images, seed):
    """Return images with their pixels in another order, the same order for every image."""
    order = np.random.default_rng(seed).permutation(images[0].size)
    return images.reshape(len(images), -1)[:, order].reshape(images.shape)


def show_images(rows, title_of_row):
    """Show rows of small images; each row has a title at its left."""
    fig, axes = plt.subplots(len(rows), len(rows[0]), figsize=(9, 1.25 * len(rows)))
    for line, title, images in zip(np.atleast_2d(axes), title_of_row, rows, strict=True):
        for ax, image in zip(line, images, strict=True):
            ax.imshow(image, cmap="gray_r", vmin=0, vmax=255)
            ax.set(xticks=[], yticks=[])
        line[0].set_ylabel(title, rotation=0, ha="right", va="center")
    alt_text(fig, f"Rows of {len(rows[0])} small grey images: {', '.join(title_of_row)}.")


def draw_hog(image, cell):
    """Draw a digit with one cell marked, and for every cell the strokes of its votes."""
    dy, dx = np.gradient(image / np.float32(255))
    angle = np.arctan2(dy, dx) % np.pi
    fig, axes = plt.subplots(1, 2, figsize=(7, 3.4))
    axes[0].imshow(image, cmap="gray_r")
    axes[0].set_title("grey levels")
    corner = (4 * cell[1] - 0.5, 4 * cell[0] - 0.5)
    for ax in axes:
        ax.add_patch(plt.Rectangle(corner, 4, 4, fill=False, color="C1", linewidth=3))
    axes[1].set(xlim=(-0.5, 27.5), ylim=(27.5, -0.5), aspect="equal")
    axes[1].set_title("votes, drawn at right angles\nto the change (along the edge)")
    for row in range(7):
        for column in range(7):
            here = np.s_[4 * row : 4 * row + 4, 4 * column : 4 * column + 4]
            votes, _ = np.histogram(
                angle[here], bins=9, range=(0, np.pi), weights=np.hypot(dx, dy)[here]
            )
            for turn, vote in zip((np.arange(9) + 0.5) * np.pi / 9, votes, strict=True):
                across = 0.7 * vote * np.array([np.sin(turn), -np.cos(turn)])  # along the edge
                x, y = 4 * column + 1.5, 4 * row + 1.5
                axes[1].plot(
                    [x - across[0], x + across[0]], [y - across[1], y + across[1]], color="C4"
                )
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
    alt_text(
        fig,
        "Left: a digit of 28 by 28 grey pixels with a square of 4 by 4 pixels marked. Right: the "
        "same digit as 7 by 7 bundles of strokes, which lie along the edges of the digit; the same "
        "square is marked.",
    )


def draw_image_curves(pictures):
    """Draw wrong answers in 100 against training images: plain, augmented, and garments."""
    curve = pictures.assign(wrong=100 * (1 - pictures["accuracy"]))
    curve = curve.groupby(["dataset", "model", "size"])["wrong"].agg(["mean", "min", "max"])
    panels = {
        "digits, as they are": ("digits", ["CNN", "HOG", "SVM", "MLP"]),
        "digits, with copies": ("digits", ["CNN+", "HOG+", "SVM+", "MLP+"]),
        "garments, as they are": ("fashion", ["CNN", "HOG", "SVM", "MLP"]),
    }
    labels = {"CNN": "CNN", "HOG": "HOG + SVM", "SVM": "SVM on pixels", "MLP": "plain net"}
    looks = {"CNN": "CNN", "HOG": "HOG + SVM", "SVM": "SVM", "MLP": "MLP"}
    fig, axes = plt.subplots(1, 3, figsize=(11, 4.4))
    said = []
    for ax, (title, (dataset, models)) in zip(axes, panels.items(), strict=True):
        for model in models:
            at, plain = curve.loc[dataset, model], model.removesuffix("+")
            look = LOOKS[looks[plain]]
            ax.plot(at.index, at["mean"], label=labels[plain], **look)
            if plain in ("CNN", "HOG"):
                band = {"color": look["color"], "alpha": 0.2, "lw": 0}
                ax.fill_between(at.index, at["min"], at["max"], **band)
            ends = f"{at['mean'].iloc[0]:.1f} to {at['mean'].iloc[-1]:.1f}"
            said.append(f"{title}, {labels[plain]}: {ends}")
        ax.set(xscale="log", yscale="log", xlabel="training images", title=title)
        sizes = [50, 200, 1000, 4000] if dataset == "digits" else [200, 1000, 4000]
        ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
        ax.set_ylim((1, 35) if dataset == "digits" else (10, 30))
        ticks = [1, 2, 5, 10, 20, 30] if dataset == "digits" else [10, 15, 20, 25, 30]
        ax.set_yticks(ticks, [str(tick) for tick in ticks])
        ax.minorticks_off()
    axes[0].set_ylabel("wrong in 100 test images (log scale)")
    axes[0].legend(loc="lower left")
    note = "bands: best to worst of 5 draws\n(3 from 2,000 images on);\nthis panel: another scale"
    axes[2].text(0.03, 0.03, note, transform=axes[2].transAxes)
    alt_text(
        fig,
        "Three line charts, wrong answers in 100 against training images, on log scales; bands of "
        "CNN and HOG + SVM from the best to the worst draw. From the smallest to the largest size: "
        f"{'; '.join(said)}.",
    )


def compare_costs(seed=0, watts=20, repeats=30):
    """Return what training, one answer and a year of weekly training cost, for two tasks.

    Training: CPU seconds in the shipped results (clients: tuned on 20,000 rows; digits: one fit on
    4,000 images). One answer: median wall time here, in milliseconds. Energy, in watt-hours, is an
    estimate: CPU seconds times assumed `watts`.
    """
    X, y = load_clients()
    images, labels, test_images, _ = split_digits(100, seed)
    client, image = X[:1], test_images[:1]
    answers = {}
    for name, (model, _) in rivals(CODES, seed).items():
        model.fit(X[:1000], y[:1000])
        answers[f"clients: {name}"] = partial(model.predict_proba, client)
    pixels, edges = svm().fit(flat(images), labels), hog_svm().fit(hog_of(images), labels)
    net = cnn(seed).eval()  # its weights do not change its speed
    answers["digits: SVM on pixels"] = lambda: pixels.predict(flat(image))
    answers["digits: HOG + SVM"] = lambda: edges.predict(hog_of(image))
    answers["digits: CNN"] = lambda: predict(net, image)
    tables = pd.read_csv(RESULTS / "tables.csv").query("size == 20_000")
    tuned = tables.groupby("model")["tune_seconds"].mean()
    digits = pd.read_csv(RESULTS / "images.csv").query("dataset == 'digits' and size == 4000")
    fitted = digits.groupby("model")["fit_seconds"].mean()
    seconds = [*tuned[["logistic regression", "boosting", "net"]], *fitted[["SVM", "HOG", "CNN"]]]
    table = pd.DataFrame({"training, CPU s": seconds}, index=list(answers))
    for name, answer in answers.items():
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            answer()
            times.append(1000 * (time.perf_counter() - start))
        table.loc[name, "one answer, ms"] = np.median(times)
    table["weekly for a year, Wh"] = 52 * table["training, CPU s"] * watts / 3600
    return table.round(1)


# --- Part 3: a pretrained model, text -------------------------------------------------------------


@cache
def load_pretrained():
    """Return token vectors (32,000 x 256) and the tokenizer that the package wordllama ships.

    Only its two data files are read. Its own code is not imported: it asks the network for the
    tokenizer.
    """
    folder = Path(importlib.util.find_spec("wordllama").submodule_search_locations[0])
    (weights,) = folder.glob("weights/*.safetensors")
    (tokens,) = folder.glob("tokenizers/*.json")
    (vectors,) = load_file(weights).values()
    return vectors.astype(np.float32), Tokenizer.from_file(str(tokens))


def embed(texts, vectors=None):
    """Return for each text the mean of its tokens' vectors, scaled to length 1."""
    pretrained, tokenizer = load_pretrained()
    vectors = pretrained if vectors is None else vectors
    tokens = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    means = np.stack([vectors[text.ids].mean(axis=0) for text in tokens])
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def random_vectors(seed=0):
    """Return token vectors of the same shape that know nothing: standard normal numbers."""
    shape = load_pretrained()[0].shape
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def count_words():
    """Return a transformer: TF-IDF of words, word pairs and strings of letters."""
    return make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )


def text_models():
    """Return the models that differ in their columns only; each ends in the same regression."""
    knows_nothing = random_vectors()
    columns = {
        "words": count_words(),
        "pretrained, frozen": FunctionTransformer(embed),
        "random vectors, frozen": FunctionTransformer(partial(embed, vectors=knows_nothing)),
        "words + pretrained": make_union(count_words(), FunctionTransformer(embed)),
    }
    last = LogisticRegression(C=10, max_iter=2000)
    return {name: make_pipeline(kind, clone(last)) for name, kind in columns.items()}


def draw_labelled(labels, per_class, seed):
    """Return row positions of `per_class` random rows of each class."""
    order = np.random.default_rng(seed).permutation(len(labels))
    return np.concatenate([order[labels[order] == c][:per_class] for c in np.unique(labels)])


def compare_words(known, question):
    """Return for each known question: words shared with `question`, cosine by words, by meaning.

    The cosine by words is the number of shared words over the root of the product of both numbers
    of words. The other one is that of `embed`.
    """
    split = [set(re.findall(r"\w+", text.lower())) for text in [question, *known]]
    shared = [len(split[0] & words) for words in split[1:]]
    of_each = [len(words) for words in split[1:]]
    vectors = embed([question, *known])
    table = {
        "words": of_each,
        "shared": shared,
        "cosine, words": np.array(shared) / np.sqrt(len(split[0]) * np.array(of_each)),
        "cosine, pretrained": vectors[1:] @ vectors[0],
    }
    return pd.DataFrame(table, index=pd.Index(known, name=question)).round(3)


class TokenMean(nn.Module):
    """`embed` and a regression as one net, so that the vectors can be trained, too."""

    def __init__(self, vectors, n_classes):
        super().__init__()
        self.vectors = nn.EmbeddingBag.from_pretrained(torch.tensor(vectors), freeze=False)
        self.drop = nn.Dropout(0.3)
        self.last = nn.Linear(vectors.shape[1], n_classes)
        self.last.weight.data *= 10  # its inputs are short: 256 numbers of total length 1

    def start_with(self, regression):
        """Take over the weights of a regression that was fitted on the frozen vectors."""
        self.last.weight.data = torch.tensor(regression.coef_, dtype=torch.float32)
        self.last.bias.data = torch.tensor(regression.intercept_, dtype=torch.float32)

    def forward(self, tokens, starts):
        """Return a score a class for texts whose tokens stand one after another."""
        return self.last(self.drop(nn.functional.normalize(self.vectors(tokens, starts))))


def fit_token_net(texts, labels, pretrained, seed):
    """Train a `TokenMean`; return a function from texts to classes.

    A pretrained one starts with the frozen model, vectors and regression, and is fine-tuned. The
    other starts with random numbers: from nothing. Each has the better of a few rates and lengths
    that were tried on other draws.
    """
    vectors, tokenizer = load_pretrained()
    vectors = vectors if pretrained else random_vectors(seed)
    rate, epochs = (0.003, 10) if pretrained else (0.01, 20)

    def tokens_of(some):
        encoded = tokenizer.encode_batch(list(some), add_special_tokens=False)
        return [torch.tensor(text.ids) for text in encoded]

    def side_by_side(some):
        return torch.cat(some), torch.tensor([0, *map(len, some)]).cumsum(0)[:-1]

    # Only the tokens of the labelled texts can learn; the others keep their vectors.
    tokens = tokens_of(texts)
    used = torch.cat(tokens).unique()
    tokens = [torch.searchsorted(used, text) for text in tokens]
    torch.manual_seed(seed)
    known, classes = np.unique(labels, return_inverse=True)
    net = TokenMean(vectors[used], len(known))
    if pretrained:
        net.start_with(LogisticRegression(C=10, max_iter=2000).fit(embed(texts), labels))
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    steps = max(30 * epochs, epochs * len(texts) // 32)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    generator = torch.Generator().manual_seed(seed)
    classes = torch.tensor(classes)
    for _ in range(steps):
        rows = torch.randint(len(texts), (32,), generator=generator)
        scores = net(*side_by_side([tokens[row] for row in rows]))
        optimizer.zero_grad()
        nn.functional.cross_entropy(scores, classes[rows]).backward()
        optimizer.step()
        schedule.step()
    learnt = torch.tensor(vectors)
    learnt[used] = net.vectors.weight.data
    net.vectors = nn.EmbeddingBag.from_pretrained(learnt)
    net.eval()

    @torch.no_grad()
    def answer(some):
        return known[net(*side_by_side(tokens_of(some))).argmax(1).numpy()]

    return answer


def answer_questions(way, texts, labels, questions, seed):
    """Return the classes that a model, trained on labelled texts, gives to the questions."""
    if way in ("net from nothing", "pretrained, fine-tuned"):
        return fit_token_net(texts, labels, way != "net from nothing", seed)(questions)
    return text_models()[way].fit(texts, labels).predict(questions)


TEXT_WAYS = [
    "words",
    "net from nothing",
    "pretrained, frozen",
    "pretrained, fine-tuned",
    "random vectors, frozen",
    "words + pretrained",
]
LIBRARIES = {  # where functions are read; whole libraries would take longer than a lesson has
    "matplotlib": ["axes", "[a-m]*.py"],
    "numpy": ["lib", "ma", "polynomial", "_core"],
    "pandas": ["core/*.py"],
    "scipy": ["signal", "linalg", "interpolate"],
    "sklearn": ["linear_model", "metrics", "preprocessing", "cluster", "utils"],
    "statsmodels": ["stats", "regression", "discrete"],
    "torch": ["nn", "ao/quantization"],
}


def source_files(library):
    """Yield the source files of an installed library's folders in `LIBRARIES`, without tests."""
    root = Path(importlib.util.find_spec(library).submodule_search_locations[0])
    for part in LIBRARIES[library]:
        for path in sorted(root.glob(part) if "*" in part else (root / part).rglob("*.py")):
            if "test" not in path.relative_to(root).as_posix():
                yield path


def functions_in(path):
    """Yield the public functions and methods of a source file, without running it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for member in members:
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                yield member


def first_sentence(docstring):
    """Return the first sentence of a docstring, without any library's name."""
    sentence = re.split(r"(?<=[.])\s", " ".join(docstring.split("\n\n")[0].split()))[0]
    names = r"numpy|pandas|scipy|sklearn|scikit-learn|(py)?torch|matplotlib|statsmodels"
    return re.sub(rf"(?i)\b({names})\b", "", sentence)


@cache
def read_functions():
    """Return functions of seven installed libraries: what each does, its arguments, its library.

    Only functions with a summary of 25 to 200 letters and at least two arguments count, each
    summary and each list of arguments once.
    """
    rows, seen = [], set()
    for library in LIBRARIES:
        for function in (f for path in source_files(library) for f in functions_in(path)):
            summary = first_sentence(ast.get_docstring(function) or "")
            given = function.args
            names = [a.arg for a in given.posonlyargs + given.args + given.kwonlyargs]
            names = " ".join(name for name in names if name not in ("self", "cls"))
            if 25 <= len(summary) <= 200 and " " in names and not {summary, names} & seen:
                seen |= {summary, names}
                rows.append({"summary": summary, "arguments": names, "library": library})
    return pd.DataFrame(rows)


def share_in_pieces(texts):
    """Return the share of the words that the pretrained model's tokenizer has only in pieces."""
    words = [word for text in texts for word in re.findall(r"\w+", text)]
    tokens = load_pretrained()[1].encode_batch(words, add_special_tokens=False)
    return np.mean([len(word) > 1 for word in tokens])


def repeat_draws(texts, labels, models, sizes=(2, 5, 10, 20, 50, 100), draws=5, seed=0):
    """Return accuracy by labels a class, draw and model, on 60 other texts of each class."""
    rows = []
    for i in range(draws):
        drawn = draw_labelled(labels, max(sizes) + 60, seed=100 * seed + i)
        drawn = drawn.reshape(len(np.unique(labels)), -1)  # a row a class
        test = drawn[:, -60:].ravel()
        for size in sizes:
            train = drawn[:, :size].ravel()
            for name, model in models.items():
                answers = model.fit(texts[train], labels[train]).predict(texts[test])
                right = (answers == labels[test]).mean()
                rows.append({"per_class": size, "draw": i, "way": name, "accuracy": right})
    return pd.DataFrame(rows)


def labels_to_match(desk, way, other, per_class):
    """Return for each draw how many labels of each intent `way` needs to be as accurate as `other`.

    Between two numbers of labels the accuracy is taken to be linear in their logarithm.
    """
    table = desk.pivot(index=["draw", "per_class"], columns="way", values="accuracy")
    needed = []
    for _, accuracy in table.groupby("draw"):
        accuracy = accuracy.droplevel("draw")
        log_sizes = np.log(accuracy.index)
        needed.append(np.interp(accuracy.at[per_class, other], accuracy[way], log_sizes))
    return np.exp(needed)


def lead_over_words(desk, way="pretrained, frozen"):
    """Return how many points a model leads "words" by, a row for each number of labels.

    `mean`, `lowest` and `highest` are over the draws of labels. `+-` is the half-width of a 95%
    interval for the luck of the test questions, which are the same in each draw.
    """
    n, rows = 3080, {}
    for per_class, draws in desk[desk["way"] == way].groupby("per_class"):
        lead = 100 * (draws["gained"] - draws["lost"]) / n
        gained, lost = draws["gained"].mean(), draws["lost"].mean()
        spread = (gained + lost - (gained - lost) ** 2 / n) ** 0.5
        rows[per_class] = [lead.mean(), lead.min(), lead.max(), 196 * spread / n]
    columns = ["mean", "lowest", "highest", "+-"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return table.rename_axis("labels of each intent").round(1)


WAYS = {
    "words": LOOKS["logistic regression"],
    "net from nothing": LOOKS["CNN"],
    "pretrained, frozen": {"color": "C8", "marker": "D", "linestyle": "-."},
    "pretrained, fine-tuned": {"color": "C6", "marker": "s", "linestyle": "--"},
    "random vectors, frozen": {"color": "C9", "marker": "x", "linestyle": ":"},
    "words + pretrained": {"color": "C7", "marker": "P", "linestyle": ":"},
}


def draw_ways(ax, results, ways, title):
    """Draw accuracy against labels a class; bars from the lowest to the highest draw."""
    said = []
    for i, way in enumerate(ways):
        of_way = results[results["way"] == way].groupby("per_class")["accuracy"]
        mean, low, high = of_way.mean(), of_way.min(), of_way.max()
        aside = mean.index * 1.03 ** (i - (len(ways) - 1) / 2)  # bars side by side
        ax.errorbar(aside, mean, [mean - low, high - mean], capsize=3, label=way, **WAYS[way])
        said.append(f"{way} from {mean.iloc[0]:.2f} to {mean.iloc[-1]:.2f}")
    sizes = sorted(results["per_class"].unique())
    ax.set(xscale="log", title=title, ylabel="accuracy on other texts")
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.minorticks_off()
    return "; ".join(said)


def draw_desk(results, ways):
    """Draw the learning curves of the bank's desk."""
    fig, ax = plt.subplots(figsize=(7.5, 4.6))
    said = draw_ways(ax, results, ways, "The bank's desk: 77 intents")
    ax.set(xlabel="labelled questions of each intent", ylim=(0.2, 0.95))
    ax.set_ylabel("accuracy on 3,080 other questions")
    ax.legend(title="bars: lowest to highest draw", loc="lower right")
    alt_text(
        fig,
        "Accuracy over 77 intents against labelled questions of each intent, 1 to 90 on a log "
        f"scale, with bars from the lowest to the highest draw. {said}.",
    )


def draw_libraries(by_text, ways=("words", "pretrained, frozen")):
    """Draw the learning curves of which library it is, a panel a kind of text."""
    fig, axes = plt.subplots(1, len(by_text), figsize=(9, 4.2), sharey=True)
    said = []
    for ax, (kind, results) in zip(axes, by_text.items(), strict=True):
        said.append(f"{kind}: {draw_ways(ax, results, ways, f'The text is its {kind}')}")
        ax.set(xlabel="labelled functions of each library", ylim=(0.1, 0.85))
        ax.axhline(1 / 7, color="black", linewidth=1, linestyle=(0, (1, 2)), label="chance")
    axes[0].legend(title="bars: lowest to highest draw", loc="upper left")
    axes[1].set_ylabel("")
    alt_text(
        fig,
        "Two line charts: accuracy in telling seven libraries apart against labelled functions of "
        f"each, on a log scale, with bars from the lowest to the highest draw. {'. '.join(said)}.",
    )


def few_labels(known, images, labels, test_images, test_labels, seed):
    """Return accuracy and CPU seconds of four ways to use a few labels and a `known` net."""

    @torch.no_grad()
    def seen(pictures):
        return known[:-1](as_tensor(pictures)).numpy()  # all layers but the last

    tuned = cnn(seed)
    tuned.load_state_dict(known.state_dict())
    tuned[-1] = nn.Linear(64 * 9, 10)
    ways = {
        "pixels": lambda: pixel_logistic().fit(flat(images), labels),
        "frozen": lambda: pixel_logistic().fit(seen(images), labels),
        "fine-tuned": lambda: train(tuned, images, labels, 150, seed, strength=1.0),
        "from scratch": lambda: train(cnn(seed), images, labels, 300, seed, strength=1.0),
    }
    results = []
    for way, fit in ways.items():
        start = time.process_time()
        model = fit()
        used = time.process_time() - start
        if isinstance(model, nn.Module):
            answers = predict(model, test_images)
        else:
            answers = model.predict((flat if way == "pixels" else seen)(test_images))
        accuracy = (answers == test_labels).mean()
        results.append({"way": way, "accuracy": accuracy, "fit_seconds": used})
    return results


def draw_digits(results):
    """Draw the old digits' net on new digits: accuracy against labelled images of each."""
    ways = {
        "fine-tuned": ("pretrained, fine-tuned", "pretrained, fine-tuned; augmented"),
        "frozen": ("pretrained, frozen", "pretrained, frozen"),
        "from scratch": ("net from nothing", "net from nothing; augmented"),
        "pixels": ("words", "pixels + logistic regression"),
    }
    by_way = results.groupby(["way", "labels_per_class"])["accuracy"].agg(["mean", "min", "max"])
    fig, ax = plt.subplots()
    said = []
    for i, (way, (look, label)) in enumerate(ways.items()):
        at = by_way.loc[way]
        bars = [at["mean"] - at["min"], at["max"] - at["mean"]]
        ax.errorbar(
            at.index * 1.04 ** (i - 1.5), at["mean"], bars, capsize=3, label=label, **WAYS[look]
        )
        said.append(f"{label} from {at['mean'].iloc[0]:.2f} to {at['mean'].iloc[-1]:.2f}")
    ax.set(xscale="log", xlabel="labelled images of each new digit", ylabel="accuracy on 5 to 9")
    ax.set_xticks([1, 2, 5, 10], ["1", "2", "5", "10"])
    ax.minorticks_off()
    ax.set_title("A net that knows the digits 0 to 4 meets 5 to 9")
    ax.legend(title="bars: lowest to highest of five draws", loc="lower right")
    alt_text(
        fig,
        "Accuracy on the digits 5 to 9 against labelled images of each, 1 to 10, for a net that "
        f"knows the digits 0 to 4 and its rivals, bars over five draws. {'; '.join(said)}.",
    )


# --- Part 4: the launch ---------------------------------------------------------------------------


def half_size_cnn(seed):
    """Return a small convolutional net for images of 14 by 14 pixels."""
    torch.manual_seed(seed)
    layers = [nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    layers += [nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(32 * 9, 10))


def run_shadow(labels, seed):
    """Return the shadow log of 4,500 new digits: the true digit, and what each model answers.

    Both models learn from the same `labels` digits (at most 500). The net also sees jittered
    copies of them; the simple model (PCA and SVM) does not. The new digits are always the same.
    """
    digits = load_mnist()
    order = np.random.default_rng(seed).permutation(len(digits.target))
    images = digits.images[order].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))
    target, known, new = digits.target[order], slice(labels), slice(500, None)
    simple = svm().fit(flat(images[known]), target[known])
    net = half_size_cnn(seed)
    train(net, images[known], target[known], 250, 100 * seed + labels, strength=0.5, rate=0.015)
    answers = {"simple": simple.predict(flat(images[new])), "net": predict(net, images[new])}
    return pd.DataFrame({"digit": target[new]} | answers)


def simulate_audits(gain, cases_a_week, weeks=20, teams=1000, seed=0):
    """Return the mean gain of all cases so far and its standard error.

    Each week a team draws `cases_a_week` new cases at random; `gain` has an entry a case.

    Returns
    -------
    mean, error : arrays of float
        A row a team, a column a week.
    """
    rng = np.random.default_rng(seed)
    drawn = rng.choice(gain, size=(teams, weeks, cases_a_week))
    n = cases_a_week * np.arange(1, weeks + 1)
    mean, squares = (x.sum(axis=2).cumsum(axis=1) / n for x in (drawn, drawn**2))
    return mean, np.sqrt((squares - mean**2) / n)


def always_valid_z(cases, alpha=0.05, tuned_to=100):
    """Return the multiple of the standard error that holds at all numbers of `cases` at once.

    The normal mixture bound, one-sided and for large samples (Robbins 1970; Waudby-Smith and
    others 2024). Its width is a compromise around `tuned_to` cases.
    """
    ratio = (cases + tuned_to) / tuned_to
    return np.sqrt((cases + tuned_to) / cases * np.log(ratio / (2 * alpha) ** 2))


def draw_switching(switched):
    """Draw the share of teams that have switched, week by week, a line for each audit."""
    fig, ax = plt.subplots()
    said = []
    for (audit, share), look in zip(switched.items(), ("oC6-", "sC8--", "^k:"), strict=True):
        week = np.arange(1, len(share) + 1)
        ax.plot(week, 100 * share, look, label=f"{audit} random cases a week", markersize=4)
        said.append(f"With {audit} cases a week: {share[0]:.0%} in week 1, {share[-1]:.0%} in 20.")
    ax.set(xlabel="week", ylabel="teams of 100 that have switched", ylim=(-2, 102))
    ax.set_xticks([1, 5, 10, 15, 20])
    ax.set_title("The same net, the same rule: the audit decides when it is found")
    ax.legend(loc="lower right")
    alt_text(
        fig,
        "Share of 1,000 simulated teams that have switched to the net, by week. " + " ".join(said),
    )


# --- Part 5: which mistake is dearer --------------------------------------------------------------


def draw_two_losses(loss, break_even):
    """Draw the expected loss of both choices against the chance that the net is better."""
    fig, ax = plt.subplots(figsize=(7, 3.6))
    chance = np.array([0, 1])
    for choice, look in {"stay": "C6-", "switch": "C8--"}.items():
        ends = loss.loc[choice, ["no better", "better"]] / 1000
        ax.plot(100 * chance, ends, look, linewidth=2.5, label=choice)
    ax.axvline(100 * break_even, color="black", linestyle=":")
    ax.text(100 * break_even + 1, ax.get_ylim()[1] * 0.9, f"{100 * break_even:.0f} in 100")
    ax.set(xlabel="chances in 100 that the net is better", ylabel="expected loss, thousands")
    ax.set_title("Left of the dotted line stay, right of it switch")
    ax.legend()
    alt_text(
        fig,
        "Two straight lines against the chance that the net is better. The expected loss of "
        f"staying rises from 0 to {loss.loc['stay', 'better']:,.0f}, that of switching falls from "
        f"{loss.loc['switch', 'no better']:,.0f} to 0. They cross at {break_even:.0%}.",
    )


ALPHAS = [0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005, 0.0025]


def price_rules(gain, cases_a_week, seed, answers_a_week=2000, weeks=50, price=5, change=2500):
    """Return what teams lose on average against the best choice, a row for each alpha.

    A team switches in the first of 20 weeks in which the lower bound of the lead exceeds half a
    point, and never goes back. Columns: the net as it is, a net that is no better, the mirror image
    of the net. Money: `price` for each error less, `change` for the switch, over `weeks` weeks.
    """
    worlds = {"better": gain, "no better": np.hstack([gain, -gain]), "worse": -gain}
    enough = cases_a_week * np.arange(1, 21) >= 60
    lost = pd.DataFrame(index=pd.Index(ALPHAS, name="alpha"))
    for world, gains in worlds.items():
        # What a switch at the end of week 0, 1, 2 ... earns; the last entry: no switch.
        earned = price * answers_a_week * gains.mean() * np.arange(weeks, 0, -1) - change
        earned = np.append(earned, 0)
        mean, error = simulate_audits(gains, cases_a_week, seed=seed)
        for alpha in ALPHAS:
            passes = (mean - norm.isf(alpha) * error > 0.005) & enough
            week = np.where(passes.any(axis=1), passes.argmax(axis=1) + 1, weeks)
            lost.loc[alpha, world] = max(earned[0], 0) - earned[week].mean()
    return lost


def draw_loss_by_alpha(lost, better):
    """Draw the money lost against alpha, if `better` challengers in 100 are better."""
    share = np.array([better, (100 - better) / 2, (100 - better) / 2]) / 100
    mix = lost @ share
    strictness = norm.isf(ALPHAS)
    fig, ax = plt.subplots()
    looks = {"better": "C6:", "no better": "C8--", "worse": "C4-."}
    for world, look in looks.items():
        ax.plot(strictness, lost[world] / 1000, look, label=f"the net is {world}")
    ax.plot(strictness, mix / 1000, "k-", linewidth=3, label="average over what we believe")
    best = mix.idxmin()
    ax.plot(norm.isf(best), mix[best] / 1000, "ko", markersize=9)
    ticks = {0.5: "0.5: mean alone", 0.2: "0.2", 0.05: "0.05", 0.0025: "0.05 / 20"}
    ax.set_xticks(norm.isf(list(ticks)), list(ticks.values()))
    ax.set(xlabel="alpha of the weekly bound (stricter to the right)", ylim=(0, 14.5))
    ax.set_ylabel("thousands lost against the best choice")
    ax.set_title(f"{better} challengers in 100 are better; the rest are half no better, half worse")
    ax.legend(loc="upper left")
    alt_text(
        fig,
        "Money lost against alpha of the weekly bound, for a net that is better, no better, or "
        f"worse, and on average if {better} challengers in 100 are better. The first line rises "
        f"with strictness, the others fall; the average is lowest, {mix[best]:,.0f}, at an alpha "
        f"of {best:.2g}.",
    )
    return fig


# --- Part 6: labels that our own decisions have chosen --------------------------------------------


def lend(seed):
    """Return 28,000 applicants: two scores, who is approved, who defaults.

    Both models learn from 2,000 clients drawn from everybody. Neither sees SEX or MARRIAGE.
    The lender approves below a risk of 1/6.

    Returns
    -------
    pandas.DataFrame
        risk : the lender's score, by logistic regression. net : the score of a careful net.
        approved : bool. defaulted : 0 or 1, known here for everybody.
    """
    X, y = load_clients()
    X = X.drop(columns=["SEX", "MARRIAGE"])
    codes = [code for code in CODES if code in X]
    order = np.random.default_rng(seed).permutation(len(y))
    past, applied = order[:2000], order[2000:]
    logistic = make_pipeline(encoder(codes), LogisticRegression(C=0.1, max_iter=2000))
    scores = {}
    for name, model in {"risk": logistic, "net": careful_net(codes, seed=seed)}.items():
        model.fit(X.iloc[past], y.iloc[past])
        scores[name] = model.predict_proba(X.iloc[applied])[:, 1]
    people = pd.DataFrame(scores)
    return people.assign(approved=people.risk < 1 / 6, defaulted=y.iloc[applied].to_numpy())


def weighted_auc(score, defaulted, weight):
    """Return the AUC where each row counts `weight` times (scores hardly ever tie here)."""
    order = np.argsort(score)
    bad = (weight * defaulted)[order]
    good = (weight * (1 - defaulted))[order]
    return (bad * (good.cumsum() - good / 2)).sum() / (bad.sum() * good.sum())


def compare_auc(people, seed=0, n_boot=300):
    """Return both AUCs among `people`, and the net's lead with its 95% interval (bootstrap)."""
    defaulted = people.defaulted.to_numpy()
    scores = people.risk.to_numpy(), people.net.to_numpy()
    rng = np.random.default_rng(seed)
    # Poisson counts stand in for drawing rows with replacement.
    weights = [np.ones(len(people)), *(rng.poisson(1, len(people)) for _ in range(n_boot))]
    lender, net = np.array([[weighted_auc(s, defaulted, w) for w in weights] for s in scores])
    low, high = np.quantile((net - lender)[1:], [0.025, 0.975])
    return {
        "people": f"{len(people):,}",
        "defaults, %": round(100 * defaulted.mean(), 1),
        "AUC lender": round(lender[0], 3),
        "AUC net": round(net[0], 3),
        "lead of the net": round(net[0] - lender[0], 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def compare_profit(rules, worth, seed, n_boot=400):
    """Return what each rule earns, and against the first rule with a 95% interval (bootstrap).

    `rules` says for each name who is approved; `worth` is what each person would bring.
    """
    rng = np.random.default_rng(seed)
    weights = [rng.poisson(1, len(worth)) for _ in range(n_boot)]  # as in compare_auc
    first = next(iter(rules.values()))
    rows = {}
    for rule, yes in rules.items():
        more = worth * yes - worth * first
        low, high = np.quantile([w @ more for w in weights], [0.025, 0.975])
        rows[rule] = {"approved, %": 100 * yes.mean(), "profit": (worth * yes).sum()}
        rows[rule] |= {"against lender": more.sum(), "low": low, "high": high}
    return pd.DataFrame(rows).T


def draw_approval(people):
    """Draw the lender's score of everybody who applied; the approved are hatched."""
    fig, ax = plt.subplots(figsize=(7, 3.4))
    bins = np.arange(0, 1.001, 1 / 60)
    ax.hist(people.risk[people.approved], bins, color="C8", hatch="//", label="safe: approved")
    ax.hist(people.risk[~people.approved], bins, color="C9", label="risky: turned away")
    ax.axvline(1 / 6, color="black", linestyle=(0, (1, 2)))
    ax.set(xlabel="risk, by the lender's score", ylabel="applicants", xlim=(0, 1))
    ax.set_title("The lender learns who pays only left of 1/6")
    ax.legend()
    share = people.approved.mean()
    alt_text(
        fig,
        f"Histogram of the lender's score of {len(people):,} applicants. The {share:.0%} below 1/6 "
        "are approved and hatched; the others spread out to the right up to a risk near 0.9.",
    )


def measure_auc(people, explore, seed, sizes=(500, 2000, 8000, 28000), draws=30):
    """Return the AUC of the lender's score as measured in three ways, by number of applicants.

    Returns
    -------
    pandas.DataFrame
        A row for each way and number of applicants: mean and std over the draws.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for size in np.repeat(sizes, draws):
        some = people.iloc[rng.integers(len(people), size=size)]
        own, explored = explore(some, 0, rng), explore(some, 0.1, rng)
        ways = {"own clients": own, "explored, no weights": explored.assign(weight=1.0)}
        ways["explored, weighted"] = explored
        for way, got in ways.items():
            columns = (got[name].to_numpy() for name in ("risk", "defaulted", "weight"))
            rows.append({"way": way, "applicants": size, "AUC": weighted_auc(*columns)})
    return pd.DataFrame(rows).groupby(["way", "applicants"], sort=False).AUC.agg(["mean", "std"])


def draw_auc_by_applicants(measured, truth):
    """Draw the AUC measured in each way against the number of applicants."""
    fig, ax = plt.subplots()
    looks = zip(measured.index.unique("way"), ("oC8-", "^C7-.", "sC6--"), strict=True)
    said = []
    for i, (way, look) in enumerate(looks):
        at = measured.loc[way]
        aside = 1.06**i  # so that the bars do not overlap
        ax.errorbar(at.index * aside, at["mean"], 2 * at["std"], fmt=look, capsize=4, label=way)
        first, last = at.iloc[0], at.iloc[-1]
        said.append(
            f"{way}: {first['mean']:.2f} (bar {2 * first['std']:.2f}) at {at.index[0]}, "
            f"{last['mean']:.2f} ({2 * last['std']:.2f}) at {at.index[-1]:,}."
        )
    ax.axhline(truth, color="black", linestyle=":", label="truth: everyone who applied")
    ax.set(xscale="log", xlabel="applicants", ylim=(0.4, 1), ylabel="AUC of the lender's score")
    ax.set_xticks(at.index, [f"{size:,}" for size in at.index])
    ax.minorticks_off()
    ax.set_title("More data of the same selection: more certain, still wrong")
    ax.legend(loc="upper right", ncols=2, title="bars: two standard deviations over 30 draws")
    alt_text(
        fig,
        f"Measured AUC against the number of applicants; everyone's is {truth:.2f}. "
        + " ".join(said),
    )
