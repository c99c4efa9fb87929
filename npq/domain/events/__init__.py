"""Seminars, conferences, group and one-to-one coaching: booking, attendance, calendars. Will decide what counts
as attended.
"""
