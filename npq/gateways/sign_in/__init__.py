"""Sign-in: the account that a session belongs to, and the OpenID Connect client."""
