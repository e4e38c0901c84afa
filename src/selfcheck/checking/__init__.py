"""Sense across a whole questionnaire: pure rules, listed in `rules`."""
