"""What is kept about a person is told, given to them and erased, and nothing of them is left."""

import json
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.__main__ import QUIETENED
from gamma.outbox import TIMING, Notice
from gamma.people import Startup
from storage import outbox, people, startups
from storage.models import (
    AnswerRow,
    AssessmentRow,
    CoachRow,
    CounterViewRow,
    DetailRow,
    EnrolmentRow,
    OutboxRow,
    PersonRow,
    SponsorContactRow,
)
from tests import kept
from tests import startups as startup_rows
from tests.conversation import IMPACT, MARKET, OTHER, STARTUP, Talk

NAME, ACCENTLESS = "Inès Diallo", "ines diallo"
ERASE = "confidentialité effacer oui"


def person_id(talk: Talk, account: str) -> int:
    with talk.app.store.write() as session:
        return people.meet(session, talk.driver.name, account).id


def keep(talk: Talk, *rows: Any) -> None:
    with talk.app.store.write() as session:
        session.add_all(rows)


def live_busily(talk: Talk) -> int:
    """Inès does all that can leave a trace, and others write of her."""
    ines, now = talk.third, talk.now
    talk.say("startup link velo-facile", as_=ines)
    talk.assess(as_=ines)
    talk.say("assess share", as_=ines)
    talk.later(days=1)
    talk.assess(market={**MARKET, "recurring_users": "777"}, as_=ines)
    talk.later(days=1)
    talk.page(talk.say("assess", as_=ines), {**MARKET, "market_unit": "brouillon"}, as_=ines)
    talk.say("confidentialité données", as_=ines)
    talk.app.tick()
    own = person_id(talk, ines)
    talk.make_manager(ines, OTHER.id)
    keep(
        talk,
        CoachRow(startup_id=STARTUP.id, person_id=own),
        CounterViewRow(
            startup_id=OTHER.id, person_id=own, criterion="market", verdict="partly", stated_at=now
        ),
        DetailRow(startup_id=OTHER.id, field="territory", value="Loire", stated_by=own, stated_at=now),
        EnrolmentRow(startup_id=OTHER.id, enrolled_by=own, enrolled_at=now),
        SponsorContactRow(startup_id=OTHER.id, name="Jean Martin", added_by=own, added_at=now),
    )
    plan(talk, "later", own, now + timedelta(days=30))
    fail(talk, own, f"GET /users/{ines}: 404")
    be_sending(talk, own)
    word = f"Voir avec {NAME} (ines.diallo@beta.example) ou {ACCENTLESS.upper()}"
    talk.assess(team={"people": "yes", "word": word}, as_=talk.mate)
    talk.say("assess share", as_=talk.mate)
    return own


def plan(talk: Talk, key: str, person: int, due: Any) -> None:
    with talk.app.store.write() as session:
        notice = Notice(key, "invite_me", {"person": person}, talk.driver.name, due, person_id=person)
        outbox.plan(session, notice)


def fail(talk: Talk, person: int, reason: str) -> None:
    plan(talk, "failing", person, talk.now)
    with talk.app.store.write() as session:
        claimed = outbox.claim_next(session, talk.now, talk.now, TIMING.lease, [talk.driver.name])
        assert claimed
        assert outbox.record_failed(session, claimed, reason, talk.now)


def be_sending(talk: Talk, person: int) -> None:
    """Somebody is about to send this when she is erased."""
    plan(talk, "claimed", person, talk.now)
    with talk.app.store.write() as session:
        assert outbox.claim_next(session, talk.now, talk.now, TIMING.lease, [talk.driver.name])


def traces(talk: Talk, person: str) -> list[str]:
    """What tells of her: her name, her account, her conversation with the bot."""
    # In the sandbox an account is a first name: it is looked for as a word.
    account = rf"\b{person}\b" if talk.driver.name == "sandbox" else person
    return [
        "diallo",
        "inès",
        account.casefold(),
        re.escape(talk.driver.direct(person).casefold()),
    ]


def erase(talk: Talk) -> str:
    told = talk.say("confidentialité effacer", as_=talk.third)
    done = talk.press(told, "Effacer mes données", as_=talk.third)
    talk.later(minutes=1)
    talk.app.tick()
    return done.text


