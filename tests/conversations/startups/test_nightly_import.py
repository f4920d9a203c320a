"""The nightly import within the whole bot: its address from the settings, its ticks, the moved clock."""

from datetime import timedelta

from tests.conversation import Talk

UNREACHABLE = "https://127.0.0.1:9/startups.json?key=secret"


def with_address(talk: Talk, **settings: str) -> None:
    talk.settings |= {"GAMMA_IMPORT_URL": UNREACHABLE, **settings}
    talk.restart()


def test_a_failure_is_told_once_to_the_programme_team_with_what_to_do(talk: Talk) -> None:
    with_address(talk)
    for _ in range(3):
        talk.app.tick()
        talk.later(minutes=10)
    (told,) = talk.said_to(talk.admin)
    assert "L’import des startups du lundi 23 novembre n’a rien repris" in told.text
    assert "127.0.0.1 is inside a private network; GAMMA_IMPORT_PRIVATE=1 would allow it" in told.text
    assert "gamma import recommence tout de suite" in told.text
    assert "secret" not in told.text
    assert talk.count("startups") == 2


def test_it_is_told_in_the_readers_language(talk: Talk) -> None:
    talk.say("help", as_=talk.english)
    with_address(talk, GAMMA_ADMINS=f"{talk.driver.name}:{talk.english}")
    talk.app.tick()
    (told,) = talk.said_to(talk.english)
    assert "The import of startups on Monday 23 November took nothing" in told.text


def test_a_private_address_is_tried_where_the_setting_allows_it(talk: Talk) -> None:
    with_address(talk, GAMMA_IMPORT_PRIVATE="1")
    talk.app.tick()
    (told,) = talk.said_to(talk.admin)
    assert "cannot be fetched" in told.text
    assert "private" not in told.text


def test_a_moved_clock_imports_once_for_each_night_it_comes_to(talk: Talk) -> None:
    with_address(talk)
    talk.app.tick()
    assert talk.count("imports") == 1, "last night's, caught up"
    talk.app.advance(talk.now + timedelta(days=1))
    talk.app.advance(talk.now + timedelta(days=1, hours=3))
    assert talk.count("imports") == 2
    talk.app.advance(talk.now + timedelta(days=2))
    assert talk.count("imports") == 3


def test_without_an_address_nothing_is_imported(talk: Talk) -> None:
    talk.app.tick()
    assert talk.count("imports") == 0
