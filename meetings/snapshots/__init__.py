"""The only bridge from rows to facts: a fixed number of queries, whatever a month or the history holds."""
