# ruff: noqa
# %% wrong: only strictly better in both dominates | feedback: equal accuracy|equals in the other|cheaper one wins
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [not np.any((a > x) & (c < y)) for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: equal rows drop each other | feedback: equal in both columns
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [np.sum((a >= x) & (c <= y)) == 1 for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: one of several equal rows | feedback: equal in both columns
def pareto_front(models):
    ordered = models.sort_values(["cost", "accuracy"], ascending=[True, False])
    best, keep = -np.inf, []
    for accuracy in ordered["accuracy"]:
        keep.append(accuracy > best)
        best = max(best, accuracy)
    return ordered[np.array(keep, dtype=bool)]


# %% wrong: running maximum keeps dominated rows | feedback: cheaper one wins|equals in the other|more accurate|wrong on tables with equal
def pareto_front(models):
    ordered = models.sort_values("cost")
    keep = ordered["accuracy"].to_numpy() >= ordered["accuracy"].cummax().to_numpy()
    return ordered[keep]


# %% wrong: a higher cost is better | feedback: cheaper|lower cost
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [not np.any((a >= x) & (c >= y) & ((a > x) | (c > y))) for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: a lower accuracy is better | feedback: more accurate|accuracy is better
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [not np.any((a <= x) & (c <= y) & ((a < x) | (c < y))) for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: the most accurate and the cheapest only | feedback: is missing
def pareto_front(models):
    ends = (models["accuracy"] == models["accuracy"].max()) | (
        models["cost"] == models["cost"].min()
    )
    return models[ends]


# %% wrong: best ratio of accuracy to cost | feedback: is missing
def pareto_front(models):
    ratio = models["accuracy"] / models["cost"]
    return models[ratio == ratio.max()]


# %% wrong: compared with a tolerance | feedback: compared exactly|very little
def pareto_front(models):
    a, c = models["accuracy"].round(6).to_numpy(), models["cost"].round(6).to_numpy()
    keep = [not np.any((a >= x) & (c <= y) & ((a > x) | (c < y))) for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: accuracy and cost only | feedback: dataframe should come back|are missing|column
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [not np.any((a >= x) & (c <= y) & ((a > x) | (c < y))) for x, y in zip(a, c)]
    return models[["accuracy", "cost"]][np.array(keep, dtype=bool)]


# %% wrong: rows taken by their label | feedback: labels may repeat
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    drop = [bool(np.any((a >= x) & (c <= y) & ((a > x) | (c < y)))) for x, y in zip(a, c)]
    return models.drop(index=models.index[np.array(drop, dtype=bool)])


# %% wrong: a join on the label doubles rows | feedback: labels may repeat|your function raised
def pareto_front(models):
    kept = []
    for label in models.index:
        row = models.loc[label]
        beaten = (
            (models["accuracy"] >= row["accuracy"])
            & (models["cost"] <= row["cost"])
            & ((models["accuracy"] > row["accuracy"]) | (models["cost"] < row["cost"]))
        )
        if not beaten.any():
            kept.append(label)
    return models.loc[kept]


# %% wrong: sorts the input in place | feedback: changed the frame
def pareto_front(models):
    models.sort_values("cost", inplace=True)
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [not np.any((a >= x) & (c <= y) & ((a > x) | (c < y))) for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: a helper column in the input | feedback: changed the frame
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    models["keep"] = np.array(
        [not np.any((a >= x) & (c <= y) & ((a > x) | (c < y))) for x, y in zip(a, c)], dtype=bool
    )
    return models[models["keep"]].drop(columns="keep")


# %% wrong: the rows that are dominated | feedback: is more accurate than|missing
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    keep = [np.any((a >= x) & (c <= y) & ((a > x) | (c < y))) for x, y in zip(a, c)]
    return models[np.array(keep, dtype=bool)]


# %% wrong: the upper convex hull | feedback: convex|missing
def pareto_front(models):
    ordered = models.sort_values(["cost", "accuracy"], ascending=[True, False])
    points = ordered[["cost", "accuracy"]].to_numpy(dtype=float)
    hull = []
    for i, (x, y) in enumerate(points):
        if hull and y <= points[hull[-1]][1]:
            continue
        while len(hull) > 1:
            (x0, y0), (x1, y1) = points[hull[-2]], points[hull[-1]]
            if (y1 - y0) * (x - x0) > (y - y0) * (x1 - x0):
                break
            hull.pop()
        hull.append(i)
    kept = {tuple(points[i]) for i in hull}
    return ordered[np.array([tuple(p) in kept for p in points], dtype=bool)]


# %% wrong: whole rows without their duplicates | feedback: equal in both columns
def pareto_front(models):
    m = models.drop_duplicates()
    a, c = m["accuracy"].to_numpy(), m["cost"].to_numpy()
    return m[
        np.array(
            [not np.any(((a > x) & (c <= y)) | ((a == x) & (c < y))) for x, y in zip(a, c)],
            dtype=bool,
        )
    ]


# %% wrong: a list where there are no rows | feedback: dataframe should come back
def pareto_front(models):
    if len(models) == 0:
        return []
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    return models[
        np.array(
            [not np.any(((a > x) & (c <= y)) | ((a == x) & (c < y))) for x, y in zip(a, c)],
            dtype=bool,
        )
    ]


# %% wrong: rows with a missing note dropped | feedback: other columns
def pareto_front(models):
    m = models.dropna()
    a, c = m["accuracy"].to_numpy(), m["cost"].to_numpy()
    return m[
        np.array(
            [not np.any(((a > x) & (c <= y)) | ((a == x) & (c < y))) for x, y in zip(a, c)],
            dtype=bool,
        )
    ]


# %% wrong: a running best that starts at accuracy 0 | feedback: are missing|corners|wrong on tables|equal in both
def pareto_front(models):
    m = models.sort_values(["cost", "accuracy"], ascending=[True, False])
    best, bc, keep = 0, None, []
    for a, c in zip(m["accuracy"], m["cost"]):
        if a > best:
            best, bc = a, c
            keep.append(True)
        else:
            keep.append(a == best and c == bc)
    return m[np.array(keep, dtype=bool)]


# %% wrong: better in either column dominates | feedback: is missing|are missing
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    return models[np.array([not np.any((a > x) | (c < y)) for x, y in zip(a, c)], dtype=bool)]


# %% right: two loops over records, a new index
def pareto_front(models):
    rows = models.to_dict("records")
    kept = []
    for row in rows:
        beaten = False
        for other in rows:
            if other["accuracy"] >= row["accuracy"] and other["cost"] <= row["cost"]:
                if other["accuracy"] > row["accuracy"] or other["cost"] < row["cost"]:
                    beaten = True
        if not beaten:
            kept.append(row)
    return pd.DataFrame(kept, columns=models.columns)


# %% right: one matrix of comparisons
def pareto_front(models):
    a, c = models["accuracy"].to_numpy(), models["cost"].to_numpy()
    no_worse = (a[:, None] >= a) & (c[:, None] <= c)
    better = (a[:, None] > a) | (c[:, None] < c)
    return models.loc[~(no_worse & better).any(axis=0)].copy()


# %% right: sorted, best accuracy of cheaper and of equally dear models
def pareto_front(models):
    best_at = models.groupby("cost")["accuracy"].max()
    best_below = best_at.cummax().shift(fill_value=-np.inf)
    keep = (models["accuracy"].to_numpy() == best_at.reindex(models["cost"]).to_numpy()) & (
        models["accuracy"].to_numpy() > best_below.reindex(models["cost"]).to_numpy()
    )
    return models[keep].sort_values("cost", ascending=False).reset_index(drop=True)


# %% right: positions and iloc
def pareto_front(models):
    pairs = list(zip(models["accuracy"].tolist(), models["cost"].tolist()))
    keep = []
    for i, (a, c) in enumerate(pairs):
        if not any((x >= a and y <= c) and (x, y) != (a, c) for x, y in pairs):
            keep.append(i)
    return models.iloc[keep]


# %% right: the old index becomes a column
def pareto_front(models):
    table = models.reset_index()
    drop = []
    for i in range(len(table)):
        a, c = table["accuracy"].iloc[i], table["cost"].iloc[i]
        as_good = table[(table["accuracy"] >= a) & (table["cost"] <= c)]
        if ((as_good["accuracy"] > a) | (as_good["cost"] < c)).any():
            drop.append(i)
    return table.drop(index=drop)


# %% right: merge on the undominated pairs
def pareto_front(models):
    pairs = models[["accuracy", "cost"]].drop_duplicates()
    pairs = pairs.sort_values(["cost", "accuracy"], ascending=[True, False])
    before = pairs["accuracy"].cummax().shift(fill_value=-np.inf)
    return models.merge(pairs[(pairs["accuracy"] > before).to_numpy()], on=["accuracy", "cost"])


# %% right: cummax of the distinct pairs, merged back
def pareto_front(models):
    u = (
        models[["accuracy", "cost"]]
        .drop_duplicates()
        .sort_values(["cost", "accuracy"], ascending=[True, False])
    )
    u = u[u["accuracy"] > u["accuracy"].cummax().shift(fill_value=-np.inf)]
    m = models.copy()
    return m.merge(u, on=["accuracy", "cost"])


# %% right: row by row with apply, no rows apart
def pareto_front(models):
    if models.empty:
        return models.copy()

    def undominated(row):
        ge = (models["accuracy"] >= row["accuracy"]) & (models["cost"] <= row["cost"])
        gt = (models["accuracy"] > row["accuracy"]) | (models["cost"] < row["cost"])
        return not (ge & gt).any()

    return models[models.apply(undominated, axis=1)]


# %% right: divide and conquer
def pareto_front(models):
    def go(rows):
        if len(rows) <= 1:
            return rows
        mid = len(rows) // 2
        left, right = go(rows[:mid]), go(rows[mid:])
        dom = lambda p, q: p[0] >= q[0] and p[1] <= q[1] and (p[0] > q[0] or p[1] < q[1])
        l = [q for q in left if not any(dom(p, q) for p in right)]
        r = [q for q in right if not any(dom(p, q) for p in left)]
        return l + r

    rows = [(a, c, i) for i, (a, c) in enumerate(zip(models["accuracy"], models["cost"]))]
    return models.take([r[2] for r in go(rows)])


# %% right: most accurate first, running minimum of the cost
def pareto_front(models):
    m = models.sort_values("accuracy", ascending=False)
    g = m.groupby("accuracy", sort=False)["cost"].transform("min")
    per = m.groupby("accuracy", sort=False)["cost"].min()
    before = per.cummin().shift(fill_value=np.inf)
    return m[
        (m["cost"] == g).to_numpy()
        & (m["cost"].to_numpy() < before.reindex(m["accuracy"]).to_numpy())
    ]
