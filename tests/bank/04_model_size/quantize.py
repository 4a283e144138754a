# ruff: noqa
# %% wrong: the whole numbers k come back | feedback: multiply
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2 ** (bits - 1) - 1)
    return np.rint(w / np.where(s > 0, s, 1))


# %% wrong: as many steps on each side as there are patterns of bits | feedback: steps on each side|twice as many steps
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2**bits - 1)
    return np.rint(w / np.where(s > 0, s, 1)) * s


# %% wrong: n is a power of two | feedback: one step too many
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / 2 ** (bits - 1)
    return np.rint(w / np.where(s > 0, s, 1)) * s


# %% wrong: cuts off toward zero | feedback: cut off toward zero
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2 ** (bits - 1) - 1)
    return (w / np.where(s > 0, s, 1)).astype(int) * s


# %% wrong: rounds down | feedback: round down
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2 ** (bits - 1) - 1)
    return w // np.where(s > 0, s, 1) * s


# %% wrong: the largest weight, not the largest absolute value | feedback: largest absolute value|absolute value that counts
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = w.max(axis=1, keepdims=True) if per_row else w.max()
    n = 2 ** (bits - 1) - 1
    s = top / n
    return np.clip(np.rint(w / np.where(s != 0, s, 1)), -n, n) * s


# %% wrong: a grid from the smallest to the largest weight | feedback: from the smallest to the largest
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    axis = 1 if per_row else None
    low, high = w.min(axis=axis, keepdims=True), w.max(axis=axis, keepdims=True)
    s = (high - low) / (2**bits - 1)
    return np.rint((w - low) / np.where(s > 0, s, 1)) * s + low


# %% wrong: 8-bit integers whatever the bits | feedback: 8-bit integers
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2 ** (bits - 1) - 1)
    return np.rint(w / np.where(s > 0, s, 1)).astype(np.int64).astype(np.int8) * s


# %% wrong: the bits are ignored | feedback: should be|bits are ignored
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / 127
    return np.rint(w / np.where(s > 0, s, 1)) * s


# %% wrong: per_row is ignored | feedback: one scale
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    s = np.abs(w).max() / (2 ** (bits - 1) - 1)
    return np.rint(w / (s or 1)) * s


# %% wrong: always a scale for each row | feedback: one scale for all rows|your function raised
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    s = np.abs(w).max(axis=-1, keepdims=True) / (2 ** (bits - 1) - 1)
    return np.rint(w / np.where(s > 0, s, 1)) * s


# %% wrong: a scale for each column | feedback: scale for each column|each column has a scale
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    s = np.abs(w).max(axis=0 if per_row else None) / (2 ** (bits - 1) - 1)
    return np.rint(w / np.where(s > 0, s, 1)) * s


# %% wrong: a row of zeros is divided by zero | feedback: NaN|zeros
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2 ** (bits - 1) - 1)
    with np.errstate(all="ignore"):
        return np.rint(w / s) * s


# %% wrong: the weights are changed in place | feedback: changed the weights
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    s = top / (2 ** (bits - 1) - 1)
    w[...] = np.rint(w / np.where(s > 0, s, 1)) * s
    return w


# %% wrong: rounded to as many decimals as bits | feedback: should be
def quantize(weights, bits, per_row=False):
    return np.round(np.asarray(weights, dtype=float), bits)


# %% wrong: the grid stops one step early on both sides | feedback: should be
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    top = np.abs(w).max(axis=1, keepdims=True) if per_row else np.abs(w).max()
    n = 2 ** (bits - 1) - 1
    s = top / n
    return np.clip(np.rint(w / np.where(s > 0, s, 1)), -n + 1, n - 1) * s


# %% wrong: weights flattened | feedback: shape|one scale for all rows
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    n = 2 ** (bits - 1) - 1
    if per_row:
        s = np.abs(w).max(axis=1, keepdims=True) / n
        s = np.where(s == 0, 1, s)
        return np.rint(w / s) * s
    w = w.ravel()
    s = np.abs(w).max() / n or 1
    return np.rint(w / s) * s


# %% wrong: one scale for the first axis of any array | feedback: one scale for all rows
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    n = 2 ** (bits - 1) - 1
    if w.ndim > 1:
        s = np.abs(w).max(axis=tuple(range(1, w.ndim)), keepdims=True) / n
    else:
        s = np.abs(w).max() / n
    s = np.where(s == 0, 1, s)
    return np.rint(w / s) * s


# %% wrong: the scale from the spread, three standard deviations | feedback: should be
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    n = 2 ** (bits - 1) - 1
    s = 3 * w.std(axis=1 if per_row else None, keepdims=True) / n
    s = np.where(s == 0, 1, s)
    return np.clip(np.rint(w / s), -n, n) * s


