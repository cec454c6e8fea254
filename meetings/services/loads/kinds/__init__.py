"""How each kind of table is written: one file a kind, and what several of them share."""
