"""Loading: for admins, who bring tables in without breaking what planners have built."""
