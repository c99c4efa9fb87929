"""Who pays: dated policies that turn facts into one decision with its reason, and the ledger of funded places
a person has taken. Never looks up at registrations or places; they write the ledger by calling down.
"""
