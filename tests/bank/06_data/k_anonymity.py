# ruff: noqa
# %% wrong: groupby drops missing values by default | feedback: leaves the rows with a missing value out|leave rows with a missing value out|many rows agree|missing
def k_anonymity(df, quasi_identifiers):
    return int(df.groupby(quasi_identifiers, observed=True).size().min())


# %% wrong: counts combinations of categories that no row has | feedback: combination without\s+rows is no group
def k_anonymity(df, quasi_identifiers):
    return int(df.groupby(quasi_identifiers, dropna=False, observed=False).size().min())


# %% wrong: value_counts of a frame lists empty categories | feedback: combination without\s+rows is no group
def k_anonymity(df, quasi_identifiers):
    return int(df.value_counts(quasi_identifiers, dropna=False).min())


# %% wrong: cross table with a zero where nobody is | feedback: so that is no group|without rows is no group
def k_anonymity(df, quasi_identifiers):
    first, *rest = quasi_identifiers
    if not rest:
        return df[first].value_counts(dropna=False).min()
    table = pd.crosstab(df[first], [df[name] for name in rest], dropna=False)
    return int(table.to_numpy().min())


# %% wrong: all columns of the table | feedback: no quasi-identifier|More columns than
def k_anonymity(df, quasi_identifiers):
    return int(df.groupby(list(df.columns), dropna=False, observed=True).size().min())


# %% wrong: each column by itself | feedback: each column by itself
def k_anonymity(df, quasi_identifiers):
    return min(
        int(df.groupby(name, dropna=False, observed=True).size().min())
        for name in quasi_identifiers
    )


# %% wrong: the most frequent combination | feedback: most frequent combination
def k_anonymity(df, quasi_identifiers):
    return int(df.groupby(quasi_identifiers, dropna=False, observed=True).size().max())


# %% wrong: average size of a group | feedback: average|k should be
def k_anonymity(df, quasi_identifiers):
    return df.groupby(quasi_identifiers, dropna=False, observed=True).size().mean()


# %% wrong: number of combinations | feedback: number of combinations|k should be
def k_anonymity(df, quasi_identifiers):
    return len(df.drop_duplicates(quasi_identifiers))


# %% wrong: a share of the rows | feedback: share of the rows
def k_anonymity(df, quasi_identifiers):
    sizes = df.groupby(quasi_identifiers, dropna=False, observed=True).size()
    return float(sizes.min() / len(df))


# %% wrong: tuples in a dict, where NaN is not NaN | feedback: all that is missing is one value|All of them are one|missing
from collections import Counter


def k_anonymity(df, quasi_identifiers):
    rows = zip(*(df[name].tolist() for name in quasi_identifiers))
    return min(Counter(rows).values())


# %% wrong: values joined as text without a gap | feedback: 1 and 11 make the same text
def k_anonymity(df, quasi_identifiers):
    text = df[quasi_identifiers].astype(object)
    text = text.where(text.notna(), "?").astype(str).agg("".join, axis=1)
    return int(text.value_counts().min())


# %% wrong: None and NaN as text differ | feedback: missing is one value|where values are missing|one value
def k_anonymity(df, quasi_identifiers):
    text = df[quasi_identifiers].astype(object).map(str).agg("|".join, axis=1)
    return int(text.value_counts().min())


# %% wrong: drops rows with anything missing first | feedback: missing|your function raised
def k_anonymity(df, quasi_identifiers):
    return int(df.dropna().groupby(quasi_identifiers, observed=True).size().min())


# %% wrong: cuts the table to the quasi-identifiers in place | feedback: changed an input
def k_anonymity(df, quasi_identifiers):
    for name in df.columns:
        if name not in quasi_identifiers:
            del df[name]
    return int(df.groupby(quasi_identifiers, dropna=False, observed=True).size().min())


# %% wrong: fewest rows that share a label of the index | feedback: k should be
def k_anonymity(df, quasi_identifiers):
    return int(df.groupby(df.index).size().min())


# %% right: groupby
def k_anonymity(df, quasi_identifiers):
    return df.groupby(quasi_identifiers, dropna=False, observed=True).size().min()


