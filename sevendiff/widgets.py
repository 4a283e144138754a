"""Show a widget to a learner, and what stands in for it to everybody else."""

import os

from IPython.display import display

# Set for the kernel by Jupyter's server for a notebook that is open, and by VS Code.
OPEN = ("JPY_SESSION_NAME", "VSCODE_PID")


def show(widget, instead):
    """Display a widget, or what stands in for it where nobody has the notebook open.

    An exported page prefers a widget to all else, and cannot show it without scripts from the
    network. So a run that nobody watches leaves none behind.

    Parameters
    ----------
    widget : ipywidgets.DOMWidget
    instead : dict of str to str
        MIME types to data.
    """
    if any(name in os.environ for name in OPEN):
        instead = widget._repr_mimebundle_() | instead
    display(instead, raw=True)
