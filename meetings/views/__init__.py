"""What a reader asks for and what is shown; no rule and no write lives here."""
