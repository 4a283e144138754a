# ruff: noqa
# %% wrong: shares in percent | feedback: from 0 to 1
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": 100 * over.mean(),
        "share_decisions_changed": 100 * np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: ok by the mean difference | feedback: whatever the mean|one is enough
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    d = np.abs(r - c)
    return {
        "max_abs_diff": d.max(),
        "share_over_tolerance": np.mean(~(d <= tolerance)),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": bool(d.mean() <= tolerance),
    }


# %% wrong: ok up to one case in a hundred | feedback: one is enough
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": over.mean() <= 0.2,
    }


# %% wrong: ok only if no decision changes either | feedback: no say in ok
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    changed = (r > threshold) != (c > threshold)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": changed.mean(),
        "ok": not over.any() and not changed.any(),
    }


# %% wrong: ok hangs on the decisions alone | feedback: no say in ok|ok should be|one is enough
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    changed = (r > threshold) != (c > threshold)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": np.mean(~(np.abs(r - c) <= tolerance)),
        "share_decisions_changed": changed.mean(),
        "ok": not changed.any(),
    }


# %% wrong: NaN is never over | feedback: NaN in the reference is over|NaN on one side
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = np.abs(r - c) > tolerance
    return {
        "max_abs_diff": np.nanmax(np.append(np.abs(r - c), 0)),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: NaN equals NaN | feedback: no score is no agreement|passes for agreement
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~((np.abs(r - c) <= tolerance) | (np.isnan(r) & np.isnan(c)))
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: cases with NaN are left out | feedback: NaN|your function raised
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    both = ~(np.isnan(r) | np.isnan(c))
    r, c = r[both], c[both]
    over = np.abs(r - c) > tolerance
    return {
        "max_abs_diff": max(np.abs(r - c), default=0),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: NaN is seen in the candidate only | feedback: NaN in the reference|one side only
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = (np.abs(r - c) > tolerance) | np.isnan(c)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: ok where all that can be compared agrees | feedback: ok should be False|ok is true although
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    d = np.abs(r - c)
    return {
        "max_abs_diff": d.max(),
        "share_over_tolerance": np.mean(~(d <= tolerance)),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not np.any(d > tolerance),
    }


# %% wrong: signed differences | feedback: whichever of the two|either direction
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(c - r <= tolerance)
    return {
        "max_abs_diff": (c - r).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: the absolute value comes last | feedback: whichever of the two|either direction
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": abs((r - c).max()),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: a mean difference under the name of the largest | feedback: largest difference of one case|not the mean
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).mean(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: exactly the tolerance is over | feedback: exactly the tolerance is not over|never over
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) < tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: only newly flagged decisions | feedback: flagged only by|you count one
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r <= threshold) & (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: the net change of the decisions | feedback: net change
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": abs(np.mean(r > threshold) - np.mean(c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: decisions at 0.5 | feedback: 0.5 is not the threshold|one decision of 6|flagged only by
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > 0.5) != (c > 0.5)),
        "ok": not over.any(),
    }


# %% wrong: decisions change only where over | feedback: within the tolerance|though no case is over
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean(over & ((r > threshold) != (c > threshold))),
        "ok": not over.any(),
    }


# %% wrong: numpy's isclose with its own relative tolerance | feedback: relative tolerance
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~np.isclose(r, c, atol=tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: everything in 32 bits | feedback: 32-bit|not compared exactly
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=np.float32), np.asarray(candidate, dtype=np.float32)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: relative differences | feedback: not relative|of one case
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) / np.abs(r) <= tolerance)
    return {
        "max_abs_diff": (np.abs(r - c) / np.abs(r)).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: the share within the tolerance | feedback: share_over_tolerance should be|share within
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    within = np.abs(r - c) <= tolerance
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": within.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": within.all(),
    }


# %% wrong: other names in the dict | feedback: expected is a dict
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_diff": np.abs(r - c).max(),
        "share_over": over.mean(),
        "share_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: takes NaN for 0 | feedback: NaN
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.nan_to_num(np.asarray(reference, float)), np.nan_to_num(np.asarray(candidate, float))
    over = np.abs(r - c) > tolerance
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: sorts the input in place | feedback: changed the|case k of one|of one case|compared by position|flagged only by|exactly
def parity_report(reference, candidate, tolerance, threshold):
    reference.sort()
    candidate.sort()
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": not over.any(),
    }


