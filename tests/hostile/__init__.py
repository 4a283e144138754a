"""Hostile and broken submissions, and the score that each deserves."""
