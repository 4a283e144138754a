"""What the check cells of the exercises share."""


class Misconception(AssertionError):
    """A check recognised a wrong answer; the message is the learner's feedback.

    Feedback shows the message of this class even where the check itself is hidden, so a message
    names the misconception and never an expected value.
    """


def expect(condition, message):
    """Raise `Misconception(message)` unless `condition` holds.

    Parameters
    ----------
    condition : bool
    message : str
        What was expected and which misconception the answer looks like.

    Raises
    ------
    Misconception
    """
    if not condition:
        raise Misconception(message)
