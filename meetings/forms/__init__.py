"""All input, typed and checked before anything else sees it."""
