"""Spreadsheets in and out: files of rows under headings, read into typed rows and written from them."""
