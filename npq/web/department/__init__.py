"""Pages for casework, policy, finance and configuration. Empty until casework is built."""
