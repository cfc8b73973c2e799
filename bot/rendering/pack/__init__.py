"""The evidence pack as a PDF and a ZIP: values → words (`wording`, in the bot) → pages (`writing`, in a worker).

Only here are fpdf2, HarfBuzz and fontTools imported, and only by who calls `write`: nothing of it is loaded at start.
"""
