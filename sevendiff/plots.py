"""Style and alternative text for the figures of the lessons."""

import base64
import html
import io

import matplotlib.pyplot as plt
from IPython import get_ipython
from matplotlib.figure import Figure


def use_style():
    """Set the course's figure style and show figures with alternative text.

    The palette is matplotlib's `petroff10`, made for colour-blind readers. Called once, in the
    first code cell of a lesson; outside IPython only the style is set.
    """
    plt.style.use("petroff10")
    plt.rcParams.update(
        {
            "figure.figsize": (7, 4),
            "figure.constrained_layout.use": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlelocation": "left",
            "axes.grid": True,
            "grid.alpha": 0.3,
        }
    )
    shell = get_ipython()
    if shell is not None:
        # JupyterLab prefers HTML to PNG and sets no alt on an image output; nor does nbconvert.
        shell.display_formatter.formatters["text/html"].for_type(Figure, figure_html)


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
    """Return `fig` as an HTML `img` element with alternative text.

    The text is what `alt_text` attached, else the titles, axis labels and legend entries.
    """
    text = getattr(fig, "alt_text", None) or _text_in(fig)
    png = io.BytesIO()
    fig.savefig(png, format="png", dpi=100)
    data = base64.b64encode(png.getvalue()).decode()
    return f'<img alt="{html.escape(text)}" src="data:image/png;base64,{data}">'


def _text_in(fig):
    parts = [fig.get_suptitle()]
    for ax in fig.axes:
        parts += [ax.get_title(loc="left"), ax.get_title()]
        parts += [ax.get_xlabel(), ax.get_ylabel(), *ax.get_legend_handles_labels()[1]]
    return "Figure: " + "; ".join(part for part in parts if part)
