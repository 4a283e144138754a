"""The data sets: what loaders return, and every number that docstrings and datasheets print."""

import hashlib
import socket
from importlib import resources

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from sevendiff import datasets

DATA = resources.files("sevendiff") / "data"

# Loader, file, shape of data, shape of frame, columns of the file that are not in data.
TABLES = [
    (
        datasets.load_credit_default,
        "credit_default_taiwan",
        (30_000, 23),
        (30_000, 25),
        {"ID", "default_next_month"},
    ),
    (
        datasets.load_bikeshare,
        "bikeshare_hourly",
        (17_379, 11),
        (17_379, 14),
        {"casual", "registered", "cnt"},
    ),
    (
        datasets.load_flights,
        "flights_2013",
        (30_000, 18),
        (30_000, 20),
        {"dep_delay", "arr_delay"},
    ),
    (datasets.load_adult, "adult", (48_842, 13), (48_842, 15), {"fnlwgt", "income"}),
    (datasets.load_german_credit, "german_credit", (1_000, 20), (1_000, 21), {"credit_risk"}),
]
IMAGES = [(datasets.load_mnist, "mnist_5k"), (datasets.load_fashion_mnist, "fashion_mnist_12k")]
NAMES = [name for _, name, *_ in TABLES + IMAGES]

each_table = pytest.mark.parametrize(
    "load, name, shape, frame_shape, left_out", TABLES, ids=[row[1] for row in TABLES]
)


def as_words(text):
    return " ".join(text.split())


