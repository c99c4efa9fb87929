"""Pages for lead provider staff: their registrations, one participant's story, accept and reject."""
