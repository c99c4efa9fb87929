"""Questions about requests for a place, by noun."""
