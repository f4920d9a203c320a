"""A post that stays true, on a real server: edited where it stands, also after the process was killed."""

from tests.conversation import TEAM
from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk

is_there_or_skip()


def results(live: LiveTalk) -> list[str]:
    return [post.text for post in live.said_in(live.channel) if "Résultat de l’équipe" in post.text]


def test_what_is_shared_next_edits_the_teams_result_where_it_stands(live: LiveTalk) -> None:
    live.link()
    live.assess()
    live.say("assess share")
    (first,) = results(live)
    assert "1 réponse partagée" in first
    live.assess(as_=live.mate, team={**TEAM, "people": "yes"})
    live.say("assess share yes", as_=live.mate)
    live.process.kill()
    live.restart()
    (second,) = results(live)
    assert "2 réponses partagées" in second
    live.say("assess share no yes", as_=live.mate)
    assert ["1 réponse partagée" in text for text in results(live)] == [True]


def test_a_result_that_somebody_deleted_is_not_posted_again(live: LiveTalk) -> None:
    live.link()
    live.assess()
    live.say("assess share")
    shown = [post.text for post in live.said_in(live.channel)]
    live.live.delete(live.channel, next(n for n, text in enumerate(shown) if "Résultat" in text))
    live.assess(as_=live.mate)
    live.say("assess share yes", as_=live.mate)
    assert results(live) == []
