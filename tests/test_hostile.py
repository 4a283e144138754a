"""Hostile and broken submissions, all in one batch: what each earns, and what must not happen."""

import pytest
from hostile import engine
from hostile.cases import CASES

# All on one process: the fixture grades for minutes.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile")]


@pytest.fixture(scope="module")
def found(isolation):
    """Grade the suite: by case its outcomes and what is wrong with them."""
    return engine.run()


@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_case(found, name):
    case, outcomes, problems = found[name]
    assert not problems, f"{case.tries}: {'; '.join(problems)}"
    assert outcomes


def test_the_rest_of_the_machine_is_as_it_was(found):
    assert not found[""][2]
