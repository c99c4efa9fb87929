"""Windows, case studies, writing, marking, moderation and outcomes. Knows every case study that was set, its rubric
and who opened it. Will decide a deadline and an outcome, each with its reason. Refuses to show a live case before its
time, to change what was set, and to know who a script belongs to while it is marked.
"""
