"""What buyers type, and what is understood."""
