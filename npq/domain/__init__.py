"""What we know and decide, by subject. No request, no page and no clock is known here: who acts (`by`) and
when (`at`) are always passed in.
"""
