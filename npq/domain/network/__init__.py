"""Peers: opt-in profiles, matching and conversations. Will decide who may find whom. Nothing here counts
towards the award.
"""
