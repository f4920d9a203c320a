"""What comes back is not believed: forged, altered, stale or somebody else's input changes nothing."""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.conversation import MARKET, Talk
from tests.talk import SeenForm


def refusal(screen_form: SeenForm | None) -> str:
    assert screen_form is not None
    return " ".join(screen_form.errors.values())


def test_a_form_sent_by_another_person_changes_nothing(talk: Talk) -> None:
    talk.link()
    form = talk.say("assess")
    refused = talk.send(form, MARKET, as_=talk.mate)
    assert "à quelqu’un d’autre" in refusal(refused.form)
    assert talk.count("answers") == 0


def test_a_form_sent_too_late_is_told_and_changes_nothing(talk: Talk) -> None:
    talk.link()
    form = talk.say("assess")
    talk.later(days=8)
    refused = talk.send(form, MARKET)
    assert "a expiré" in refusal(refused.form)
    assert talk.count("answers") == 0


def test_a_form_sent_within_the_week_is_kept(talk: Talk) -> None:
    talk.link()
    form = talk.say("assess")
    talk.later(days=6)
    talk.page(form, MARKET)
    assert talk.count("answers") == len(MARKET)


def test_a_person_who_left_cannot_share(talk: Talk) -> None:
    talk.link()
    result = talk.assess()
    talk.driver.leave(talk.member, talk.channel)
    talk.press(result, "Partager avec l’équipe")
    talk.said_in(talk.channel)
    with talk.app.store.read() as session:
        assert session.execute(text("SELECT count(shared_at) FROM assessments")).scalar_one() == 0


def test_nothing_secret_and_nobodys_answer_reaches_the_logs(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    talk.link()
    talk.assess(team={"people": "no", "word": "un secret bien gardé"})
    assert "un secret bien gardé" not in caplog.text
    for name, value in talk.driver.settings().items():
        if "TOKEN" in name or "SECRET" in name:
            assert value not in caplog.text


def test_an_unexpected_error_is_told_with_a_reference_and_loses_nothing(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.link()
    form = talk.say("assess")
    programme = talk.app.programme
    broken = replace(talk.app.dispatch._services, programme=None)  # type: ignore[arg-type]
    monkeypatch.setattr(talk.app.dispatch, "_services", broken)
    refused = talk.send(form, MARKET)
    assert "référence" in refusal(refused.form)
    monkeypatch.setattr(talk.app.dispatch, "_services", replace(broken, programme=programme))
    talk.page(form, MARKET)
    assert talk.count("answers") == len(MARKET)


def test_a_busy_database_is_told_kindly_and_the_form_stays_open(talk: Talk) -> None:
    talk.link()
    form = talk.say("assess")
    talk.app.store.patience = 0.05
    with talk.app.store.write() as holder:
        holder.execute(text("UPDATE people SET zone = zone"))
        refused = talk.send(form, MARKET)
    assert "Rien n’est perdu" in refusal(refused.form)
    talk.app.store.patience = 10
    talk.page(form, MARKET)
    assert talk.count("answers") == len(MARKET)


def test_no_persons_words_stand_in_a_database_error(talk: Talk) -> None:
    with pytest.raises(IntegrityError) as refused, talk.app.store.write() as session:
        session.execute(text("INSERT INTO answers VALUES (999, 'word', :said)"), {"said": "un secret"})
    assert "un secret" not in str(refused.value)
