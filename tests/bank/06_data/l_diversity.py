# ruff: noqa
# %% wrong: groupby drops missing values by default | feedback: rows with a missing
def l_diversity(df, quasi_identifiers, sensitive):
    return int(df.groupby(quasi_identifiers, observed=True)[sensitive].nunique().min())


# %% wrong: counts combinations of categories that no row has | feedback: combination without\s+rows is no group
def l_diversity(df, quasi_identifiers, sensitive):
    groups = df.groupby(quasi_identifiers, dropna=False, observed=False)
    return int(groups[sensitive].nunique().min())


# %% wrong: k-anonymity | feedback: rows of the smallest group|should be
def l_diversity(df, quasi_identifiers, sensitive):
    return int(df.groupby(quasi_identifiers, dropna=False, observed=True).size().min())


# %% wrong: values in the whole table | feedback: whole table
def l_diversity(df, quasi_identifiers, sensitive):
    return df[sensitive].nunique()


# %% wrong: diversity of the smallest group | feedback: smallest group is not|fewest rows
def l_diversity(df, quasi_identifiers, sensitive):
    groups = df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive]
    table = groups.agg(["size", "nunique"]).sort_values("size")
    return int(table["nunique"].iloc[0])


# %% wrong: the most diverse group | feedback: most diverse
def l_diversity(df, quasi_identifiers, sensitive):
    return int(
        df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive].nunique().max()
    )


# %% wrong: an average over groups | feedback: average
def l_diversity(df, quasi_identifiers, sensitive):
    return df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive].nunique().mean()


# %% wrong: the sensitive column among the quasi-identifiers | feedback: shares age and town|rows with the same value|quasi-identifiers decide
def l_diversity(df, quasi_identifiers, sensitive):
    keys = [*quasi_identifiers, sensitive]
    return int(df.groupby(keys, dropna=False, observed=True)[sensitive].nunique().min())


# %% wrong: rarest value of the sensitive column in a group | feedback: how many distinct values|should be
def l_diversity(df, quasi_identifiers, sensitive):
    keys = [*quasi_identifiers, sensitive]
    return int(df.groupby(keys, dropna=False, observed=True).size().min())


# %% wrong: how often the commonest value occurs | feedback: should be
def l_diversity(df, quasi_identifiers, sensitive):
    groups = df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive]
    return int(groups.agg(lambda values: values.value_counts().max()).min())


# %% wrong: categories listed, not values that occur | feedback: category that no row takes is no value
def l_diversity(df, quasi_identifiers, sensitive):
    groups = df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive]
    return int(groups.agg(lambda values: len(values.value_counts())).min())


# %% wrong: each column by itself | feedback: each column by itself
def l_diversity(df, quasi_identifiers, sensitive):
    return min(
        int(df.groupby(name, dropna=False, observed=True)[sensitive].nunique().min())
        for name in quasi_identifiers
    )


# %% wrong: NaN is not NaN in a dict | feedback: missing
def l_diversity(df, quasi_identifiers, sensitive):
    met = {}
    for *key, value in zip(*(df[name].tolist() for name in [*quasi_identifiers, sensitive])):
        met.setdefault(tuple(key), set()).add(value)
    return min(map(len, met.values()))


# %% wrong: values joined as text without a gap | feedback: 1 and 11 make the same text
def l_diversity(df, quasi_identifiers, sensitive):
    text = df[quasi_identifiers].astype(object)
    key = text.where(text.notna(), "?").astype(str).agg("".join, axis=1)
    return int(df[sensitive].groupby(key.to_numpy()).nunique().min())


# %% wrong: entropy instead of a count | feedback: should be|is wrong
def l_diversity(df, quasi_identifiers, sensitive):
    def effective(values):
        share = values.value_counts(normalize=True).to_numpy()
        share = share[share > 0]
        return np.exp(-np.sum(share * np.log(share)))

    groups = df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive]
    return float(groups.agg(effective).min())


# %% wrong: a group of one does not count | feedback: One person is 60
def l_diversity(df, quasi_identifiers, sensitive):
    groups = df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive]
    table = groups.agg(["size", "nunique"])
    return int(table.loc[table["size"] > 1, "nunique"].min())


