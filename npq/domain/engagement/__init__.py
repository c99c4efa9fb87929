"""The route to award: every condition between today and the certificate, whose move it is and by when, with
its evidence. Decides nothing itself that another subject owns; it reads them and puts them in order. What subjects
above know of later conditions they write into its ledger, by calling down.
"""
