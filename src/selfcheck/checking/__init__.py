"""Sense across a whole questionnaire: pure rules, each (questionnaire) -> problems."""
