# ruff: noqa
# %% wrong: a label that is there makes its row mature | feedback: not mature|early
def mature_labels(predictions, labels, now, delay):
    return predictions.merge(labels.dropna(), on="id")


# %% wrong: a label that is there, or old enough | feedback: not mature|unknown
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels, on="id", how="left")
    return both[both["label"].notna() | (both["time"] + delay <= now)]


# %% wrong: strictly older than the delay | feedback: age.*is mature|exactly `now`
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels.dropna(), on="id")
    return both[both["time"] + delay < now]


# %% wrong: the delay is left out | feedback: not mature
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels.dropna(), on="id")
    return both[both["time"] <= now]


# %% wrong: the wrong way round | feedback: not mature
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels.dropna(), on="id")
    return both[both["time"] + delay >= now]


# %% wrong: the delay with the wrong sign | feedback: not mature
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels.dropna(), on="id")
    return both[both["time"] - delay <= now]


# %% wrong: young predictions, younger than the delay | feedback: not mature
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels.dropna(), on="id")
    return both[(both["time"] <= now) & (now - both["time"] <= delay)]


# %% wrong: no row filled with 0 | feedback: unknown
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    both = mature.merge(labels, on="id", how="left")
    return both.assign(label=both["label"].fillna(0))


# %% wrong: NaN filled with 0, no row left out | feedback: NaN there|unknown
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    return mature.merge(labels.fillna(0), on="id")


# %% wrong: a left merge, unknown labels kept as NaN | feedback: unknown
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    return mature.merge(labels, on="id", how="left")


# %% wrong: an inner merge, NaN among the labels kept | feedback: NaN there
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    return mature.merge(labels, on="id")


# %% wrong: an outer merge, labels without a prediction kept | feedback: no prediction
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    both = mature.merge(labels, on="id", how="outer")
    return both[both["label"].notna()]


# %% wrong: rows with any missing value dropped | feedback: missing value
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    return mature.merge(labels, on="id").dropna()


# %% wrong: the label 0 taken for none | feedback: label 0
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now].merge(labels.dropna(), on="id")
    return mature[mature["label"] > 0]


# %% wrong: truthiness of a label, in a loop | feedback: label 0
def mature_labels(predictions, labels, now, delay):
    known = dict(zip(labels["id"], labels["label"].fillna(0)))
    keep = [bool(known.get(i)) for i in predictions["id"]]
    rows = predictions[(predictions["time"] + delay <= now).to_numpy() & np.array(keep)]
    return rows.assign(label=rows["id"].map(known))


# %% wrong: labels by position | feedback: position|unknown|index|raised
def mature_labels(predictions, labels, now, delay):
    n = min(len(predictions), len(labels))
    both = predictions.iloc[:n].assign(label=labels["label"].to_numpy()[:n])
    return both[(both["time"] + delay <= now) & both["label"].notna()]


# %% wrong: labels by index label | feedback: position|index|unknown|should come back
def mature_labels(predictions, labels, now, delay):
    both = predictions.join(labels["label"])
    return both[(both["time"] + delay <= now) & both["label"].notna()]


# %% wrong: only id and label come back | feedback: columns should be
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    return mature[["id"]].merge(labels.dropna(), on="id")


# %% wrong: a helper column is left over | feedback: columns should be
def mature_labels(predictions, labels, now, delay):
    both = predictions.assign(mature_at=predictions["time"] + delay).merge(labels.dropna(), on="id")
    return both[both["mature_at"] <= now]


# %% wrong: the time in the result is the one of maturity | feedback: as they are
def mature_labels(predictions, labels, now, delay):
    both = predictions.assign(time=predictions["time"] + delay).merge(labels.dropna(), on="id")
    return both[both["time"] <= now]


# %% wrong: changes the predictions | feedback: leave the inputs
def mature_labels(predictions, labels, now, delay):
    predictions["label"] = predictions["id"].map(labels.set_index("id")["label"])
    return predictions[(predictions["time"] + delay <= now) & predictions["label"].notna()]


# %% wrong: changes the labels | feedback: leave the inputs
def mature_labels(predictions, labels, now, delay):
    labels.dropna(inplace=True)
    labels.sort_values("id", inplace=True)
    return predictions[predictions["time"] + delay <= now].merge(labels, on="id")


# %% wrong: the labels alone | feedback: DataFrame should come back
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now]
    return mature.merge(labels.dropna(), on="id")["label"].tolist()


