# ruff: noqa
# %% wrong: returns the first fault | feedback: among several|no entry names
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out[:1]


# %% wrong: stops at a missing column | feedback: out of range|too many missing|no entry names
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if out:
        return out
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: drops rows with missing cells first | feedback: missing
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    df = df.dropna()
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: converts columns in place | feedback: changed the frame|numbers as text
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        if c in RANGES:
            df[c] = pd.to_numeric(df[c], errors="coerce")
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: limits outside | feedback: ends of their ranges|is clean
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x <= low) | (x >= high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: text that looks like a number taken for one | feedback: text
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            v = pd.to_numeric(v, errors="coerce")
            if v.isna().sum() > df[c].isna().sum():
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: converts and lets it raise | feedback: your function raised|text
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            v = v.astype(float)
            if v.isna().sum() > df[c].isna().sum():
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: looks at the first cell's type | feedback: cell of text|one cell
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            first = v.dropna().head(1).tolist()
            if first and not isinstance(first[0], (int, float)):
                out.append(c + " is not numeric")
                continue
            x = pd.to_numeric(v, errors="coerce").dropna().astype(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: duplicates over all columns | feedback: twice
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(COLUMNS) <= set(df.columns) and df.duplicated(COLUMNS).any():
        out.append("flight twice")
    return out


# %% wrong: key without the origin | feedback: differ in origin only
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY[:-1]).any():
        out.append("flight twice")
    return out


# %% wrong: repeated index labels are duplicates | feedback: index of repeated|months that keep|is clean
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and (df.duplicated(KEY).any() or df.index.has_duplicates):
        out.append("flight twice")
    return out


# %% wrong: no dates | feedback: 31 June|31 November|day that its month
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    return out + ["flight twice"] * int(set(KEY) <= set(df.columns) and df.duplicated(KEY).any())
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: 2013 taken for a leap year | feedback: day that its month does not have
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd.assign(year=2012), errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: dates that raise | feedback: your function raised
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts]
        if pd.to_datetime(ymd).isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: 10% for all that may be missing | feedback: is clean|8% or 28%
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > min(MOST_MISSING[c], 0.1):
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: 30% for all that may be missing | feedback: 40% of temp|quarter of the weather|too many missing
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c] and v.isna().mean() > 0.3 * (MOST_MISSING[c] > 0):
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: missing not looked at | feedback: missing
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if False:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: missing in numbers only | feedback: column of words|origin
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if c in RANGES and v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: a missing value is out of range | feedback: is clean
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v.to_numpy(float, na_value=np.nan)
            low, high = RANGES[c]
            if not ((x >= low) & (x <= high)).all():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: a maximum that is NaN | feedback: that is present counts|400|950|no entry names
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v.to_numpy(float, na_value=np.nan)
            low, high = RANGES[c]
            if len(x) and (x.min() < low or x.max() > high):
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: the mean must be in range | feedback: far above|far below|one temp|should name
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if len(x) and not low <= x.mean() <= high:
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: infinity dropped | feedback: no entry names
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            x = x[np.isfinite(x)]
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: minutes of the departure only | feedback: minutes
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c == "sched_dep_time" and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: every carrier must fly | feedback: is clean
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and set(v.dropna()) != set(NAMES[c]):
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: names in any case | feedback: small letters
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().astype(str).str.upper().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: no rows are clean | feedback: no row
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: more columns are a fault | feedback: more columns|another order
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    out += [str(c) + " is unknown" for c in df.columns if c not in COLUMNS]
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: NumPy's int64 and float64 only | feedback: nullable
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if v.dtype not in (np.int64, np.float64):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: text columns must be text | feedback: categories|numbers in tailnum
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c not in RANGES and not pd.api.types.is_string_dtype(v):
            out.append(c + " is not text")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: True and False | feedback: list should come back|the check stopped
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return len(out) == 0


# %% wrong: one string | feedback: not one string
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return "; ".join(out)


