"""Publishing a month: its stages, its versions, and who is told."""
