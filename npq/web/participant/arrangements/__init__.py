"""Access arrangements: what is agreed with oneself, and asking for one."""
