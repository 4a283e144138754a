"""The grading engine: learners' code in one process, the checks in another."""
