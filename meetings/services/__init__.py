"""The only writers: verb_object, keyword-only, with the actor and the time handed in."""
