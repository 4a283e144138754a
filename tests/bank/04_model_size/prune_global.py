# ruff: noqa
# %% wrong: the fraction of each array | feedback: over all together|over all arrays
def prune_global(weights, fraction):
    out = []
    for w in weights:
        w = w.copy()
        order = np.argsort(np.abs(w), axis=None)
        w.flat[order[: int(fraction * w.size)]] = 0
        out.append(w)
    return out


# %% wrong: goes by the sign | feedback: large negative weight
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([w.ravel() for w in weights]))
    count = round(fraction * len(values))
    cut = values[count - 1] if count else -np.inf
    return [np.where(w > cut, w, 0) for w in weights]


# %% wrong: the fraction stays | feedback: share that goes
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))
    count = round((1 - fraction) * len(values))
    cut = values[count - 1] if count else -np.inf
    return [np.where(np.abs(w) > cut, w, 0) for w in weights]


# %% wrong: the largest go | feedback: removes the largest
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))[::-1]
    count = round(fraction * len(values))
    cut = values[count - 1] if count else np.inf
    return [np.where(np.abs(w) < cut, w, 0) for w in weights]


# %% wrong: all below a fraction of the largest weight | feedback: below a fraction of the largest
def prune_global(weights, fraction):
    cut = fraction * max(np.abs(w).max() for w in weights)
    return [np.where(np.abs(w) < cut, 0, w) for w in weights]


# %% wrong: weights are removed | feedback: none is removed|old shapes
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))
    count = round(fraction * len(values))
    cut = values[count - 1] if count else -1
    return [w[np.abs(w) > cut] for w in weights]


# %% wrong: the arrays are changed in place | feedback: changed the arrays
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))
    count = round(fraction * len(values))
    cut = values[count - 1] if count else -1
    for w in weights:
        w[np.abs(w) <= cut] = 0
    return weights


# %% wrong: signs are lost | feedback: keep their sign
def prune_global(weights, fraction):
    weights = [np.abs(w) for w in weights]
    values = np.sort(np.concatenate([w.ravel() for w in weights]))
    count = round(fraction * len(values))
    cut = values[count - 1] if count else -1
    return [np.where(w > cut, w, 0) for w in weights]


# %% wrong: a mask comes back | feedback: ones and zeros|unchanged
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))
    count = round(fraction * len(values))
    cut = values[count - 1] if count else -1
    return [(np.abs(w) > cut).astype(float) for w in weights]


# %% wrong: a quantile that takes one weight with nothing to take | feedback: with 0 nothing goes
def prune_global(weights, fraction):
    cut = np.quantile(np.concatenate([np.abs(w).ravel() for w in weights]), fraction)
    return [np.where(np.abs(w) <= cut, 0, w) for w in weights]


# %% wrong: a quantile that leaves the largest when all are to go | feedback: with 1 everything goes
def prune_global(weights, fraction):
    cut = np.quantile(np.concatenate([np.abs(w).ravel() for w in weights]), fraction)
    return [np.where(np.abs(w) < cut, 0, w) for w in weights]


# %% wrong: the fraction of the weights that are not 0 yet | feedback: zeros are|are 0 already count
def prune_global(weights, fraction):
    sizes = np.concatenate([np.abs(w).ravel() for w in weights])
    sizes = np.sort(sizes[sizes > 0])
    count = round(fraction * len(sizes))
    cut = sizes[count - 1] if count else 0
    return [np.where(np.abs(w) > cut, w, 0) for w in weights]


# %% wrong: one too many | feedback: one too many
def prune_global(weights, fraction):
    values = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))
    cut = values[min(int(fraction * len(values)), len(values) - 1)]
    return [np.where(np.abs(w) > cut, w, 0) for w in weights]


# %% wrong: one long array | feedback: two arrays of the old shapes
def prune_global(weights, fraction):
    values = np.concatenate([w.ravel() for w in weights])
    values[np.argsort(np.abs(values))[: round(fraction * len(values))]] = 0
    return values


# %% wrong: relative to each array's largest weight | feedback: is gone: its array is no matter|may lose all|others than the smallest|others .* are 0
def prune_global(weights, fraction):
    sizes = np.sort(np.concatenate([(np.abs(w) / np.abs(w).max()).ravel() for w in weights]))
    count = round(fraction * len(sizes))
    cut = sizes[count - 1] if count else -1
    return [np.where(np.abs(w) / np.abs(w).max() > cut, w, 0) for w in weights]


# %% wrong: soft threshold, what stays shrinks | feedback: yours is|unchanged|removes|one too
def prune_global(weights, fraction):
    every = np.sort(np.concatenate([np.abs(w).ravel() for w in weights]))
    c = round(fraction * len(every))
    cut = every[c - 1] if c else 0
    return [np.sign(w) * np.maximum(np.abs(w) - cut, 0) for w in weights]


