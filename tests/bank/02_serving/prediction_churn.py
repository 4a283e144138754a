# ruff: noqa
# %% wrong: the net change | feedback: net change
def prediction_churn(p_old, p_new, threshold):
    return abs(np.mean(np.asarray(p_old) > threshold) - np.mean(np.asarray(p_new) > threshold))


# %% wrong: the net change with its sign | feedback: net change
def prediction_churn(p_old, p_new, threshold):
    return np.mean(np.asarray(p_new) > threshold) - np.mean(np.asarray(p_old) > threshold)


# %% wrong: a percentage | feedback: percentage
def prediction_churn(p_old, p_new, threshold):
    return 100 * np.mean((np.asarray(p_old) > threshold) != (np.asarray(p_new) > threshold))


# %% wrong: a count | feedback: count|share
def prediction_churn(p_old, p_new, threshold):
    return sum((a > threshold) != (b > threshold) for a, b in zip(p_old, p_new))


# %% wrong: only newly flagged cases | feedback: one direction|you count one
def prediction_churn(p_old, p_new, threshold):
    return np.mean((np.asarray(p_old) < threshold) & (np.asarray(p_new) > threshold))


# %% wrong: only cases no longer flagged | feedback: one direction|you count one
def prediction_churn(p_old, p_new, threshold):
    return np.mean((np.asarray(p_old) > threshold) & (np.asarray(p_new) < threshold))


# %% wrong: a share of those flagged before | feedback: all cases
def prediction_churn(p_old, p_new, threshold):
    old, new = np.asarray(p_old) > threshold, np.asarray(p_new) > threshold
    return (old != new).sum() / max(old.sum(), 1)


# %% wrong: a share of those flagged by either (Jaccard) | feedback: all cases
def prediction_churn(p_old, p_new, threshold):
    old, new = np.asarray(p_old) > threshold, np.asarray(p_new) > threshold
    return (old != new).sum() / max((old | new).sum(), 1)


# %% wrong: half of them, as every change had two sides | feedback: all cases|changes in (both|opposite) directions
def prediction_churn(p_old, p_new, threshold):
    old, new = np.asarray(p_old) > threshold, np.asarray(p_new) > threshold
    return (old != new).mean() / 2


# %% wrong: the share of decisions that stay | feedback: stay the same
def prediction_churn(p_old, p_new, threshold):
    return np.mean((np.asarray(p_old) > threshold) == (np.asarray(p_new) > threshold))


# %% wrong: the mean move of the scores | feedback: compared, not scores|no decision changes
def prediction_churn(p_old, p_new, threshold):
    return np.mean(np.abs(np.asarray(p_old) - np.asarray(p_new)))


# %% wrong: every score that moves | feedback: compared, not scores|no decision changes
def prediction_churn(p_old, p_new, threshold):
    return np.mean(np.asarray(p_old) != np.asarray(p_new))


# %% wrong: moves greater than the threshold | feedback: not a distance|across the threshold
def prediction_churn(p_old, p_new, threshold):
    return np.mean(np.abs(np.asarray(p_old) - np.asarray(p_new)) > threshold)


# %% wrong: 0.5 whatever the threshold | feedback: 0.5 is not the threshold
def prediction_churn(p_old, p_new, threshold):
    return np.mean((np.asarray(p_old) > 0.5) != (np.asarray(p_new) > 0.5))


# %% wrong: sorted scores | feedback: sorted|do not cancel
def prediction_churn(p_old, p_new, threshold):
    return np.mean((np.sort(p_old) > threshold) != (np.sort(p_new) > threshold))


# %% wrong: rounded to two places | feedback: rounded
def prediction_churn(p_old, p_new, threshold):
    return round(float(np.mean((np.array(p_old) > threshold) != (np.array(p_new) > threshold))), 2)


# %% wrong: scores rounded before they are compared | feedback: small move|no decision changes|wrong for other scores
def prediction_churn(p_old, p_new, threshold):
    old, new = np.round(np.asarray(p_old), 1), np.round(np.asarray(p_new), 1)
    return np.mean((old > threshold) != (new > threshold))


# %% wrong: lists compared with a number | feedback: your function raised
def prediction_churn(p_old, p_new, threshold):
    return np.mean((p_old > threshold) != (p_new > threshold))


# %% wrong: writes its decisions into the input | feedback: changed the
def prediction_churn(p_old, p_new, threshold):
    for scores in (p_old, p_new):
        for i, score in enumerate(scores):
            scores[i] = float(score > threshold)
    return sum(a != b for a, b in zip(p_old, p_new)) / len(p_old)


# %% right: a loop
def prediction_churn(p_old, p_new, threshold):
    changed = 0
    for i in range(len(p_old)):
        if p_old[i] > threshold and p_new[i] <= threshold:
            changed += 1
        elif p_old[i] <= threshold and p_new[i] > threshold:
            changed += 1
    return changed / len(p_old)


# %% right: the threshold itself is flagged
def prediction_churn(p_old, p_new, threshold):
    return np.mean((np.array(p_old) >= threshold) ^ (np.array(p_new) >= threshold))


# %% right: signs of the distance
def prediction_churn(p_old, p_new, threshold):
    old, new = np.array(p_old, dtype=float), np.array(p_new, dtype=float)
    return float(((old - threshold) * (new - threshold) < 0).mean())


# %% right: pandas
def prediction_churn(p_old, p_new, threshold):
    frame = pd.DataFrame({"old": p_old, "new": p_new}).gt(threshold)
    return frame["old"].ne(frame["new"]).mean()


# %% right: both directions added
def prediction_churn(p_old, p_new, threshold):
    pairs = list(zip(p_old, p_new))
    up = sum(1 for a, b in pairs if a < threshold < b)
    down = sum(1 for a, b in pairs if b < threshold < a)
    return (up + down) / len(pairs)


# %% right: a confusion matrix
from sklearn.metrics import confusion_matrix


def prediction_churn(p_old, p_new, threshold):
    old, new = np.asarray(p_old) > threshold, np.asarray(p_new) > threshold
    matrix = confusion_matrix(old, new, labels=[False, True], normalize="all")
    return matrix[0, 1] + matrix[1, 0]


# %% right: Hamming distance
from scipy.spatial.distance import hamming


def prediction_churn(p_old, p_new, threshold):
    return hamming(np.array(p_old) > threshold, np.array(p_new) > threshold)
