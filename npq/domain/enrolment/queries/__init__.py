"""Questions about places, by who asks: a provider's staff through pages, its systems through the API."""
