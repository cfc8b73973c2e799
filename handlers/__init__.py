"""Handlers: the only part that speaks Telegram. Updates come in, screens go out; nothing is decided here.

In: polling.py → updates.py → the routing table (routes.py) → arrivals.py → the desk (bot/services).
Out: show.py → canvas.py → calls.py → transport.py; queued messages: outbox.py. `front.py` puts it together.
"""
