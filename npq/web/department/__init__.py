"""Pages for casework, policy, finance and configuration, of which the first room is courses to look at: one that lead
providers' staff share. The rest is empty until casework is built."""
