"""Loaders for the data sets of the course, in scikit-learn's manner.

The data lie inside the package, each with a datasheet (`DESCR` of what a loader returns): where
they come from, their licence, what was changed, what is wrong with them. Nothing is downloaded.
"""

from importlib import resources

import numpy as np
import pandas as pd
from sklearn.utils import Bunch

# UCI's file has no header; the names follow its description of attributes 1-20.
GERMAN_COLUMNS = [
    "checking_status",
    "duration",
    "credit_history",
    "purpose",
    "credit_amount",
    "savings_status",
    "employment",
    "installment_rate",
    "personal_status",
    "other_debtors",
    "residence_since",
    "property",
    "age",
    "other_installment_plans",
    "housing",
    "existing_credits",
    "job",
    "people_liable",
    "telephone",
    "foreign_worker",
    "credit_risk",
]

FASHION_CLASSES = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
]


def load_credit_default(*, return_X_y=False, as_frame=False):
    """Load the Taiwan credit-card default data (classification).

    30,000 credit-card clients of a bank in Taiwan, April to September 2005, with 23 features.
    Amounts are in New Taiwan dollars, `AGE` in years; `PAY_0` ... `PAY_6` are codes of repayment
    status, `SEX`, `EDUCATION` and `MARRIAGE` are codes, too: `DESCR` explains them.

    The target `default_next_month` is 1 for a client who defaults in October 2005, else 0. Its
    base rate is 22.1%. `data` leaves out `ID`, which numbers the rows.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.
    as_frame : bool, default=False
        Return `data` as a DataFrame and `target` as a Series; else NumPy arrays.

    Returns
    -------
    Bunch
        `data` of shape (30000, 23), `target` (30000,), `frame` (the file unaltered, (30000, 25);
        None unless `as_frame=True`), `feature_names`, `target_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y, as_frame=as_frame)
    frame = _read_csv("credit_default_taiwan")
    return _table(
        "credit_default_taiwan",
        frame,
        frame["default_next_month"],
        left_out=["ID", "default_next_month"],
        target_names=["no default", "default"],
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def load_bikeshare(*, return_X_y=False, as_frame=False):
    """Load the hourly bike rentals of Washington D.C. (regression).

    17,379 hours of Capital Bikeshare, 2011 and 2012, with 11 features. `temp` and `atemp` are in
    degrees Celsius, `hum` in percent, `windspeed` in km/h by all signs (the source names no unit).
    `weekday` and `weathersit` have missing values.

    The target `cnt` is the number of rentals in the hour: mean 189.5, from 1 to 977. `data` leaves
    out `casual` and `registered`: they add up to `cnt` and are known only with it.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.
    as_frame : bool, default=False
        Return `data` as a DataFrame and `target` as a Series. Else both are NumPy arrays; `data`
        then has dtype object, since it holds dates, words and numbers.

    Returns
    -------
    Bunch
        `data` of shape (17379, 11), `target` (17379,), `frame` (the file, with `dteday` as dates,
        (17379, 14); None unless `as_frame=True`), `feature_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y, as_frame=as_frame)
    frame = _read_csv("bikeshare_hourly", parse_dates=["dteday"])
    return _table(
        "bikeshare_hourly",
        frame,
        frame["cnt"],
        left_out=["casual", "registered", "cnt"],
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def load_flights(*, return_X_y=False, as_frame=False):
    """Load flights from New York in 2013 (classification).

    30,000 flights that left New York City and arrived, 2,500 a month, with 18 features: the
    schedule, the weather at the origin in the scheduled hour, the plane. `distance` and `visib`
    are in miles, `temp` in degrees Fahrenheit, `wind_speed` in mph, `precip` in inches, `pressure`
    in millibars; `sched_dep_time` and `sched_arr_time` are local times written as HHMM.

    The target `late` is 1 for a flight that arrived more than 15 minutes late (`arr_delay > 15`),
    else 0. Its base rate is 24.0%. `data` leaves out `arr_delay`, which defines the target, and
    `dep_delay`, which is not known before departure. Both are in `frame`, in minutes.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.
    as_frame : bool, default=False
        Return `data` as a DataFrame and `target` as a Series. Else both are NumPy arrays; `data`
        then has dtype object, since it holds words and numbers.

    Returns
    -------
    Bunch
        `data` of shape (30000, 18), `target` (30000,), `frame` (the file unaltered, (30000, 20);
        None unless `as_frame=True`), `feature_names`, `target_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y, as_frame=as_frame)
    frame = _read_csv("flights_2013")
    return _table(
        "flights_2013",
        frame,
        (frame["arr_delay"] > 15).astype("int64").rename("late"),
        left_out=["dep_delay", "arr_delay"],
        target_names=["not late", "late"],
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def load_adult(*, return_X_y=False, as_frame=False):
    """Load the Adult census data of 1994 (classification).

    48,842 people in a sample of the US census bureau's survey, with 13 features. `age` is in
    years, `capital_gain` and `capital_loss` in US dollars, `hours_per_week` in hours. `workclass`,
    `occupation` and `native_country` have missing values.

    The target `over_50k` is 1 where `income` is ">50K" (US dollars a year), else 0. Its base rate
    is 23.9%. `data` leaves out `fnlwgt`, a survey weight and not a trait of the person; it is in
    `frame`.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.
    as_frame : bool, default=False
        Return `data` as a DataFrame and `target` as a Series. Else both are NumPy arrays; `data`
        then has dtype object, since it holds words and numbers.

    Returns
    -------
    Bunch
        `data` of shape (48842, 13), `target` (48842,), `frame` (the file unaltered, (48842, 15);
        None unless `as_frame=True`), `feature_names`, `target_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y, as_frame=as_frame)
    frame = _read_csv("adult")
    return _table(
        "adult",
        frame,
        (frame["income"] == ">50K").astype("int64").rename("over_50k"),
        left_out=["fnlwgt", "income"],
        target_names=["<=50K", ">50K"],
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def load_german_credit(*, return_X_y=False, as_frame=False):
    """Load the German credit data (classification).

    1,000 credits granted by a bank in southern Germany, 1973 to 1975, with 20 features. `duration`
    is in months, `credit_amount` in Deutsche Mark, `age` in years; most other columns hold UCI's
    codes such as "A11", which `DESCR` explains. The meaning of several codes is known to be wrong.

    The target `bad` is 1 for a bad credit (code 2 of `credit_risk`), else 0. Its base rate of
    30.0% comes from the sampling and is no prevalence.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.
    as_frame : bool, default=False
        Return `data` as a DataFrame and `target` as a Series. Else both are NumPy arrays; `data`
        then has dtype object, since it holds words and numbers.

    Returns
    -------
    Bunch
        `data` of shape (1000, 20), `target` (1000,), `frame` (the file, with names for its
        numbered columns, (1000, 21); None unless `as_frame=True`), `feature_names`,
        `target_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y, as_frame=as_frame)
    frame = _read_csv("german_credit").set_axis(GERMAN_COLUMNS, axis="columns")
    return _table(
        "german_credit",
        frame,
        (frame["credit_risk"] == 2).astype("int64").rename("bad"),
        left_out=["credit_risk"],
        target_names=["good", "bad"],
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def load_mnist(*, return_X_y=False):
    """Load 5,000 handwritten digits of MNIST (classification).

    Images of 28 x 28 pixels, grey levels 0 (paper) to 255 (ink), sorted by class.

    The target is the digit, 0 to 9: 500 images of each, a base rate of 10% a class.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.

    Returns
    -------
    Bunch
        `data` of shape (5000, 784) and `images` (5000, 28, 28), both uint8, `target` (5000,),
        `frame` (None), `feature_names`, `target_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y)
    arrays = _read_npz("mnist_5k")
    return _images("mnist_5k", arrays["X"], arrays["y"], [str(i) for i in range(10)], return_X_y)


