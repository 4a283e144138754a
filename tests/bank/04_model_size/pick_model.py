# ruff: noqa
# %% wrong: the most accurate of all | feedback: too many megabytes|too slow|fits or not
def pick_model(models, max_mb, max_ms):
    return models.sort_values("accuracy")["name"].iloc[-1] if len(models) else None


# %% wrong: the most accurate of all, if it fits | feedback: models fit|none where a model fits
def pick_model(models, max_mb, max_ms):
    if len(models) == 0:
        return None
    best = models.sort_values("accuracy").iloc[-1]
    if best["mb"] <= max_mb and best["ms"] <= max_ms:
        return best["name"]
    return None


# %% wrong: a limit met exactly is broken | feedback: meets (max_mb|max_ms|both limits) exactly|met exactly
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] < max_mb) & (models["ms"] < max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: time met exactly is too slow | feedback: meets (max_ms|both limits) exactly|met exactly
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] < max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: megabytes only | feedback: too slow
def pick_model(models, max_mb, max_ms):
    fits = models[models["mb"] <= max_mb]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: milliseconds only | feedback: too many megabytes
def pick_model(models, max_mb, max_ms):
    fits = models[models["ms"] <= max_ms]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: one limit is enough | feedback: too many megabytes|too slow|both limits
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) | (models["ms"] <= max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: the limits the wrong way round | feedback: limit on mb|wrong way round
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_ms) & (models["ms"] <= max_mb)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: the smallest that fits | feedback: is the smallest
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.sort_values("mb")["name"].iloc[0] if len(fits) else None


# %% wrong: the fastest that fits | feedback: is the fastest
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.sort_values("ms")["name"].iloc[0] if len(fits) else None


# %% wrong: bigger is better, up to the limit | feedback: using up the limit
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.sort_values("mb")["name"].iloc[-1] if len(fits) else None


# %% wrong: the best ratio of accuracy to megabytes | feedback: is the smallest
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    if len(fits) == 0:
        return None
    return fits["name"].iloc[int((fits["accuracy"] / fits["mb"]).to_numpy().argmax())]


# %% wrong: rows taken to be sorted by accuracy | feedback: smallest|fastest|less accurate|rows come in any order
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits["name"].iloc[-1] if len(fits) else None


# %% wrong: the lowest accuracy | feedback: is the smallest|least accurate
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[0] if len(fits) else None


# %% wrong: the best accuracy that fits, looked up among all | feedback: as accurate, but too|another model has the same
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    if len(fits) == 0:
        return None
    return models.loc[models["accuracy"] == fits["accuracy"].max(), "name"].iloc[0]


# %% wrong: an error where none fits | feedback: your function raised
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits["name"].iloc[int(fits["accuracy"].to_numpy().argmax())]


# %% wrong: an empty text where none fits | feedback: each breaks a limit|there is no model
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else ""


# %% wrong: the smallest of all where none fits | feedback: each breaks a limit
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    if len(fits):
        return fits.sort_values("accuracy")["name"].iloc[-1]
    return models.sort_values("mb")["name"].iloc[0] if len(models) else None


# %% wrong: 0 taken for no limit | feedback: (max_mb|max_ms) is 0
def pick_model(models, max_mb, max_ms):
    fits = models
    if max_mb:
        fits = fits[fits["mb"] <= max_mb]
    if max_ms:
        fits = fits[fits["ms"] <= max_ms]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: the row's name is its label | feedback: should come back, as text
def pick_model(models, max_mb, max_ms):
    best = None
    for _, row in models.iterrows():
        if row["mb"] <= max_mb and row["ms"] <= max_ms:
            if best is None or row["accuracy"] > best["accuracy"]:
                best = row
    return None if best is None else best.name


# %% wrong: the label of the best row | feedback: should come back, as text
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits["accuracy"].idxmax() if len(fits) else None


# %% wrong: the label taken for one row | feedback: labels may repeat|not the name of a model
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.loc[fits["accuracy"].idxmax(), "name"] if len(fits) else None


# %% wrong: a label taken for a position | feedback: labels may repeat|wrong on other tables|your function raised|not the name|too (slow|many)
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return models["name"].iloc[fits["accuracy"].idxmax()] if len(fits) else None


# %% wrong: a position among the fitting taken for one among all | feedback: expected is|wrong on other tables
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return models["name"].iloc[int(fits["accuracy"].to_numpy().argmax())] if len(fits) else None


# %% wrong: the accuracy in place of the name | feedback: should come back, as text
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits["accuracy"].max() if len(fits) else None


# %% wrong: a list of names | feedback: should come back, as text
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits.loc[fits["accuracy"] == fits["accuracy"].max(), "name"].tolist() or None


# %% wrong: a running best that starts at 0 | feedback: even with accuracy 0
def pick_model(models, max_mb, max_ms):
    best, name = 0, None
    for n, a, mb, ms in models[["name", "accuracy", "mb", "ms"]].to_numpy():
        if mb <= max_mb and ms <= max_ms and a > best:
            best, name = a, n
    return name


