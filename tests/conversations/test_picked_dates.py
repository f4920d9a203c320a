"""A date is picked where the platform has a calendar, and typed wherever one is asked for."""

import pytest

from tests.conversation import IMPACT, MARKET, TEAM, Talk
from tests.conversations.checkpoints.scene import enrolled
from tests.drivers.mattermost import MattermostDriver

# It is Monday 23 November 2026, 10:30 in Paris.


def renew(talk: Talk) -> None:
    """Where it is a Mattermost, it is one with pickers."""
    if isinstance(talk.driver, MattermostDriver):
        talk.driver.server.version = "11.1.0"


def picked(talk: Talk, clock: str, instant: str) -> str:
    """The sandbox's calendar writes into the line; the others send an instant."""
    return clock if talk.driver.name == "sandbox" else instant


def test_a_checkpoint_is_planned_by_the_calendar_and_shown_back_first(talk: Talk) -> None:
    renew(talk)
    enrolled(talk)
    form = talk.say("point planifier").form
    assert form
    assert form["when"].kind == "datetime"
    after = talk.send(form, {"when": picked(talk, "2026-12-08 14:30", "2026-12-08T13:30:00Z")})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "mardi 8 décembre à 14" in shown.text
    assert talk.count("checkpoints") == 0
    talk.press(shown, "Oui, planifier")
    assert talk.count("checkpoints") == 1


def test_a_moment_in_words_is_read_beside_the_calendar(talk: Talk) -> None:
    renew(talk)
    enrolled(talk)
    refused = talk.send(talk.say("point planifier"), {"when": "mercredi en quelque sorte"})
    assert refused.form
    assert set(refused.form.errors) == {"when"}
    after = talk.send(refused, {"when": "jeudi 10 décembre 9h"})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "jeudi 10 décembre à 9" in shown.text


def test_what_is_picked_in_the_past_is_refused_like_words(talk: Talk) -> None:
    renew(talk)
    enrolled(talk)
    when = picked(talk, "2026-11-02 14:30", "2026-11-02T13:30:00Z")
    refused = talk.send(talk.say("point planifier"), {"when": when}).form
    assert refused
    assert "déjà passé" in refused.errors["when"]


@pytest.mark.parametrize("due", ["2026-12-11", "vendredi 11 décembre", "dans 18 jours"])
def test_the_day_of_an_action(talk: Talk, due: str) -> None:
    renew(talk)
    enrolled(talk)
    talk.send(talk.say("actions ajouter"), {"what": "Relancer la région", "due": due})
    assert "vendredi 11 décembre" in talk.say("actions").text
    form = talk.say("actions date 1").form
    assert form
    missing = talk.send(form, {"due": ""}).form
    assert missing
    assert missing.errors
    talk.send(missing, {"due": "2026-12-17"})
    assert "jeudi 17 décembre" in talk.say("actions").text


def test_the_dates_of_a_committee_are_kept_changed_and_taken_out(talk: Talk) -> None:
    renew(talk)
    enrolled(talk)
    talk.say("comité 12 mars 2027, enveloppe 30 juin 2027 oui")
    form = talk.say("comité modifier").form
    assert form
    after = talk.send(form, {"meets_on": "2027-03-19", "envelope_ends_on": "aucune"})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "vendredi 19 mars 2027" in shown.text
    talk.press(shown, "Oui, noter")
    page = talk.say("comité").text
    assert "vendredi 19 mars 2027" in page
    assert "30 juin" not in page


def test_the_pages_of_an_assessment_follow_each_other_on_a_newer_mattermost(talk: Talk) -> None:
    if not isinstance(talk.driver, MattermostDriver):
        pytest.skip("the others always did")
    renew(talk)
    talk.link()
    shown = talk.say("évaluer")
    for answers in (MARKET, IMPACT):
        shown = talk.send(shown, answers)
        assert shown.form, "the next page is there at once"
    told = len(talk.said_to(talk.member))
    assert not any("Continuer" in post.buttons for post in talk.said_to(talk.member))
    assert talk.send(shown, TEAM).form is None
    assert len(talk.said_to(talk.member)) == told + 1, "the result alone"
    assert talk.count("assessments") == 1
