"""Participants and staff: who they are, how they sign in, and the roles they hold in organisations. Decides
which sign-in is which person. Refuses to know what any of them registered for.
"""
