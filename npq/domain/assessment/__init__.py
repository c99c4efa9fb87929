"""Windows, case studies, writing, marking, moderation and outcomes. Will decide a deadline and an outcome, each
with its reason. Refuses to know who a script belongs to while it is marked.
"""
