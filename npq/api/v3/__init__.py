"""Version 3 of the lead provider API, one file for each resource. Described in docs/api/v3.yaml."""
