"""The `sevendiff` command."""

import argparse
import os
import sys

from sevendiff.course import CourseError, find_course, find_unit

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
    start = commands.add_parser("start", help="lay the course into work/ and show your progress")
    start.add_argument("unit", nargs="*", help=f"{UNIT}; by default all")
    check = commands.add_parser("check", help="grade your own notebook")
    check.add_argument("unit", metavar="UNIT|PATH", help=f"{UNIT}; or the path of a notebook")
    grade = commands.add_parser("grade", help="instructor: grade what a class has handed in")
    grade.add_argument("unit", metavar="ASSIGNMENT", help=f"a folder of the source, or {UNIT}")
    where = grade.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, metavar="N", help="processes; by default one a core")
    where.add_argument("--scheduler", metavar="ADDRESS", help="grade on a running Dask cluster")
    grade.add_argument(
        "--without-isolation",
        action="store_true",
        help="run students' code as you, with nothing between it and your files",
    )
    args = parser.parse_args(argv)
    try:
        course = find_course()
        {"start": _start, "check": _check, "grade": _grade}[args.command](course, args)
    except CourseError as error:
        print(f"sevendiff {args.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        # Grading has said what it kept.
        earlier = "" if args.command == "grade" else " Earlier results are as they were."
        print(f"\nStopped.{earlier}", file=sys.stderr)
        return 130
    return 0


# What these import takes seconds; `sevendiff start` needs none of it.
def _start(course, args):
    from sevendiff.learner import progress, start

    print(*start(course, args.unit), "", *progress(course), sep="\n")


def _check(course, args):
    from sevendiff.learner import check, summary

    result, page = check(course, args.unit)
    print(*summary(result), f"Page: {os.path.relpath(page)}", sep="\n")


def _grade(course, args):
    from sevendiff.grading.batch import STATES, grade

    if args.workers is not None and args.workers < 1:
        raise CourseError("--workers needs a number from 1 on.")
    if args.without_isolation:
        print("Warning: students' code runs as you, and nothing confines it.", file=sys.stderr)
    # A shell's completion leaves a slash behind.
    name = args.unit.rstrip("/")
    scores, done = grade(
        course,
        find_unit(course, name) or name,
        workers=args.workers,
        scheduler=args.scheduler,
        isolation=not args.without_isolation,
    )
    print(", ".join(f"{done[state]} {state}" for state in STATES), end=".\n")
    if done["taken over"]:
        print(f"Taken over from an earlier run: {done['taken over']}.")
    speed = f", {done['per_minute']:.0f} submissions a minute" if done["per_minute"] else ""
    print(f"{done['seconds']:.1f} s{speed}.")
    print(f"Scores: {os.path.relpath(scores)}")


if __name__ == "__main__":
    sys.exit(main())
