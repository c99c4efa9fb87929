from hashlib import sha256


def digest_of(token: str) -> str:
    """What is kept of a key: 64 hexadecimal digits. The key is 32 random bytes, so nothing slower is needed."""
    return sha256(token.encode()).hexdigest()
