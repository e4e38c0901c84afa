"""Text on disk -> Questionnaire, or problems. The only place that knows YAML."""
