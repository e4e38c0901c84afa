"""A reflective self-check for the terminal.

Reading order, which is the way a person's answers travel:
question_file -> asking (driven by session) -> scoring -> reflecting -> summary -> showing.
`questionnaire` holds the data that all of them pass along; `cli` puts them together.
"""

__version__ = "0.1.0"
