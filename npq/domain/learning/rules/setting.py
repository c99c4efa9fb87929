"""Where the cases of a topic play."""


def setting_in(about: str) -> str:
    """Where a topic's cases play, and who one is in them: the last paragraph, as HTML, of what the topic is about."""
    return about[max(about.rfind("<p"), 0) :]
