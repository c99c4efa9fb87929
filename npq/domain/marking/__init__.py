"""From sealed scripts to results: who marks what, marks and moderation, the board, release, and outcomes. Knows
every mark and whose it was. Will decide what a response comes to, each time with its reasons. Refuses to know whose
response is marked before results are released, to average across the pass line, and to change an outcome.
"""