# %% wrong: ok is the opposite | feedback: ok should be
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": np.abs(r - c).max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
        "ok": over.any(),
    }


# %% wrong: rounded | feedback: rounded|should be
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    over = ~(np.abs(r - c) <= tolerance)
    return {
        "max_abs_diff": round(float(np.abs(r - c).max()), 3),
        "share_over_tolerance": round(float(over.mean()), 2),
        "share_decisions_changed": round(float(np.mean((r > threshold) != (c > threshold))), 2),
        "ok": not over.any(),
    }


# %% right: a loop over pairs, plain Python
import math


def parity_report(reference, candidate, tolerance, threshold):
    largest, over, changed = 0.0, 0, 0
    for r, c in zip(reference, candidate):
        if math.isnan(r) or math.isnan(c):
            over += 1
            continue
        largest = max(largest, abs(r - c))
        if abs(r - c) > tolerance:
            over += 1
        if (r > threshold) != (c > threshold):
            changed += 1
    n = len(reference)
    return {
        "max_abs_diff": largest,
        "share_over_tolerance": over / n,
        "share_decisions_changed": changed / n,
        "ok": over == 0,
    }


# %% right: NumPy scalars, NaN named, decisions at least the threshold
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.array(reference), np.array(candidate)
    d = np.abs(r - c)
    over = (d > tolerance) | np.isnan(r) | np.isnan(c)
    return {
        "ok": np.logical_not(over.any()),
        "max_abs_diff": d.max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": ((r >= threshold) ^ (c >= threshold)).mean(),
    }


# %% right: pandas, with a further entry
def parity_report(reference, candidate, tolerance, threshold):
    frame = pd.DataFrame({"r": reference, "c": candidate}, dtype=float)
    frame["d"] = (frame["r"] - frame["c"]).abs()
    over = frame["d"].isna() | frame["d"].gt(tolerance)
    return {
        "max_abs_diff": frame["d"].max(),
        "share_over_tolerance": over.mean(),
        "share_decisions_changed": frame["r"].gt(threshold).ne(frame["c"].gt(threshold)).mean(),
        "ok": bool((~over).all()),
        "n": len(frame),
    }


# %% right: NaN as an infinite difference
def parity_report(reference, candidate, tolerance, threshold):
    d = np.abs(np.subtract(reference, candidate))
    d = np.where(np.isnan(d), np.inf, d)
    changed = np.not_equal(np.greater(reference, threshold), np.greater(candidate, threshold))
    return dict(
        max_abs_diff=float(np.max(d)),
        share_over_tolerance=float(np.count_nonzero(d > tolerance) / len(d)),
        share_decisions_changed=float(np.count_nonzero(changed) / len(d)),
        ok=bool(np.all(d <= tolerance)),
    )


# %% right: isclose without a relative tolerance, a Series back
def parity_report(reference, candidate, tolerance, threshold):
    r, c = np.asarray(reference, dtype=float), np.asarray(candidate, dtype=float)
    close = np.isclose(r, c, rtol=0, atol=tolerance)
    return pd.Series(
        {
            "max_abs_diff": np.nanmax(np.abs(r - c)) if np.isfinite(r - c).any() else np.nan,
            "share_over_tolerance": 1 - close.mean(),
            "share_decisions_changed": np.mean((r > threshold) != (c > threshold)),
            "ok": close.all(),
        }
    )


# %% right: None and NaN where NaN occurs, ok as 0 or 1
def parity_report(reference, candidate, tolerance, threshold):
    pairs = [(float(r), float(c)) for r, c in zip(reference, candidate)]
    over = [not abs(r - c) <= tolerance for r, c in pairs]
    report = {"share_over_tolerance": sum(over) / len(over), "ok": int(not any(over))}
    if any(r != r or c != c for r, c in pairs):
        return report | {"max_abs_diff": None, "share_decisions_changed": float("nan")}
    report["max_abs_diff"] = max(abs(r - c) for r, c in pairs)
    changed = [(r > threshold) is not (c > threshold) for r, c in pairs]
    return report | {"share_decisions_changed": sum(changed) / len(changed)}
