"""The guideline's rules as pure functions: dates in, findings out.

Nothing in this package knows of Django, the database, the clock or the reader.
"""
