"""Style and alternative text for the figures of the lessons."""

import html

import ipywidgets
import matplotlib.pyplot as plt
from IPython import get_ipython
from IPython.core.pylabtools import retina_figure
from matplotlib.figure import Figure

from sevendiff.widgets import show


def use_style():
    """Set the course's figure style and show figures with alternative text.

    Called once, in the first code cell of a lesson; outside IPython only the style is set. The
    palette is matplotlib's `petroff10`, whose ten colours stay apart for colour-blind readers
    (Petroff 2021, https://arxiv.org/abs/2107.02270). Some of them are pale: write text in black.
    """
    plt.style.use("petroff10")
    plt.rcParams.update(
        {
            "figure.figsize": (7, 4),
            "figure.constrained_layout.use": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlelocation": "left",
            "axes.axisbelow": True,
            "axes.grid": True,
            "grid.alpha": 0.3,
            "lines.linewidth": 2,
        }
    )
    shell = get_ipython()
    if shell is not None:
        _show_as_html(shell)


def alt_text(fig, text):
    """Attach alternative text to a figure: what it shows, for a reader who cannot see it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    text : str
        One to three sentences: the chart's kind, its axes, and what it shows.
    """
    fig.alt_text = text


def figure_html(fig):
    """Return `fig` as an HTML `img` element with alternative text, None if nothing is drawn.

    The text is what `alt_text` attached, else the titles, axis labels and legend entries. The
    image has two pixels for each point of its width, so that it is sharp on fine screens.
    """
    image = retina_figure(fig, base64=True)
    if image is None:
        return None
    png, size = image
    text = html.escape(getattr(fig, "alt_text", None) or _text_in(fig))
    return f'<img alt="{text}" width="{size["width"]}" src="data:image/png;base64,{png}">'


def explore(draw, **controls):
    """Show what `draw` returns below controls that redraw it.

    `ipywidgets.interact` draws into an output widget, which needs a browser to answer; here the
    picture is the value of an HTML widget, so an unattended run cannot wait for one. A page without
    a kernel shows the picture for the controls' first values.

    Parameters
    ----------
    draw : callable
        Called with the controls' values by name; returns a figure or a table.
    **controls : ipywidgets.ValueWidget
        A slider, drop-down ... for each parameter, named like it. Its own `description`, if it has
        one, stays.
    """
    picture = ipywidgets.HTML()

    def redraw(_=None):
        picture.value = _as_html(draw(**{name: box.value for name, box in controls.items()}))

    for name, box in controls.items():
        box.description = box.description or name.replace("_", " ")
        box.style.description_width = "initial"
        box.observe(redraw, "value")
    redraw()
    shown = ipywidgets.VBox([*controls.values(), picture])
    show(shown, {"text/html": picture.value, "text/plain": "a figure to move"})


def _as_html(value):
    if isinstance(value, Figure):
        plt.close(value)  # the inline backend would show it a second time
        return figure_html(value)
    return value._repr_html_()


def _show_as_html(shell):
    # JupyterLab and nbconvert set no alternative text on an image output. They prefer HTML to an
    # image, so the inline backend's PNG would only double the size of the notebook. Loading the
    # backend resets how figures are shown: it comes first, not with the first figure.
    import matplotlib_inline.backend_inline  # noqa: F401
    from matplotlib_inline.config import InlineBackend

    InlineBackend.instance(parent=shell).figure_formats = set()
    shell.display_formatter.formatters["text/html"].for_type(Figure, figure_html)


def _text_in(fig):
    parts = [fig.get_suptitle()]
    for ax in fig.axes:
        parts += [ax.get_title(loc="left"), ax.get_title(), ax.get_title(loc="right")]
        parts += [ax.get_xlabel(), ax.get_ylabel(), *ax.get_legend_handles_labels()[1]]
    return "Figure: " + "; ".join(part for part in parts if part)
