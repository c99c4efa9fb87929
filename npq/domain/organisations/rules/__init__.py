"""What an extract of the schools register says, and how a school is found by what somebody types: pure functions."""