# %% wrong: sorts the table in place | feedback: changed an input
def l_diversity(df, quasi_identifiers, sensitive):
    df.sort_values(quasi_identifiers, inplace=True)
    return int(
        df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive].nunique().min()
    )


# %% right: groupby and nunique
def l_diversity(df, quasi_identifiers, sensitive):
    groups = df.groupby(quasi_identifiers, dropna=False, observed=True)
    return groups[sensitive].nunique().min()


# %% right: a set for each combination
def l_diversity(df, quasi_identifiers, sensitive):
    met = {}
    for _, row in df.iterrows():
        key = tuple(None if pd.isna(row[name]) else row[name] for name in quasi_identifiers)
        met.setdefault(key, set()).add(row[sensitive])
    return min(len(values) for values in met.values())


# %% right: distinct rows, then group sizes
def l_diversity(df, quasi_identifiers, sensitive):
    distinct = df[[*quasi_identifiers, sensitive]].drop_duplicates()
    return distinct.groupby(quasi_identifiers, dropna=False, observed=True).size().min()


# %% right: codes
def l_diversity(df, quasi_identifiers, sensitive):
    codes = np.column_stack([pd.factorize(df[c])[0] for c in [*quasi_identifiers, sensitive]])
    pairs = np.unique(codes, axis=0)
    return int(np.unique(pairs[:, :-1], axis=0, return_counts=True)[1].min())


# %% right: loops over the groups, a float
def l_diversity(df, quasi_identifiers, sensitive):
    least = float("inf")
    for _, group in df.groupby(list(quasi_identifiers), dropna=False, observed=True):
        least = min(least, float(len(set(group[sensitive]))))
    return least


# %% right: ngroup and a cross table
def l_diversity(df, quasi_identifiers, sensitive):
    group = df.groupby(quasi_identifiers, dropna=False, observed=True).ngroup().to_numpy()
    table = pd.crosstab(group, df[sensitive].to_numpy())
    return int((table > 0).sum(axis=1).min())


# %% wrong: effective number of values | feedback: should be|is wrong
def l_diversity(df, quasi_identifiers, sensitive):
    def eff(s):
        q = s.value_counts(normalize=True)
        q = q[q > 0]
        return 1 / (q**2).sum()

    return df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive].apply(eff).min()


# %% wrong: the other values only | feedback: should be|is wrong
def l_diversity(df, quasi_identifiers, sensitive):
    return df.groupby(quasi_identifiers, dropna=False, observed=True)[sensitive].nunique().min() - 1


# %% wrong: k, at most the values of the table | feedback: should be|k, the rows
def l_diversity(df, quasi_identifiers, sensitive):
    return min(
        df.groupby(quasi_identifiers, dropna=False, observed=True).size().min(),
        df[sensitive].nunique(),
    )


# %% wrong: the first two columns only | feedback: however many
def l_diversity(df, quasi_identifiers, sensitive):
    first = quasi_identifiers[:2]
    return df.groupby(first, dropna=False, observed=True)[sensitive].nunique().min()


# %% right: value_counts of the frame
def l_diversity(df, quasi_identifiers, sensitive):
    c = df.value_counts([*quasi_identifiers, sensitive], dropna=False).reset_index(name="n")
    c = c[c.n > 0]
    return c.groupby(quasi_identifiers, dropna=False, observed=True).size().min()


# %% right: numpy unique rows of codes
def l_diversity(df, quasi_identifiers, sensitive):
    codes = np.column_stack([pd.factorize(df[c])[0] for c in [*quasi_identifiers, sensitive]])
    rows = np.unique(codes, axis=0)[:, :-1]
    return np.unique(rows, axis=0, return_counts=True)[1].min()


# %% right: for loop with group indices
def l_diversity(df, quasi_identifiers, sensitive):
    best = float("inf")
    for _, pos in df.groupby(quasi_identifiers, dropna=False, observed=True).indices.items():
        best = min(best, len(np.unique(df[sensitive].to_numpy()[pos])))
    return best


# %% right: text marks, pairs in a set
def l_diversity(df, quasi_identifiers, sensitive):
    from collections import Counter

    t = df[quasi_identifiers].astype("string").fillna("<NA>")
    pairs = set(zip(t.itertuples(index=False, name=None), df[sensitive]))
    return min(Counter(q for q, _ in pairs).values())
