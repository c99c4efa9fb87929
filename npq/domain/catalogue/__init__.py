"""Qualifications, their topics, cohorts and schedules, and which lead provider offers what in which cohort.
Decides what a visitor may choose from on a day. Knows nothing of who chose it.
"""