def test_every_file_has_datasheet_checksum_and_loader():
    files = {entry.name for entry in DATA.iterdir()}
    data = {name for name in files if name.endswith((".csv.gz", ".npz"))}
    assert files == data | {f"{name}.md" for name in NAMES} | {"SHA256SUMS"}
    assert {name.split(".")[0] for name in data} == set(NAMES)

    sums = dict(line.split("  ")[::-1] for line in (DATA / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == data
    for name, expected in sums.items():
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == expected, name

    loaders = {loader for loader in vars(datasets) if loader.startswith("load_")}
    assert loaders == {load.__name__ for load, *_ in TABLES + IMAGES}


@pytest.mark.parametrize(
    "name, licence",
    [
        ("credit_default_taiwan", "https://creativecommons.org/licenses/by/4.0/"),
        ("bikeshare_hourly", "https://creativecommons.org/licenses/by/4.0/"),
        ("flights_2013", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("adult", "https://creativecommons.org/licenses/by/4.0/"),
        ("german_credit", "https://creativecommons.org/licenses/by/4.0/"),
        ("mnist_5k", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("fashion_mnist_12k", "Copyright © 2017 Zalando SE"),
    ],
)
def test_datasheet_names_source_licence_changes_and_faults(name, licence):
    text = (DATA / f"{name}.md").read_text(encoding="utf-8")
    for part in ["**One row**", "**Target**", "## Source and licence", "**Changes made**"]:
        assert part in text
    for part in ["## What is wrong with it", "## Do not use it", licence]:
        assert part in text


@each_table
def test_table(load, name, shape, frame_shape, left_out):
    bunch = load(as_frame=True)
    assert bunch.data.shape == shape
    assert bunch.frame.shape == frame_shape
    assert bunch.target.shape == shape[:1]
    assert bunch.feature_names == list(bunch.data.columns)
    assert set(bunch.frame.columns) - set(bunch.feature_names) == left_out
    pd.testing.assert_frame_equal(bunch.data, bunch.frame[bunch.feature_names])
    assert bunch.target.dtype == "int64"
    assert bunch.DESCR == (DATA / f"{name}.md").read_text(encoding="utf-8")

    X, y = load(return_X_y=True, as_frame=True)
    pd.testing.assert_frame_equal(X, bunch.data)
    pd.testing.assert_series_equal(y, bunch.target)

    arrays = load()
    assert arrays.frame is None
    assert isinstance(arrays.data, np.ndarray) and isinstance(arrays.target, np.ndarray)
    pd.testing.assert_frame_equal(
        pd.DataFrame(arrays.data, columns=arrays.feature_names), X, check_dtype=False
    )
    np.testing.assert_array_equal(arrays.target, y)
    X_array, y_array = load(return_X_y=True)
    assert X_array.shape == shape and y_array.shape == shape[:1]


@each_table
def test_frame_is_the_file_unaltered(load, name, shape, frame_shape, left_out):
    frame = load(as_frame=True).frame
    cells = pd.read_csv(DATA / f"{name}.csv.gz", dtype=str, keep_default_na=False)
    if name == "german_credit":
        assert list(cells.columns) == [str(i) for i in range(21)]
        cells.columns = frame.columns
    assert list(frame.columns) == list(cells.columns)
    for column in frame:
        blank = cells[column] == ""
        pd.testing.assert_series_equal(frame[column].isna(), blank)
        values, written = frame.loc[~blank, column], cells.loc[~blank, column]
        if values.dtype.kind == "M":
            assert (values.dt.strftime("%Y-%m-%d") == written).all()
        elif values.dtype.kind in "if":
            assert (values == written.map(float)).all()
        else:
            assert (values == written).all()


def test_a_table_can_be_altered_without_altering_the_next():
    first = datasets.load_german_credit(as_frame=True)
    first.data["age"] = 0
    first.feature_names.clear()
    again = datasets.load_german_credit(as_frame=True)
    assert first.frame["age"].equals(again.frame["age"])
    assert again.data["age"].min() == 19
    assert len(again.feature_names) == 20


def test_targets():
    credit = datasets.load_credit_default(as_frame=True)
    assert credit.target.name == "default_next_month"
    flights = datasets.load_flights(as_frame=True)
    assert (flights.target == (flights.frame["arr_delay"] > 15)).all()
    adult = datasets.load_adult(as_frame=True)
    assert (adult.target.map(adult.target_names.__getitem__) == adult.frame["income"]).all()
    german = datasets.load_german_credit(as_frame=True)
    assert (german.target == german.frame["credit_risk"] - 1).all()
    assert german.target_names == ["good", "bad"]
    bikes = datasets.load_bikeshare(as_frame=True)
    assert bikes.target.equals(bikes.frame["cnt"])
    assert bikes.frame["dteday"].dtype.kind == "M"


@pytest.mark.parametrize(
    "load, rate",
    [
        (datasets.load_credit_default, "22.1%"),
        (datasets.load_flights, "24.0%"),
        (datasets.load_adult, "23.9%"),
        (datasets.load_german_credit, "30.0%"),
    ],
)
def test_base_rate_is_as_printed(load, rate):
    bunch = load()
    assert f"{bunch.target.mean():.1%}" == rate
    assert rate in load.__doc__ and rate in bunch.DESCR


@pytest.mark.parametrize("load, name", IMAGES, ids=[name for _, name in IMAGES])
def test_images(load, name):
    bunch = load()
    n = len(bunch.target)
    assert bunch.images.shape == (n, 28, 28) and bunch.images.dtype == np.uint8
    assert bunch.data.shape == (n, 784) and bunch.data.dtype == np.uint8
    assert np.array_equal(bunch.data, bunch.images.reshape(n, 784))
    assert (bunch.images.min(), bunch.images.max()) == (0, 255)
    assert bunch.target.dtype == np.int64
    assert bunch.frame is None
    assert len(bunch.feature_names) == 784 and len(bunch.target_names) == 10
    assert (np.bincount(bunch.target) == n // 10).all()
    X, y = load(return_X_y=True)
    assert np.array_equal(X, bunch.data) and np.array_equal(y, bunch.target)
    assert bunch.DESCR == (DATA / f"{name}.md").read_text(encoding="utf-8")


def test_mnist_is_sorted_and_has_5000():
    y = datasets.load_mnist().target
    assert len(y) == 5_000 and (np.diff(y) >= 0).all()


def test_fashion_mnist_subsets():
    train, test, both = (
        datasets.load_fashion_mnist(subset=subset) for subset in ["train", "test", "all"]
    )
    assert (len(train.data), len(test.data), len(both.data)) == (8_000, 4_000, 12_000)
    assert np.array_equal(both.data, np.concatenate([train.data, test.data]))
    assert np.array_equal(both.target, np.concatenate([train.target, test.target]))
    assert len({image.tobytes() for image in both.images}) == 12_000
    assert ", ".join(both.target_names) in as_words(both.DESCR)


def test_bad_arguments_get_a_clear_error():
    with pytest.raises(ValueError, match='subset must be "train", "test" or "all", not "?\'valid'):
        datasets.load_fashion_mnist(subset="valid")
    with pytest.raises(ValueError, match="subset must be"):
        datasets.load_fashion_mnist(subset=None)
    with pytest.raises(TypeError, match="as_frame must be True or False, not 'yes'"):
        datasets.load_adult(as_frame="yes")
    with pytest.raises(TypeError, match="return_X_y must be True or False, not 1"):
        datasets.load_mnist(return_X_y=1)
    with pytest.raises(TypeError, match="positional"):
        datasets.load_flights(True)


def test_loaders_need_no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a loader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    for load, *_ in TABLES + IMAGES:
        load()


# What the datasheets say in figures. Each sentence is filled with the computed values and looked
# for in the datasheet.


def say(name, sentence, *values):
    text = as_words((DATA / f"{name}.md").read_text(encoding="utf-8"))
    assert as_words(sentence.format(*values)) in text


def test_figures_of_credit_default():
    name, f = "credit_default_taiwan", datasets.load_credit_default(as_frame=True).frame
    assert (f["ID"] == np.arange(1, 30_001)).all()
    undocumented = f["EDUCATION"].isin([0, 5, 6]).sum()
    say(
        name,
        "{:,} clients have `EDUCATION` 0, 5 or 6 and {:,} have `MARRIAGE` 0",
        undocumented,
        (f["MARRIAGE"] == 0).sum(),
    )
    unclear = f["PAY_0"].isin([-2, 0]).sum()
    assert unclear > len(f) / 2
    say(name, "In `PAY_0`, {:,} clients, more than half, have -2 or 0", unclear)
    pay = [f"PAY_{i}" for i in [0, 2, 3, 4, 5, 6]]
    assert f[pay].min().min() == -2 and f[pay].max().max() == 8
    late = (f[pay] == 1).sum()
    say(
        name,
        "is given to {:,} clients in `PAY_0`, to {:,} in `PAY_2`, and to none in `PAY_5`",
        late["PAY_0"],
        late["PAY_2"],
    )
    assert late["PAY_5"] == late["PAY_6"] == 0
    say(
        name,
        "{} rows repeat an earlier row in everything but `ID`",
        f.drop(columns="ID").duplicated().sum(),
    )
    features = f.columns.drop(["ID", "default_next_month"])
    mixed = f.groupby(list(features))["default_next_month"].nunique() > 1
    say(name, "In {} groups of clients with equal features", mixed.sum())
    idle = (f.filter(regex="AMT") == 0).all(axis=1)
    say(
        name,
        "{} clients have no bill and no payment in all six months; {:.1%} of them default",
        idle.sum(),
        f.loc[idle, "default_next_month"].mean(),
    )
    assert (f.filter(like="BILL_AMT").min() < 0).all()
    assert set(f["SEX"]) == {1, 2} and set(f["MARRIAGE"]) == {0, 1, 2, 3}


def test_figures_of_bikeshare():
    name, f = "bikeshare_hourly", datasets.load_bikeshare(as_frame=True).frame
    time = f["dteday"] + pd.to_timedelta(f["hr"], unit="h")
    assert time.is_monotonic_increasing and time.is_unique
    say(name, "mean {:.1f}, from {} to {}", f["cnt"].mean(), f["cnt"].min(), f["cnt"].max())
    assert "mean 189.5, from 1 to 977" in datasets.load_bikeshare.__doc__
    assert (f["casual"] + f["registered"] == f["cnt"]).all()
    year = f["dteday"].dt.year
    blank = f["weathersit"].isna()
    say(
        name,
        "`weathersit` is blank in {:,} hours ({} in 2011, {} in 2012) and `weekday` in {}",
        blank.sum(),
        (blank & (year == 2011)).sum(),
        (blank & (year == 2012)).sum(),
        f["weekday"].isna().sum(),
    )
    known = f["weekday"].dropna()
    assert (known == f["dteday"].dt.day_name().str[:3].loc[known.index]).all()
    counts = f["weathersit"].value_counts()
    say(
        name,
        "UCI's file has {:,} clear hours, {:,} of mist, {:,} of light and {} of heavy rain",
        counts["Clear"] + blank.sum(),
        counts["Mist"],
        counts["Light Rain"],
        counts["Heavy Rain"],
    )
    hours = pd.date_range("2011-01-01", "2012-12-31 23:00", freq="h")
    missing = hours.difference(pd.DatetimeIndex(time))
    sandy = missing.normalize().isin(pd.to_datetime(["2012-10-29", "2012-10-30"]))
    say(
        name,
        "{} of the {:,} hours have no row, among them {} on 29 and 30 October 2012",
        len(missing),
        len(hours),
        sandy.sum(),
    )
    say(name, "and {} at three and four in the morning", missing.hour.isin([3, 4]).sum())
    month_day = f["dteday"].dt.month * 100 + f["dteday"].dt.day
    summer = month_day[f["season"] == "summer"]
    assert (summer.min(), summer.max()) == (321, 620)
    assert (f["season"] == "spring").equals((month_day <= 320) | (month_day >= 1221))
    dry = f[f["hum"] == 0]
    assert set(dry["dteday"]) == {pd.Timestamp("2011-03-10")}
    say(name, "Humidity is 0 in {} hours, all on 10 March 2011", len(dry))
    for day in ["2012-08-17", "2012-12-29"]:
        assert f.loc[f["dteday"] == day, "atemp"].nunique() == 1
    assert not f["windspeed"].between(0, 6, inclusive="neither").any()
    say(
        name,
        "`windspeed` is 0 in {:,} hours and never between 0 and 6",
        (f["windspeed"] == 0).sum(),
    )
    kmh = f["windspeed"].round()
    assert ((f["windspeed"] - kmh).abs() < 0.005).all()
    assert (kmh == ((kmh / 1.852).round() * 1.852).round()).all()
    holidays = set(f.loc[f["holiday"] == "Yes", "dteday"].dt.strftime("%Y-%m-%d"))
    assert "2011-12-26" in holidays and "2011-12-25" not in holidays
    off = (f["holiday"] == "Yes") | (f["dteday"].dt.day_of_week >= 5)
    assert ((f["workingday"] == "No") == off).all()
    mean = f.groupby(year)["cnt"].mean()
    say(name, "{:.1f} rentals an hour in 2011, {:.1f} in 2012", mean[2011], mean[2012])


def test_figures_of_flights():
    name, bunch = "flights_2013", datasets.load_flights(as_frame=True)
    f = bunch.frame
    assert (f["month"].value_counts() == 2_500).all()
    assert (f["month"] * 100 + f["day"]).is_monotonic_increasing
    assert set(f["origin"]) == {"EWR", "JFK", "LGA"} and set(f["year"]) == {2013}
    assert not f[["dep_delay", "arr_delay"]].isna().any(axis=None)
    say(name, "with an AUC of {:.2f}", roc_auc_score(bunch.target, f["dep_delay"]))
    hours = f.groupby(["month", "day", "origin", f["sched_dep_time"] // 100])
    assert (hours["temp"].nunique() <= 1).all()
    say(
        name,
        "{:.0%} of the groups of flights with the same airport and hour",
        (hours.size() > 1).mean(),
    )
    missing = f.isna().sum()
    listed = ", ".join(f"`{column}` {n:,}" for column, n in missing[missing > 0].items())
    say(name, "Missing cells: {}.", listed)
    lacking = f["seats"].isna().groupby(f["carrier"]).mean()
    say(name, "missing for {:.0%} of AA's and {:.0%} of MQ's flights", lacking["AA"], lacking["MQ"])
    say(
        name,
        "{} flights have a plane of fewer than 20 seats, {} of them one of 2 seats",
        (f["seats"] < 20).sum(),
        (f["seats"] == 2).sum(),
    )
    assert f["visib"].max() == 10


def test_figures_of_adult():
    name, bunch = "adult", datasets.load_adult(as_frame=True)
    f = bunch.frame
    assert f["age"].min() == 17 and f["age"].max() == 90
    assert f["hours_per_week"].min() == 1 and f["hours_per_week"].max() == 99
    say(name, "Its sum is {:,}", f["fnlwgt"].sum())
    assert 1_850 < f["fnlwgt"].mean() / 100 < 1_950
    unique = [
        (f.groupby(columns)["sex"].transform("size") == 1).mean()
        for columns in (["fnlwgt"], ["fnlwgt", "age"])
    ]
    say(
        name,
        "{:.0%} of the rows have a weight that no other row has, {:.0%} a unique pair",
        *unique,
    )
    pairs = f[["education", "education_num"]].drop_duplicates()
    assert len(pairs) == pairs["education"].nunique() == pairs["education_num"].nunique() == 16
    missing = f.isna().sum()
    never = f["workclass"] == "Never-worked"
    assert (f["occupation"].isna() == (f["workclass"].isna() | never)).all()
    say(
        name,
        "Blank: `workclass` {:,}, `occupation` {:,}, `native_country` {:,}; {:,} rows have a "
        "blank. The {} people who never worked",
        missing["workclass"],
        missing["occupation"],
        missing["native_country"],
        f.isna().any(axis=1).sum(),
        never.sum(),
    )
    capped = f["capital_gain"] == 99_999
    assert capped.sum() == 244 and bunch.target[capped].all()
    say(name, "`capital_gain` 99999 is a cap: {} people, all over 50K", capped.sum())
    say(
        name,
        "{} rows repeat an earlier row in everything; leaving out `fnlwgt`, {:,} do",
        f.duplicated().sum(),
        f.drop(columns="fnlwgt").duplicated().sum(),
    )
    rate = bunch.target.groupby(f["sex"]).mean()
    say(
        name,
        "Women are {:.1%} of the rows, and {:.1%} of them are over 50K, of the men {:.1%}",
        (f["sex"] == "Female").mean(),
        rate["Female"],
        rate["Male"],
    )
    assert f["race"].nunique() == 5


def test_figures_of_german_credit():
    name, bunch = "german_credit", datasets.load_german_credit(as_frame=True)
    f = bunch.frame
    # Every code in the file is explained, and only A47 and A95 are explained without occurring.
    codes = set(f.select_dtypes("str").stack())
    explained = {code for code in bunch.DESCR.replace("|", " ").replace(",", " ").split()}
    assert codes <= explained
    assert not codes & {"A47", "A95"}
    bad = bunch.target.groupby(f["credit_history"]).mean()
    say(
        name,
        "{:.0%} of the credits with A30 are bad, {:.0%} of those with A34; and {} of 1,000",
        bad["A30"],
        bad["A34"],
        (f["foreign_worker"] == "A201").sum(),
    )
    for column, top in [("installment_rate", 4), ("residence_since", 4), ("people_liable", 2)]:
        assert set(f[column]) == set(range(1, top + 1))
