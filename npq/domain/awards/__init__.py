"""Certificates, signed credentials, their verification and the teacher record. Will decide what anyone may check."""
