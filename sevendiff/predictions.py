"""Predict before you run: `guess` asks, `reveal` answers.

    guess("earned at 0.5", 63_000, 30_000, 1_000)  # a choice: radio buttons
    guess("expected value")                        # a number: a box to type it in
    reveal("earned at 0.5", earned)                # the result, and beside it the prediction

A prediction is never needed: without one, and where a notebook runs unattended, `reveal` shows the
result and no more. The first result locks it, until the kernel is restarted. On a page without a
running kernel the choices stand as text. Nothing here draws into an output widget, so nothing waits
for a browser.
"""

from numbers import Real

import ipywidgets
from IPython.display import display

from sevendiff.widgets import show

asked = {}  # name -> the widget that holds the prediction
revealed = {}  # name -> result


def guess(name, *options):
    """Ask for a prediction: one of the options, or, without options, a number.

    Parameters
    ----------
    name : str
        What is predicted; `reveal` uses the same name.
    *options : float or str
        Two to five choices, all numbers or all texts. Of numbers, the one nearest to the result is
        the right one.

    Raises
    ------
    TypeError
        If numbers and texts are mixed.
    """
    if options and not (
        all(isinstance(o, str) for o in options) or all(isinstance(o, Real) for o in options)
    ):
        raise TypeError(f"guess({name!r}, ...): give numbers or texts, not both")
    look = {"layout": {"width": "max-content"}, "style": {"description_width": "initial"}}
    if options:
        box = ipywidgets.RadioButtons(
            options=[(_text(option), option) for option in options],
            value=None,
            description="Your prediction:",
            **look,
        )
        static = "Your prediction:   " + "   ".join(f"( ) {_text(option)}" for option in options)
    else:
        box = ipywidgets.Text(placeholder="a number", description="Your prediction:", **look)
        static = "Your prediction:   [      ]"
    # From the choices, Shift+Enter runs this cell once more: what is picked stays picked.
    before = asked.get(name)
    if before is not None and _choices(before) == list(options) and before.value is not None:
        box.value, box.disabled = before.value, before.disabled
    asked[name] = box
    show(box, {"text/plain": static})


def reveal(name, result):
    """Show the result and, if there is one, the prediction beside it.

    Parameters
    ----------
    name : str
        The name given to `guess`.
    result : float or str
        What came out; where the choices were texts, the right one of them.

    Raises
    ------
    KeyError
        If no `guess` of this name has run.
    ValueError
        If the choices were texts and `result` is none of them.
    """
    if name not in asked:
        raise KeyError(f"no prediction {name!r}: run the cell with guess({name!r}, ...) first")
    box = asked[name]
    choices = _choices(box)
    if choices and isinstance(choices[0], str) and result not in choices:
        raise ValueError(f"{result!r} is none of the choices of {name!r}: {choices}")
    revealed[name] = result
    box.disabled = True
    said = f"{name[0].upper()}{name[1:]}: **{_text(result)}**.{_beside(box, result)}"
    display({"text/markdown": said, "text/plain": said.replace("**", "")}, raw=True)


def nearest(name):
    """Return the choice that is right, given the result that was revealed.

    Parameters
    ----------
    name : str

    Returns
    -------
    float or str
        Without choices, the result itself.
    """
    return _right(_choices(asked[name]), revealed[name])


def _choices(box):
    return [option for _, option in getattr(box, "options", ())]


def _right(choices, result):
    if not choices or isinstance(result, str):
        return result
    return min(choices, key=lambda choice: abs(choice - result))


def _beside(box, result):
    if box.value in (None, ""):
        return ""
    said = f" You predicted {_text(box.value)}"
    right = _right(_choices(box), result)
    if not _choices(box):
        return said + "."
    if box.value == right:
        return said + (", which is right." if isinstance(right, str) else ", the nearest choice.")
    return said + ("." if isinstance(right, str) else f"; the nearest choice was {_text(right)}.")


def _text(value):
    """Return a number as a reader writes it: 63,000, -80, 0.12."""
    if isinstance(value, str):
        return value
    size = abs(value)
    text = f"{value:,.0f}" if size >= 100 or value == int(value) else f"{value:.3g}"
    return text.replace("-", "−")
