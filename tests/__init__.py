"""Tests mirror the source tree; a name is a sentence of the business: read them as a specification."""
