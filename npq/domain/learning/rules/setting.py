"""What is said of a topic before its first page: what it is about, and where its cases play."""


def setting_in(about: str) -> str:
    """Where a topic's cases play, and who one is in them: the last paragraph, as HTML, of what the topic is about."""
    return about[_last_paragraph(about) :]


def introduction_in(about: str) -> str:
    """What a topic is about, as HTML, without where its cases play."""
    return about[: _last_paragraph(about)]


def _last_paragraph(about: str) -> int:
    return max(about.rfind("<p"), 0)
