"""What learning decides: facts in, decision out."""
