"""A break, coming back, and the end of a place, as a lead provider's staff record them."""
