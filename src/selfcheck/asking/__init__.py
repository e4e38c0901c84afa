"""One question to a person: with prompts (a page a question) or with plain lines."""
