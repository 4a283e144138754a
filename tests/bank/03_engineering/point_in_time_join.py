# ruff: noqa
# %% wrong: the newest value of the key, whatever its time | feedback: future leaks
def point_in_time_join(events, features, on, time):
    newest = features.sort_values(time).drop_duplicates(on, keep="last").drop(columns=time)
    return events.merge(newest, on=on, how="left")


# %% wrong: merge_asof on frames that are not sorted | feedback: sorted
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(events, features, on=time, by=on)


# %% wrong: only one frame sorted | feedback: sorted
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(events.sort_values(time), features, on=time, by=on)


# %% wrong: strictly before the event | feedback: exactly the event's time
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(
        events.sort_values(time),
        features.sort_values(time),
        on=time,
        by=on,
        allow_exact_matches=False,
    )


# %% wrong: the nearest row | feedback: future leaks
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(
        events.sort_values(time), features.sort_values(time), on=time, by=on, direction="nearest"
    )


# %% wrong: the next row | feedback: future leaks
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(
        events.sort_values(time), features.sort_values(time), on=time, by=on, direction="forward"
    )


# %% wrong: without the key | feedback: another key
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(
        events.sort_values(time), features.drop(columns=on).sort_values(time), on=time
    )


# %% wrong: rows of exactly the event's time only | feedback: at or before the event is there
def point_in_time_join(events, features, on, time):
    return events.merge(features, on=[on, time], how="left")


# %% wrong: events without features are dropped by the filter | feedback: event.*gone
def point_in_time_join(events, features, on, time):
    events = events.assign(_row=range(len(events)))
    both = events.merge(features.rename(columns={time: "_known"}), on=on)
    both = both[both["_known"] <= both[time]].sort_values("_known")
    return both.drop_duplicates("_row", keep="last").drop(columns=["_row", "_known"])


# %% wrong: a left merge, then a filter that drops unmatched events | feedback: event.*gone
def point_in_time_join(events, features, on, time):
    events = events.assign(_row=range(len(events)))
    both = events.merge(features.rename(columns={time: "_known"}), on=on, how="left")
    both = both[both["_known"].isna() | (both["_known"] <= both[time])].sort_values("_known")
    return both.drop_duplicates("_row", keep="last").drop(columns=["_row", "_known"])


# %% wrong: the newest value that is not missing | feedback: taken whole
def point_in_time_join(events, features, on, time):
    features = features.sort_values(time)
    others = [name for name in features if name not in (on, time)]
    filled = features.assign(**features.groupby(on)[others].ffill())
    return pd.merge_asof(events.sort_values(time), filled, on=time, by=on)


# %% wrong: groupby.last, which skips missing values | feedback: taken whole
def point_in_time_join(events, features, on, time):
    rows = []
    for row in events.to_dict("records"):
        known = features[(features[on] == row[on]) & (features[time] <= row[time])]
        known = known.sort_values(time).drop(columns=time).groupby(on).last()
        found = known.iloc[0].to_dict() if len(known) else dict.fromkeys(known.columns)
        rows.append(row | found)
    return pd.DataFrame(rows)


# %% wrong: features with missing values dropped first | feedback: taken whole
def point_in_time_join(events, features, on, time):
    features = features.dropna().sort_values(time)
    return pd.merge_asof(events.sort_values(time), features, on=time, by=on)


# %% wrong: filled forward over the whole table, across keys | feedback: whole|another key
def point_in_time_join(events, features, on, time):
    features = features.sort_values([on, time]).ffill().sort_values(time)
    return pd.merge_asof(events.sort_values(time), features, on=time, by=on)


# %% wrong: concatenated, sorted and filled by key | feedback: taken whole|event.*gone
def point_in_time_join(events, features, on, time):
    both = pd.concat([features.assign(_e=0), events.assign(_e=1)])
    both = both.sort_values([time, "_e"], kind="stable")
    others = [name for name in features if name not in (on, time)]
    both[others] = both.groupby(on)[others].ffill()
    return both[both["_e"] == 1].drop(columns="_e")


# %% wrong: missing filled with 0 | feedback: missing value, not 0
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(events.sort_values(time), features.sort_values(time), on=time, by=on)
    others = [name for name in features if name not in (on, time)]
    joined[others] = joined[others].astype(object).fillna(0)
    return joined


# %% wrong: the oldest row known | feedback: older than the newest
def point_in_time_join(events, features, on, time):
    events = events.assign(_row=range(len(events)))
    both = events.merge(features.rename(columns={time: "_known"}), on=on)
    both = both[both["_known"] <= both[time]].sort_values("_known")
    both = both.drop_duplicates("_row", keep="first").set_index("_row")
    others = [name for name in features if name not in (on, time)]
    return events.join(both[others], on="_row").drop(columns="_row")


