"""Facts in, decision out: the answers a request needs, what a sponsor's address says, and working days."""
