# ruff: noqa
# %% wrong: a case that goes on pays the large model only | feedback: pays both|paid the small one
def cascade_cost(p_small, threshold, cost_small, cost_large):
    share = np.mean(np.max(p_small, axis=1) < threshold)
    return share * cost_large + (1 - share) * cost_small


# %% wrong: only what the large model costs | feedback: leaves out the small|every case pays
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return np.mean(np.max(p_small, axis=1) < threshold) * cost_large


# %% wrong: the large model where the small one is sure | feedback: where the small one is sure|is unsure
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.max(p_small, axis=1) > threshold) * cost_large


# %% wrong: on the threshold goes on | feedback: is not below|equals the threshold
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.max(p_small, axis=1) <= threshold) * cost_large


# %% wrong: a total | feedback: total
def cascade_cost(p_small, threshold, cost_small, cost_large):
    p = np.asarray(p_small)
    return len(p) * cost_small + np.sum(p.max(axis=1) < threshold) * cost_large


# %% wrong: both models for every case | feedback: row by row
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + cost_large


# %% wrong: one decision for all, by the mean confidence | feedback: row by row|lets (every|no) case
def cascade_cost(p_small, threshold, cost_small, cost_large):
    sure = np.mean(np.max(p_small, axis=1)) >= threshold
    return cost_small if sure else cost_small + cost_large


# %% wrong: one maximum of the whole table | feedback: row by row|lets no case
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.max(p_small) < threshold) * cost_large


# %% wrong: the maximum of each column | feedback: row|largest probability|yours is
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.max(p_small, axis=0) < threshold) * cost_large


# %% wrong: the last class as the score | feedback: one class|largest probability
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.asarray(p_small)[:, -1] < threshold) * cost_large


# %% wrong: the first class as the score | feedback: one class|largest probability
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.asarray(p_small)[:, 0] < threshold) * cost_large


# %% wrong: any probability below the threshold | feedback: lets every case|row by row
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean((np.asarray(p_small) < threshold).any(axis=1)) * cost_large


# %% wrong: entries counted, not rows | feedback: largest probability
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.asarray(p_small) < threshold) * cost_large


# %% wrong: the margin between the best two | feedback: largest probability
def cascade_cost(p_small, threshold, cost_small, cost_large):
    p = np.sort(np.asarray(p_small), axis=1)
    return cost_small + np.mean(p[:, -1] - p[:, -2] < threshold) * cost_large


# %% wrong: the smallest probability | feedback: lets every case|row by row
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.min(p_small, axis=1) < threshold) * cost_large


# %% wrong: 0.5 whatever the threshold | feedback: largest probability|not 0.5
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.max(p_small, axis=1) < 0.5) * cost_large


# %% wrong: the models the wrong way round | feedback: wrong way round
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_large + np.mean(np.max(p_small, axis=1) < threshold) * cost_small


# %% wrong: the threshold clipped to 0 to 1 | feedback: every probability is below|above 1
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(np.max(p_small, axis=1) < min(max(threshold, 0), 1)) * cost_large


# %% wrong: a threshold of 0 is none | feedback: below 0|threshold of 0
def cascade_cost(p_small, threshold, cost_small, cost_large):
    threshold = threshold or 0.5
    return cost_small + np.mean(np.max(p_small, axis=1) < threshold) * cost_large


# %% wrong: whole-number division | feedback: expected is|not rounded
def cascade_cost(p_small, threshold, cost_small, cost_large):
    total = sum(cost_small + (cost_large if max(row) < threshold else 0) for row in p_small)
    return total // len(p_small)


# %% wrong: rounded to cents | feedback: expected is|not rounded
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return round(float(cost_small + np.mean(np.max(p_small, axis=1) < threshold) * cost_large), 2)


# %% wrong: costs kept in an array of whole numbers | feedback: one case of three|wrong for other
def cascade_cost(p_small, threshold, cost_small, cost_large):
    costs = np.zeros(len(p_small), dtype=int)
    for i, row in enumerate(p_small):
        costs[i] = cost_small + cost_large if max(row) < threshold else cost_small
    return costs.mean()


# %% wrong: the dearer model taken for the large one | feedback: may be the dearer
def cascade_cost(p_small, threshold, cost_small, cost_large):
    cheap, dear = sorted([cost_small, cost_large])
    return cheap + np.mean(np.max(p_small, axis=1) < threshold) * dear


