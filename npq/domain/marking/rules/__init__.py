"""What marking decides: facts in, decision out."""
