"""Assessment windows, as a lead provider's staff make and watch them."""
