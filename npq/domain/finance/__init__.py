"""Contracts, declarations, statements, payments and clawback. Will decide what is owed, so that every number
adds up for participant, provider and department alike.
"""
