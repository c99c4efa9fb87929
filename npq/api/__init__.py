"""Machines: version 3 of the department's published API for lead providers. Thin: read the request, call one
query or operation, answer to the letter of the contract.
"""
