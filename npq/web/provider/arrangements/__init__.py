"""Access arrangements of a provider's participants: who asks, what is agreed, changed and ended."""
