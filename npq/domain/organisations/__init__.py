"""Schools as they stood on any day, trusts, lead providers, delivery partners and the keys their systems use.
Decides what a register extract changes. Knows no people.
"""
