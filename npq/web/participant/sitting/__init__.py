"""The assessment: its windows, one's own sitting in them, and the case."""
