"""What every audience needs: page shells, form fields, the journey engine, access, refusals put into words."""
