"""E-mail: one way in (`post`), several ways out by configuration, each letter once."""
