"""Studying: the course one is pinned to, a page at a time."""
