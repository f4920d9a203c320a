"""What changes while a sponsor reads: an answer counts only for what the page showed."""

from bot.signing import SponsorPageState
from tests.sponsor_scene import CONFIRMED, DAY, Sponsor, SponsorScene, at


def test_after_a_move_the_earlier_confirmation_is_for_another_date(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    sponsor.press("confirmed")
    scene.move(at(15, 10, 0))
    page = sponsor.open().text
    assert "mardi 15 décembre 2026 à 10\u00a0h" in page
    assert f"c’est une autre date qui a été confirmée par votre lien\u00a0: {DAY}" in page
    sponsor.press("confirmed")
    assert scene.kept() == [CONFIRMED, ("confirmed", 1, "2026-12-15 10:00")]


def test_another_place_alone_does_not_undo_a_confirmation(scene: SponsorScene, sponsor: Sponsor) -> None:
    sponsor.press("confirmed")
    scene.move(at(8), place="Lyon")
    page = sponsor.open().text
    assert "Cette date a été confirmée par votre lien" in page
    assert "Lyon" in page


def test_moved_away_confirmed_there_and_moved_back_it_is_asked_again(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    sponsor.press("confirmed")
    scene.move(at(15))
    sponsor.press("confirmed")
    scene.move(at(8))
    sponsor.press("confirmed")
    assert len(scene.kept()) == 3


def test_what_was_pressed_on_a_page_that_showed_another_date_does_not_count(
    scene: SponsorScene, sponsor: Sponsor
) -> None:
    seal = sponsor.seal()
    scene.move(at(15, 10, 0))
    answer = sponsor.press("confirmed", seal)
    assert answer.status_code == 422
    assert "Le point a changé entre-temps" in answer.text
    assert "mardi 15 décembre 2026" in answer.text
    assert scene.kept() == []


def test_minutes_corrected_meanwhile_are_not_approved(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=16)
    scene.end("held")
    scene.write_minutes("On ouvre trois régions.")
    seal = sponsor.seal()
    scene.write_minutes("On n’ouvre rien.")
    answer = sponsor.press("approved", seal)
    assert "Le compte rendu a changé entre-temps" in answer.text
    assert "On n’ouvre rien." in answer.text
    assert scene.kept() == []


def test_a_cancelled_checkpoint_says_so_and_asks_for_nothing(scene: SponsorScene, sponsor: Sponsor) -> None:
    seal = sponsor.seal()
    scene.end("cancelled")
    assert "Ce point est annulé" in sponsor.open().text
    assert "<button" not in sponsor.open().text
    assert sponsor.press("confirmed", seal).status_code == 422
    assert scene.kept() == []


def test_once_begun_its_date_is_no_longer_discussed(scene: SponsorScene, sponsor: Sponsor) -> None:
    scene.later(days=15, hours=4)
    seal = scene.app.page_signer.sign_page(SponsorPageState(1, 0, ""))
    assert "Cette date est passée" in sponsor.open().text
    assert sponsor.press("confirmed", seal).status_code == 422
    assert scene.kept() == []
