"""Course packs, study, progress, knowledge checks, the learning log and the study plan. Will decide what counts
as studied. Refuses to show a learning log to anyone but its writer.
"""
