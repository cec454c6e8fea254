"""Planning as pure functions: from the dates that are fixed to the dates that follow."""
