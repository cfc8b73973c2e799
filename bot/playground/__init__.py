"""The stand-in for Telegram and its web page; knows nothing of disputes.

Start reading at `telegram.py`. `world.py` remembers, `people.py` and `groups.py` act, `methods/` answers the bot,
`refusals.py` and `limits.py` say no; `request.py` (in process) and `http.py` (over HTTP, with the page) are the fronts.
It plays what the bot uses and refuses the rest loudly. Conversations as text: `script.py`, and what its end names.
"""