# --- what is told -----------------------------------------------------------------------------


def test_what_is_kept_and_why_is_told_in_short_with_both_ways_on(talk: Talk) -> None:
    page = talk.say("confidentialité")
    assert page.message
    for said in ("Ce que je garde.", "Pourquoi.", "Qui le voit.", "Combien de temps.", "90 jours"):
        assert said in page.text
    assert page.message.buttons == ("Mes données en fichier", "Effacer mes données…")
    assert "What I keep." in talk.say("gdpr", as_=talk.english).text


def test_whom_to_write_to_is_told_where_it_is_set(talk: Talk) -> None:
    assert "Demande à l’équipe d’animation" in talk.say("rgpd").text
    talk.settings["GAMMA_PRIVACY_CONTACT"] = "donnees@incubateur.example"
    talk.restart()
    assert "Écris à donnees@incubateur.example" in talk.say("rgpd").text


# --- one's data -------------------------------------------------------------------------------


def test_a_persons_data_comes_to_them_as_a_file_with_the_questions(talk: Talk) -> None:
    talk.link()
    talk.assess()
    asked = talk.press(talk.say("confidentialité"), "Mes données en fichier")
    assert "notre conversation privée" in asked.text
    sent = talk.said_to(talk.member)[-1]
    assert sent.file_name == "gamma-2026-11-23.json"
    told = json.loads(sent.file)
    assert told["ton compte"][0]["nom"] == "Camille Moreau"
    assert told["canaux que tu as liés"][0]["startup"] == "Vélo facile"
    answers = told["tes auto-évaluations"][0]["réponses"]
    market = talk.app.programme.criteria[0]
    assert answers[0] == {"question": market.field("market_size").question.fr, "réponse": "20000"}
    assert {"question": market.field("in_production").question.fr, "réponse": "Oui"} in answers


def test_the_file_of_a_busy_person_has_all_of_theirs_and_nothing_of_others(talk: Talk) -> None:
    live_busily(talk)
    talk.later(seconds=1)
    talk.say("rgpd mes données", as_=talk.third)
    sent = talk.said_to(talk.third)[-1]
    told = json.loads(sent.file)
    sizes = {part: len(records) for part, records in told.items()}
    assert sizes.pop("messages pour toi") >= 6
    assert sizes.pop("ce que tu as dit d’une startup en l’évaluant") >= 4
    assert sizes.pop("tes auto-évaluations") == 3
    assert set(sizes.values()) == {1}, sizes
    text = sent.file.decode()
    for own in (NAME, talk.third, talk.driver.direct(talk.third), "777", "brouillon", "Loire", "en partie"):
        assert own in text, own
    for others in ("Noé", "Camille", "Jean Martin", "ines.diallo@"):
        assert others not in text, others


def test_somebody_of_whom_nothing_is_kept_gets_a_file_too(talk: Talk) -> None:
    talk.say("privacy data", talk.english, talk.driver.direct(talk.english))
    told = json.loads(talk.said_to(talk.english)[-1].file)
    assert told["your account"][0]["name"] == "Ann Baker"
    assert told["your account"][0]["of the programme team"] is False
    assert told["your self-assessments"] == []


# --- erasure ----------------------------------------------------------------------------------


def test_before_anything_is_erased_it_is_told_what_will_happen(talk: Talk) -> None:
    talk.link()
    talk.assess()
    before = kept.counts(talk.app.store)
    told = talk.say("confidentialité effacer")
    for said in ("Disparaissent tout de suite", "Restent, sans toi", "Hors de ma portée", "effacer oui"):
        assert said in told.text
    assert "GAMMA_ADMINS" not in told.text
    assert kept.counts(talk.app.store) == before


