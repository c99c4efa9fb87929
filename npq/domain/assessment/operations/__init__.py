"""Setting, opening and retiring case studies."""
