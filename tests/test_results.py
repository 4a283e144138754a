"""The shipped results are what their scripts make: complete, and a slice made again agrees."""

import importlib.util
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import ROOT

SCRIPTS = sorted(ROOT.glob("course/*/results/make.py"))


def load(script):
    """Import a script; what it imports from its unit's folder is found there, and only then."""
    name = f"make_{script.parts[-3]}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, script)
        module = importlib.util.module_from_spec(spec)
        with plt.rc_context():  # helpers set the course's figure style
            spec.loader.exec_module(module)
        sys.modules[name] = module
    return sys.modules[name]


def tables():
    """Each result with the folder that its file lies in."""
    return [(script.parent, result) for script in SCRIPTS for result in load(script).RESULTS]


def name(value):
    return getattr(value, "file", None) or value.parent.name


RESULTS = tables()


@pytest.mark.parametrize(("folder", "result"), RESULTS, ids=name)
def test_the_file_holds_each_job_that_the_script_names(folder, result):
    held = pd.read_csv(folder / result.file)
    assert not held.duplicated(result.keys).any()
    columns = [key for key in result.keys if key in result.jobs[0]]
    named = pd.DataFrame(result.jobs)[columns]
    assert set(held[columns].itertuples(index=False, name=None)) == set(
        named.itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(("folder", "result"), RESULTS, ids=name)
def test_the_rest_of_the_keys_is_complete(folder, result):
    """Jobs with the same arguments but the last one have the same rows: none stopped half-way."""
    held = pd.read_csv(folder / result.file)
    columns = [key for key in result.keys if key in result.jobs[0]]
    others = [key for key in result.keys if key not in columns]
    if others:
        inner = held.groupby(columns)[others].apply(lambda rows: frozenset(map(tuple, rows.values)))
        outer = columns[:-1] or [lambda _: 0]
        assert (inner.groupby(outer).nunique() == 1).all()


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "result"), RESULTS, ids=name)
def test_a_slice_made_again_agrees(folder, result):
    if not result.available():
        pytest.skip(f"the data behind {result.file} are not on this machine: see its script")
    held = pd.read_csv(folder / result.file).set_index(result.keys)
    for job in result.slices:
        made = pd.DataFrame(result.rows(**job)).set_index(result.keys)
        assert len(made)
        for column, most in result.tolerance.items():
            difference = (made[column] - held.loc[made.index, column]).abs()
            assert difference.max() <= most, difference


def test_every_shipped_table_has_a_script():
    files = {path for path in ROOT.glob("course/*/results/*.csv")}
    assert files == {folder / result.file for folder, result in RESULTS}