# %% wrong: whole rows with small norms | feedback: of each array|yours is|others than|should be|are 0
def prune_global(weights, fraction):
    new = [np.array(w) for w in weights]
    for w in new:
        rows = w.reshape(len(w), -1)
        order = np.argsort(np.linalg.norm(rows, axis=1))
        rows[order[: int(fraction * len(order))]] = 0
    return new


# %% wrong: the average cut of the arrays | feedback: with 0 nothing goes
def prune_global(weights, fraction):
    cut = np.mean([np.quantile(np.abs(w), fraction) for w in weights])
    return [np.where(np.abs(w) < cut, 0, w) for w in weights]


# %% right: positions of one long array, rounded down
def prune_global(weights, fraction):
    flat = np.concatenate([np.ravel(w) for w in weights])
    flat[np.argsort(np.abs(flat), kind="stable")[: int(fraction * flat.size)]] = 0
    ends = np.cumsum([w.size for w in weights])[:-1]
    return [part.reshape(w.shape) for part, w in zip(np.split(flat, ends), weights)]


# %% right: plain Python, rounded up
import math


def prune_global(weights, fraction):
    places = [(abs(v), i, j) for i, w in enumerate(weights) for j, v in enumerate(w.flat)]
    out = [np.array(w) for w in weights]
    for _, i, j in sorted(places)[: math.ceil(fraction * len(places) - 1e-9)]:
        out[i].flat[j] = 0
    return out


# %% right: a quantile, with the ends for themselves
def prune_global(weights, fraction):
    if fraction == 0:
        return [w.copy() for w in weights]
    cut = np.quantile(np.concatenate([np.abs(w).flatten() for w in weights]), fraction)
    return [w * (np.abs(w) > cut) for w in weights]


# %% right: torch's k-th value
def prune_global(weights, fraction):
    tensors = [torch.tensor(w) for w in weights]
    sizes = torch.cat([t.abs().flatten() for t in tensors])
    count = int(fraction * len(sizes))
    cut = torch.kthvalue(sizes, count).values if count else -1
    return [torch.where(t.abs() > cut, t, 0) for t in tensors]


# %% right: torch's own global pruning
import torch.nn.utils.prune as prune


def prune_global(weights, fraction):
    holders = []
    for w in weights:
        holder = nn.Module()
        holder.weight = nn.Parameter(torch.tensor(w))
        holders.append(holder)
    pairs = [(holder, "weight") for holder in holders]
    amount = round(fraction * sum(w.size for w in weights))
    prune.global_unstructured(pairs, pruning_method=prune.L1Unstructured, amount=amount)
    return [holder.weight.detach().numpy() for holder in holders]


# %% right: the largest are kept, by partition
def prune_global(weights, fraction):
    total = sum(w.size for w in weights)
    keep = total - int(round(fraction * total))
    out = tuple(np.zeros_like(w) for w in weights)
    if keep:
        sizes = np.concatenate([np.abs(w).ravel() for w in weights])
        cut = np.partition(sizes, total - keep)[total - keep]
        for new, w in zip(out, weights):
            new[np.abs(w) >= cut] = w[np.abs(w) >= cut]
    return out


# %% right: masks by rank
def prune_global(weights, fraction):
    flat = np.concatenate([np.asarray(w).flatten() for w in weights])
    rank = np.abs(flat).argsort().argsort()
    flat = flat * (rank >= int(fraction * flat.size))
    parts = np.split(flat, np.cumsum([w.size for w in weights])[:-1])
    return [p.reshape(w.shape) for p, w in zip(parts, weights)]


# %% right: pandas ranks, a tuple comes back
def prune_global(weights, fraction):
    s = pd.Series(np.hstack([w.reshape(-1) for w in weights]))
    gone = s.abs().rank(method="first") <= np.ceil(fraction * len(s))
    s = s.mask(gone, 0).to_numpy()
    out, at = [], 0
    for w in weights:
        out.append(s[at : at + w.size].reshape(w.shape).copy())
        at += w.size
    return tuple(out)


# %% right: a generator of arrays
def prune_global(weights, fraction):
    sizes = sorted(abs(x) for w in weights for x in w.flat)
    count = int(np.floor(fraction * len(sizes)))
    for w in weights:
        yield w.copy() if count == 0 else np.where(abs(w) <= sizes[count - 1], 0, w)


# %% right: a quantile, strictly below, with the end for itself
def prune_global(weights, fraction):
    if fraction >= 1:
        return [np.zeros_like(w) for w in weights]
    cut = np.quantile(np.concatenate([np.abs(w).ravel() for w in weights]), fraction)
    return [w * (np.abs(w) >= cut) for w in weights]
