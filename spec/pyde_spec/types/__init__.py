"""Types: every value that crosses the wire, with its fields in order, its tags and its caps."""
