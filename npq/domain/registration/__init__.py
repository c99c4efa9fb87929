"""A participant's request for a place: answers kept as a draft, the sponsor's approval, submission, change and
withdrawal. Decides what may still be changed and by whom. Refuses to know what happens after acceptance.
"""
