"""NPQ: one service that carries a school leader through a national professional qualification, from the
course page to a certificate anyone can check. docs/architecture.md says which room is for what.
"""
