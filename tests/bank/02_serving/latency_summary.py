# ruff: noqa
# %% wrong: the workers' percentiles averaged | feedback: mean of the workers' percentiles|average the workers
def latency_summary(latencies_ms):
    workers = (
        [np.asarray(w, float) for w in latencies_ms if len(w)]
        if np.ndim(latencies_ms[0])
        else [np.asarray(latencies_ms, float)]
    )
    if not workers:
        raise ValueError("nothing")
    out = {f"p{q}": np.mean([np.percentile(w, q) for w in workers]) for q in (50, 95, 99)}
    return {**out, "max": max(w.max() for w in workers), "n": sum(len(w) for w in workers)}


# %% wrong: the workers' percentiles averaged by load | feedback: weighted mean of the workers|by their load
def latency_summary(latencies_ms):
    parts = [np.atleast_1d(np.asarray(w, float)) for w in latencies_ms]
    parts = [np.concatenate(parts)] if len(parts) and np.ndim(latencies_ms[0]) == 0 else parts
    workers = [w for w in parts if len(w)]
    if not workers:
        raise ValueError("nothing")
    n = [len(w) for w in workers]
    out = {
        f"p{q}": np.average([np.percentile(w, q) for w in workers], weights=n) for q in (50, 95, 99)
    }
    return {**out, "max": max(w.max() for w in workers), "n": sum(n)}


# %% wrong: the worst worker's percentiles | feedback: largest of the workers
def latency_summary(latencies_ms):
    parts = [np.atleast_1d(np.asarray(w, float)) for w in latencies_ms]
    parts = [np.concatenate(parts)] if len(parts) and np.ndim(latencies_ms[0]) == 0 else parts
    workers = [w for w in parts if len(w)]
    if not workers:
        raise ValueError("nothing")
    out = {f"p{q}": max(np.percentile(w, q) for w in workers) for q in (50, 95, 99)}
    return {**out, "max": max(w.max() for w in workers), "n": sum(len(w) for w in workers)}


# %% wrong: the median worker's percentiles | feedback: median of the workers
def latency_summary(latencies_ms):
    parts = [np.atleast_1d(np.asarray(w, float)) for w in latencies_ms]
    parts = [np.concatenate(parts)] if len(parts) and np.ndim(latencies_ms[0]) == 0 else parts
    workers = [w for w in parts if len(w)]
    if not workers:
        raise ValueError("nothing")
    out = {f"p{q}": np.median([np.percentile(w, q) for w in workers]) for q in (50, 95, 99)}
    return {**out, "max": max(w.max() for w in workers), "n": sum(len(w) for w in workers)}


# %% wrong: an empty worker counts as one that is infinitely fast | feedback: empty worker|mean of the workers|should be
def latency_summary(latencies_ms):
    parts = [np.atleast_1d(np.asarray(w, float)) for w in latencies_ms]
    parts = [np.concatenate(parts)] if len(parts) and np.ndim(latencies_ms[0]) == 0 else parts
    if not any(len(w) for w in parts):
        raise ValueError("nothing")
    out = {
        f"p{q}": np.mean([np.percentile(w, q) if len(w) else 0 for w in parts])
        for q in (50, 95, 99)
    }
    return {**out, "max": max(w.max() for w in parts if len(w)), "n": sum(len(w) for w in parts)}


# %% wrong: the number of workers for n | feedback: number of requests
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(latencies_ms)}


# %% wrong: only flat input | feedback: your function raised ValueError
def latency_summary(latencies_ms):
    pool = np.asarray(latencies_ms, dtype=float)
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}


# %% wrong: only lists of workers | feedback: your function raised
def latency_summary(latencies_ms):
    pool = [t for worker in latencies_ms for t in worker]
    if not pool:
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": max(pool), "n": len(pool)}


