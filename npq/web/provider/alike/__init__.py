"""Responses that share passages, as a lead provider's staff look at them and talk with their writers."""
