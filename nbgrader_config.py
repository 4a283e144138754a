"""nbgrader's settings for this course; `nbgrader` and `sevendiff` both read them."""

from pathlib import Path

from nbgrader.preprocessors import GetGrades

from sevendiff.feedback import FeedbackPage, HideChecks, RestoreCells

c = get_config()  # noqa: F821
root = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "seven-differences"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# All that submissions make lies under one folder that git ignores.
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.db_url = f"sqlite:///{root / 'grading' / 'gradebook.db'}"
# What `sevendiff check` writes beside a notebook belongs to nobody else.
c.CourseDirectory.ignore.extend(["*.feedback.html", "*.result.json"])

# A cell's time limit in seconds; the first cell imports torch from what may be a slow disk.
c.Execute.timeout = 60
c.Execute.kernel_name = "python3"
# A polite end takes a kernel 2 s, a third of the time a submission needs.
c.Execute.shutdown_kernel = "immediate"
c.Execute.extra_arguments = ["--log-level=ERROR"]

# A warning on stderr costs nothing.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = "(?s).*"

# Deleted check cells come back, copied cells and edited metadata do no harm.
c.OverwriteCells.add_missing_cells = True
c.Autograde.sanitize_preprocessors.prepend([RestoreCells])

# Feedback never shows a hidden check.
c.GenerateFeedback.preprocessors = [GetGrades, HideChecks]
c.GenerateFeedback.exporter_class = FeedbackPage
