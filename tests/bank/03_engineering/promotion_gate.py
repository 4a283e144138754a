# ruff: noqa
# %% wrong: the higher AUC wins | feedback: expected is 'keep'|too good
def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    return "promote" if auc(y_true, p_challenger) > auc(y_true, p_champion) else "keep"


# %% wrong: noise not looked at | feedback: noise
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    return "promote" if gain >= min_gain else "keep"


# %% wrong: implausible gains promoted | feedback: 'investigate'|implausible
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    return "promote" if gain >= min_gain and gain > 1.96 * noise(y, old, new) else "keep"


# %% wrong: the noise is asked before the plausible | feedback: asked first
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain < 1.96 * noise(y, old, new):
        return "keep"
    if gain > max_plausible_gain:
        return "investigate"
    return "promote" if gain >= min_gain else "keep"


# %% wrong: promotes before it investigates | feedback: 'investigate'
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "investigate" if gain > max_plausible_gain else "keep"


# %% wrong: min_gain forgotten | feedback: too small
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: two separate groups (Hanley and McNeil) | feedback: same rows
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)

    def se(a):
        n1, n0 = np.sum(y == 1), np.sum(y == 0)
        q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
        return np.sqrt(
            (a * (1 - a) + (n1 - 1) * (q1 - a * a) + (n0 - 1) * (q2 - a * a)) / (n1 * n0)
        )

    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * np.hypot(se(auc(y, old)), se(auc(y, new))):
        return "promote"
    return "keep"


# %% wrong: a bootstrap that draws rows for each model | feedback: same rows
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    rng, gains = np.random.default_rng(0), []
    for _ in range(300):
        i, j = rng.integers(len(y), size=(2, len(y)))
        if len(set(y[i])) > 1 and len(set(y[j])) > 1:
            gains.append(auc(y[i], new[i]) - auc(y[j], old[j]))
    return "promote" if gain >= min_gain and np.quantile(gains, 0.025) > 0 else "keep"


# %% wrong: separate intervals must not overlap | feedback: same rows
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    rng, a, b = np.random.default_rng(0), [], []
    for _ in range(300):
        i = rng.integers(len(y), size=len(y))
        if len(set(y[i])) > 1:
            a.append(auc(y[i], old[i]))
            b.append(auc(y[i], new[i]))
    return (
        "promote" if gain >= min_gain and np.quantile(b, 0.025) > np.quantile(a, 0.975) else "keep"
    )


# %% wrong: accuracy for AUC | feedback: AUC|expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = np.mean((new > 0.5) == y) - np.mean((old > 0.5) == y)
    if gain > max_plausible_gain:
        return "investigate"
    d = ((new > 0.5) == y) * 1.0 - ((old > 0.5) == y)
    return "promote" if gain >= min_gain and d.mean() > 1.96 * d.std() / np.sqrt(len(d)) else "keep"


# %% wrong: the Brier score for AUC | feedback: AUC|expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = np.mean((old - y) ** 2) - np.mean((new - y) ** 2)
    if gain > max_plausible_gain:
        return "investigate"
    d = (old - y) ** 2 - (new - y) ** 2
    return "promote" if gain >= min_gain and d.mean() > 1.96 * d.std() / np.sqrt(len(d)) else "keep"


# %% wrong: average precision for AUC | feedback: implausible|AUC|expected is
from sklearn.metrics import average_precision_score


def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = average_precision_score(y, new) - average_precision_score(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: the challenger's AUC has the limit | feedback: AUC itself|expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if auc(y, new) > 0.5 + max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: AUC above .95 is implausible | feedback: AUC itself|expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if auc(y, new) > 0.95:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: gain as a share of the champion's AUC | feedback: too small|share
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) / auc(y, old) - 1
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 / auc(y, old) * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: gain in Gini coefficients | feedback: implausible|expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = 2 * (auc(y, new) - auc(y, old))
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 3.92 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: thresholds in percentage points | feedback: expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = 100 * (auc(y, new) - auc(y, old))
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 196 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: champion and challenger exchanged | feedback: expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, old) - auc(y, new)
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: any difference | feedback: expected is 'keep'|Only a gain
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = abs(auc(y, new) - auc(y, old))
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: only the upper end must exceed | feedback: noise
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    return "promote" if gain + 1.96 * noise(y, old, new) > min_gain else "keep"


# %% wrong: the upper end must be plausible | feedback: plausible gain|expected is
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain + 3 * noise(y, old, new) > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: equal scores counted by their place | feedback: equal scores|same score|expected is
def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))

    def area(p):
        higher = (p[y == 1][:, None] >= p[y == 0]).mean()
        return higher

    gain = area(new) - area(old)
    if gain > max_plausible_gain:
        return "investigate"
    rng, gains = np.random.default_rng(0), []
    for _ in range(200):
        i = rng.integers(len(y), size=len(y))
        if len(set(y[i])) > 1:
            gains.append(auc(y[i], new[i]) - auc(y[i], old[i]))
    return "promote" if gain >= min_gain and np.quantile(gains, 0.025) > 0 else "keep"


# %% wrong: True and False | feedback: expected is 'promote'
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    return gain <= max_plausible_gain and gain >= min_gain and gain > 1.96 * noise(y, old, new)


