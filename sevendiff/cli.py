"""The `sevendiff` command."""

import argparse
import os
import sys

from sevendiff.course import CourseError, find_course, require_known_unit

UNIT = "a unit: 7, 07 or 07_deep_learning"


def main(argv=None):
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        By default the process's own arguments.

    Returns
    -------
    int
        0 when done, also with few points; 2 where nothing could be done.
    """
    parser = argparse.ArgumentParser(prog="sevendiff", description="Work through the exercises.")
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("start", help="lay the exercises into work/ and show your progress")
    start.add_argument("unit", nargs="*", help=f"{UNIT}; by default all")
    check = commands.add_parser("check", help="grade your own notebook")
    check.add_argument("unit", metavar="UNIT|PATH", help=f"{UNIT}; or the path of a notebook")
    grade = commands.add_parser("grade", help="instructor: grade grading/submitted/*/UNIT")
    grade.add_argument("unit", help=UNIT)
    args = parser.parse_args(argv)
    try:
        course = find_course()
        {"start": _start, "check": _check, "grade": _grade}[args.command](course, args.unit)
    except CourseError as error:
        print(f"sevendiff {args.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped; earlier results are as they were.", file=sys.stderr)
        return 130
    return 0


# What these import takes seconds; `sevendiff start` needs none of it.
def _start(course, names):
    from sevendiff.learner import progress, start

    print(*start(course, names), "", *progress(course), sep="\n")


def _check(course, name):
    from sevendiff.learner import check, summary

    result, page = check(course, name)
    print(*summary(result), f"Page: {os.path.relpath(page)}", sep="\n")


def _grade(course, name):
    from sevendiff.grade import grade

    unit = require_known_unit(course, name)
    print("Warning: students' code runs as you, and nothing confines it.", file=sys.stderr)
    scores = grade(course, unit, say=lambda line: print(line, file=sys.stderr, flush=True))
    print(f"Scores: {os.path.relpath(scores)}")


if __name__ == "__main__":
    sys.exit(main())
