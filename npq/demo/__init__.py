"""The demonstration world: invented people and schools at every stage, played through real operations. Not even
registered outside the demonstration.
"""
