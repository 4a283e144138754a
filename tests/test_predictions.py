"""A prediction is asked, locked by the result and shown beside it."""

import pytest

from sevendiff import predictions
from sevendiff.predictions import guess, nearest, reveal


@pytest.fixture(autouse=True)
def displayed(monkeypatch):
    """What is displayed in a notebook in which nothing has been asked: bundles of MIME types."""
    bundles = []
    monkeypatch.setattr(predictions, "asked", {})
    monkeypatch.setattr(predictions, "revealed", {})
    monkeypatch.setattr(predictions, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def test_a_page_without_kernel_shows_the_choices(displayed):
    guess("earned", 63_000, -20_000, 0.125)
    text = displayed[0]["text/plain"]
    assert [choice in text for choice in ("63,000", "−20,000", "0.125")] == [True] * 3


@pytest.mark.parametrize("picked", [None, 30_000, 63_000])
def test_the_result_stands_beside_the_prediction_and_locks_it(picked, displayed):
    guess("earned", 63_000, 30_000)
    predictions.asked["earned"].value = picked
    reveal("earned", 31_234.4)
    said = displayed[-1]["text/markdown"]
    assert "Earned: **31,234**." in said
    assert predictions.asked["earned"].disabled
    assert ("You predicted" in said) == (picked is not None)
    assert ("the nearest choice." in said) == (picked == 30_000)
    assert ("the nearest choice was 30,000" in said) == (picked == 63_000)
    assert nearest("earned") == 30_000


def test_texts_are_right_or_not(displayed):
    guess("who", "net", "boosting")
    predictions.asked["who"].value = "net"
    reveal("who", "net")
    assert "right" in displayed[-1]["text/markdown"]
    with pytest.raises(ValueError, match="none of the choices"):
        reveal("who", "forest")


def test_a_number_without_choices(displayed):
    guess("value")
    predictions.asked["value"].value = "-75"
    reveal("value", -80.0)
    assert "You predicted -75." in displayed[-1]["text/markdown"]


def test_asked_again_a_prediction_stays_picked_and_locked():
    guess("value", 1, 2)
    predictions.asked["value"].value = 2
    guess("value", 1, 2)
    assert predictions.asked["value"].value == 2 and not predictions.asked["value"].disabled
    reveal("value", 1)
    guess("value", 1, 2)
    assert predictions.asked["value"].value == 2 and predictions.asked["value"].disabled
    guess("value", 3, 4)
    assert predictions.asked["value"].value is None, "another question"


def test_what_cannot_be_asked_or_answered():
    with pytest.raises(TypeError, match="numbers or texts"):
        guess("mixed", 1, "two")
    with pytest.raises(KeyError, match="run the cell with guess"):
        reveal("never asked", 1)