# %% wrong: labels masked by the index of the predictions | feedback: unknown|raised|position
def mature_labels(predictions, labels, now, delay):
    is_mature = (predictions["time"] + delay <= now).to_numpy()
    return predictions[is_mature].merge(labels, on="id", how="left").fillna({"label": 0})


# %% wrong: an error where nothing is mature | feedback: raised
def mature_labels(predictions, labels, now, delay):
    mature = predictions[predictions["time"] + delay <= now].merge(labels.dropna(), on="id")
    if len(mature) == 0:
        raise ValueError("nothing is mature")
    return mature


# %% right: merge, then filter
def mature_labels(predictions, labels, now, delay):
    both = predictions.merge(labels, on="id", how="left")
    return both[(both["time"] + delay <= now) & both["label"].notna()].reset_index(drop=True)


# %% right: now minus delay
def mature_labels(predictions, labels, now, delay):
    old_enough = predictions.loc[predictions["time"] <= now - delay]
    return pd.merge(old_enough, labels.dropna(subset=["label"]), how="inner", on="id")


# %% right: ages
def mature_labels(predictions, labels, now, delay):
    known = labels[~labels.label.isna()]
    rows = predictions[((now - predictions.time) >= delay) & predictions.id.isin(known.id)]
    return rows.assign(label=rows.id.map(known.set_index("id").label))


# %% right: a loop and a dict
def mature_labels(predictions, labels, now, delay):
    known = {i: label for i, label in zip(labels["id"], labels["label"]) if label == label}
    rows = []
    for row in predictions.to_dict("records"):
        if row["time"] + delay <= now and row["id"] in known:
            rows.append({**row, "label": known[row["id"]]})
    return pd.DataFrame(rows)


# %% right: a map of labels, positions of NumPy
def mature_labels(predictions, labels, now, delay):
    label = predictions["id"].map(dict(zip(labels["id"], labels["label"]))).to_numpy(float)
    keep = (predictions["time"] + delay <= now).to_numpy() & ~np.isnan(label)
    result = predictions.iloc[np.flatnonzero(keep)].copy()
    result.insert(0, "label", label[keep])
    return result


# %% right: joined by index
def mature_labels(predictions, labels, now, delay):
    known = labels.set_index("id")["label"].dropna()
    both = predictions.set_index("id").join(known, how="inner").reset_index()
    return both.loc[both["time"].add(delay).le(now)]


# %% right: sorted times, searchsorted
def mature_labels(predictions, labels, now, delay):
    rows = predictions.sort_values("time")
    until = rows["time"].searchsorted(now - delay, side="right")
    return labels[labels["label"].notnull()].merge(rows.iloc[:until], on="id")


# %% right: concatenated from rows, empty or not
def mature_labels(predictions, labels, now, delay):
    parts = [predictions.iloc[:0].assign(label=np.array([], dtype=float))]
    for place in range(len(predictions)):
        row = predictions.iloc[[place]]
        own = labels.loc[labels["id"] == row["id"].iloc[0], "label"]
        if row["time"].iloc[0] + delay <= now and len(own) and not np.isnan(own.iloc[0]):
            parts.append(row.assign(label=own.iloc[0]))
    return pd.concat(parts)


# %% right: iterrows
def mature_labels(predictions, labels, now, delay):
    rows, out = {r["id"]: r["label"] for _, r in labels.iterrows()}, []
    for _, p in predictions.iterrows():
        if p["time"] + delay <= now and p["id"] in rows and not pd.isna(rows[p["id"]]):
            out.append({**p.to_dict(), "label": rows[p["id"]]})
    return pd.DataFrame(out, columns=[*predictions.columns, "label"])


# %% right: sqlite
import sqlite3


def mature_labels(predictions, labels, now, delay):
    ok = (predictions["time"] <= now - delay).to_numpy()
    con = sqlite3.connect(":memory:")
    pd.DataFrame({"i": np.flatnonzero(ok), "id": predictions["id"].to_numpy()[ok]}).to_sql(
        "p", con, index=False
    )
    labels[["id", "label"]].to_sql("l", con, index=False)
    q = pd.read_sql(
        "select p.i, l.label from p join l on p.id = l.id where l.label is not null", con
    )
    return predictions.iloc[q["i"].astype(int).to_numpy()].assign(label=q["label"].to_numpy())