def load_fashion_mnist(*, subset="train", return_X_y=False):
    """Load 12,000 images of garments from Fashion-MNIST (classification).

    Images of 28 x 28 pixels, grey levels 0 (background) to 255.

    The target is the class of garment, 0 to 9, named in `target_names`: as many images of each, a
    base rate of 10% a class. Results on this subset do not compare with published ones.

    Parameters
    ----------
    subset : {"train", "test", "all"}, default="train"
        8,000 images, 4,000 other images, or all in this order.
    return_X_y : bool, default=False
        Return `(data, target)` instead of a Bunch.

    Returns
    -------
    Bunch
        `data` of shape (n, 784) and `images` (n, 28, 28), both uint8, `target` (n,), `frame`
        (None), `feature_names`, `target_names`, `DESCR`.
    """
    _check_flags(return_X_y=return_X_y)
    parts = {"train": ["train"], "test": ["test"], "all": ["train", "test"]}
    if not isinstance(subset, str) or subset not in parts:
        raise ValueError(f'subset must be "train", "test" or "all", not {subset!r}')
    arrays = _read_npz("fashion_mnist_12k")
    images = np.concatenate([arrays[f"X_{part}"] for part in parts[subset]])
    target = np.concatenate([arrays[f"y_{part}"] for part in parts[subset]])
    return _images("fashion_mnist_12k", images, target, list(FASHION_CLASSES), return_X_y)


def _check_flags(**flags):
    for name, value in flags.items():
        if not isinstance(value, bool | np.bool_):
            raise TypeError(f"{name} must be True or False, not {value!r}")


def _file(name):
    return resources.files("sevendiff").joinpath("data", name)


def _read_csv(name, **options):
    with _file(f"{name}.csv.gz").open("rb") as file:
        # Only an empty cell is missing.
        return pd.read_csv(
            file,
            compression="gzip",
            keep_default_na=False,
            na_values=[""],
            **options,
        )


def _read_npz(name):
    with _file(f"{name}.npz").open("rb") as file, np.load(file) as arrays:
        return dict(arrays)


def _table(name, frame, target, *, left_out, return_X_y, as_frame, target_names=None):
    data = frame.drop(columns=left_out)
    feature_names = list(data.columns)
    if not as_frame:
        frame, data, target = None, data.to_numpy(), target.to_numpy()
    if return_X_y:
        return data, target
    bunch = Bunch(
        data=data,
        target=target,
        frame=frame,
        feature_names=feature_names,
        DESCR=_file(f"{name}.md").read_text(encoding="utf-8"),
    )
    if target_names is not None:
        bunch.target_names = target_names
    return bunch


def _images(name, images, target, target_names, return_X_y):
    data = images.reshape(len(images), -1)
    # Class numbers of type uint8 wrap around when subtracted.
    target = target.astype("int64")
    if return_X_y:
        return data, target
    rows, columns = images.shape[1:]
    return Bunch(
        data=data,
        target=target,
        frame=None,
        feature_names=[f"pixel_{i}_{j}" for i in range(rows) for j in range(columns)],
        target_names=target_names,
        images=images,
        DESCR=_file(f"{name}.md").read_text(encoding="utf-8"),
    )
