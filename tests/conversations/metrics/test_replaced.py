"""Where a portfolio manager replaces what the team had stated, the team is told, once."""

from datetime import UTC, datetime

from storage import restored_messages
from storage.models import OutboxRow
from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled
from tests.conversations.metrics.test_asked import asked, followed, until

NB = "\u00a0"
TOLD = "a remplacé une valeur"

# It is Monday 23 November 2026.


def told(talk: Talk) -> list[str]:
    talk.tick()
    return [post.text for post in talk.said_in(talk.channel) if "a remplacé" in post.text]


def test_the_team_is_told_once_what_its_manager_replaced(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.say("métrique 512 fin octobre")
    talk.later(minutes=1)
    talk.say("métrique 498 fin octobre", talk.manager)
    (said,) = told(talk)
    assert "Pauline Roche a remplacé une valeur" in said
    assert f"31 octobre 2026{NB}: 512" in said
    assert "498" in said
    talk.later(minutes=1)
    talk.say("métrique 497 fin octobre", talk.manager)
    talk.say("métrique 12 fin septembre", talk.manager)
    talk.say("métrique 500 fin octobre", talk.mate)
    assert len(told(talk)) == 1, "one’s own values, new ones, and the team’s own corrections are no news"


def test_a_value_that_was_shared_and_one_taken_back_count_too(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.assess()
    talk.say("assess share")
    talk.later(minutes=1)
    talk.say("métrique 945", talk.manager)
    assert len(told(talk)) == 1
    talk.say("métrique 300 fin octobre")
    talk.later(minutes=1)
    talk.say("métrique retirer 31 octobre", talk.admin)
    assert "retirée le 23 novembre 2026" in told(talk)[-1]


def test_the_words_behind_the_picture_say_who_is_to_see_it(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 10 fin septembre")
    talk.say("métrique 20 fin octobre")
    for words in ("image publier", "image canal", "courbe dans le canal"):
        assert "arrive dans le canal" in talk.say(f"métrique {words}").text
    assert "conversation privée" in talk.say("métrique image").text
    assert "Rien n’a été envoyé" in talk.say("métrique image turquoise").text


def test_after_a_restore_it_is_not_asked_a_second_time(talk: Talk) -> None:
    followed(talk)
    until(talk, 12, 2)
    assert len(asked(talk, talk.mate)) == 1
    with talk.app.store.write() as session:
        for row in session.query(OutboxRow).filter_by(kind="metric_asked"):
            session.delete(row)
        restored_messages.record_restore(session, datetime(2026, 11, 30, 3, tzinfo=UTC), talk.now)
    until(talk, 12, 4)
    assert len(asked(talk, talk.mate)) == 1
