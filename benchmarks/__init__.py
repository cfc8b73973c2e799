"""Benchmarks: what one update costs, as a ratio to a stock echo bot on the same machine in the same minutes, and what
a reminder costs beside the schedulers that a stock bot would use."""
