"""Figures reach a reader who cannot see them, or sees colours differently."""

import base64
import itertools
import struct
from html.parser import HTMLParser

import ipywidgets
import matplotlib as mpl
import matplotlib.pyplot as plt
import nbconvert
import nbformat
import numpy as np
import pytest
from conftest import ROOT
from nbclient import NotebookClient

from sevendiff.plots import alt_text, explore, figure_html, use_style

TRICKY = "Two \"lines\" <b>cross</b> & 'part'\nat x = 1."
CELLS = [
    "import matplotlib.pyplot as plt\nfrom sevendiff.plots import alt_text, use_style\nuse_style()",
    f"fig, ax = plt.subplots()\nax.plot([0, 1, 2])\nalt_text(fig, {TRICKY!r})",
    "fig, ax = plt.subplots()\n"
    "ax.plot([0, 1], label='sales')\n"
    "ax.set(title='Sales grow', xlabel='month', ylabel='sales (units)')\n"
    "ax.legend()\n"
    "plt.show()",
    "plt.figure()",
]


class Images(HTMLParser):
    """The attributes of the `img` elements in a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs))


@pytest.fixture(scope="module")
def notebook():
    """A small notebook, run as JupyterLab runs it."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    return NotebookClient(notebook, resources={"metadata": {"path": str(ROOT)}}).execute()


EXPLORE = """
import ipywidgets
from sevendiff.plots import explore

def draw(ratio):
    fig, ax = plt.subplots()
    ax.plot([0, ratio])
    alt_text(fig, f"ratio {ratio}")
    return fig

slider = ipywidgets.IntSlider(5, 1, 20)
explore(draw, ratio=slider)
"""


def test_a_figure_to_move_is_shown_once_as_a_picture_for_whoever_has_no_kernel(notebook):
    cells = [nbformat.v4.new_code_cell(source) for source in (CELLS[0], EXPLORE)]
    ran = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(ran, resources={"metadata": {"path": str(ROOT)}}).execute()
    (output,) = ran.cells[1].outputs
    (image,) = Images(output.data["text/html"]).found
    assert image["alt"] == "ratio 5"


def test_a_moved_slider_redraws_the_figure(monkeypatch):
    drawn = []
    monkeypatch.setattr("sevendiff.plots.show", lambda *_: None)

    def draw(ratio):
        fig, ax = plt.subplots()
        alt_text(fig, f"ratio {ratio}")
        drawn.append(ratio)
        return fig

    slider = ipywidgets.IntSlider(5, 1, 20)
    explore(draw, ratio=slider)
    slider.value = 7
    assert drawn == [5, 7] and not plt.get_fignums() and slider.description == "ratio"


@pytest.fixture(autouse=True)
def leave_no_trace():
    with mpl.rc_context():
        yield
    plt.close("all")


def test_a_figure_is_shown_once_and_with_its_text(notebook):
    outputs = notebook.cells[1].outputs
    assert [set(output.data) for output in outputs] == [{"text/html", "text/plain"}]
    (image,) = Images(outputs[0].data["text/html"]).found
    assert image["alt"] == TRICKY


def test_text_is_made_from_title_labels_and_legend(notebook):
    (output,) = notebook.cells[2].outputs
    (image,) = Images(output.data["text/html"]).found
    assert image["alt"] == "Figure: Sales grow; month; sales (units); sales"


def test_an_empty_figure_has_no_image(notebook):
    assert not [output for output in notebook.cells[3].outputs if "text/html" in output.data]


def test_exported_html_has_the_text(notebook):
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    assert [image["alt"] for image in Images(page).found] == [
        TRICKY,
        "Figure: Sales grow; month; sales (units); sales",
    ]
    assert "No description has been provided" not in page


def test_image_has_two_pixels_a_point():
    use_style()
    fig, ax = plt.subplots()
    ax.plot([0, 1])
    (image,) = Images(figure_html(fig)).found
    png = base64.b64decode(image["src"].removeprefix("data:image/png;base64,"))
    width, height = struct.unpack(">II", png[16:24])
    assert int(image["width"]) == width // 2
    # A browser keeps the proportions of a narrowed image only if the height is free.
    assert "height" not in image
    assert 1_300 < width < 1_500 and 700 < height < 900


def test_attached_text_comes_first():
    fig, ax = plt.subplots()
    ax.set(title="Title")
    assert Images(figure_html(fig)).found[0]["alt"] == "Figure: Title"
    alt_text(fig, "A bar chart.")
    assert Images(figure_html(fig)).found[0]["alt"] == "A bar chart."


# Machado, Oliveira and Fernandes 2009, A Physiologically-based Model for Simulation of Color Vision
# Deficiency: severity 1.0, on linear RGB.
VISION = {
    "common": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
SRGB_TO_XYZ = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
]


def smallest_difference(colors, vision):
    """Smallest difference (CIE 1976, in L*a*b*) between two of `colors` as seen with `vision`."""
    rgb = np.array([mpl.colors.to_rgb(color) for color in colors])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.transpose(VISION[vision]), 0, 1)
    xyz = seen @ np.transpose(SRGB_TO_XYZ) / np.sum(SRGB_TO_XYZ, axis=1)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    lab = np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])])
    return min(np.linalg.norm(a - b) for a, b in itertools.combinations(lab.T, 2))


@pytest.mark.parametrize("vision", VISION)
def test_colour_blind_readers_can_tell_the_colours_apart(vision):
    use_style()
    palette = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert smallest_difference(palette, vision) > 10
    assert smallest_difference(palette[:4], vision) > 20


def test_the_simulation_finds_fault_with_a_bad_palette():
    green_and_orange = ["tab:green", "tab:orange"]
    assert smallest_difference(green_and_orange, "common") > 50
    assert smallest_difference(green_and_orange, "protanopia") < 10
