"""What may go wrong, for whoever starts the service to read."""


class EmbeddedPostgresError(Exception):
    """The embedded database cannot be used. The message says why and what to do, in a sentence or two."""
