"""Somebody with a browser and a mailbox, on their way in."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.http import HttpResponse
from django.test import Client

from npq.domain.people.queries import viewer_for_account
from npq.kernel.viewer import Viewer


class Browser(Client):
    """A browser that says what it sees. Addresses are paths; a form is sent as the page would send it."""

    def see(self, path: str, **query: str) -> str:
        """The text of a page, wherever the way leads."""
        return text_of(self.get(path, query, follow=True))

    def send(self, path: str, **fields: str) -> HttpResponse:
        return self.post(path, fields)

    def ask_for_code(self, email: str, **fields: str) -> HttpResponse:
        return self.send("/sign-in", email=email, **fields)

    def enter_code(self, code: str, **fields: str) -> HttpResponse:
        return self.send("/sign-in/code", code=code, **fields)

    def sign_in(self, email: str, **fields: str) -> HttpResponse:
        """Asks for a code, looks in the mailbox, enters it."""
        self.ask_for_code(email, shared="yes", **fields)
        return self.enter_code(newest_code(email), **fields)

    @property
    def viewer(self) -> Viewer:
        """Who this browser is signed in as."""
        account = self.session.get("_auth_user_id")
        return viewer_for_account(account) if account else Viewer.visitor()


def newest_code(email: str) -> str:
    """The code in the newest letter to an address."""
    letters = [message for message in mail.outbox if message.to == [email]]
    return str(letters[-1].letter[1]["code"])


def another_code(email: str) -> str:
    """A code that is not the right one."""
    return f"{(int(newest_code(email)) + 1) % 10**6:06}"


def text_of(response: Any) -> str:
    """What a page says, without its markup."""
    page = re.sub(r"<(script|style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def went_to(response: Any) -> str:
    """The path a page sent the browser on to."""
    return urlsplit(response["Location"]).path