# %% wrong: does not say which column | feedback: no entry names|should name
def validate_batch(df):
    out = ["a column is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append("a column has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append("a column has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append("a column is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append("a column out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append("a column has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: all columns named for any fault | feedback: cannot tell
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return list(COLUMNS) if out else []


# %% wrong: a list that grows from call to call | feedback: is clean|keep the contract|expected is \\[\\]
def validate_batch(df, out=[]):
    out += [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: a date column added to the frame | feedback: changed the frame
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    df["date"] = 0
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: columns taken without asking | feedback: your function raised
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in COLUMNS:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: duplicates judged only in a file without other faults | feedback: twice
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if not out and set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: dates judged only in a file without other faults | feedback: date
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if (
        not out
        and set(parts) <= set(df.columns)
        and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts)
    ):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% wrong: quotes the columns of a broken rule and does not say which | feedback: cannot tell
def validate_batch(df):
    out = []
    if any(c not in df for c in COLUMNS):
        out.append(f"columns must be {COLUMNS}")
    if not len(df):
        out.append("no rows")
    here = [c for c in COLUMNS if c in df]
    text = [c for c in here if c in RANGES and not pd.api.types.is_numeric_dtype(df[c])]
    if text:
        out.append(f"Rule 3: {list(RANGES)}")
    if any(df[c].isna().mean() > MOST_MISSING[c] for c in here):
        out.append(f"Rule 4: {COLUMNS}")
    num = {c: df[c].to_numpy(float, na_value=np.nan) for c in here if c in RANGES and c not in text}
    if any(
        ((a < RANGES[c][0]) | (a > RANGES[c][1])).any()
        or (c[:5] == "sched" and (a % 100 >= 60).any())
        for c, a in num.items()
    ):
        out.append(f"Rule 5: {list(RANGES)}")
    if any(set(df[c].dropna().map(str)) - set(NAMES[c]) for c in NAMES if c in here):
        out.append("Rule 6: carrier, origin")
    if {"year", "month", "day"} <= num.keys():
        f = pd.DataFrame({k: num[k] for k in ("year", "month", "day")}).dropna()
        f = f[np.isfinite(f).all(axis=1)]
        f = f[(f.abs() < 3000).all(axis=1) & (f.year > 1700)]
        if pd.to_datetime(f.astype(int), errors="coerce").isna().any():
            out.append("Rule 7: no such date")
    if set(KEY) <= set(here) and df[KEY].astype(str).duplicated().any():
        out.append(f"Rule 7: {KEY} repeat")
    return out


# %% right: short, with pandas
def validate_batch(df):
    out = [c + " is not there" for c in COLUMNS if c not in df.columns]
    if len(df) == 0:
        out.append("no rows")
    for c in [c for c in COLUMNS if c in df.columns]:
        v = df[c]
        if v.isna().mean() > MOST_MISSING[c]:
            out.append(c + " has too many missing")
        if c in NAMES and not v.dropna().isin(NAMES[c]).all():
            out.append(c + " has unknown names")
        if c in RANGES:
            if not pd.api.types.is_numeric_dtype(v):
                out.append(c + " is not numeric")
                continue
            x = v[v.notna()].to_numpy(float)
            low, high = RANGES[c]
            if ((x < low) | (x > high)).any():
                out.append(c + " out of range")
            if c.startswith("sched") and (x[np.isfinite(x)] % 100 > 59).any():
                out.append(c + " has too many minutes")
    parts = ["year", "month", "day"]
    if set(parts) <= set(df.columns) and all(pd.api.types.is_numeric_dtype(df[c]) for c in parts):
        ymd = df[parts].astype("Float64").fillna(0)
        ymd = ymd[ymd.isin(range(1, 2014)).all(axis=1)].astype(int)
        if pd.to_datetime(ymd, errors="coerce").isna().any():
            out.append("day is no date with month and year")
    if set(KEY) <= set(df.columns) and df.duplicated(KEY).any():
        out.append("flight twice")
    return out


# %% right: an entry a row, in plain Python
def validate_batch(df):
    problems = []
    names = [str(c) for c in df.columns]
    for c in COLUMNS:
        if c not in names:
            problems.append(f"missing column: {c}")
    n = len(df)
    if n == 0:
        problems.append("empty batch")
    columns = {c: df[c].tolist() for c in COLUMNS if c in names}

    def empty(value):
        return value is None or value is pd.NA or value is pd.NaT or value != value

    def number(value):
        return not isinstance(value, str) and isinstance(value, (int, float, np.number))

    for c, values in columns.items():
        holes = sum(1 for value in values if empty(value))
        if n and holes / n > MOST_MISSING[c]:
            problems.append(f"{c}: {holes} of {n} missing")
        for row, value in enumerate(values):
            if empty(value):
                continue
            if c in RANGES:
                if not number(value):
                    problems.append(f"row {row}, {c}: {value!r} is not a number")
                elif not RANGES[c][0] <= value <= RANGES[c][1]:
                    problems.append(f"row {row}, {c}: {value} outside {RANGES[c]}")
                elif c in ("sched_dep_time", "sched_arr_time") and value % 100 >= 60:
                    problems.append(f"row {row}, {c}: {value} is not a time")
            elif c in NAMES and value not in NAMES[c]:
                problems.append(f"row {row}, {c}: {value!r} unknown")
        if n and all(empty(value) for value in values) and c in RANGES and df[c].dtype == object:
            problems.append(f"{c}: nothing but None")
    if all(c in columns for c in ("year", "month", "day")):
        for row in range(n):
            date = [columns[c][row] for c in ("year", "month", "day")]
            if any(empty(part) or not number(part) for part in date):
                continue
            try:
                pd.Timestamp(year=int(date[0]), month=int(date[1]), day=int(date[2]))
            except (ValueError, OverflowError):
                problems.append(f"row {row}: {date} is not a date (year, month, day)")
    if all(c in columns for c in KEY):
        seen = set()
        for key in zip(*(columns[c] for c in KEY)):
            key = tuple(None if empty(part) else part for part in key)
            if key in seen:
                problems.append(
                    f"duplicate (month, day, sched_dep_time, carrier, flight, origin): {key}"
                )
            seen.add(key)
    return problems


# %% right: pandera, lazily
import pandera.pandas as pa


def validate_batch(df):
    def real(series):
        return pd.api.types.is_numeric_dtype(series)

    def column(c):
        checks = [
            pa.Check(
                lambda s, c=c: s.isna().mean() <= MOST_MISSING[c] if len(s) else True,
                ignore_na=False,
            )
        ]
        if c in NAMES:
            checks.append(pa.Check(lambda s, c=c: s.isin(NAMES[c])))
        if c in RANGES:
            low, high = RANGES[c]
            checks.append(pa.Check(real, ignore_na=False))
            checks.append(
                pa.Check(
                    lambda s: (
                        real(s)
                        and (s.astype(float) >= low).all()
                        and (s.astype(float) <= high).all()
                    )
                )
            )
        if c.startswith("sched"):
            checks.append(pa.Check(lambda s: real(s) and (s[s.abs() < 1e6] % 100 < 60).all()))
        return pa.Column(None, checks, nullable=True, required=True)

    plain = df.copy().reset_index(drop=True)
    schema = pa.DataFrameSchema({c: column(c) for c in COLUMNS}, strict=False)
    entries = []
    try:
        schema.validate(plain, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        for name, check, case in zip(cases["column"], cases["check"], cases["failure_case"]):
            entries.append(f"{case if check == 'column_in_dataframe' else name}: {check}")
    if len(plain) == 0:
        entries.append("no rows")
    if {"year", "month", "day"} <= set(plain.columns):
        ymd = plain[["year", "month", "day"]]
        if all(real(ymd[c]) for c in ymd):
            ymd = ymd.astype("Float64").dropna()
            ymd = ymd[(ymd.abs() < 1e5).all(axis=1)].astype(int)
            if pd.to_datetime(ymd, errors="coerce").isna().any():
                entries.append("year-month-day: no such day")
    if set(KEY) <= set(plain.columns) and plain.astype(str).duplicated(subset=KEY).any():
        entries.append("duplicated flight")
    return entries


# %% right: an entry a rule, columns together
def validate_batch(df):
    there = [c for c in COLUMNS if c in df.columns]
    numeric = [c for c in there if c in RANGES and pd.api.types.is_numeric_dtype(df[c].dtype)]
    x = pd.DataFrame({c: df[c].to_numpy(dtype=float, na_value=np.nan) for c in numeric})
    rules = {
        "columns": [c for c in COLUMNS if c not in there],
        "type": [c for c in there if c in RANGES and c not in numeric],
        "missing": [c for c in there if len(df) and df[c].isna().sum() > MOST_MISSING[c] * len(df)],
        "range": [c for c in numeric if ((x[c] < RANGES[c][0]) | (x[c] > RANGES[c][1])).any()],
        "time": [c for c in numeric if c.startswith("sched") and (x[c].mod(100) >= 60).any()],
        "names": [
            c for c in NAMES if c in there and len(set(df[c].dropna().map(str)) - set(NAMES[c]))
        ],
    }
    if {"year", "month", "day"} <= set(numeric):
        last = x["month"].map(dict(enumerate(calendar.mdays)))
        if (
            (x["day"] > last) | (x["day"] < 1) | (~x["month"].between(1, 12) & x["month"].notna())
        ).any():
            rules["date"] = ["day"]
    if set(KEY) <= set(there):
        twice = df[KEY].map(str).value_counts()
        if (twice > 1).any():
            rules["twice"] = ["flight"]
    entries = [
        f"rule {rule} broken by {', '.join(columns)}" for rule, columns in rules.items() if columns
    ]
    return entries + ["rule rows broken"] * (len(df) == 0)


# %% right: own constants, a copy and try
def validate_batch(df):
    df = df.copy()
    errors = []
    ten, thirty = ("temp", "wind_speed", "precip", "visib"), ("pressure", "plane_built", "seats")
    carriers = {
        "9E",
        "AA",
        "AS",
        "B6",
        "DL",
        "EV",
        "F9",
        "FL",
        "HA",
        "MQ",
        "OO",
        "UA",
        "US",
        "VX",
        "WN",
        "YV",
    }
    bounds = dict(
        year=(2013, 2013),
        month=(1, 12),
        day=(1, 31),
        sched_dep_time=(0, 2359),
        sched_arr_time=(0, 2359),
        distance=(50, 5000),
        temp=(-20, 120),
        wind_speed=(0, 100),
        precip=(0, 5),
        visib=(0, 10),
        pressure=(950, 1060),
        plane_built=(1940, 2013),
        seats=(1, 500),
        dep_delay=(-120, 1500),
        arr_delay=(-120, 1500),
    )
    if df.shape[0] < 1:
        errors.append("batch is empty")
    for name in list(bounds) + ["flight", "carrier", "tailnum", "origin", "dest"]:
        try:
            column = df[name]
        except KeyError:
            errors.append(f"`{name}` is absent")
            continue
        allowed = 0.1 if name in ten else 0.3 if name in thirty else 0
        if len(column) and column.isnull().sum() / len(column) > allowed:
            errors.append(f"`{name}`: too many nulls")
        if name in ("carrier", "tailnum", "origin", "dest"):
            values = set(map(str, column[column.notnull()].tolist()))
            if name == "carrier" and values - carriers:
                errors.append(f"`carrier`: {sorted(values - carriers)}")
            if name == "origin" and values - {"EWR", "JFK", "LGA"}:
                errors.append(f"`origin`: {sorted(values)}")
            continue
        if column.dtype.kind not in "iufb":
            errors.append(f"`{name}`: dtype {column.dtype}")
            continue
        column = column.astype("Float64").astype("float64")
        if name in bounds:
            low, high = bounds[name]
            bad = column.notnull() & ~column.between(low, high)
            errors.extend(f"`{name}` in row {i}: {column.iloc[i]}" for i in np.flatnonzero(bad))
        if name.startswith("sched_") and column.mod(100).gt(59).any():
            errors.append(f"`{name}`: minutes")
    try:
        dates = pd.to_datetime(
            df["year"].astype("Int64").astype(str)
            + "-"
            + df["month"].astype("Int64").astype(str).str.zfill(2)
            + "-"
            + df["day"].astype("Int64").astype(str).str.zfill(2),
            format="%Y-%m-%d",
            errors="coerce",
        )
        if (dates.isna() & df[["year", "month", "day"]].notna().all(axis=1)).any():
            errors.append("year/month/day: impossible date")
    except Exception:
        pass
    try:
        if df.duplicated(
            subset=["month", "day", "sched_dep_time", "carrier", "flight", "origin"], keep=False
        ).any():
            errors.append("duplicate flights")
    except (KeyError, TypeError):
        pass
    return errors


# %% right: one generator of entries, groupby for duplicates
def validate_batch(df):
    def entries():
        yield from (f"absent: {c}" for c in COLUMNS if c not in df.columns)
        if df.empty and len(df.index) == 0:
            yield "zero rows"
        for c in df.columns.intersection(COLUMNS):
            holes = df[c].isna()
            if holes.sum() > len(df) * MOST_MISSING[c] + 1e-9:
                yield f"nulls: {c}"
            if c in NAMES:
                yield from (f"{c}: {v}" for v in df[c][~holes].unique() if v not in NAMES[c])
            if c not in RANGES:
                continue
            if (
                any(isinstance(v, (str, pd.Timestamp)) for v in df[c][~holes])
                or df[c].dtype == object
            ):
                yield f"type: {c}"
                continue
            if not pd.api.types.is_numeric_dtype(df[c]):
                yield f"type: {c}"
                continue
            low, high = RANGES[c]
            v = df[c][~holes]
            if len(v) and not (low <= v.min() and v.max() <= high):
                yield f"range: {c}"
            if "sched" in c:
                for t in v:
                    if abs(t) < 1e9 and int(t) % 100 >= 60:
                        yield f"minutes: {c} {t}"
        if {"year", "month", "day"} <= set(df.columns):
            for y, m, d in df[["year", "month", "day"]].drop_duplicates().itertuples(index=False):
                try:
                    if int(d) > calendar.monthrange(int(y), int(m))[1] or int(d) < 1:
                        yield f"date: day {d} of month {m}"
                except (TypeError, ValueError, OverflowError):
                    yield "date: year, month, day"
        if set(KEY) <= set(df.columns):
            keys = pd.Series(list(map(repr, zip(*(df[k] for k in KEY)))), dtype=object)
            if len(keys) > keys.nunique():
                yield "same flight twice"

    return list(entries())


# %% right: error codes with underscores
def validate_batch(df):
    e = []
    for c in COLUMNS:
        if c not in df.columns:
            e.append(f"missing_column:{c}")
    if df.shape[0] == 0:
        e.append("EMPTY")
    num = {}
    for c in COLUMNS:
        if c not in df.columns:
            continue
        s = df[c]
        if len(s) and s.isna().sum() / len(s) > MOST_MISSING[c]:
            e.append(f"{c}_null_share")
        if c in RANGES:
            if s.dtype.kind not in "iufb":
                e.append(f"{c}_not_numeric")
                continue
            a = np.array([np.nan if pd.isna(v) else float(v) for v in s])
            num[c] = a
            lo, hi = RANGES[c]
            if (a < lo).any() or (a > hi).any():
                e.append(f"{c}_out_of_range")
            if "sched" in c and (np.mod(a, 100) > 59).any():
                e.append(f"{c}_minutes")
        elif c in NAMES and (~s[s.notna()].astype(object).isin(NAMES[c])).any():
            e.append(f"{c}_unknown")
    if all(c in num for c in ["year", "month", "day"]):
        for y, m, d in zip(num["year"], num["month"], num["day"]):
            if np.isnan([y, m, d]).any() or np.isinf([y, m, d]).any():
                continue
            try:
                import datetime

                datetime.date(int(y), int(m), int(d))
            except ValueError:
                e.append("invalid_date")
                break
    if all(c in df.columns for c in KEY):
        keys = list(zip(*[df[c].astype(str) for c in KEY]))
        if len(set(keys)) < len(keys):
            e.append("duplicate_flights")
    return e


# %% right: entries quote the rule's columns and limits, then the offenders
def validate_batch(df):
    out = []
    gone = [c for c in COLUMNS if c not in df]
    if gone:
        out.append(f"Rule 1: the columns must include {COLUMNS}; missing: {gone}")
    if not len(df):
        out.append("Rule 2: no rows")
    here = [c for c in COLUMNS if c in df]
    text = [c for c in here if c in RANGES and not pd.api.types.is_numeric_dtype(df[c])]
    if text:
        out.append(f"Rule 3: {list(RANGES)} must be numbers, but are not: {text}")
    if len(df):
        for limit in (0, 0.1, 0.3):
            group = [c for c in COLUMNS if MOST_MISSING[c] == limit]
            bad = [c for c in group if c in here and df[c].isna().mean() > limit]
            if bad:
                out.append(
                    f"Rule 4: in {', '.join(group)} at most {limit:.0%} may be missing; broken by {', '.join(bad)}"
                )
    num = {
        c: df[c].astype("Float64").to_numpy(float, na_value=np.nan)
        for c in here
        if c in RANGES and c not in text
    }
    bad = [c for c, a in num.items() if ((a < RANGES[c][0]) | (a > RANGES[c][1])).any()]
    bad += [c for c in num if c.startswith("sched") and (num[c] % 100 >= 60).any()]
    if bad:
        out.append(f"Rule 5: ranges {RANGES}; broken by {bad}")
    for c in NAMES:
        if c in here:
            u = set(map(str, df[c].dropna())) - set(NAMES[c])
            if u:
                out.append(f"Rule 6: {c} {u}")
    if {"year", "month", "day"} <= num.keys():
        f = pd.DataFrame({k: num[k] for k in ("year", "month", "day")}).dropna()
        f = f[np.isfinite(f).all(axis=1)]
        f = f[(f.abs() < 3000).all(axis=1) & (f.year > 1700)]
        if pd.to_datetime(f.astype(int), errors="coerce").isna().any():
            out.append("Rule 7: no such date")
    if set(KEY) <= set(here) and df[KEY].astype(str).duplicated().any():
        out.append(f"Rule 7: {KEY} repeat")
    return out


# %% right: single schema entry that says expected and found columns
def validate_batch(df):
    out = []
    if any(c not in df.columns for c in COLUMNS):
        out.append(f"expected columns {sorted(COLUMNS)}, found {sorted(map(str, df.columns))}")
    if len(df) == 0:
        out.append("empty file")
    numeric = {}
    for c in COLUMNS:
        if c not in df.columns:
            continue
        if len(df) and df[c].isna().mean() > MOST_MISSING[c]:
            out.append(f"share of nulls in '{c}'")
        if c in RANGES:
            if pd.api.types.is_numeric_dtype(df[c]):
                v = numeric[c] = (
                    pd.to_numeric(df[c]).astype("Float64").to_numpy(dtype=float, na_value=np.nan)
                )
                bad = v[(v < RANGES[c][0]) | (v > RANGES[c][1])]
                if len(bad):
                    out.append(f"'{c}' holds {bad[:3]}, allowed {RANGES[c]}")
                if "sched" in c and (v % 100 >= 60).any():
                    out.append(f"'{c}' minutes")
            else:
                out.append(f"'{c}' is {df[c].dtype}")
        elif c in NAMES:
            bad = [v for v in df[c].dropna().unique() if v not in NAMES[c]]
            if bad:
                out.append(f"'{c}' holds {bad[:3]}")
    if len(numeric.keys() & {"year", "month", "day"}) == 3:
        for y, m, d in set(zip(numeric["year"], numeric["month"], numeric["day"])):
            if all(map(np.isfinite, (y, m, d))):
                try:
                    pd.Timestamp(int(y), int(m), int(d))
                except Exception:
                    out.append(f"({y:.0f}, {m:.0f}, {d:.0f}) is not a calendar date")
    if all(c in df.columns for c in KEY):
        g = df[KEY].astype(str).groupby(KEY).size()
        if (g > 1).any():
            out.append(f"{(g > 1).sum()} duplicated keys")
    return out
