"""E-mail: one way in (`post`), several ways out by configuration, each letter once."""

from collections.abc import Mapping

from npq.gateways.email.letter import words_of

__all__ = ["post", "words_of"]


def post(*, reference: str, to: str, template: str, personalisation: Mapping[str, str]) -> None:
    """Sends one letter, once per `reference`, by the way out that the service is configured for.

    `template` is a name in letters/ and `personalisation` exactly its words. Call it outside a transaction.
    Raises TemporaryFailure where trying again may help, PermanentFailure where it cannot (now and on every
    repeat), and WordsDoNotFit where the words are not the letter's.
    """
    from npq.gateways.email import posting  # noqa: PLC0415  models load after this package

    posting.post(reference=reference, to=to, template=template, personalisation=personalisation)
