"""Print the suite's table: `python -m tests.hostile [--plain] [--case NAME]`, in the checkout."""

import argparse

from . import engine, plain
from .cases import CASES
from .course import POINTS


def main():
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--plain", action="store_true", help="also with nbgrader as it is, slowly")
    parser.add_argument("--case", action="append", metavar="NAME", help="only this one")
    args = parser.parse_args()
    unknown = set(args.case or ()) - {case.name for case in CASES}
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    found = engine.run(args.case)
    cases = [case for name, (case, *_) in found.items() if name]
    before = plain.run(cases) if args.plain else ((case, None, None) for case in cases)
    more = " plain nbgrader |" if args.plain else ""
    print(f"| case | deserves | this engine |{more}\n|---|---|---|{'---|' if args.plain else ''}")
    for case, score, remarks in before:
        _, outcomes, problems = found[case.name]
        row = [f"**{case.name}**: {case.tries}", deserves(case), _engine(outcomes, problems)]
        row += [_plain(score, remarks)] if args.plain else []
        print("|", " | ".join(text.replace("|", "\\|") for text in row), "|", flush=True)
    wrong = [name for name, (*_, problems) in found.items() if problems]
    print(f"\n{len(cases)} cases, {len(cases) - len([n for n in wrong if n])} hold.")
    for problem in found[""][2]:
        print(f"- {problem}")
    return int(bool(wrong))


def deserves(case):
    """Say what a case deserves, as points or a range of them."""
    low = high = 0
    for exercise, points in POINTS.items():
        fair = case.deserves.get(exercise, points)
        fair = fair if isinstance(fair, tuple) else (fair,)
        low, high = low + min(fair), high + max(fair)
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _engine(outcomes, problems):
    states = {each.state: None for each in outcomes}
    scores = {f"{each.score:g}": None for each in outcomes}
    text = f"{', '.join(scores)}, {', '.join(states)}"
    return f"{text}; **{'; '.join(problems)}**" if problems else text


def _plain(score, remarks):
    return "; ".join(["no grade" if score is None else f"{score:g}", *remarks])


if __name__ == "__main__":
    raise SystemExit(main())
