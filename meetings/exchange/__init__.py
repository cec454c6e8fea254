"""Formats in and out: facts or rows on one side, bytes, text or typed rows on the other."""