# %% wrong: the last row in the order of the table, not in time | feedback: older than the newest
def point_in_time_join(events, features, on, time):
    rows = []
    for row in events.to_dict("records"):
        known = features[(features[on] == row[on]) & (features[time] <= row[time])]
        known = known.drop(columns=[on, time])
        rows.append(row | (known.iloc[-1].to_dict() if len(known) else dict.fromkeys(known)))
    return pd.DataFrame(rows)


# %% wrong: equal events become one | feedback: came out|come 2 times
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(events.sort_values(time), features.sort_values(time), on=time, by=on)
    return joined.drop_duplicates([on, time])


# %% wrong: fully equal rows become one | feedback: came out
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(events.sort_values(time), features.sort_values(time), on=time, by=on)
    return joined.drop_duplicates()


# %% wrong: features of keys without events come along | feedback: came out
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(events.sort_values(time), features.sort_values(time), on=time, by=on)
    return pd.concat([joined, features[~features[on].isin(events[on])]])


# %% wrong: the columns of the events are lost | feedback: columns
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(
        events[[on, time]].sort_values(time), features.sort_values(time), on=time, by=on
    )
    return joined


# %% wrong: a helper column is left over | feedback: columns should be
def point_in_time_join(events, features, on, time):
    features = features.assign(known_at=features[time]).sort_values(time)
    return pd.merge_asof(events.sort_values(time), features, on=time, by=on)


# %% wrong: the time of the features in place of the event's | feedback: gone|event's
def point_in_time_join(events, features, on, time):
    features = features.assign(_known=features[time]).sort_values(time)
    joined = pd.merge_asof(events.sort_values(time), features, on=time, by=on)
    return joined.drop(columns=time).rename(columns={"_known": time})


# %% wrong: sorts the inputs in place | feedback: leave the inputs
def point_in_time_join(events, features, on, time):
    events.sort_values(time, inplace=True)
    features.sort_values(time, inplace=True)
    return pd.merge_asof(events, features, on=time, by=on)


# %% wrong: names of the columns written into the code | feedback: raised|gone
def point_in_time_join(events, features, on, time):
    return pd.merge_asof(
        events.sort_values("time"), features.sort_values("time"), on="time", by="key"
    )


# %% wrong: old rows are not taken | feedback: at or before the event|perhaps an old one
def point_in_time_join(events, features, on, time):
    dates = events[time].dtype.kind == "M"
    return pd.merge_asof(
        events.sort_values(time),
        features.sort_values(time),
        on=time,
        by=on,
        tolerance=pd.Timedelta(hours=2) if dates else 2,
    )


# %% wrong: the features of another event, by index labels | feedback: label|order|leak|older|at or before|another key|missing value
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(events.sort_values(time), features.sort_values(time), on=time, by=on)
    result = events.reset_index(drop=True)
    for name in features:
        if name not in (on, time):
            result[name] = joined[name]
    return result


# %% wrong: a list of dicts | feedback: DataFrame should come back
def point_in_time_join(events, features, on, time):
    joined = pd.merge_asof(events.sort_values(time), features.sort_values(time), on=time, by=on)
    return joined.to_dict("records")


# %% wrong: each column's newest value, some from other rows | feedback: taken whole
def point_in_time_join(events, features, on, time):
    joined = events.sort_values(time)
    for name in features:
        if name not in (on, time):
            column = features[[on, time, name]].dropna().sort_values(time)
            joined = pd.merge_asof(joined, column, on=time, by=on)
    return joined


# %% right: merge_asof, order and index put back
def point_in_time_join(events, features, on, time):
    left = events.assign(_row=np.arange(len(events))).sort_values(time, kind="stable")
    joined = pd.merge_asof(left, features.sort_values(time), on=time, by=on, direction="backward")
    joined = joined.sort_values("_row").drop(columns="_row")
    joined.index = events.index
    return joined


# %% right: a loop over the events
def point_in_time_join(events, features, on, time):
    others = [name for name in features.columns if name not in (on, time)]
    rows = []
    for _, event in events.iterrows():
        known = features[(features[on] == event[on]) & (features[time] <= event[time])]
        row = dict(event)
        if len(known):
            newest = known.sort_values(time).iloc[-1]
            row.update({name: newest[name] for name in others})
        else:
            row.update({name: np.nan for name in others})
        rows.append(row)
    return pd.DataFrame(rows, columns=[*events.columns, *others])


# %% right: SQL style: merge, filter, drop duplicates, merge back
def point_in_time_join(events, features, on, time):
    events = events.reset_index(drop=True).assign(_row=lambda frame: frame.index)
    known = events[["_row", on, time]].merge(features.rename(columns={time: "_known"}), on=on)
    known = known[known["_known"] <= known[time]]
    known = known.sort_values("_known").drop_duplicates("_row", keep="last")
    known = known.drop(columns=[on, time, "_known"])
    return events.merge(known, on="_row", how="left").drop(columns="_row")


