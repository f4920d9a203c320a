"""What a community shares, on a real server: workshops, the season's questions, a startup's picture."""

from tests.conversation import STARTUP
from tests.conversations.seasons.scene import OPENING
from tests.conversations.workshops.scene import CALL, WorkshopScene, plain
from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk

is_there_or_skip()


def test_a_workshop_counts_its_places_in_one_post_and_who_waits_moves_up(played: LiveTalk) -> None:
    scene = WorkshopScene(played)
    scene.announce(places="1")
    assert "0 place prise sur 1" in plain(scene.post().text)
    assert "Tu as une place" in plain(played.press(scene.post(), "M’inscrire").text)
    assert "1 place prise sur 1" in plain(scene.post().text)
    waiting = played.press(scene.post(), "M’inscrire", played.mate)
    assert "n° 1 sur la liste d’attente" in plain(waiting.text)
    assert "1 personne en attente" in plain(scene.post().text)
    assert "revient à la personne suivante" in plain(played.press(scene.post(), "Me désinscrire").text)
    assert "en attente" not in plain(scene.post().text)
    [told] = scene.told(played.mate, "Une place s’est libérée")
    assert told.file_name == "atelier-2026-12-08.ics"
    assert CALL in told.text


def test_the_metric_is_drawn_in_private_and_in_the_channel(played: LiveTalk) -> None:
    played.link()
    played.say("métrique 600 dossiers fin septembre")
    played.say("métrique 940 fin octobre")
    asked = played.say("métrique image")
    assert [post.picture for post in played.said_to(played.member)][-1].startswith(b"\x89PNG")
    played.press(asked, "La montrer dans le canal")
    assert any(post.picture for post in played.said_in(played.channel))


def test_the_startups_page_and_the_seasons_questions_are_there(played: LiveTalk) -> None:
    played.link()
    private = played.driver.direct(played.admin)
    played.say(f"startup enrol {STARTUP.id} {played.at(played.manager)}", played.admin, private)
    played.say(OPENING, played.admin, private)
    played.assess()
    played.say("assess share")
    page = plain(played.say("startup", played.manager).text)
    assert "Vélo facile" in page
    assert "Marché : atteint" in page
    form = played.say("saison sondage", played.member, played.driver.direct(played.member))
    assert form.form or "saison" in form.text
