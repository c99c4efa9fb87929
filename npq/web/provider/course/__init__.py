"""Versions of the course: who follows which, what a later one would change, and taking it up for a cohort."""
