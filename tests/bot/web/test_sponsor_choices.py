"""What a sponsor can do in one press: keep the date, propose a day, say what is wrong with the minutes."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

from gamma.checkpoints.sponsor_page import REMARK_CHARACTERS
from gamma.public_links import LinkKey
from storage.models import SponsorAnswerRow, SponsorLinkRow
from tests.sponsor_scene import Sponsor, SponsorScene, at

_DATES = re.compile(r'name="when" value="([^"]+)"')
_CALENDAR = re.compile(r'href="([^"]+\.ics\?lang=\w\w)" download')
_UID = re.compile("^UID:(.+)$", re.M)
NBSP = "\u00a0"


def remarks(scene: SponsorScene) -> list[tuple[str, str]]:
    with scene.store.read() as session:
        rows = session.scalars(select(SponsorAnswerRow).order_by(SponsorAnswerRow.id))
        return [(row.kind, row.remark) for row in rows]


def held(scene: SponsorScene) -> None:
    scene.later(days=16)
    scene.end("held")
    scene.write_minutes("On ouvre trois régions.")


# --- other dates -----------------------------------------------------------------------------


def test_three_working_days_after_it_are_proposed_by_one_press(scene: SponsorScene, sponsor: Sponsor) -> None:
    dates = _DATES.findall(sponsor.open().text)
    assert [each.split(" à ")[0] for each in dates] == [
        "mercredi 9 décembre",
        "jeudi 10 décembre",
        "vendredi 11 décembre",
    ]
    assert sponsor.press("proposed", when=dates[1]).status_code == 303
    page = sponsor.open().text
    assert f"«{NBSP}{dates[1]}{NBSP}»" in page
    assert "jeudi 10 décembre 2026" in page


def test_in_english_too_what_is_pressed_is_understood(scene: SponsorScene, sponsor: Sponsor) -> None:
    dates = _DATES.findall(sponsor.open("?lang=en").text)
    sponsor.press("proposed", when=dates[2], query="?lang=en")
    assert "Friday 11 December 2026" in sponsor.open("?lang=en").text


def test_days_without_work_and_days_already_taken_are_not_proposed(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    scene.move(at(24, 14, 30), "Lyon")
    days = [each.split(" à ")[0] for each in _DATES.findall(sponsor.open().text)]
    assert days == ["lundi 28 décembre", "mardi 29 décembre", "mercredi 30 décembre"]


def test_nothing_is_proposed_for_a_date_that_has_passed(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=16)
    page = sponsor.open().text
    assert not _DATES.findall(page)
    assert not _CALENDAR.findall(page)


# --- its own calendar ------------------------------------------------------------------------


def test_the_date_can_be_kept_in_ones_own_calendar(scene: SponsorScene, sponsor: Sponsor) -> None:
    (link,) = _CALENDAR.findall(sponsor.open().text)
    answer = sponsor.client.get(f"/sponsor/{link}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="point-2026-12-08.ics"'
    file = answer.text.replace("\r\n ", "")
    assert "DTSTART;TZID=Europe/Paris:20261208T143000" in file
    assert "Préparé par l’équipe avec Gamma" in file
    assert "/gamma" not in file
    assert scene.kept() == []


def test_its_file_follows_what_becomes_of_the_checkpoint(scene: SponsorScene, sponsor: Sponsor) -> None:
    (link,) = _CALENDAR.findall(sponsor.open().text)
    uid = _UID.findall(sponsor.client.get(f"/sponsor/{link}").text)
    scene.end("cancelled")
    cancelled = sponsor.client.get(f"/sponsor/{link}").text
    assert "METHOD:CANCEL" in cancelled
    assert uid == _UID.findall(cancelled) != []
    scene.revoke()
    assert sponsor.client.get(f"/sponsor/{link}").status_code == 410
    assert sponsor.client.get("/sponsor/nobody/point.ics").status_code == 404


# --- a word on the minutes -------------------------------------------------------------------


def test_minutes_are_approved_with_a_word(scene: SponsorScene, sponsor: Sponsor) -> None:
    held(scene)
    assert sponsor.press("approved", remark="Merci  à\ntous !").status_code == 303
    assert remarks(scene) == [("approved", "Merci à tous !")]
    assert "Approuver le compte rendu" not in sponsor.open().text


def test_what_is_wrong_is_said_there_and_kept_once(scene: SponsorScene, sponsor: Sponsor) -> None:
    held(scene)
    wrong = "Nous avons dit deux régions, pas trois."
    answer = sponsor.press("objected", remark=wrong)
    sponsor.press("objected", remark=wrong)
    assert remarks(scene) == [("objected", wrong)]
    page = sponsor.open(answer.headers["Location"]).text
    assert "Merci" in page
    assert f"«{NBSP}{wrong}{NBSP}»" in page
    assert "Approuver le compte rendu" in page
    scene.write_minutes("On ouvre deux régions.")
    assert wrong not in sponsor.open().text


@pytest.mark.parametrize("written", ["", "  \n", "x" * (REMARK_CHARACTERS + 1)])
def test_what_cannot_be_kept_is_said_at_its_field_and_not_lost(
    scene: SponsorScene, sponsor: Sponsor, written: str
) -> None:
    held(scene)
    answer = sponsor.press("objected", remark=written)
    assert answer.status_code == 422
    assert 'href="#wrong"' in answer.text
    assert written.strip() in answer.text
    assert remarks(scene) == []


def test_minutes_that_changed_meanwhile_are_read_again_first(scene: SponsorScene, sponsor: Sponsor) -> None:
    held(scene)
    seal = sponsor.seal()
    scene.write_minutes("Autre chose.")
    answer = sponsor.press("objected", seal, remark="Il manque la date.")
    assert answer.status_code == 422
    assert "Il manque la date." in answer.text
    assert remarks(scene) == []


def test_before_there_are_minutes_nothing_is_said_of_them(scene: SponsorScene, sponsor: Sponsor) -> None:
    assert sponsor.press("objected", remark="Trop tôt").status_code == 422
    assert remarks(scene) == []


# --- when the team hears of it ---------------------------------------------------------------


def test_at_night_it_says_when_the_team_will_hear_of_it(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.now = datetime(2026, 12, 4, 21, 15, tzinfo=UTC)
    answer = sponsor.press("confirmed")
    page = sponsor.open(answer.headers["Location"]).text
    assert f"l’équipe en sera prévenue le 7 décembre 2026 à 9{NBSP}h." in page
    assert "L’équipe est prévenue" not in page


def test_by_day_the_team_is_told(sponsor: Sponsor) -> None:
    answer = sponsor.press("confirmed")
    assert "L’équipe est prévenue" in sponsor.open(answer.headers["Location"]).text


# --- an address of its own -------------------------------------------------------------------


def test_no_other_database_ever_gives_the_same_address(scene: SponsorScene, sponsor: Sponsor) -> None:
    with scene.store.write() as session:
        session.execute(update(SponsorLinkRow).values(nonce="drawn elsewhere"))
    assert sponsor.open().status_code == 410


def test_addresses_that_were_given_out_before_lead_where_they_led(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    with scene.store.write() as session:
        session.execute(update(SponsorLinkRow).values(nonce=""))
    old = scene.app.page_signer.sign_link("sponsor", LinkKey(1, ""))
    assert urlsplit(old).path.count(".") == 1
    assert sponsor.client.get(f"/sponsor/{old}").status_code == 200
    with scene.store.write() as session:
        session.execute(update(SponsorLinkRow).values(nonce="drawn since"))
    assert sponsor.client.get(f"/sponsor/{old}").status_code == 410


def test_two_links_of_one_place_in_line_are_not_alike(scene: SponsorScene) -> None:
    with scene.store.read() as session:
        nonces = list(session.scalars(select(SponsorLinkRow.nonce)))
    assert all(len(nonce) >= 16 for nonce in nonces)
