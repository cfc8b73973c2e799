"""Benchmarks: what one update costs, as a ratio to a stock echo bot on the same machine in the same minutes."""
