"""Each view, page and file of impact, portfolio and season, asked for by every role; bytes are searched."""

import re
from datetime import date
from typing import Any

import pytest

from bot.operations.report import written
from gamma.translator import Translator
from storage.people import people
from storage.portfolio.attention import followed_startups
from storage.seasons import seasons
from storage.seasons.evaluation import load_evaluation
from storage.startups import enrolment
from tests.conversation import IMPACT, OTHER, STARTUP, Talk
from tests.conversations.checkpoints import sponsor_link
from tests.conversations.checkpoints.scene import enrolled
from tests.conversations.portfolio.scene import PARIS, plan
from tests.conversations.seasons.scene import OPENING
from tests.talk import Screen, SeenMessage

pytestmark = pytest.mark.long

SHARED, HIDDEN, HIDDEN_VALUE = "Trajets partagés", "Zèbre gardé", "48151"
ASKED = (
    *("portefeuille", "portefeuille csv", "portefeuille tableau", "portefeuille saison"),
    *("startup velo-facile", "saison", "métrique velo-facile", "métrique velo-facile csv"),
    *("métrique velo-facile image", "comité dossier velo-facile"),
)


def scene(talk: Talk) -> dict[str, str]:
    """One result is shared, the one after by somebody else is not; gives who asks, by role."""
    talk.have_public_address()
    enrolled(talk, manager=True)
    others = talk.driver.person("Responsable d’à côté")
    expert = talk.driver.person("Elsa Experte")
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, OTHER.id, by, talk.now)
    talk.make_manager(others, OTHER.id)
    talk.say("startup link cantine-claire", talk.stranger, talk.other_channel)
    talk.say("expert rejoindre growth", expert, talk.driver.direct(expert))
    talk.say(OPENING, talk.admin, talk.driver.direct(talk.admin))
    plan(talk, STARTUP.id, date(2026, 12, 8))
    talk.assess(impact={**IMPACT, "metric": SHARED})
    talk.say("assess share")
    talk.later(minutes=5)
    talk.assess(impact={**IMPACT, "metric": HIDDEN, "metric_value": HIDDEN_VALUE}, as_=talk.mate)
    asking = {"member": talk.member, "manager": talk.manager, "programme": talk.admin}
    beyond = {"other team": talk.stranger, "other manager": others, "expert": expert}
    return {**asking, **beyond, "stranger": talk.driver.person("Passante")}


def everything_seen(talk: Talk, person: str) -> str:
    """What is answered, what comes in private, and the pages whose addresses were given out, as bytes."""
    said = [_of_screen(talk.say(words, person, talk.driver.direct(person))) for words in ASKED]
    said += [_of_message(post) for post in talk.said_to(person)]
    pages = {page for text in said for page in re.findall(r"/document/[\w.\-]+", text)}
    return "\n".join([*said, *(talk.app.web.test_client().get(page).text for page in pages)])


def _of_screen(screen: Screen) -> str:
    form: Any = screen.form
    return f"{_of_message(screen.message) if screen.message else ''} {form}"


def _of_message(message: SeenMessage) -> str:
    inside = [each.decode("utf-8", "replace") for each in (message.picture, message.file)]
    return " ".join([message.text, message.picture_alt, str(message.chart), *message.buttons, *inside])


def reports(talk: Talk) -> list[str]:
    programme = talk.app.job_context.programme
    with talk.app.store.read() as session:
        season = seasons.load(session, "hiver")
        assert season is not None
        evaluation = load_evaluation(session, programme, season, PARIS)
        assert [each.startup_id for each in followed_startups(session, talk.now)]
    made = (
        written(format, Translator("fr"), programme, evaluation, date(2026, 11, 23))
        for format in ("html", "csv", "json")
    )
    return [each.decode("utf-8", "replace") for each in made]


def test_what_was_shared_reaches_whom_it_may_and_what_was_not_reaches_nobody(talk: Talk) -> None:
    roles = scene(talk)
    seen = {role: everything_seen(talk, person) for role, person in roles.items()}
    seen["channel"] = " ".join(map(_of_message, talk.said_in(talk.channel)))
    seen["sponsor"] = sponsor_link.page(talk, sponsor_link.address(talk))
    for number, report in enumerate(reports(talk)):
        seen[f"report {number}"] = report
        assert SHARED not in report, "counts alone"
        assert STARTUP.name not in report
    for role, text in seen.items():
        assert HIDDEN not in text, role
        assert HIDDEN_VALUE not in re.sub(r"[\s\u00a0\u202f]", "", text), role
    assert {role for role, text in seen.items() if SHARED in text} == {
        *("member", "manager", "programme"),
        *(each for each in ("channel", "sponsor") if SHARED in seen[each]),
    }
    for role in ("member", "other team", "expert", "stranger"):
        assert "/document/" not in seen[role] or role == "member", "the committee's, of their own startup"
        assert "Ton portefeuille en tableau" not in seen[role]
    for role in ("manager", "other manager"):
        assert "Ton portefeuille en tableau" in seen[role]
        assert "sur 24" not in seen[role], "the season is the programme team’s"
