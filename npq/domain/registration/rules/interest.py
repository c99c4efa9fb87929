"""How long a link to confirm lives, and how soon another may be sent. Facts in, decision out."""

from datetime import datetime, timedelta

LINK_LIVES = timedelta(days=7)

# Between one link and the next to the same address: a letter may get lost, and nobody may fill a stranger's mailbox.
SECOND_AFTER = timedelta(minutes=10)
LATER_AFTER = timedelta(days=1)


def link_expires_at(asked_at: datetime) -> datetime:
    """From that instant on a link sent for a wish of `asked_at` confirms nothing."""
    return asked_at + LINK_LIVES


def may_send_link(links_sent: int, asked_at: datetime, at: datetime) -> bool:
    """Whether another link may go to an address that has had `links_sent`, the last one at `asked_at`."""
    if links_sent == 0:
        return True
    return at - asked_at >= (SECOND_AFTER if links_sent == 1 else LATER_AFTER)
