"""The rules of a sponsor's page: what can be answered, what is kept of it, and what the page says then."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.sponsor_page import (
    MOST_A_DAY,
    AnswerKind,
    PressedAnswer,
    SponsorAnswer,
    SponsorLink,
    SponsorPage,
    answer_of,
    expiry,
    is_active,
    parse_proposed_moment,
)
from gamma.checkpoints.sponsor_page_messages import page_labels, page_view
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError, UserError
from gamma.programme.file import load_programme
from gamma.public_links import LinkKey
from gamma.startups.startup import Startup
from gamma.translator import Translator

PROGRAMME = load_programme()
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EIGHTH = LocalMoment(date(2026, 12, 8), time(14, 30), PARIS)
CHECKPOINT = Checkpoint(1, "velo", "u1", EIGHTH, 60, "Lyon", "planned", 0, 0, NOW)
LINK = SponsorLink(LinkKey(1, "x"), 1, 1, "Jeanne Martin", 1, NOW, NOW + timedelta(days=45), None, "DGE")
STARTUP = Startup("velo", "Vélo facile", "", "", ())
PAGE = SponsorPage(LINK, STARTUP, CHECKPOINT, None, None, ())
FRENCH, ENGLISH = Translator("fr"), Translator("en")


def pressed(page: SponsorPage, kind: AnswerKind, text: str = "", now: datetime = NOW) -> SponsorPage:
    """The page once it is pressed; the same where nothing new is kept."""
    answer = answer_of(
        page, PressedAnswer(kind, page.checkpoint.revision, page.minutes_fingerprint, text), now
    )
    if answer is None:
        return page
    return replace(page, answers=(*page.answers, replace(answer, id=len(page.answers) + 1)))


def said(page: SponsorPage, now: datetime = NOW, done: str = "") -> str:
    view = page_view(FRENCH, PROGRAMME, page, now, done)
    return "\n".join([view.done, *view.standing, *view.closing])


def test_a_date_is_confirmed_once() -> None:
    page = pressed(PAGE, "confirmed")
    assert page.confirmation
    assert pressed(page, "confirmed") == page
    assert not page.offers("confirmed", NOW)
    assert page.offers("proposed", NOW)
    assert "confirmée" in said(page)
    assert "L’équipe est prévenue" in said(page, done="confirmed")
    assert said(page, done="approved").startswith("\n")


def test_at_night_it_is_said_when_the_team_hears_of_it() -> None:
    page = replace(pressed(PAGE, "confirmed"), told_at={1: NOW + timedelta(hours=23)})
    assert "l’équipe en sera prévenue le 24 novembre 2026 à 9" in said(page, done="confirmed")


def test_what_the_team_has_not_heard_of_is_not_said_to_be_passed_on() -> None:
    proposed = pressed(PAGE, "proposed", "plutôt le 10")
    waiting = said(replace(proposed, told_at={1: NOW + timedelta(hours=23)}), done="proposed")
    assert waiting.count("prévenue") == 1
    assert "L’équipe en sera prévenue le 24 novembre 2026 à 9" in waiting
    assert "transmise" not in waiting
    told = said(proposed, done="proposed")
    assert "a été transmise à l’équipe" in told
    assert "prévenue" not in told


def test_the_last_answer_is_the_one_that_counts() -> None:
    other = pressed(pressed(PAGE, "confirmed"), "proposed", "plutôt le 10")
    assert other.confirmation is None
    assert other.outdated_confirmation is None
    assert other.offers("confirmed", NOW)
    again = pressed(other, "confirmed")
    assert again.confirmation
    assert pressed(again, "confirmed") == again
    assert pressed(again, "proposed", "plutôt le 10") != again


def test_a_date_that_moved_is_asked_about_anew() -> None:
    page = pressed(PAGE, "confirmed")
    moved = replace(page, checkpoint=replace(CHECKPOINT, moment=EIGHTH.days_later(2), revision=1))
    assert moved.confirmation is None
    assert moved.outdated_confirmation
    assert "mardi 8 décembre 2026" in said(moved)
    with pytest.raises(UserError):
        answer_of(moved, PressedAnswer("confirmed", 0, "", ""), NOW)


@pytest.mark.parametrize("text", ["", "  ", "x" * 301])
def test_a_proposal_needs_words_that_fit(text: str) -> None:
    with pytest.raises(InvalidInputError):
        pressed(PAGE, "proposed", text)


def test_a_proposal_is_shown_as_it_was_understood_and_kept_once() -> None:
    page = pressed(PAGE, "proposed", "jeudi 10 décembre à 10h")
    assert page.proposal
    assert parse_proposed_moment(page.proposal, CHECKPOINT) == LocalMoment(
        date(2026, 12, 10), time(10), PARIS
    )
    assert pressed(page, "proposed", "jeudi 10 décembre à 10h") == page
    assert "jeudi 10 décembre à 10h" in said(page)
    vague = pressed(page, "proposed", "après les fêtes")
    assert vague.proposal
    assert parse_proposed_moment(vague.proposal, CHECKPOINT) is None


def test_nothing_is_answered_once_it_has_begun_nor_of_minutes_that_are_not_written() -> None:
    later = NOW + timedelta(days=16)
    for kind in ("confirmed", "proposed", "approved", "objected"):
        with pytest.raises(UserError):
            pressed(PAGE, kind, "un mot", later)
    assert "Cette date est passée" in said(PAGE, later)
    cancelled = replace(PAGE, checkpoint=replace(CHECKPOINT, state="cancelled"))
    assert "annulé" in said(cancelled)
    held = replace(PAGE, checkpoint=replace(CHECKPOINT, state="held"))
    assert "n’est pas encore écrit" in said(held, later)


def test_too_many_answers_in_a_day_are_no_sponsors() -> None:
    page = PAGE
    for number in range(MOST_A_DAY):
        page = pressed(page, "proposed", f"le {number + 1} janvier")
    with pytest.raises(UserError):
        pressed(page, "proposed", "encore une")
    assert pressed(page, "proposed", "encore une", NOW + timedelta(days=1, seconds=1)) != page


def test_a_link_ends_thirty_days_after_its_checkpoint_wherever_that_went() -> None:
    assert expiry(CHECKPOINT, NOW) == CHECKPOINT.ends_at + timedelta(days=30)
    assert is_active(LINK, CHECKPOINT, NOW)
    assert not is_active(replace(LINK, revoked_at=NOW), CHECKPOINT, NOW)
    assert not is_active(LINK, CHECKPOINT, NOW + timedelta(days=90))
    assert is_active(LINK, replace(CHECKPOINT, moment=EIGHTH.days_later(80)), NOW + timedelta(days=90))


def test_answers_of_other_kinds_are_left_alone() -> None:
    other = SponsorAnswer(1, "approved", 0, "print of other minutes", NOW)
    page = replace(PAGE, answers=(other,))
    assert page.approval is None
    assert page.objection is None
    assert page.confirmation is None


@pytest.mark.parametrize("translator", [FRENCH, ENGLISH])
def test_its_labels_have_an_example_that_is_understood(translator: Translator) -> None:
    labels = page_labels(translator, PAGE, NOW)
    assert "300" in labels["help"]
    page = replace(PAGE, other_dates=(EIGHTH.days_later(1),))
    (other,) = page_view(translator, PROGRAMME, page, NOW).other_dates
    proposal = pressed(PAGE, "proposed", other).proposal
    assert proposal
    assert parse_proposed_moment(proposal, CHECKPOINT) == EIGHTH.days_later(1)