# %% right: tuples in a loop, one mark for what is missing
def k_anonymity(df, quasi_identifiers):
    counts = {}
    for _, row in df[quasi_identifiers].astype(object).iterrows():
        key = tuple("(missing)" if pd.isna(value) else value for value in row)
        counts[key] = counts.get(key, 0) + 1
    return min(counts.values())


# %% right: value_counts without the empty combinations
def k_anonymity(df, quasi_identifiers):
    counts = df[quasi_identifiers].value_counts(dropna=False)
    return int(counts[counts > 0].min())


# %% right: codes of each column, unique rows
def k_anonymity(df, quasi_identifiers):
    codes = np.column_stack([pd.factorize(df[name])[0] for name in quasi_identifiers])
    return np.unique(codes, axis=0, return_counts=True)[1].min()


# %% right: transform, a float
def k_anonymity(df, quasi_identifiers):
    table = df.reset_index(drop=True).assign(_one=1)
    sizes = table.groupby(quasi_identifiers, dropna=False, observed=True)["_one"].transform("sum")
    return float(sizes.min())


# %% right: text with a gap
from collections import Counter


def k_anonymity(df, quasi_identifiers):
    columns = []
    for name in quasi_identifiers:
        columns.append(
            ["(missing)" if gone else repr(v) for v, gone in zip(df[name], df[name].isna())]
        )
    return min(Counter("\x1f".join(row) for row in zip(*columns)).values())


# %% right: splits the rows column by column
def k_anonymity(df, quasi_identifiers):
    groups = [np.arange(len(df))]
    for name in quasi_identifiers:
        codes = pd.factorize(df[name])[0]
        groups = [rows[codes[rows] == code] for rows in groups for code in np.unique(codes[rows])]
    return min(map(len, groups))


# %% wrong: the others with the same combination, not oneself | feedback: own row counts
def k_anonymity(df, quasi_identifiers):
    return df.groupby(quasi_identifiers, dropna=False, observed=True).size().min() - 1


# %% wrong: how many people are alone | feedback: people who are alone|never 0
def k_anonymity(df, quasi_identifiers):
    return (~df.duplicated(quasi_identifiers, keep=False)).sum()


# %% wrong: the first two columns only | feedback: however many
def k_anonymity(df, quasi_identifiers):
    return df.groupby(quasi_identifiers[:2], dropna=False, observed=True).size().min()


# %% wrong: median size of a group | feedback: a middle|average|k should be
def k_anonymity(df, quasi_identifiers):
    return df.groupby(quasi_identifiers, dropna=False, observed=True).size().median()


# %% right: duplicated, peeled round by round
def k_anonymity(df, quasi_identifiers):
    rest = df[quasi_identifiers].reset_index(drop=True)
    k = 0
    while True:
        first = ~rest.duplicated()
        k += 1
        left = rest[~first]
        if len(left.drop_duplicates()) < first.sum():
            return k
        rest = left


# %% right: numpy pairwise comparison
def k_anonymity(df, quasi_identifiers):
    same = np.ones((len(df), len(df)), bool)
    for c in quasi_identifiers:
        v = pd.factorize(df[c], use_na_sentinel=False)[0]
        same &= v[:, None] == v
    return same.sum(axis=1).min()


# %% right: itertools groupby on sorted keys
def k_anonymity(df, quasi_identifiers):
    import itertools

    keys = sorted(
        zip(
            *(
                ["" if m else "x" + repr(v) for v, m in zip(df[c], df[c].isna())]
                for c in quasi_identifiers
            )
        )
    )
    return min(sum(1 for _ in g) for _, g in itertools.groupby(keys))


# %% right: the sum of a helper column
def k_anonymity(df, quasi_identifiers):
    d = df.reset_index(drop=True)
    return (
        d.assign(one=1).groupby(quasi_identifiers, dropna=False, observed=True)["one"].sum().min()
    )


# %% right: merge with itself
def k_anonymity(df, quasi_identifiers):
    part = pd.DataFrame({c: pd.factorize(df[c])[0] for c in quasi_identifiers})
    n = part.merge(part.assign(n=1).groupby(list(part)).sum().reset_index())
    return n["n"].min()
