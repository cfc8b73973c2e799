"""What can be wrong with a bot, as a table of small functions: `table.py` has them all, and `look` asks them.

A check looks and says; it mends nothing. What it needs of the world outside comes through `Bench`. /selftest in the
support group and `python -m bot doctor` show what they find, in the words of templates/words/selftest.j2.
"""
