"""The reference data in ``fixtures/``: files read into typed rows, and rows put together into what is loaded.

``read_reference`` reads a folder. Beside it, ``decisions``, ``record``, ``later`` and ``chains`` join what several
files say about one thing. Nothing here touches the database.
"""
