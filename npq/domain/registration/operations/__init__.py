"""Things that happen to a request for a place, by noun."""
