"""Who is asking: pages only, one package per audience. A page opens a door, loads, cleans a form, calls one
operation, and renders or redirects. It holds no rule.
"""
