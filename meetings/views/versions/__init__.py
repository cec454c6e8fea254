"""The versions of a month: all of them, one of them, and what changed from one to another."""