# %% right: searchsorted in each key's times
def point_in_time_join(events, features, on, time):
    others = [name for name in features if name not in (on, time)]
    by_key = {key: rows.sort_values(time) for key, rows in features.groupby(on)}
    found = []
    for key, when in zip(events[on], events[time].to_numpy(), strict=True):
        rows = by_key.get(key)
        at = -1 if rows is None else np.searchsorted(rows[time].to_numpy(), when, side="right") - 1
        found.append([None] * len(others) if at < 0 else rows[others].iloc[at].tolist())
    result = events.copy()
    for place, name in enumerate(others):
        result[name] = [row[place] for row in found]
    return result


# %% right: a dict of sorted lists and bisect
import bisect


def point_in_time_join(events, features, on, time):
    history = {}
    for row in features.sort_values(time).to_dict("records"):
        times, rows = history.setdefault(row[on], ([], []))
        times.append(row[time])
        rows.append(row)
    nothing = {name: None for name in features if name not in (on, time)}
    result = []
    for event in events.to_dict("records"):
        times, rows = history.get(event[on], ([], []))
        place = bisect.bisect_right(times, event[time])
        result.append((rows[place - 1] if place else nothing) | event)
    return pd.DataFrame(result)


# %% right: rows numbered, the number of the newest filled forward, then joined
def point_in_time_join(events, features, on, time):
    features = features.reset_index(drop=True)
    events = events.reset_index(drop=True)
    line = pd.concat(
        [
            features[[on, time]].assign(_row=features.index.astype(float), _event=-1),
            events[[on, time]].assign(_row=np.nan, _event=events.index),
        ]
    ).sort_values([time, "_event"])
    line["_row"] = line.groupby(on)["_row"].ffill()
    line = line[line["_event"] >= 0].set_index("_event")["_row"].reindex(events.index)
    others = features.drop(columns=[on, time]).reindex(line)
    others.index = events.index
    return pd.concat([events, others], axis=1)


# %% right: group by group
def point_in_time_join(events, features, on, time):
    parts = []
    for key, rows in events.groupby(on, sort=False):
        own = features[features[on] == key].drop(columns=on).sort_values(time)
        parts.append(pd.merge_asof(rows.sort_values(time), own, on=time))
    return pd.concat(parts)[[*events.columns, *features.columns.difference([on, time])]]


# %% right: a matrix of all pairs
def point_in_time_join(events, features, on, time):
    order = features.sort_values(time).reset_index(drop=True)
    same = events[on].to_numpy()[:, None] == order[on].to_numpy()
    known = same & (order[time].to_numpy() <= events[time].to_numpy()[:, None])
    last = known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    last = np.where(known.any(axis=1), last, -1)
    others = order.drop(columns=[on, time]).reindex(last).set_axis(events.index)
    return pd.concat([events, others], axis=1)


# %% right: sqlite3
import sqlite3


def point_in_time_join(events, features, on, time):
    con = sqlite3.connect(":memory:")
    num = lambda s: s.astype("int64") if s.dtype.kind == "M" else s
    unit = lambda s: s.astype("datetime64[ns]") if s.dtype.kind == "M" else s
    e = pd.DataFrame(
        {
            "i": range(len(events)),
            "k": events[on].to_numpy(),
            "t": num(unit(events[time])).to_numpy(),
        }
    )
    f = pd.DataFrame(
        {
            "j": range(len(features)),
            "k": features[on].to_numpy(),
            "t": num(unit(features[time])).to_numpy(),
        }
    )
    e.to_sql("e", con, index=False)
    f.to_sql("f", con, index=False)
    q = pd.read_sql(
        "select e.i, (select f.j from f where f.k = e.k and f.t <= e.t order by f.t desc limit 1) j from e order by e.i",
        con,
    )
    rest = features.drop(columns=[on, time]).reset_index(drop=True)
    j = [-1 if pd.isna(x) else int(x) for x in q["j"]]
    rest = rest.reindex(j).reset_index(drop=True)
    return pd.concat([events.reset_index(drop=True), rest], axis=1)


# %% right: groupby apply idxmax
def point_in_time_join(events, features, on, time):
    e = events.reset_index(drop=True).rename_axis("_e").reset_index()
    f = features.reset_index(drop=True).rename(columns={time: "_t"})
    m = e[["_e", on, time]].merge(f, on=on)
    m = m[m["_t"] <= m[time]]
    best = m.loc[m.groupby("_e")["_t"].idxmax()] if len(m) else m
    return e.merge(best.drop(columns=[on, time, "_t"]), on="_e", how="left").drop(columns="_e")


# %% right: iterrows and max
def point_in_time_join(events, features, on, time):
    cols = [c for c in features.columns if c not in (on, time)]
    out = []
    for _, ev in events.iterrows():
        best = None
        for _, f in features.iterrows():
            if f[on] == ev[on] and f[time] <= ev[time] and (best is None or f[time] > best[time]):
                best = f
        out.append({**ev.to_dict(), **{c: (best[c] if best is not None else np.nan) for c in cols}})
    return pd.DataFrame(out)
