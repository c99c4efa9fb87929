"""Other services, one folder each: client, verified fake, README. Only tasks and lookups call them."""
