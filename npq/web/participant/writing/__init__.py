"""Pages on which somebody writes a response, hands it in and sees that it arrived."""
