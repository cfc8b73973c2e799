"""The only Jinja and Babel formatting: values in, words out."""