# %% wrong: an array's method on a list | feedback: your function raised
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + (p_small.max(axis=1) < threshold).mean() * cost_large


# %% wrong: sorts the rows in place | feedback: changed the
def cascade_cost(p_small, threshold, cost_small, cost_large):
    asked = 0
    for row in p_small:
        row.sort()
        asked += row[-1] < threshold
    return cost_small + asked / len(p_small) * cost_large


# %% wrong: the share that goes on | feedback: expected is|share
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return np.mean(np.max(p_small, axis=1) < threshold)


# %% wrong: relative to the large model alone | feedback: expected is|wrong for other
def cascade_cost(p_small, threshold, cost_small, cost_large):
    share = np.mean(np.max(p_small, axis=1) < threshold)
    return (cost_small + share * cost_large) / max(cost_large, 1e-9)


# %% wrong: the error of the small model decides | feedback: lets (no|every) case|largest probability|row by row
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + np.mean(1 - np.max(p_small, axis=1) < threshold) * cost_large


# %% wrong: rounds the probabilities first | feedback: wrong for other|expected is|equals the threshold|is not below
def cascade_cost(p_small, threshold, cost_small, cost_large):
    return cost_small + cost_large * np.mean(np.round(np.max(p_small, axis=1), 1) < threshold)


# %% wrong: cost of the unsure cases alone | feedback: expected is|row by row|every case|wrong for other
def cascade_cost(p_small, threshold, cost_small, cost_large):
    c = [cost_small + cost_large for row in p_small if max(row) < threshold]
    return float(np.mean(c)) if c else cost_small


# %% right: a loop over rows
def cascade_cost(p_small, threshold, cost_small, cost_large):
    total = 0
    for row in p_small:
        total += cost_small
        if max(row) < threshold:
            total += cost_large
    return total / len(p_small)


# %% right: all probabilities below
def cascade_cost(p_small, threshold, cost_small, cost_large):
    unsure = (np.asarray(p_small) < threshold).all(axis=1)
    return np.where(unsure, cost_small + cost_large, cost_small).mean()


# %% right: shares of both groups
def cascade_cost(p_small, threshold, cost_small, cost_large):
    sure = np.mean([max(row) >= threshold for row in p_small])
    return float(sure * cost_small + (1 - sure) * (cost_small + cost_large))


# %% right: pandas
def cascade_cost(p_small, threshold, cost_small, cost_large):
    goes_on = pd.DataFrame(p_small).max(axis=1).lt(threshold)
    return goes_on.map({True: cost_small + cost_large, False: cost_small}).mean()


# %% right: torch
def cascade_cost(p_small, threshold, cost_small, cost_large):
    p = torch.tensor(np.asarray(p_small), dtype=torch.float64)
    goes_on = (p.max(dim=1).values < threshold).double().mean().item()
    return cost_small + goes_on * cost_large


# %% right: the probability of the predicted class
def cascade_cost(p_small, threshold, cost_small, cost_large):
    p = np.array(p_small, dtype=float)
    sure = p[np.arange(len(p)), p.argmax(axis=1)]
    return (len(p) * cost_small + np.count_nonzero(sure < threshold) * cost_large) / len(p)


# %% right: sorted confidences and a binary search
def cascade_cost(p_small, threshold, cost_small, cost_large):
    confidence = np.sort(np.max(p_small, axis=1))
    asked = np.searchsorted(confidence, threshold, side="left")
    return cost_small + cost_large * (asked / confidence.size)


# %% right: a running mean
def cascade_cost(p_small, threshold, cost_small, cost_large):
    mean = 0.0
    for i, row in enumerate(p_small, 1):
        cost = cost_small + (cost_large if max(row) < threshold else 0)
        mean += (cost - mean) / i
    return mean


# %% right: margins to the threshold
def cascade_cost(p_small, threshold, cost_small, cost_large):
    gap = np.asarray(p_small, dtype=float) - threshold
    return cost_small + cost_large * float((gap < 0).all(1).mean())


# %% right: a 0-d array comes back
def cascade_cost(p_small, threshold, cost_small, cost_large):
    goes = np.sort(np.asarray(p_small), axis=1)[:, -1] < threshold
    return np.array(cost_small) + np.average(goes) * cost_large
