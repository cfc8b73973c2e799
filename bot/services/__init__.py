"""The order of work: one file per thing people do; storage in, values out."""
