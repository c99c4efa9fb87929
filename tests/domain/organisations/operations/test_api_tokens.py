import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from npq.domain.organisations.models import ApiToken
from npq.domain.organisations.operations import (
    create_api_token,
    publish_lead_provider,
    record_token_use,
    revoke_api_token,
)
from npq.domain.organisations.operations.api_tokens import CALLS_ALLOWED, WINDOW
from npq.domain.organisations.queries import lead_provider_for_token
from npq.kernel.journal import entries_about
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound
from tests.domain.organisations.register import BY
from tests.domain.organisations.register import MONDAY as AT

SECOND = timedelta(seconds=1)


def lead_provider() -> UUID:
    provider = uuid4()
    publish_lead_provider(by=BY, at=AT, lead_provider_id=provider, name="Northlight Institute", invented=True)
    return provider


@pytest.fixture
def provider(db) -> UUID:
    return lead_provider()


@pytest.fixture
def token(provider) -> str:
    return create_api_token(by=BY, at=AT, lead_provider_id=provider)


def token_id(token: str) -> UUID:
    return lead_provider_for_token(token).token_id


class TestKeys:
    def test_open_the_door_of_their_lead_provider(self, provider, token):
        assert lead_provider_for_token(token).lead_provider_id == provider

    def test_are_kept_as_digests_only(self, token):
        kept = ApiToken.objects.get()
        assert len(token) >= 43
        assert len(kept.digest) == 64
        assert token not in str(ApiToken.objects.values().get()) + str(list(Entry.objects.values()))

    def test_are_journalled(self, provider, token):
        found = token_id(token)
        revoke_api_token(by=BY, at=AT, token_id=found)

        made, revoked = entries_about("api_token", found)
        assert (made.kind, revoked.kind) == ("api_token_created", "api_token_revoked")
        assert made.facts == revoked.facts == {"lead_provider": str(provider)}

    def test_differ_and_go_on_working_together(self, provider, token):
        other = create_api_token(by=BY, at=AT, lead_provider_id=provider)

        assert other != token
        assert lead_provider_for_token(token) and lead_provider_for_token(other)

    @pytest.mark.parametrize("wrong", ["", "x", "northlight"])
    def test_that_were_never_made_open_nothing(self, token, wrong):
        assert lead_provider_for_token(wrong) is None
        assert lead_provider_for_token(token[:-1]) is None

    def test_that_are_revoked_open_nothing(self, token):
        found = token_id(token)
        revoke_api_token(by=BY, at=AT, token_id=found)
        revoke_api_token(by=BY, at=AT + SECOND, token_id=found)

        assert lead_provider_for_token(token) is None
        assert ApiToken.objects.get().revoked_at == AT
        assert len(entries_about("api_token", found)) == 2
        assert not record_token_use(by=BY, at=AT, token_id=found)

    def test_are_made_for_and_revoked_from_what_exists(self, db):
        with pytest.raises(NotFound):
            create_api_token(by=BY, at=AT, lead_provider_id=uuid4())
        with pytest.raises(NotFound):
            revoke_api_token(by=BY, at=AT, token_id=uuid4())


class TestUse:
    def use(self, found: UUID, at=AT) -> bool:
        return record_token_use(by=BY, at=at, token_id=found)

    def test_is_noted(self, token):
        assert self.use(token_id(token), AT + SECOND)
        kept = ApiToken.objects.get()
        assert (kept.last_used_at, kept.window_began_at, kept.calls_in_window) == (
            AT + SECOND,
            AT + SECOND,
            1,
        )

    def test_is_allowed_so_often_in_a_window(self, token):
        found = token_id(token)
        self.use(found)
        ApiToken.objects.update(calls_in_window=CALLS_ALLOWED - 1)

        assert self.use(found, AT + SECOND)
        assert not self.use(found, AT + SECOND)
        assert not self.use(found, AT + WINDOW - SECOND)
        assert ApiToken.objects.get().calls_in_window == CALLS_ALLOWED
        assert self.use(found, AT + WINDOW)
        assert ApiToken.objects.get().calls_in_window == 1

    def test_a_clock_set_back_locks_nobody_out(self, token):
        found = token_id(token)
        self.use(found)
        ApiToken.objects.update(calls_in_window=CALLS_ALLOWED)

        assert self.use(found, AT - timedelta(days=30))

    def test_one_keys_calls_are_not_anothers(self, provider, token):
        self.use(token_id(token))
        ApiToken.objects.update(calls_in_window=CALLS_ALLOWED)
        other = create_api_token(by=BY, at=AT, lead_provider_id=provider)

        assert self.use(token_id(other))

    def test_an_unknown_key_is_not_allowed(self, db):
        assert not self.use(uuid4())


def test_calls_at_once_are_all_counted(real_database):
    token = create_api_token(by=BY, at=AT, lead_provider_id=lead_provider())
    found, allowed = token_id(token), []
    record_token_use(by=BY, at=AT, token_id=found)
    ApiToken.objects.update(calls_in_window=CALLS_ALLOWED - 10)

    def call():
        allowed.extend(record_token_use(by=BY, at=AT, token_id=found) for _ in range(5))
        connection.close()

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(allowed) == 10
    assert len(allowed) == 20
