"""Pages for the participant: registration, home, account."""
