"""The only Telegram: updates in, screens out."""