# %% wrong: the first element decides, and an empty one stands first | feedback: your function raised
def latency_summary(latencies_ms):
    if len(latencies_ms) == 0:
        raise ValueError("nothing")
    if hasattr(latencies_ms[0], "__len__"):
        latencies_ms = [t for worker in latencies_ms if worker[0] >= 0 for t in worker]
    p50, p95, p99 = np.percentile(latencies_ms, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": max(latencies_ms), "n": len(latencies_ms)}


# %% wrong: the first worker only | feedback: should be|all workers
def latency_summary(latencies_ms):
    if len(latencies_ms) == 0:
        raise ValueError("nothing")
    pool = (
        next((w for w in latencies_ms if len(w)), []) if np.ndim(latencies_ms[0]) else latencies_ms
    )
    if len(pool) == 0:
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": max(pool), "n": len(pool)}


# %% wrong: workers of equal length make a table, summarised by column | feedback: .
def latency_summary(latencies_ms):
    try:
        table = np.asarray(latencies_ms, float)
    except ValueError:
        table = np.concatenate([np.asarray(w, float) for w in latencies_ms])
    if table.size == 0:
        raise ValueError("nothing")
    p50, p95, p99 = (np.mean(p) for p in np.percentile(table, [50, 95, 99], axis=0))
    return {"p50": p50, "p95": p95, "p99": p99, "max": table.max(), "n": table.size}


# %% wrong: the mean for the median | feedback: mean
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p95, p99 = np.percentile(pool, [95, 99])
    return {"p50": pool.mean(), "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}


# %% wrong: percentiles of a normal distribution | feedback: normal
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    mean, sd = pool.mean(), pool.std()
    return {
        "p50": np.median(pool),
        "p95": mean + 1.645 * sd,
        "p99": mean + 2.326 * sd,
        "max": pool.max(),
        "n": len(pool),
    }


# %% wrong: a fraction where a percentage is wanted | feedback: np.percentile wants 99|fraction
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [0.5, 0.95, 0.99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}


# %% wrong: a position without sorting | feedback: sorted|without sorting|should be
def latency_summary(latencies_ms):
    pool = [float(t) for w in latencies_ms for t in np.atleast_1d(w)]
    if not pool:
        raise ValueError("nothing")
    n = len(pool)
    return {
        **{f"p{q}": pool[min(int(q / 100 * n), n - 1)] for q in (50, 95, 99)},
        "max": max(pool),
        "n": n,
    }


# %% wrong: sorted the wrong way round | feedback: nearly every request takes|wrong end
def latency_summary(latencies_ms):
    pool = sorted((float(t) for w in latencies_ms for t in np.atleast_1d(w)), reverse=True)
    if not pool:
        raise ValueError("nothing")
    n = len(pool)
    return {
        **{f"p{q}": pool[min(int(q / 100 * n), n - 1)] for q in (50, 95, 99)},
        "max": pool[0],
        "n": n,
    }


# %% wrong: the p99 is the maximum | feedback: maximum|should be
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95 = np.percentile(pool, [50, 95])
    return {"p50": p50, "p95": p95, "p99": pool.max(), "max": pool.max(), "n": len(pool)}


# %% wrong: percentages of the maximum | feedback: should be
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    top = pool.max()
    return {"p50": 0.5 * top, "p95": 0.95 * top, "p99": 0.99 * top, "max": top, "n": len(pool)}


# %% wrong: the maximum left out as an outlier | feedback: should be|longest
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99, top = np.percentile(pool, [50, 95, 99, 99.9])
    return {"p50": p50, "p95": p95, "p99": p99, "max": top, "n": len(pool)}


# %% wrong: rounded to whole milliseconds | feedback: rounded|should be
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {
        "p50": round(p50),
        "p95": round(p95),
        "p99": round(p99),
        "max": pool.max(),
        "n": len(pool),
    }


# %% wrong: rounded to hundredths | feedback: nothing is rounded
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {
        k: round(float(v), 2)
        for k, v in {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}.items()
    }


# %% wrong: the mean of the slowest | feedback: mean of the slowest
def latency_summary(latencies_ms):
    pool = np.sort(np.concatenate([np.ravel(w) for w in latencies_ms]).astype(float))
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.median(pool), *(pool[int(q * len(pool)) :].mean() for q in (0.95, 0.99))
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool[-1], "n": len(pool)}


# %% wrong: p90 in place of p95 | feedback: should be|outside
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 90, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}


# %% wrong: zeros where there is nothing | feedback: raise ValueError
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        return {"p50": 0, "p95": 0, "p99": 0, "max": 0, "n": 0}
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}


# %% wrong: empty workers alone are not refused as a ValueError | feedback: your function raised IndexError|raise ValueError|ValueError is to be
def latency_summary(latencies_ms):
    pool = sorted(float(t) for w in latencies_ms for t in np.atleast_1d(w))
    if len(latencies_ms) == 0:
        raise ValueError("nothing")
    n = len(pool)
    return {
        "p50": pool[int(0.5 * n)],
        "p95": pool[int(0.95 * n)],
        "p99": pool[int(0.99 * n)],
        "max": pool[-1],
        "n": n,
    }


# %% wrong: the mean, too | feedback: no other keys|exactly
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {
        "mean": pool.mean(),
        "p50": p50,
        "p95": p95,
        "p99": p99,
        "max": pool.max(),
        "n": len(pool),
    }


# %% wrong: a tuple | feedback: A dict
def latency_summary(latencies_ms):
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    return (*np.percentile(pool, [50, 95, 99]), pool.max(), len(pool))


# %% wrong: sorts the input in place | feedback: changed its input
def latency_summary(latencies_ms):
    if len(latencies_ms) and np.ndim(latencies_ms[0]) == 0:
        latencies_ms.sort()
    pool = (
        np.concatenate([np.atleast_1d(np.asarray(w, float)) for w in latencies_ms])
        if len(latencies_ms)
        else np.array([])
    )
    if not len(pool):
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": pool.max(), "n": len(pool)}


