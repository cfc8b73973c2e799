"""What a buyer typed, understood: words in, candidate values out. Nothing here decides anything."""
