"""Signing in and out. One page a step; the library counts tries and minutes, our templates show them."""
