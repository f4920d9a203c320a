"""What is kept about a person is told, given to them and erased, and nothing of them is left."""

import json
import logging
import re

import pytest
from sqlalchemy import func, select

from bot.__main__ import QUIET_LIBRARIES
from storage.models import (
    AnswerRow,
    AssessmentRow,
    OutboxRow,
    SponsorContactRow,
)
from storage.people import people
from storage.startups import enrolment
from tests import kept
from tests.conversation import IMPACT, MARKET, OTHER, STARTUP, Talk
from tests.conversations.privacy.erasing import ERASE, NAME, erase, live_busily, person_id, traces
from tests.experts import ExpertScene

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


def test_a_persons_data_comes_to_them_as_a_file_with_the_questions_in_short(talk: Talk) -> None:
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
    assert answers[0] == {"question": market.field("market_size").label.fr, "réponse": "20000"}
    assert {"question": market.field("in_production").label.fr, "réponse": "Oui"} in answers
    kinds = [message["type (nom interne)"] for message in told["messages pour toi"]]
    assert "form_result" in kinds
    assert "personal_data_file" not in kinds, "it is not sent yet while it is made"


def test_the_file_of_a_busy_person_has_all_of_theirs_and_nothing_of_others(talk: Talk) -> None:
    live_busily(talk)
    talk.later(minutes=1)  # what is under way to her comes first, or its lease is over
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
    for others in ("Noé", "Camille", "Jean Martin", "ines.diallo@", "Qui démarcher"):
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
    assert talk.say("confidentialité effacer ok").text == told.text, "only yes erases"
    for said in ("Disparaissent tout de suite", "Restent, sans toi", "Hors de ma portée", "effacer oui"):
        assert said in told.text
    assert "GAMMA_ADMINS" not in told.text
    assert kept.counts(talk.app.store) == before


def test_nothing_of_an_erased_person_is_left_anywhere(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIET_LIBRARIES:
        caplog.set_level(logging.WARNING, logger=library)
    live_busily(talk)
    before = kept.searched(talk.app.store)
    marks = traces(talk, talk.third)
    for mark in marks:
        assert re.search(mark, before), f"{mark} is not there to be erased"
    assert "je ne sais plus qui tu es" in erase(talk)
    talk.later(hours=1)
    talk.tick()
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
    goes = {"answers", "assessment_pages", "portfolio_managers", "coaches", "feeds", "reminder_opt_outs"}
    goes |= {"told_facts", "message_choices", "first_contacts", "season_opinions"}
    goes |= {"sandbox_posts", "experts", "expertise", "round_members", "round_opt_outs"}
    goes |= {"workshop_sign_ups", "workshop_feedback", "view_reasons"}
    goes.add("startup_facts")  # those that were never shared are theirs
    told = {
        "outbox": 2,
        "people": 1,
        "round_plans": 1,
    }  # the programme team is told, and has what its manager had to see to
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
    talk.tick()
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
        assert enrolment.managed_by(session, person_id(talk, talk.manager)) == {STARTUP.id}


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


def test_the_expert_who_took_the_question_of_somebody_erased_is_told_in_private(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.mate)
    question = scene.asks(as_=talk.third)
    talk.tick()
    scene.types(talk.mate, f"expert prendre {question.id}")
    talk.say(ERASE, as_=talk.third)
    told = talk.said_to(talk.mate)[-1].text
    assert f"La question #{question.id} que tu avais prise est clôturée" in told
    assert "Inès" not in told
    assert scene.question(question.id).text == ""


def test_a_question_whose_domain_nobody_chose_is_emptied_after_a_week(talk: Talk) -> None:
    scene = ExpertScene(talk)
    draft = scene.asks(domain="")
    talk.later(days=7)
    talk.app.tick()
    assert scene.question(draft.id).text
    talk.later(minutes=1)
    talk.app.tick()
    assert scene.question(draft.id).text == ""
    late = talk.say(f"expert choisir {draft.id} growth").text
    assert "son texte est effacé · clôturée d’elle-même le lundi 30 novembre" in late
    assert scene.question(draft.id).state == "closed"
