"""A learner's first minutes, in a real JupyterLab and a real browser."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

import nbformat
import pytest
from conftest import ROOT
from lessons import LESSONS, START
from lessons import name as lesson_name
from playwright.sync_api import sync_playwright

TOKEN = "browser-test"
FILES = ["Makefile", "make_venv.sh", "requirements.lock", "pyproject.toml", "nbgrader_config.py"]


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """`make lab` in a copy of the course that shares the environment; yields (url, folder)."""
    folder = tmp_path_factory.mktemp("course")
    for name in FILES:
        shutil.copy2(ROOT / name, folder)
    for name in ("course", "exercises", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = open(folder / "lab.log", "w")
    server = subprocess.Popen(
        ["make", "lab", f"PORT={port}", "OPEN=0", "ARGS=--LabApp.expose_app_in_browser=True"],
        cwd=folder,
        env={**os.environ, "JUPYTER_TOKEN": TOKEN},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{url}/api?token={TOKEN}", timeout=1)
                break
            except OSError:
                assert server.poll() is None, (folder / "lab.log").read_text()
                time.sleep(0.5)
        yield url, folder
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)
        log.close()


@pytest.fixture
def page(lab, chromium, tmp_path):
    """A fresh browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            viewport={"width": 1400, "height": 900},
        )
        page = browser.new_page()
        yield page
        browser.close()


def open_notebook(page, lab, path):
    url, _ = lab
    page.goto(f"{url}/lab/tree/{path}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=60_000)
    page.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status"
        " === 'idle'",
        timeout=60_000,
    )


def run(page, command):
    return page.evaluate(f"() => window.jupyterapp.commands.execute('{command}')")


def test_start_page_runs_and_says_that_all_is_here(page, lab):
    open_notebook(page, lab, "00_start_here.ipynb")
    assert run(page, "notebook:run-all-cells")
    run(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    notebook = nbformat.read(lab[1] / "work" / "00_start_here.ipynb", as_version=4)
    said = "".join(o.get("text", "") for c in notebook.cells for o in c.get("outputs", []))
    assert "Everything is here" in said


def test_validate_judges_the_learners_notebook(page, lab):
    _, folder = lab
    exercise = "07_deep_learning/07_deep_learning.ipynb"
    # `make lab` has laid the exercises out; untouched, they do not pass.
    assert (folder / "work" / exercise).exists()
    open_notebook(page, lab, exercise)
    assert "FAILED" in validate(page).upper()

    # The source's answers, as a learner would have typed them.
    solution = nbformat.read(ROOT / "solutions" / exercise, as_version=4)
    answers = {
        c.metadata.nbgrader.grade_id: c.source
        for c in solution.cells
        if c.metadata.get("nbgrader", {}).get("solution")
    }
    notebook = nbformat.read(folder / "work" / exercise, as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    nbformat.write(notebook, folder / "work" / exercise)
    open_notebook(page, lab, exercise)
    assert "passes all the tests" in validate(page)


def validate(page):
    """Press nbgrader's button and return what its dialog says."""
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").get_by_text("Validate").click()
    dialog = page.locator(".jp-Dialog")
    dialog.wait_for(timeout=60_000)
    said = dialog.inner_text()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    return said


def test_the_address_that_is_printed_is_the_start_page(page, lab):
    url, folder = lab
    printed = re.findall(rf"{url}/\S+", (folder / "lab.log").read_text())
    assert printed
    page.goto(f"{printed[0].partition('?')[0]}?token={TOKEN}&reset")
    page.get_by_role("heading", name="Seven differences: start here").wait_for(timeout=60_000)


def test_a_prediction_is_made_by_keyboard_and_shown_beside_the_result(page, lab):
    open_notebook(page, lab, "00_start_here.ipynb")
    cells = nbformat.read(START, as_version=4).cells
    at = next(i for i, cell in enumerate(cells) if "guess(" in cell.source)
    page.evaluate(
        "i => { const notebook = window.jupyterapp.shell.currentWidget.content;"
        " notebook.activeCellIndex = i; notebook.activate(); }",
        at,
    )
    # As the start page says: run, go back to the choices, pick one, go on.
    page.keyboard.press("Shift+Enter")
    choices = page.locator("input[type=radio]")
    choices.first.wait_for(timeout=60_000)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("() => document.activeElement.type") == "radio"
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        f"() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === {at + 1}"
    )
    page.keyboard.press("Shift+Enter")
    page.get_by_text("You predicted").wait_for(timeout=60_000)
    assert page.locator("input[type=radio]:checked").count() == 1
    assert choices.first.is_disabled()


EXPLORED = [
    path
    for path in LESSONS
    if re.search(r"sevendiff\.plots import .*\bexplore\b", path.read_text(encoding="utf-8"))
]


@pytest.mark.slow
@pytest.mark.parametrize("path", EXPLORED, ids=lesson_name)
def test_a_slider_redraws_its_figure(page, lab, path):
    open_notebook(page, lab, f"{path.parent.name}/{path.name}")
    assert run(page, "notebook:run-all-cells")
    cells = nbformat.read(path, as_version=4).cells
    for index in [i for i, cell in enumerate(cells) if "explore(" in cell.source]:
        # Only the cells in view are in the page.
        page.evaluate(
            "i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", index
        )
        cell = page.locator(f".jp-Cell[data-windowed-list-index='{index}']")
        assert cell.locator("img").count() == 1, "the figure is there once"
        before = cell.locator("img").get_attribute("alt")
        slider = cell.locator(".noUi-handle").first
        for _ in range(3):
            slider.press("ArrowRight")
        # Its text says what it shows, so it changes with the figure.
        page.wait_for_function(
            "([index, before]) => document.querySelector("
            "`.jp-Cell[data-windowed-list-index='${index}'] img`)?.alt !== before",
            arg=[index, before],
        )
        assert not cell.locator("[data-mime-type='application/vnd.jupyter.stderr']").count()
