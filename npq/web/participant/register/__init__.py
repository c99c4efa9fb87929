"""The registration journey: one list of questions (journey.py), their forms, and five pages around it."""
