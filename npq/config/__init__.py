"""How the parts are put together: settings, addresses, servers and the command line."""
