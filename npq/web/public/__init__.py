"""Pages for anyone: course pages, legal pages, sign-in, and telling people when registration opens."""
