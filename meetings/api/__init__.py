"""The read API: what the pages say, as data, for the same readers."""
