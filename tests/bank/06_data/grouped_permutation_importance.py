# ruff: noqa
# %% wrong: each column by its own order | feedback: one order of rows
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[rng.permutation(len(X))]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: all columns shuffled | feedback: only the columns of the group
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name in groups:
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            scores.append(score(X.iloc[order].set_axis(X.index)))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: all columns shuffled, each by its own order | feedback: only the columns of the group|one order
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name in groups:
        scores = []
        for _ in range(n_repeats):
            copy = X.copy()
            for column in X.columns:
                copy[column] = X[column].array[rng.permutation(len(X))]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: the sign reversed | feedback: the sign
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = np.mean(scores) - score(X)
    return result


# %% wrong: aligned by the index | feedback: nothing moves
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            copy = X.copy()
            copy[columns] = X[columns].sample(frac=1, random_state=rng)
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: dtypes lost through one array of objects | feedback: other dtypes
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            copy = X.copy()
            copy[columns] = X[columns].to_numpy()[rng.permutation(len(X))]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: categories lost | feedback: other dtypes
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].to_numpy()[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: the index moves with the rows | feedback: another index
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.reset_index(drop=True)
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: the columns change places | feedback: columns in another order
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            moved = X[columns].iloc[order].set_axis(X.index)
            rest = X.drop(columns=columns)
            copy = moved.copy()
            for column in rest:
                copy[column] = rest[column].array
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: X is shuffled in place | feedback: changed X|starts from X|nothing moves|score\(X\)
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    baseline, result = score(X), {}
    for name, columns in groups.items():
        kept = X[columns].copy()
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            for column in columns:
                X[column] = X[column].array[order]
            scores.append(score(X))
        result[name] = baseline - np.mean(scores)
    return result


# %% wrong: groups stay shuffled for the next | feedback: starts from X|back in place
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result, copy = {}, X.copy()
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: one repeat only | feedback: one repeat only
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        order = rng.permutation(len(X))
        copy = X.copy()
        for column in columns:
            copy[column] = X[column].array[order]
        result[name] = score(X) - score(copy)
    return result


# %% wrong: the same order in all repeats | feedback: same order
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    order = rng.permutation(len(X))
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: the sum over the repeats | feedback: not their sum
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {name: 0.0 for name in groups}
    for name, columns in groups.items():
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            result[name] += score(X) - score(copy)
    return result


# %% wrong: the median of the repeats | feedback: median
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.median(scores)
    return result


# %% wrong: global randomness | feedback: all randomness comes from rng
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = np.random.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: sample without rng | feedback: all randomness comes from rng
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            moved = X[columns].sample(frac=1)
            copy = X.copy()
            for column in columns:
                copy[column] = moved[column].array
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: a seed of its own | feedback: fixed seed
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    rng = np.random.default_rng(0)
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: a ratio to the baseline | feedback: not a ratio|no ratio
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = 1 - np.mean(scores) / score(X)
    return result


# %% wrong: the baseline over the shuffled score | feedback: not a ratio|no ratio
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) / max(np.mean(scores), 1e-9)
    return result


# %% wrong: the baseline is a shuffled copy's score | feedback: baseline|score\(X\)
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats + 1):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = scores[0] - np.mean(scores[1:])
    return result


