"""What the assessment decides: facts in, decision out."""
