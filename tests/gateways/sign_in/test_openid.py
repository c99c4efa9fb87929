"""The client against a real provider, and the fake held to the same behaviour."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from npq.gateways.sign_in import discovery
from npq.gateways.sign_in.fake import FakeProvider
from npq.gateways.sign_in.openid import (
    Begun,
    OpenIdError,
    OpenIdProvider,
    Provider,
    Trouble,
    is_safe,
    provider,
)
from tests.gateways.oidc.running import (
    ACCOUNTS,
    BACK,
    INSTALLED,
    SUBJECT,
    Running,
    cancel_at,
    running,
    sign_in_at,
)

needs_node = pytest.mark.skipif(not INSTALLED, reason="the front-end packages are not installed")


@pytest.fixture(scope="module")
def real() -> Iterator[Running]:
    with running() as provider:
        yield provider


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    discovery.forget()
    yield
    discovery.forget()


@dataclass(frozen=True)
class Either:
    """A provider, and what a person does at its pages."""

    provider: Provider
    sign_in: Callable[[str, str], Mapping[str, str]]


@pytest.fixture(params=[pytest.param("real", marks=needs_node), "fake"])
def either(request: pytest.FixtureRequest) -> Either:
    if request.param == "fake":
        fake = FakeProvider()
        for subject, facts in ACCOUNTS.items():
            fake.add(subject, facts.get("email", ""), email_verified=facts.get("email_verified", False))
        return Either(fake, fake.sign_in)
    real: Running = request.getfixturevalue("real")
    return Either(OpenIdProvider(real.issuer, "npq", real.keys["npq"]), sign_in_at)


def trouble_of(ask: Provider, begun: Begun, answer: Mapping[str, str]) -> Trouble:
    with pytest.raises(OpenIdError) as error:
        ask.finish(begun, answer)
    return error.value.code


class TestRealAndFakeAlike:
    def test_somebody_is_vouched_for(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        vouched = either.provider.finish(begun, either.sign_in(begun.url, SUBJECT))
        assert (vouched.subject, vouched.email) == (SUBJECT, "amina.okafor@oakfield.sch.uk")
        assert vouched.email_verified

    def test_an_address_nobody_checked_is_told_from_one_that_was(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        assert not either.provider.finish(begun, either.sign_in(begun.url, "unchecked")).email_verified

    def test_somebody_without_an_address(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        assert trouble_of(either.provider, begun, either.sign_in(begun.url, "nameless")) is Trouble.NO_ADDRESS

    def test_each_sign_in_is_another(self, either: Either) -> None:
        one, other = either.provider.begin(BACK), either.provider.begin(BACK)
        assert not {one.state, one.nonce, one.verifier} & {other.state, other.nonce, other.verifier}

    @pytest.mark.parametrize("state", ["", "another", "é", "x" * 10_000])
    def test_wrong_state(self, either: Either, state: str) -> None:
        begun = either.provider.begin(BACK)
        answer = {**either.sign_in(begun.url, SUBJECT), "state": state}
        assert trouble_of(either.provider, begun, answer) is Trouble.NOT_BEGUN_HERE

    def test_wrong_nonce(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        answer = either.sign_in(begun.url, SUBJECT)
        assert trouble_of(either.provider, replace(begun, nonce="another"), answer) is Trouble.NOT_BELIEVED

    def test_a_code_is_good_once(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        answer = either.sign_in(begun.url, SUBJECT)
        either.provider.finish(begun, answer)
        assert trouble_of(either.provider, begun, answer) is Trouble.CODE_REFUSED

    def test_a_code_begun_in_another_browser(self, either: Either) -> None:
        mine, theirs = either.provider.begin(BACK), either.provider.begin(BACK)
        answer = {**either.sign_in(theirs.url, SUBJECT), "state": mine.state}
        assert trouble_of(either.provider, mine, answer) is Trouble.CODE_REFUSED

    def test_a_code_nobody_gave(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        answer = {**either.sign_in(begun.url, SUBJECT), "code": "x" * 2_000}
        assert trouble_of(either.provider, begun, answer) is Trouble.CODE_REFUSED

    def test_the_person_thinks_better_of_it(self, either: Either) -> None:
        begun = either.provider.begin(BACK)
        answer = {**either.sign_in(begun.url, SUBJECT), "error": "access_denied"}
        assert trouble_of(either.provider, begun, answer) is Trouble.TURNED_DOWN


@needs_node
class TestReal:
    def test_a_key_on_a_curve_does_as_well(self, real: Running) -> None:
        ask = OpenIdProvider(real.issuer, "npq-elliptic", real.keys["npq-elliptic"].replace("\n", "\\n"))
        begun = ask.begin(BACK)
        assert ask.finish(begun, sign_in_at(begun.url)).subject == SUBJECT

    def test_a_key_that_is_not_the_registered_one(self, real: Running) -> None:
        stranger = RSAKey.generate_key(2048).as_pem(private=True).decode()
        ask = OpenIdProvider(real.issuer, "npq", stranger)
        begun = ask.begin(BACK)
        assert trouble_of(ask, begun, sign_in_at(begun.url)) is Trouble.WE_WERE_REFUSED

    def test_a_code_too_old(self) -> None:
        with running(code_lasts=1) as short:
            ask = OpenIdProvider(short.issuer, "npq", short.keys["npq"])
            begun = ask.begin(BACK)
            answer = sign_in_at(begun.url)
            time.sleep(2)
            assert trouble_of(ask, begun, answer) is Trouble.CODE_REFUSED

    def test_an_answer_from_somewhere_else(self, real: Running) -> None:
        ask = OpenIdProvider(real.issuer, "npq", real.keys["npq"])
        begun = ask.begin(BACK)
        answer = sign_in_at(begun.url)
        for issuer in ("https://evil.example", ""):
            assert trouble_of(ask, begun, {**answer, "iss": issuer}) is Trouble.NOT_BEGUN_HERE

    def test_cancelling_at_the_provider(self, real: Running) -> None:
        ask = OpenIdProvider(real.issuer, "npq", real.keys["npq"])
        begun = ask.begin(BACK)
        assert trouble_of(ask, begun, cancel_at(begun.url)) is Trouble.TURNED_DOWN

    def test_an_issuer_that_calls_itself_something_else(self, real: Running) -> None:
        with pytest.raises(OpenIdError) as error:
            OpenIdProvider(real.issuer.replace("127.0.0.1", "localhost"), "npq", real.keys["npq"]).begin(BACK)
        assert error.value.code is Trouble.MISCONFIGURED


class TestConfiguration:
    @pytest.mark.parametrize(
        ("issuer", "client", "key", "code"),
        [
            ("http://127.0.0.1:9", "npq", "", Trouble.UNREACHABLE),
            ("http://sign-in.example", "npq", "", Trouble.MISCONFIGURED),
            ("", "npq", "", Trouble.MISCONFIGURED),
            ("http://127.0.0.1:9", "", "", Trouble.MISCONFIGURED),
        ],
    )
    def test_what_is_wrong_is_said(self, issuer: str, client: str, key: str, code: Trouble) -> None:
        pem = RSAKey.generate_key(2048).as_pem(private=True).decode()
        with pytest.raises(OpenIdError) as error:
            OpenIdProvider(issuer, client, pem).begin(BACK)
        assert error.value.code is code

    def test_a_key_that_is_none(self) -> None:
        with pytest.raises(OpenIdError) as error:
            OpenIdProvider("https://sign-in.example", "npq", "not a key").begin(BACK)
        assert error.value.code is Trouble.MISCONFIGURED

    def test_secrets_travel_safely(self) -> None:
        assert is_safe("https://sign-in.example/token")
        assert is_safe("http://127.0.0.1:8080/token")
        assert not is_safe("http://sign-in.example/token")
        assert not is_safe("ftp://127.0.0.1/token")

    def test_the_configured_provider(self, settings) -> None:
        settings.OPENID = {
            "issuer": "https://x.example",
            "client_id": "npq",
            "private_key": "k",
            "scope": "openid",
        }
        assert provider() == OpenIdProvider("https://x.example", "npq", "k", "openid")


KEY = RSAKey.generate_key(2048, {"kid": "one"})


class TestIdTokens:
    """What a provider, or somebody who plays one, might put into a token."""

    ISSUER, CLIENT, NONCE = "https://sign-in.example", "npq", "nonce"

    @pytest.fixture
    def key(self) -> RSAKey:
        return KEY

    @pytest.fixture
    def ask(self, key: RSAKey, monkeypatch: pytest.MonkeyPatch) -> OpenIdProvider:
        published = KeySet([RSAKey.import_key(key.as_dict(private=False))])
        monkeypatch.setattr(OpenIdProvider, "_keys", lambda self, afresh=False: published)
        return OpenIdProvider(self.ISSUER, self.CLIENT, "")

    def claims(self, **changes: object) -> dict[str, object]:
        now = int(time.time())
        facts = {
            "iss": self.ISSUER,
            "aud": self.CLIENT,
            "sub": "1",
            "nonce": self.NONCE,
            "iat": now,
            "exp": now + 60,
        }
        return {name: value for name, value in (facts | changes).items() if value is not None}

    def read(self, ask: OpenIdProvider, id_token: str) -> Mapping[str, object]:
        return ask._claims({"id_token": id_token, "access_token": "a"}, self.NONCE)

    def sign(self, key: RSAKey, **changes: object) -> str:
        return jwt.encode({"alg": "RS256", "kid": "one"}, self.claims(**changes), key)

    def signed_by_the_published_key(self, key: RSAKey) -> str:
        """The oldest trick: everybody knows the public key, so it is used as the secret of a symmetric signature."""
        parts = [
            urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
            for part in ({"alg": "HS256"}, self.claims())
        ]
        text = b".".join(parts)
        proof = hmac.digest(key.as_pem(private=False), text, "sha256")
        return (text + b"." + urlsafe_b64encode(proof).rstrip(b"=")).decode()

    def test_a_good_one(self, ask: OpenIdProvider, key: RSAKey) -> None:
        assert self.read(ask, self.sign(key))["sub"] == "1"

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "https://evil.example"}, {"iss": None}, {"aud": "another"}, {"aud": None}, {"aud": ["x", "y"]},
            {"aud": ["npq", "x"], "azp": "x"}, {"sub": None}, {"nonce": "another"}, {"nonce": None},
            {"exp": 1_000_000_000}, {"exp": None}, {"exp": "soon"}, {"iat": None}, {"at_hash": "wrong"},
            {"nbf": 4_000_000_000},
        ],
        ids=str,
    )  # fmt: skip
    def test_claims_that_are_not_believed(self, ask: OpenIdProvider, key: RSAKey, changes: dict) -> None:
        with pytest.raises(OpenIdError) as error:
            self.read(ask, self.sign(key, **changes))
        assert error.value.code is Trouble.NOT_BELIEVED

    @pytest.mark.filterwarnings("ignore:JWS algorithm")
    def test_signatures_that_are_not_believed(self, ask: OpenIdProvider, key: RSAKey) -> None:
        stranger = RSAKey.generate_key(2048, {"kid": "one"})
        secret = OctKey.import_key("any secret of at least thirty-two bytes")
        good = self.sign(key)
        forged = [
            self.sign(stranger),
            jwt.encode({"alg": "ES256"}, self.claims(), ECKey.generate_key("P-256")),
            jwt.encode({"alg": "none"}, self.claims(), secret, algorithms=["none"]),
            self.signed_by_the_published_key(key),
            good[:-4] + "AAAA", "a.b.c", "", "x" * 10_000,
        ]  # fmt: skip
        for id_token in forged:
            with pytest.raises(OpenIdError) as error:
                self.read(ask, id_token)
            assert error.value.code is Trouble.NOT_BELIEVED
