"""How sign-in fits around the pages: the libraries' adapters, the last step, sessions, and staff's second proof."""
