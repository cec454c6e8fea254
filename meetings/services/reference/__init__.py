"""The writers behind ``load_reference``: one file a subject, each bringing the tables to what the rows say."""
