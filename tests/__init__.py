"""Recourse tests: names are sentences of the business; read them as a specification."""