# %% wrong: pools into the first worker's list | feedback: changed its input|your function raised|should be
def latency_summary(latencies_ms):
    pool = latencies_ms
    if len(latencies_ms) and np.ndim(latencies_ms[0]):
        pool = latencies_ms[0] if isinstance(latencies_ms[0], list) else list(latencies_ms[0])
        for worker in latencies_ms[1:]:
            pool.extend(worker)
    if len(pool) == 0:
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(pool, [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": max(pool), "n": len(pool)}


# %% wrong: every different latency once | feedback: number of requests|n should be
def latency_summary(latencies_ms):
    pool = {float(t) for w in latencies_ms for t in np.atleast_1d(w)}
    if not pool:
        raise ValueError("nothing")
    p50, p95, p99 = np.percentile(list(pool), [50, 95, 99])
    return {"p50": p50, "p95": p95, "p99": p99, "max": max(pool), "n": len(pool)}


# %% right: nearest rank, without NumPy
def latency_summary(latencies_ms):
    import math

    pool = []
    for part in latencies_ms:
        try:
            pool.extend(part)
        except TypeError:
            pool.append(part)
    if not pool:
        raise ValueError("no requests")
    pool.sort()
    n = len(pool)
    rank = {f"p{q}": pool[math.ceil(q * n / 100) - 1] for q in (50, 95, 99)}
    return {**rank, "max": pool[-1], "n": n}


# %% right: pandas
def latency_summary(latencies_ms):
    nested = any(hasattr(part, "__len__") for part in latencies_ms)
    workers = latencies_ms if nested else [latencies_ms]
    pool = (
        pd.concat([pd.Series(w, dtype=float) for w in workers])
        if len(workers)
        else pd.Series(dtype=float)
    )
    if pool.empty:
        raise ValueError("no requests")
    out = pool.quantile([0.5, 0.95, 0.99]).set_axis(["p50", "p95", "p99"]).to_dict()
    return out | {"max": pool.max(), "n": pool.size}


# %% right: the higher neighbour, single precision kept out
def latency_summary(latencies_ms):
    pool = np.concatenate([np.ravel(part) for part in latencies_ms]).astype(float)
    if not pool.size:
        raise ValueError("no requests")
    values = np.quantile(pool, [0.5, 0.95, 0.99], method="higher")
    return dict(zip(["p50", "p95", "p99", "max", "n"], [*values, pool.max(), pool.size]))


# %% right: the lower neighbour
def latency_summary(latencies_ms):
    pool = np.concatenate([np.ravel(part) for part in latencies_ms]).astype(float)
    if not pool.size:
        raise ValueError("no requests")
    values = np.quantile(pool, [0.5, 0.95, 0.99], method="lower")
    return dict(zip(["p50", "p95", "p99", "max", "n"], [*values, pool.max(), pool.size]))


# %% right: Weibull's definition
def latency_summary(latencies_ms):
    pool = np.hstack([np.ravel(part) for part in latencies_ms])
    if len(pool) < 1:
        raise ValueError("no requests")
    values = np.percentile(pool, [50, 95, 99], method="weibull")
    return dict(
        p50=values[0], p95=values[1], p99=values[2], max=np.max(pool), n=np.int64(len(pool))
    )


# %% right: interpolated from the inverted distribution
def latency_summary(latencies_ms):
    pool = np.hstack([np.ravel(part) for part in latencies_ms])
    if len(pool) < 1:
        raise ValueError("no requests")
    values = np.percentile(pool, [50, 95, 99], method="interpolated_inverted_cdf")
    return dict(p50=values[0], p95=values[1], p99=values[2], max=np.max(pool), n=len(pool))


# %% right: the statistics module
def latency_summary(latencies_ms):
    import statistics

    pool = [float(t) for part in latencies_ms for t in np.atleast_1d(part)]
    if not pool:
        raise ValueError("no requests")
    cuts = statistics.quantiles(pool, n=100) if len(pool) > 1 else pool * 99
    return {
        "p50": statistics.median(pool),
        "p95": cuts[94],
        "p99": cuts[98],
        "max": max(pool),
        "n": len(pool),
    }


# %% right: a position in the sorted latencies
def latency_summary(latencies_ms):
    pool = sorted(float(t) for part in latencies_ms for t in np.atleast_1d(part))
    n = len(pool)
    if n == 0:
        raise ValueError("no requests")
    return {
        "max": pool[-1],
        "n": float(n),
        "p50": pool[n // 2],
        "p95": pool[int(0.95 * n)],
        "p99": pool[int(0.99 * n)],
    }


# %% right: an error of its own, a kind of ValueError
class NoRequests(ValueError):
    pass


def latency_summary(latencies_ms):
    flat = np.ndim(latencies_ms[0]) == 0 if len(latencies_ms) else True
    pool = np.array(
        latencies_ms if flat else [t for worker in latencies_ms for t in worker], dtype=float
    )
    if pool.size == 0:
        raise NoRequests("no requests")
    p = {f"p{q}": float(np.percentile(pool, q, method="nearest")) for q in (50, 95, 99)}
    return {**p, "max": float(np.max(pool)), "n": int(pool.size)}