# %% wrong: other words | feedback: expected is 'investigate'
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "reject"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: sorts the scores in place | feedback: changed
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    for p in (p_champion, p_challenger):
        p[:] = list(stats.rankdata(p))
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% wrong: spread of the bootstrap taken for the spread of one row | feedback: sure gain|expected is 'promote'
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * np.sqrt(len(y)) * noise(y, old, new):
        return "promote"
    return "keep"


# %% right: DeLong, two-sided
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain >= min_gain and gain > 1.96 * noise(y, old, new):
        return "promote"
    return "keep"


# %% right: DeLong, one-sided, against min_gain
def noise(y, old, new):
    """DeLong's standard error of the difference."""
    parts = []
    for p in (old, new):
        wins = (p[y == 1][:, None] > p[y == 0]) + 0.5 * (p[y == 1][:, None] == p[y == 0])
        parts.append((wins.mean(axis=1), wins.mean(axis=0)))
    d1, d0 = parts[1][0] - parts[0][0], parts[1][1] - parts[0][1]
    return np.sqrt(d1.var(ddof=1) / len(d1) + d0.var(ddof=1) / len(d0))


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    z = (gain - min_gain) / noise(y, old, new)
    return "promote" if gain >= min_gain and stats.norm.sf(z) < 0.05 else "keep"


# %% right: bootstrap with roc_auc_score in a loop
from sklearn.metrics import roc_auc_score


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = np.array(y_true), np.array(p_champion), np.array(p_challenger)
    gain = roc_auc_score(y, new) - roc_auc_score(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain < min_gain:
        return "keep"
    rng = np.random.default_rng()
    gains = []
    for _ in range(300):
        i = rng.choice(len(y), len(y))
        if len(np.unique(y[i])) == 2:
            gains.append(roc_auc_score(y[i], new[i]) - roc_auc_score(y[i], old[i]))
    low = np.percentile(gains, 2.5)
    return "promote" if low > 0 else "keep"


# %% right: stratified bootstrap, one-sided, before all questions
def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v, dtype=float) for v in (y_true, p_champion, p_challenger))
    rng = np.random.default_rng(1)
    ones, zeros = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    gains = np.empty(500)
    for k in range(500):
        i = np.r_[rng.choice(ones, len(ones)), rng.choice(zeros, len(zeros))]
        gains[k] = auc(y[i], new[i]) - auc(y[i], old[i])
    gain = auc(y, new) - auc(y, old)
    beyond = np.mean(gains <= 0) < 0.05
    if gain > max_plausible_gain:
        return "investigate"
    elif gain >= min_gain and beyond:
        return "promote"
    return "keep"


# %% right: basic bootstrap interval against min_gain, a NumPy string
def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = auc(y, new) - auc(y, old)
    rng = np.random.default_rng(3)
    gains = []
    for _ in range(500):
        i = rng.integers(0, len(y), len(y))
        if 0 < y[i].sum() < len(y):
            gains.append(auc(y[i], new[i]) - auc(y[i], old[i]))
    low = 2 * gain - np.quantile(gains, 0.975)
    verdict = np.select(
        [gain > max_plausible_gain, gain >= min_gain and low > min_gain],
        ["investigate", "promote"],
        "keep",
    )
    return np.str_(verdict)


# %% right: permutation: each row's two scores change places
from sklearn.metrics import roc_auc_score


def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    gain = roc_auc_score(y, new) - roc_auc_score(y, old)
    if gain > max_plausible_gain:
        return "investigate"
    if gain < min_gain:
        return "keep"
    a, b = stats.rankdata(old), stats.rankdata(new)
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(999):
        swap = rng.random(len(y)) < 0.5
        hits += abs(auc(y, np.where(swap, a, b)) - auc(y, np.where(swap, b, a))) >= abs(gain)
    return "promote" if (hits + 1) / 1000 < 0.05 else "keep"


# %% right: jackknife over rows, from the pairs
def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))
    pos, neg = y == 1, y == 0
    d = np.zeros((pos.sum(), neg.sum()))
    for sign, p in ((1, new), (-1, old)):
        d += sign * 0.5 * (np.sign(p[pos][:, None] - p[neg][None, :]) + 1)
    gain = d.mean()
    left = [(d.sum() - row) / ((d.shape[0] - 1) * d.shape[1]) for row in d.sum(axis=1)]
    left += [(d.sum() - column) / (d.shape[0] * (d.shape[1] - 1)) for column in d.sum(axis=0)]
    left = np.array(left)
    n = len(left)
    se = np.sqrt((n - 1) / n * np.sum((left - left.mean()) ** 2))
    if gain > max_plausible_gain:
        return "investigate"
    return "promote" if gain >= min_gain and gain - stats.t.ppf(0.975, n - 1) * se > 0 else "keep"


# %% right: subsample of bootstrap weights, BCa by SciPy
def promotion_gate(y_true, p_champion, p_challenger, min_gain, max_plausible_gain):
    y, old, new = (np.asarray(v) for v in (y_true, p_champion, p_challenger))

    def gain_of(a, b, c):
        if a.min() == a.max():
            return 0.0
        return auc(a, c) - auc(a, b)

    gain = gain_of(y, old, new)
    if gain > max_plausible_gain:
        return "investigate"
    if gain < min_gain:
        return "keep"
    interval = stats.bootstrap(
        (y, old, new),
        gain_of,
        paired=True,
        vectorized=False,
        n_resamples=400,
        method="percentile",
        random_state=np.random.default_rng(0),
    ).confidence_interval
    return "promote" if interval.low > 0 else "keep"
