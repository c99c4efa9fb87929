"""A place one has: a break from the course, coming back, leaving it."""
