"""Pictures of buyers: looked at, made ready to upload, drawn on. Paths in, values out; whoever sent them is a stranger.

All of it runs in a process beside the bot's (`aside`), in a folder that is gone afterwards (`workbench`).
"""
