"""Publishing courses, and studying them."""
