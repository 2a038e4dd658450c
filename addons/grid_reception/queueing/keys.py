"""Keys in the addresses of kiosks, boards and tickets."""


def secret(key: str) -> tuple[int, str] | None:
    """Return the id and the signature of a key such as `12.5f3a…`; nothing for any other text."""
    number, _dot, signature = key.partition(".")
    if not (key.isascii() and number.isdecimal() and len(number) < 10 and signature):
        return None
    return int(number), signature
