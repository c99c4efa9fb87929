"""The sponsor's approval, opened from a signed link, without an account."""