# %% right: a loop over rows, plain lists back
def quantize(weights, bits, per_row=False):
    n = 2 ** (bits - 1) - 1

    def one(values, s):
        return [s * round(v / s) if s else 0.0 for v in values]

    w = np.asarray(weights, dtype=float)
    if per_row:
        return [one(row, max(abs(row)) / n) for row in w]
    return np.array(one(w.ravel(), abs(w).max() / n)).reshape(w.shape)


# %% right: torch, in 32 bits
def quantize(weights, bits, per_row=False):
    w = torch.tensor(np.array(weights), dtype=torch.float32)
    n = 2 ** (bits - 1) - 1
    top = w.abs().amax(dim=1, keepdim=True) if per_row else w.abs().max()
    s = top / n
    return torch.where(s > 0, torch.round(w / s), torch.zeros_like(w)) * s


# %% right: the nearest of all points of the grid
def quantize(weights, bits, per_row=False):
    w = np.asarray(weights, dtype=float)
    if per_row:
        return np.array([quantize(row, bits) for row in w])
    n = 2 ** (bits - 1) - 1
    if not w.any():
        return np.zeros(w.shape)
    points = np.arange(-n, n + 1) * (np.abs(w).max() / n)
    after = np.clip(np.searchsorted(points, w.ravel()), 1, 2 * n)
    low, high = points[after - 1], points[after]
    near = np.where(w.ravel() - low < high - w.ravel(), low, high)
    near = np.where(w.ravel() == 0, 0, near)
    return near.reshape(w.shape)


# %% right: halves away from zero, nan_to_num, 32 bits
def quantize(weights, bits, per_row=False):
    w = np.array(weights, dtype=np.float32)
    n = (1 << (bits - 1)) - 1
    top = np.max(np.abs(w), axis=1)[:, None] if per_row else np.max(np.abs(w))
    with np.errstate(all="ignore"):
        k = np.nan_to_num(np.sign(w) * np.floor(np.abs(w) * n / top + 0.5))
    return k * (top / n)


# %% right: scipy's and pandas' ways
def quantize(weights, bits, per_row=False):
    w = np.array(weights, dtype=np.float64)
    n = 2.0 ** (bits - 1) - 1
    flat = pd.DataFrame(w.reshape(len(w), -1) if per_row else w.reshape(1, -1))
    s = flat.abs().max(axis=1) / n
    out = flat.div(s.replace(0, 1), axis=0).round().mul(s, axis=0)
    return out.to_numpy().reshape(w.shape)


# %% right: recursion over nested lists, plain Python
def quantize(weights, bits, per_row=False):
    n = 2 ** (bits - 1) - 1
    weights = weights.tolist() if hasattr(weights, "tolist") else weights

    def flat(w):
        return [x for part in w for x in flat(part)] if isinstance(w, list) else [w]

    def apply(w, s):
        if isinstance(w, list):
            return [apply(x, s) for x in w]
        return round(w / s) * s if s else 0.0

    if per_row:
        return [apply(row, max(map(abs, row)) / n) for row in weights]
    return apply(weights, max(map(abs, flat(weights))) / n)


# %% right: searchsorted among midpoints
def quantize(weights, bits, per_row=False):
    w = np.array(weights, dtype=np.float64)
    if per_row:
        return np.vstack([quantize(row, bits) for row in w])
    n = 2 ** (bits - 1) - 1
    top = np.max(np.abs(w))
    points = np.linspace(-top, top, 2 * n + 1)
    points[n] = 0
    return points[np.searchsorted((points[1:] + points[:-1]) / 2, w)]


# %% right: a DataFrame comes back for rows
def quantize(weights, bits, per_row=False):
    n = 2 ** (bits - 1) - 1
    if per_row:
        frame = pd.DataFrame(weights)
        s = frame.abs().max(axis=1) / n
        return frame.div(s, axis=0).fillna(0).round().mul(s, axis=0)
    w = np.asarray(weights, dtype=np.float64)
    s = abs(w).max() / n
    return w * 0.0 if s == 0 else s * np.floor(w / s + 0.5)


# %% right: torch's fake quantisation
def quantize(weights, bits, per_row=False):
    w = torch.as_tensor(np.array(weights, dtype=np.float32))
    n = 2 ** (bits - 1) - 1
    if per_row:
        s = w.abs().amax(dim=1).clamp(min=1e-30) / n
        zero = torch.zeros(len(w), dtype=torch.int32)
        return torch.fake_quantize_per_channel_affine(w, s, zero, 0, -n, n).numpy()
    s = float(max(w.abs().max(), 1e-30)) / n
    return torch.fake_quantize_per_tensor_affine(w, s, 0, -n, n).numpy()
