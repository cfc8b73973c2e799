"""The stand-in for Telegram and its web page; knows nothing of disputes."""
