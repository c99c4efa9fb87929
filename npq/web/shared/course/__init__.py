"""A course on our pages: the same page of it for whoever studies it and for staff who look at it."""