def test_nothing_of_an_erased_person_is_left_anywhere(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIETENED:
        caplog.set_level(logging.WARNING, logger=library)
    live_busily(talk)
    before = kept.searched(talk.app.store)
    marks = traces(talk, talk.third)
    for mark in marks:
        assert re.search(mark, before), f"{mark} is not there to be erased"
    assert "je ne sais plus qui tu es" in erase(talk)
    talk.later(hours=1)
    talk.app.tick()
    after = kept.searched(talk.app.store)
    for mark in marks:
        assert not re.search(mark, after), mark
        assert not re.search(mark, caplog.text.casefold()), mark
    on_disk = kept.files(talk.database_url)
    for letters in (
        "Inès".encode(),
        rb"In\u00e8s",
        b"Diallo",
        b"diallo",
        talk.driver.direct(talk.third).encode(),
    ):
        assert letters not in on_disk


def test_what_others_count_on_stays(talk: Talk) -> None:
    live_busily(talk)
    counted, result = kept.counts(talk.app.store), talk.say("assess result team", as_=talk.mate).text
    assert "2 réponses partagées" in result
    erase(talk)
    left = kept.counts(talk.app.store)
    assert talk.say("assess result team", as_=talk.mate).text == result
    goes = {"answers", "assessment_pages", "portfolio_managers", "coaches", "sandbox_posts"}
    told = {"outbox": 1, "people": 1}  # the programme team is told, so somebody there is met
    for table, count in counted.items():
        if table not in goes:
            assert count <= left[table] <= count + told.get(table, 0), table
    with talk.app.store.read() as session:
        of_shared = select(func.count()).select_from(AnswerRow).join(AssessmentRow)
        shared = session.scalar(of_shared.where(AssessmentRow.shared_at.is_not(None)))
        unshared = session.scalar(of_shared.where(AssessmentRow.shared_at.is_(None)))
    assert (shared, unshared) == (len({**MARKET, **IMPACT}) * 2 + 5 + 2, 0)


def test_what_others_wrote_keeps_all_but_the_name(talk: Talk) -> None:
    live_busily(talk)
    erase(talk)
    with talk.app.store.read() as session:
        words = session.scalars(select(AnswerRow.value).filter_by(field="word")).all()
        contact = session.scalars(select(SponsorContactRow.name)).one()
    assert words == ["Voir avec […] ([…]) ou […]"]
    assert contact == "Jean Martin"


def test_no_message_goes_to_an_erased_person_any_more(talk: Talk) -> None:
    own = live_busily(talk)
    asked = len(talk.driver.posts(talk.driver.direct(talk.third)))
    erase(talk)
    talk.later(days=60)
    talk.app.tick()
    now = talk.driver.posts(talk.driver.direct(talk.third))
    assert len(now) == (0 if talk.driver.name == "sandbox" else asked)
    with talk.app.store.read() as session:
        states = dict(iter(session.execute(select(OutboxRow.key, OutboxRow.state).filter_by(person_id=own))))
    assert {states["later"], states["claimed"], states["failing"]} == {"failed"}
    assert not any("n’a pas pu être remis" in message.text for message in talk.said_to(talk.admin))


def test_the_programme_team_is_told_of_a_startup_left_alone_and_not_by_whom(talk: Talk) -> None:
    talk.make_manager(talk.third, OTHER.id)
    talk.make_manager(talk.third)
    talk.make_manager(talk.manager)
    erase(talk)
    told = [message.text for message in talk.said_to(talk.admin)]
    assert len(told) == 1
    assert told[0].startswith("Cantine claire n’a plus de responsable de portefeuille")
    assert "Diallo" not in told[0]
    with talk.app.store.read() as session:
        assert startups.managed_by(session, person_id(talk, talk.manager)) == {STARTUP.id}


def test_who_is_shown_by_a_short_name_is_taken_out_by_the_full_one_too(talk: Talk) -> None:
    talk.driver.go_by(talk.third, "Inès")
    talk.link()
    talk.say("", as_=talk.third)
    talk.assess(team={"people": "yes", "word": f"Voir avec {NAME}"}, as_=talk.mate)
    erase(talk)
    with talk.app.store.read() as session:
        assert session.scalars(select(AnswerRow.value).filter_by(field="word")).all() == ["Voir avec […]"]


def test_nothing_is_erased_while_the_platform_does_not_tell_the_names(talk: Talk) -> None:
    """Half an erasure could not be made whole: nobody would know any more whose names to look for."""
    if talk.driver.name == "sandbox":
        pytest.skip("the sandbox always knows its people")
    own = person_id(talk, talk.third)
    plan(talk, "later", own, talk.now + timedelta(days=30))
    talk.driver.retire(talk.third)
    assert "Rien n’a été effacé" in talk.say(ERASE, as_=talk.third).text
    with talk.app.store.read() as session:
        assert people.by_id(session, own).account == talk.third


def test_who_is_erased_is_not_remembered_by_the_process_either(talk: Talk) -> None:
    talk.link()
    talk.say("", as_=talk.third)
    erase(talk)
    talk.driver.go_by(talk.third, "Inès D.")
    talk.say("", as_=talk.third)
    with talk.app.store.read() as session:
        shown = NAME if talk.driver.name == "sandbox" else "Inès D."
        assert [row.name for row in session.scalars(select(PersonRow).filter_by(account=talk.third))] == [
            shown
        ]


def test_the_longest_name_of_a_startup_is_in_nobodys_way(talk: Talk) -> None:
    longest = "s" * 200
    with talk.app.store.write() as session:
        startup_rows.keep(session, Startup(longest, "Longue", "", "", ()), talk.now)
    talk.make_manager(talk.third, longest)
    assert "je ne sais plus qui tu es" in erase(talk)
    assert talk.said_to(talk.admin)[0].text.startswith("Longue n’a plus de responsable")


def test_whoever_comes_back_is_met_anew(talk: Talk) -> None:
    talk.link()
    talk.assess(as_=talk.third)
    erase(talk)
    assert "Tu n’as pas encore évalué ta startup" in talk.say("", as_=talk.third).text
    talk.assess(as_=talk.third)
    assert any("Ton auto-évaluation" in message.text for message in talk.said_to(talk.third))


def test_erasing_twice_breaks_nothing_and_is_answered_kindly(talk: Talk) -> None:
    talk.link()
    told = talk.say("confidentialité effacer")
    assert "je ne sais plus qui tu es" in talk.press(told, "Effacer mes données").text
    assert "plus rien à effacer" in talk.press(told, "Effacer mes données").text
    assert "plus rien à effacer" in talk.say(ERASE).text


def test_a_form_left_open_is_answered_as_a_new_persons(talk: Talk) -> None:
    talk.link()
    form = talk.say("assess", as_=talk.third)
    erase(talk)
    talk.page(form, MARKET, as_=talk.third)
    assert talk.count("answers") == len(MARKET)
    with talk.app.store.read() as session:
        owner = session.scalars(select(AssessmentRow.person_id)).one()
        assert people.by_id(session, owner).name == NAME


def test_a_form_that_was_sent_before_shows_nothing_of_anybody_after(talk: Talk) -> None:
    talk.link()
    for page in (MARKET, IMPACT):
        talk.page(talk.say("assess", as_=talk.third), page, as_=talk.third)
    erase(talk)
    talk.assess(market={**MARKET, "market_unit": "secrets de Noé"}, as_=talk.mate)
    _, again = talk.driver.replay()
    assert "Quelque chose s’est mal passé" not in str(again)
    talk.assess(as_=talk.third)
    assert any("Ton auto-évaluation" in message.text for message in talk.said_to(talk.third))


def test_somebody_of_the_programme_team_is_told_where_they_stay(talk: Talk) -> None:
    talk.make_manager(talk.admin, OTHER.id)
    assert "GAMMA_ADMINS" in talk.say("confidentialité effacer", as_=talk.admin).text
    assert "je ne sais plus qui tu es" in talk.say(ERASE, as_=talk.admin).text
    assert "Nadia Benali" not in str(kept.rows(talk.app.store)), "telling the team would make her known again"


def test_what_erased_people_did_is_done_by_somebody(talk: Talk) -> None:
    talk.say("startup link velo-facile")
    talk.say(ERASE)
    assert "Quelqu’un a lié ce canal" in talk.said_in(talk.channel)[-1].text
