"""The worker, and everything that runs by itself, in one table (schedule.py)."""
