"""Bringing files in: the same writing for the preview, which is rolled back, and for the real thing."""
