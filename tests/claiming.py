"""What a claims file calls in the kernel of a part: `holds`, `answer_is`, `given`."""

import re

from sevendiff import predictions

broken = []  # what does not hold, in words
own = {}  # what earlier sections of the claims file defined


def run(section, lesson):
    """Run a section of a claims file: it sees the lesson's variables and leaves them alone.

    Parameters
    ----------
    section : str
        Source.
    lesson : dict
        The kernel's global names.
    """
    seed = lesson["SEED"]
    names = lesson | own
    names["holds"] = lambda *what, **more: holds(*what, **more, seed=seed)
    names |= {"answer_is": answer_is, "given": given}
    exec(compile(section, "<claims>", "exec"), names)
    own.update({name: value for name, value in names.items() if value is not lesson.get(name)})


def holds(quote, condition=True, stated=None, here=True, *, seed):
    """Check a sentence of the lesson.

    Parameters
    ----------
    quote : str
        The sentence or a part of it, word for word; `test_claims.py` looks for it in the prose.
    condition : bool
        What must be true for every seed, with a margin.
    stated : dict of str to float
        Figures of the quote, as written, and what they are: compared at SEED = 0, to the digits
        that are written ("20,400" stands for 20,350 to 20,450).
    here : bool
        What must be true at SEED = 0 only, for a sentence about this very draw.
    """
    if not condition:
        broken.append(f"does not hold: {quote!r}")
    if seed:
        return
    if not here:
        broken.append(f"does not hold here: {quote!r}")
    for figure, value in (stated or {}).items():
        if figure not in quote:
            broken.append(f"{figure} is not in {quote!r}")
        elif not abs(float(figure.replace(",", "")) - value) <= unit(figure) / 2 + 1e-9:
            broken.append(f"{value:.6g} is not {figure}: {quote!r}")


def answer_is(question, option):
    """Check that the same choice of a prediction is right for every seed."""
    if predictions.nearest(question) != option:
        broken.append(f"{question}: right is {predictions.nearest(question)}, not {option}")


def given(quote):
    """Name a figure of the prose that is set, defined or cited, and not measured."""


def unit(figure):
    """Return the place of the last digit that counts: 100 for "20,400", 0.01 for "0.30"."""
    whole, _, decimals = figure.replace(",", "").partition(".")
    return 10.0 ** -len(decimals) if decimals else 10.0 ** len(re.search("0*$", whole)[0])
