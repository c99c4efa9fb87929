"""Words every subject uses: academic year, period, clock, states, journal, operations and steps, queue,
refusal, viewer. A module enters when three subjects use it.
"""
