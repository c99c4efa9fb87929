"""Windows, case studies, writing, sealing and shared passages. Knows every case study that was set, its rubric and who
opened it. Decides a deadline and who may sit, each with its reason. Refuses to show a live case before its time, to
change what was set, and to say who a script belongs to while it is marked.
"""
