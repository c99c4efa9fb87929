"""Pages for marking and moderation. Empty until assessment is built."""