# %% wrong: rows drawn with replacement | feedback: every row once
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.integers(len(X), size=len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = score(X) - np.mean(scores)
    return result


# %% wrong: negative importances cut off | feedback: negative
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in groups.items():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[name] = max(0.0, score(X) - np.mean(scores))
    return result


# %% wrong: columns dropped in place of shuffled | feedback: not removed
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    return {
        name: score(X) - score(X.drop(columns=columns).reindex(columns=X.columns))
        for name, columns in groups.items()
    }


# %% wrong: keyed by columns | feedback: names of the groups
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for columns in groups.values():
        scores = []
        for _ in range(n_repeats):
            order = rng.permutation(len(X))
            copy = X.copy()
            for column in columns:
                copy[column] = X[column].array[order]
            scores.append(score(copy))
        result[tuple(columns)] = score(X) - np.mean(scores)
    return result


# %% right: take and set_axis
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    def copies(columns):
        for _ in range(n_repeats):
            moved = X[columns].take(rng.permutation(len(X))).set_axis(X.index)
            yield X.assign(**{column: moved[column].array for column in columns})

    whole = score(X)
    return {name: whole - np.mean([score(c) for c in copies(g)]) for name, g in groups.items()}


# %% right: sample with random_state
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    before = score(X.copy())
    out = {}
    for name in groups:
        total = 0
        for repeat in range(n_repeats):
            moved = X[groups[name]].sample(frac=1, random_state=rng)
            moved.index = X.index
            copy = X.copy(deep=True)
            copy[list(groups[name])] = moved
            total += score(copy)
        out[name] = float(before - total / n_repeats)
    return out


# %% right: shuffle, and repeats outside
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    total = dict.fromkeys(groups, 0.0)
    for _ in range(n_repeats):
        order = np.arange(len(X))
        rng.shuffle(order)
        shuffled = X.iloc[order].reset_index(drop=True)
        for name, columns in groups.items():
            copy = X.reset_index(drop=True)
            copy[columns] = shuffled[columns]
            total[name] += score(copy.set_index(X.index))
    return {name: score(X) - value / n_repeats for name, value in total.items()}


# %% right: argsort of random numbers, and a dict of NumPy numbers
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    result = {}
    for name, columns in reversed(list(groups.items())):
        falls = np.empty(n_repeats)
        for k in range(n_repeats):
            order = np.argsort(rng.random(len(X)))
            copy = pd.DataFrame(
                {c: X[c].iloc[order].array if c in columns else X[c].array for c in X.columns},
                index=X.index,
            )
            falls[k] = score(X) - score(copy)
        result[name] = falls.mean()
    return result


# %% right: columns put back in one working copy
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    work, result = X.copy(), {}
    for name, columns in groups.items():
        scores = []
        for seed in rng.integers(2**31, size=n_repeats):
            order = np.random.default_rng(seed).permutation(len(X))
            for column in columns:
                work[column] = X[column].take(order).set_axis(X.index)
            scores.append(score(work))
            for column in columns:
                work[column] = X[column]
        result[name] = score(X) - sum(scores) / len(scores)
    return result


# %% right: concat
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    def one(columns):
        order = rng.permutation(X.shape[0])
        moved = X[columns].iloc[order]
        moved.index = X.index
        return score(pd.concat([X.drop(columns=columns), moved], axis=1)[list(X.columns)])

    return {
        name: np.float64(score(X)) - np.mean([one(columns) for _ in range(n_repeats)])
        for name, columns in groups.items()
    }


# %% wrong: a cyclic shift | feedback: keep their neighbours
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for g, cols in groups.items():
        s = []
        for _ in range(n_repeats):
            k = int(rng.integers(1, len(X)))
            Z = X.copy()
            for c in cols:
                Z[c] = X[c].array[np.roll(np.arange(len(X)), k)]
            s.append(score(Z))
        out[g] = score(X) - np.mean(s)
    return out


# %% wrong: reversed rows | feedback: fixed seed|Is rng used
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for g, cols in groups.items():
        Z = X.copy()
        for c in cols:
            Z[c] = X[c].array[::-1]
        out[g] = score(X) - score(Z)
    return out


# %% wrong: shuffles the rest instead of the group | feedback: outside the group|starts from X|Not all columns
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for g, cols in groups.items():
        s = []
        for _ in range(n_repeats):
            o = rng.permutation(len(X))
            Z = X.copy()
            for c in X.columns.difference(cols):
                Z[c] = X[c].array[o]
            s.append(score(Z))
        out[g] = score(X) - np.mean(s)
    return out


# %% wrong: the sum of single importances | feedback: one order of rows
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for g, cols in groups.items():
        out[g] = 0
        for c in cols:
            for _ in range(n_repeats):
                Z = X.copy()
                Z[c] = X[c].array[rng.permutation(len(X))]
                out[g] += (score(X) - score(Z)) / n_repeats
    return out


# %% wrong: the largest fall | feedback: the largest|not the mean
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for g, cols in groups.items():
        s = []
        for _ in range(n_repeats):
            o = rng.permutation(len(X))
            Z = X.copy()
            for c in cols:
                Z[c] = X[c].array[o]
            s.append(score(Z))
        out[g] = score(X) - min(s)
    return out


# %% wrong: a list without names | feedback: result is a dict
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = []
    for g, cols in groups.items():
        s = []
        for _ in range(n_repeats):
            o = rng.permutation(len(X))
            Z = X.copy()
            for c in cols:
                Z[c] = X[c].array[o]
            s.append(score(Z))
        out.append(score(X) - np.mean(s))
    return out


# %% wrong: values of mixed columns put back by loc | feedback: your function raised
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for g, cols in groups.items():
        s = []
        for _ in range(n_repeats):
            Z = X.copy()
            Z.loc[:, cols] = X[cols].to_numpy()[rng.permutation(len(X))]
            s.append(score(Z))
        out[g] = score(X) - np.mean(s)
    return out


# %% right: RangeIndex inside, put back at the end
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    flat = X.reset_index(drop=True)
    res = {}
    for g in groups:
        falls = []
        for _ in range(n_repeats):
            c = flat.copy()
            c[groups[g]] = flat[groups[g]].sample(frac=1, random_state=rng).reset_index(drop=True)
            c.index = X.index
            falls.append(score(X) - score(c))
        res[g] = np.mean(falls)
    return res


# %% right: orders drawn first, shared by all groups
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    orders = [rng.permutation(len(X)) for _ in range(n_repeats)]
    base = float(score(X.copy()))
    out = {}
    for name, cols in groups.items():
        s = []
        for o in orders:
            moved = X.iloc[o].set_axis(X.index, axis=0)
            s.append(score(pd.DataFrame({c: (moved if c in cols else X)[c] for c in X.columns})))
        out[name] = base - np.mean(s)
    return out


# %% right: one permuted matrix of orders
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    out = {}
    for name, cols in groups.items():
        orders = rng.permuted(np.tile(np.arange(len(X)), (n_repeats, 1)), axis=1)
        s = np.empty(n_repeats)
        for i, o in enumerate(orders):
            Z = X.copy(deep=True)
            for c in cols:
                Z[c] = X[c].take(o).set_axis(Z.index)
            s[i] = score(Z)
        out[name] = score(X) - s.mean()
    return out


# %% right: RandomState drawn from rng, sklearn shuffle
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    from sklearn.utils import shuffle

    out = {}
    for name, cols in groups.items():
        vals = []
        for _ in range(n_repeats):
            o = shuffle(np.arange(len(X)), random_state=int(rng.integers(2**31)))
            Z = X.copy()
            for c in cols:
                Z.isetitem(Z.columns.get_loc(c), X[c].array.take(o))
            vals.append(score(Z))
        out[name] = score(X) - np.mean(vals)
    return out


# %% right: random.Random from rng
def grouped_permutation_importance(score, X, groups, n_repeats, rng):
    import random

    r = random.Random(int(rng.integers(2**63)))
    out = {}
    for name, cols in groups.items():
        vals = []
        for _ in range(n_repeats):
            o = r.sample(range(len(X)), len(X))
            Z = X.copy()
            for c in cols:
                Z[c] = X[c].iloc[o].values
            vals.append(score(Z))
        out[name] = score(X) - np.mean(vals)
    return out
