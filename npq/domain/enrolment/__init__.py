"""The provider's side of a place: accept, reject and the schedule that follows. Decides who wins when two
providers want one person. Later: defer, withdraw, transfer.
"""
