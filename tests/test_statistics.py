"""The solutions to statistical exercises agree with well-kept libraries."""

import nbformat
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from conftest import ROOT
from nbgrader.utils import is_grade, is_locked
from scipy import stats
from sklearn.metrics import d2_absolute_error_score, roc_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep, proportion_effectsize
from statsmodels.stats.weightstats import DescrStatsW
from tiny import find

ACCURACY, BASELINE, DEEP = "01_accuracy", "05_baseline", "07_deep_learning"


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def solution(unit, name):
    """Return the function that the instructor's notebook defines."""
    notebook = nbformat.read(ROOT / "solutions" / unit / f"{unit}.ipynb", as_version=4)
    names = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_locked(cell) and not is_grade(cell):
            exec(cell.source, names)
    exec(find(notebook, name).source, names)
    return names[name]


def test_best_threshold_has_the_best_point_of_the_roc_curve(rng):
    best_threshold = solution(ACCURACY, "best_threshold")
    for _ in range(30):
        p = rng.uniform(size=200).round(int(rng.integers(1, 4)))
        y = (rng.uniform(size=200) < p).astype(int)
        gain, loss = rng.uniform(1, 100, size=2)
        kept = p < best_threshold(y, p, gain, loss)
        value = gain * (kept & (y == 0)).sum() - loss * (kept & (y == 1)).sum()
        turned_away, caught, _ = roc_curve(y, p, drop_intermediate=False)
        values = gain * (1 - turned_away) * (y == 0).sum() - loss * (1 - caught) * (y == 1).sum()
        assert value == pytest.approx(values.max())


@pytest.mark.parametrize("alpha", [0.01, 0.05, 0.1])
@pytest.mark.parametrize("power", [0.8, 0.95])
@pytest.mark.parametrize("rates", [(0.05, 0.04), (0.3, 0.35), (0.5, 0.8), (0.002, 0.001)])
def test_n_per_arm(rates, power, alpha):
    n = solution(ACCURACY, "n_per_arm")(*rates, alpha=alpha, power=power)
    effect = proportion_effectsize(*rates)
    arcsine = NormalIndPower().solve_power(effect, alpha=alpha, power=power)
    assert n == pytest.approx(arcsine, rel=0.1)  # the approximations differ for rare events

    def power_at(n):
        first, second = rates
        return power_proportions_2indep(first - second, second, n, alpha=alpha).power

    assert power_at(n - 2) < power < power_at(n + 2) + 1e-9


@pytest.mark.parametrize("uses", [1, 7, 100, 2000])
@pytest.mark.parametrize("errors", [(0.05, 0.04), (0.04, 0.05), (0.5, 0.1), (1.0, 0.3)])
def test_prob_user_notices(errors, uses, rng):
    got = solution(ACCURACY, "prob_user_notices")(*errors, uses)
    drawn = rng.binomial(uses, np.array(errors)[:, None], (2, 400_000))
    wins = int((drawn[1] < drawn[0]).sum())
    low, high = stats.binomtest(wins, 400_000).proportion_ci(0.99999)
    assert low <= got <= high


def test_labels_needed(rng):
    labels_needed = solution(ACCURACY, "labels_needed")
    for _ in range(20):
        sizes = rng.integers(50, 10_000, 6).astype(float)
        errors = sizes**-0.4 * rng.lognormal(0, 0.05, 6)
        fit = sm.OLS(np.log(errors), sm.add_constant(np.log(sizes))).fit()
        needed = labels_needed(sizes, errors, 0.01)
        predicted = fit.predict([[1.0, np.log(needed)]])
        assert np.exp(predicted[0]) == pytest.approx(0.01, rel=0.005)


@pytest.mark.parametrize("horizon", [1, 5, 7, 8, 14, 20])
def test_seasonal_naive(horizon, rng):
    y = rng.normal(size=60)
    lag = next(k for k in range(7, 100, 7) if k >= horizon)
    got = solution(BASELINE, "seasonal_naive")(y, 7, horizon)
    np.testing.assert_array_equal(got, pd.Series(y).shift(lag))


def test_skill_score_against_the_median(rng):
    y, predicted = rng.normal(size=(2, 101))
    median = np.full(101, np.median(y))
    got = solution(BASELINE, "skill_score")(y, predicted, median)
    assert got == pytest.approx(d2_absolute_error_score(y, predicted))


@pytest.mark.parametrize("rows", [5, 60, 3000])
def test_mcnemar_exact(rows, rng):
    mcnemar_exact = solution(BASELINE, "mcnemar_exact")
    for _ in range(10):
        y, a, b = rng.integers(0, 3, (3, rows))
        table = pd.crosstab(a == y, b == y).reindex([False, True]).reindex([False, True], axis=1)
        expected = mcnemar(table.fillna(0).to_numpy(), exact=True).pvalue
        assert mcnemar_exact(y, a, b) == pytest.approx(expected, abs=1e-12)


def test_corrected_resampled_ttest(rng):
    corrected = solution(BASELINE, "corrected_resampled_ttest")
    differences = rng.normal(0.02, 0.05, 30)
    naive = stats.ttest_1samp(differences, 0)
    # Without test rows nothing is left of the correction.
    assert corrected(differences, 10**12, 1) == pytest.approx((naive.statistic, naive.pvalue))
    t, p = corrected(differences, 900, 100)
    assert t == pytest.approx(naive.statistic / np.sqrt(1 + 30 * 100 / 900))
    assert p == pytest.approx(2 * stats.t.sf(abs(t), 29))


def test_block_bootstrap_ci(rng):
    blocks = rng.permutation(np.repeat(np.arange(120), rng.integers(5, 25, 120)))
    a = rng.normal(size=120)[blocks] + rng.normal(size=len(blocks))
    b = rng.normal(size=len(blocks))
    got = solution(BASELINE, "block_bootstrap_ci")(a, b, blocks, level=0.9)
    grouped = pd.Series(a - b).groupby(blocks)
    interval = stats.bootstrap(
        (grouped.sum(), grouped.size()),
        lambda sums, sizes, axis: sums.sum(axis) / sizes.sum(axis),
        paired=True,
        confidence_level=0.9,
        method="percentile",
        n_resamples=9999,
        rng=rng,
    ).confidence_interval
    assert got == pytest.approx(interval, abs=0.08 * (interval.high - interval.low))


@pytest.mark.parametrize("accuracy, n_test, k", [(0.95, 500, 20), (0.8, 100, 3), (0.6, 2000, 1)])
def test_best_of_k_optimism(accuracy, n_test, k, rng):
    got = solution(BASELINE, "best_of_k_optimism")(accuracy, n_test, k)
    best = rng.binomial(n_test, accuracy, (200_000, k)).max(axis=1) / n_test
    assert got == pytest.approx(best.mean() - accuracy, abs=0.0005 + 0.02 * abs(got))


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_mean_ci(level, rng):
    scores = rng.normal(0.8, 0.1, 12)
    expected = scores.mean(), *DescrStatsW(scores).tconfint_mean(1 - level)
    assert solution(DEEP, "mean_ci")(scores, level) == pytest.approx(expected)
