"""One line of history, walked up, down and up again on both engines."""
