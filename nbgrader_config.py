"""nbgrader's settings for this course; `nbgrader` and `sevendiff` both read them."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "seven-differences"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# All that submissions make lies under one folder that git ignores.
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.db_url = "sqlite:///grading/gradebook.db"