# %% wrong: limits with a tolerance | feedback: very small|tolerance
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb + 1e-6) & (models["ms"] <= max_ms + 1e-6)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: rounded megabytes | feedback: too large|exactly|very small|breaks a limit|too many megabytes|none fits
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"].round() <= round(min(max_mb, 1e9))) & (models["ms"] <= max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: rows with a gap in another column dropped | feedback: what other columns hold
def pick_model(models, max_mb, max_ms):
    m = models.dropna()
    fits = m[(m["mb"] <= max_mb) & (m["ms"] <= max_ms)]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: sorts the input in place | feedback: changed the frame
def pick_model(models, max_mb, max_ms):
    models.sort_values("accuracy", ascending=False, inplace=True)
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return fits["name"].iloc[0] if len(fits) else None


# %% wrong: a helper column in the input | feedback: changed the frame
def pick_model(models, max_mb, max_ms):
    models["fits"] = (models["mb"] <= max_mb) & (models["ms"] <= max_ms)
    fits = models[models["fits"]]
    return fits.sort_values("accuracy")["name"].iloc[-1] if len(fits) else None


# %% wrong: a Series comes back | feedback: should come back, as text
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    if fits.empty:
        return None
    return fits[fits["accuracy"] == fits["accuracy"].max()]["name"]


# %% wrong: the name None as a text | feedback: each breaks a limit
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    return str(fits.sort_values("accuracy")["name"].iloc[-1]) if len(fits) else "None"


# %% wrong: accuracy rounded to a percent | feedback: very small
def pick_model(models, max_mb, max_ms):
    fits = models[(models["mb"] <= max_mb) & (models["ms"] <= max_ms)]
    if fits.empty:
        return None
    fits = fits.assign(accuracy=fits["accuracy"].round(2)).sort_values(
        ["accuracy", "mb"], ascending=[False, True]
    )
    return fits["name"].iloc[0]


# %% right: a query, sorted
def pick_model(models, max_mb, max_ms):
    fits = models.query("mb <= @max_mb and ms <= @max_ms").sort_values("accuracy", ascending=False)
    return None if fits.empty else fits["name"].iloc[0]


# %% right: a loop over records
def pick_model(models, max_mb, max_ms):
    best = None
    for row in models.to_dict("records"):
        if row["mb"] > max_mb or row["ms"] > max_ms:
            continue
        if best is None or row["accuracy"] >= best["accuracy"]:
            best = row
    return best["name"] if best else None


# %% right: max over tuples
def pick_model(models, max_mb, max_ms):
    rows = zip(models["accuracy"], models["name"], models["mb"], models["ms"])
    fitting = [(a, name) for a, name, mb, ms in rows if mb <= max_mb and ms <= max_ms]
    return max(fitting)[1] if fitting else None


# %% right: a fresh index and idxmax
def pick_model(models, max_mb, max_ms):
    m = models.reset_index(drop=True)
    m = m[~((m["mb"] > max_mb) | (m["ms"] > max_ms))]
    if not len(m):
        return None
    return m.loc[m["accuracy"].idxmax(), "name"]


# %% right: the names become the index
def pick_model(models, max_mb, max_ms):
    m = models.set_index("name")
    m = m[m["mb"].le(max_mb) & m["ms"].le(max_ms)]["accuracy"]
    return m.idxmax() if m.size else None


# %% right: arrays, minus infinity where it does not fit, a NumPy string
def pick_model(models, max_mb, max_ms):
    fits = ((models["mb"] <= max_mb) & (models["ms"] <= max_ms)).to_numpy(dtype=bool)
    if not fits.any():
        return None
    accuracy = np.where(fits, models["accuracy"].to_numpy(float), -np.inf)
    return np.asarray(models["name"], dtype=str)[accuracy.argmax()]


# %% right: nlargest
def pick_model(models, max_mb, max_ms):
    fits = models[models["mb"].between(-np.inf, max_mb) & models["ms"].between(-np.inf, max_ms)]
    names = fits.nlargest(1, "accuracy")["name"].tolist()
    return names[0] if names else None


# %% right: itertuples, smallest of the equally accurate
def pick_model(models, max_mb, max_ms):
    fits = [r for r in models.itertuples(index=False) if r.mb <= max_mb and r.ms <= max_ms]
    fits.sort(key=lambda r: (-r.accuracy, r.mb, r.ms))
    for row in fits:
        return row.name


# %% right: sqlite
import sqlite3


def pick_model(models, max_mb, max_ms):
    with sqlite3.connect(":memory:") as db:
        models[["name", "accuracy", "mb", "ms"]].to_sql("m", db, index=False)
        row = db.execute(
            "select name from m where mb <= ? and ms <= ? order by accuracy desc limit 1",
            (float(max_mb), float(max_ms)),
        ).fetchone()
    return row[0] if row else None


# %% right: max with a default
def pick_model(models, max_mb, max_ms):
    rows = zip(models["accuracy"], models["mb"], models["ms"], models["name"])
    return max(((a, n) for a, b, c, n in rows if b <= max_mb and c <= max_ms), default=(0, None))[1]


# %% right: where and a descending sort
def pick_model(models, max_mb, max_ms):
    s = models.sort_values("accuracy", ascending=False)
    names = s["name"].where((s["mb"] <= max_mb) & (s["ms"] <= max_ms)).dropna().tolist()
    return names[0] if names else None
