"""Links and pages of sponsors: whose they are, how long they lead somewhere, and that none is forged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.signing import PageSigner, SponsorPageState
from gamma.public_links import LinkKey
from tests.sponsor_scene import NOW, Sponsor, SponsorScene, at

NOWHERE = "Ce lien ne mène nulle part, ou n’y mène plus"


# --- links that lead nowhere -----------------------------------------------------------------


def test_links_expire_thirty_days_after_the_checkpoint(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=45)
    assert sponsor.open().status_code == 200
    scene.later(days=1)
    assert sponsor.open().status_code == 410


def test_a_moved_checkpoint_takes_its_link_with_it(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.move(at(31))
    scene.later(days=60)
    assert sponsor.open().status_code == 200


def test_all_that_leads_nowhere_says_the_same_and_reveals_nothing(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    seal, token = sponsor.seal(), sponsor.address.removeprefix("/sponsor/")
    body, _, signature = token.partition(".")
    forged = [
        "x",
        body,
        f"{body}.{signature[::-1]}",
        f"Mg.{signature}",
        "é",
        "%00",
        f"{token}é",
        f"{token[:9]}é{token[9:]}",
        scene.app.page_signer.sign_page(SponsorPageState(1, 0, "")),
        PageSigner("another secret", lambda: NOW).sign_link("sponsor", LinkKey(1, "")),
    ]
    scene.revoke()
    answers = {address: sponsor.client.get(f"/sponsor/{address}") for address in [token, *forged]}
    assert {answer.status_code for address, answer in answers.items() if address != token} == {404}
    assert answers[token].status_code == 410
    assert len({answer.text for answer in answers.values()}) == 1
    assert NOWHERE in answers[token].text
    assert "écrire à l’équipe" in answers[token].text
    assert "Vélo" not in answers[token].text
    for address in answers:
        assert sponsor.client.post(f"/sponsor/{address}", data={"seal": seal}).status_code in (404, 410)
    assert scene.kept() == []


@pytest.mark.parametrize("after", [".", ",", ").", "\u2060", "»", "…"])
def test_a_link_copied_with_what_stood_after_it_leads_to_the_page(sponsor: Sponsor, after: str) -> None:
    assert sponsor.client.get(f"{sponsor.address}{after}").text == sponsor.client.get(sponsor.address).text


def test_a_link_that_never_was_is_not_found(scene: SponsorScene, sponsor: Sponsor) -> None:
    never = scene.app.page_signer.sign_link("sponsor", LinkKey(999, "x"))
    assert sponsor.client.get(f"/sponsor/{never}").status_code == 410
    assert sponsor.client.post(f"/sponsor/{never}", data={}).status_code == 410


# --- whose page it was -----------------------------------------------------------------------


def test_anothers_page_answers_nothing_through_this_link(scene: SponsorScene, sponsor: Sponsor) -> None:
    paul = scene.given_to("Paul Durand")
    assert paul.address != sponsor.address
    answer = sponsor.press("confirmed", paul.seal())
    assert answer.status_code == 422
    assert "restée ouverte trop longtemps" in answer.text
    assert scene.kept() == []


def test_each_sees_their_own_answers_alone(scene: SponsorScene, sponsor: Sponsor) -> None:
    paul = scene.given_to("Paul Durand")
    paul.press("proposed", when="après les fêtes")
    assert "après les fêtes" in paul.open().text
    assert "après les fêtes" not in sponsor.open().text
    assert "Paul" not in sponsor.open().text


@pytest.mark.parametrize("seal", ["", "x", "WzEsMCwwLDE3OTYwMzEwMDBd.xxxxjXC_Yue1wLk-wUy4yGoxJpg"])
def test_without_the_pages_own_seal_nothing_is_answered(
    scene: SponsorScene, sponsor: Sponsor, seal: str
) -> None:
    answer = sponsor.client.post(sponsor.address, data={"seal": seal, "answer": "confirmed"})
    assert answer.status_code == 422
    assert scene.kept() == []


def test_a_page_left_open_for_too_long_is_to_be_read_again(scene: SponsorScene, sponsor: Sponsor) -> None:
    seal = sponsor.seal()
    scene.later(days=7, minutes=1)
    answer = sponsor.press("confirmed", seal)
    assert "restée ouverte trop longtemps" in answer.text
    assert scene.kept() == []
    assert sponsor.press("confirmed").status_code == 303


def test_what_is_not_on_the_page_cannot_be_pressed(scene: SponsorScene, sponsor: Sponsor) -> None:
    for answer in ("approved", "cancelled", ""):
        assert sponsor.press(answer).status_code == 422
    assert scene.kept() == []


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60), st.from_regex(r"[A-Za-z0-9_-]{1,10}\.[A-Za-z0-9_-]{20,30}", fullmatch=True)
    )
)
def test_no_token_but_ours_is_a_link_or_a_page(token: str) -> None:
    signer = PageSigner("a secret for this test", lambda: NOW)
    assert signer.verify_link("sponsor", token) is None
    assert signer.verify_page(token) is None


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_a_number_that_no_table_gives_is_no_link_even_if_it_is_signed(number: int) -> None:
    signer = PageSigner("secret", lambda: NOW)
    for nonce in ("", "nonce"):
        assert signer.verify_link("sponsor", signer.sign_link("sponsor", LinkKey(number, nonce))) is None
