"""An assessment by people who mistype, of a bot that is killed at the worst moments; then shared."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.conversation import IMPACT, MARKET, TEAM
from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk
from tests.live.timings import took
from tests.talk import SeenForm

is_there_or_skip()

NEXT_YEAR = datetime.now(UTC).year + 1
FRENCH = {
    "market": {"market_size": "20 000", "market_unit": "communes", "recurring_users": "400"},
    "wrong_market": [("market_size", "beaucoup"), ("market_size", "0"), ("recurring_users", "20 001")],
    "impact": {"metric": "Demandes traitées", "metric_value": "12,5 %", "target": "20 %"},
    "target_date": f"30 juin {NEXT_YEAR}",
    "wrong_dates": ["1er mars 2020", f"30 février {NEXT_YEAR}"],
    "reason": "400 communes sur 20\u202f000",
    "rule": "utilise régulièrement le service",
}
ENGLISH = {
    "market": {"market_size": "20,000", "market_unit": "communes", "recurring_users": "400"},
    "wrong_market": [("market_size", "plenty"), ("market_size", "0"), ("recurring_users", "20,001")],
    "impact": {"metric": "Demandes traitées", "metric_value": "12.5%", "target": "20%"},
    "target_date": f"30 June {NEXT_YEAR}",
    "wrong_dates": ["1 March 2020", f"30 February {NEXT_YEAR}"],
    "reason": "400 communes out of 20,000",
    "rule": "uses the service regularly",
}


def refused(live: LiveTalk, form: SeenForm | None, field: str, typed: str, person: str) -> SeenForm:
    assert form
    again = live.send(form, {field: typed}, person).form
    assert again
    assert list(again.errors) == [field]
    assert again[field].value == typed, "the client keeps what was typed"
    return again


@pytest.mark.parametrize(("reader", "typed"), [("member", FRENCH), ("english", ENGLISH)])
def test_mistakes_and_kills_between_the_pages_lose_nothing(
    live: LiveTalk, reader: str, typed: dict[str, Any]
) -> None:
    person: str = getattr(live, reader)
    live.link()
    form = live.say("assess", person).form
    for field, wrong in typed["wrong_market"]:
        form = refused(live, form, field, wrong, person)
        form = put_right(form, typed["market"])
    live.send(form, {**typed["market"], "in_production": "yes", "measured": "partly"}, person)
    live.process.kill()
    live.process.begin()
    form = live.carry_on(person)
    for wrong in typed["wrong_dates"]:
        form = refused(live, form, "target_date", wrong, person)
    impact = {"metric_kind": "social", "followed": "yes", "target_date": typed["target_date"]}
    live.send(form, {**typed["impact"], **impact}, person)
    live.process.kill()
    live.process.begin()
    live.send(live.carry_on(person), TEAM, person)

    result = live.last_said_to(person)
    assert typed["reason"] in result.text
    assert [result.text.count(sign) for sign in "✔◐✖"] == [2, 0, 1]
    assert live.say("assess result", person).text == result.text
    assert typed["rule"] in live.say("assess why", person).text
    assert live.answers_of(person) == {
        "market_size": Decimal(20000),
        "market_unit": "communes",
        "recurring_users": Decimal(400),
        "in_production": "yes",
        "measured": "partly",
        "metric": "Demandes traitées",
        "metric_kind": "social",
        "metric_value": Decimal("12.5"),
        "followed": "yes",
        "target": Decimal(20),
        "target_date": date(NEXT_YEAR, 6, 30),
        **TEAM,
    }


def put_right(form: SeenForm, values: dict[str, str]) -> SeenForm:
    """The person puts these right in the form that is still open."""
    fields = tuple(replace(field, value=values.get(field.name, field.value)) for field in form.fields)
    return replace(form, fields=fields)


def test_a_form_sent_while_the_bot_is_down_is_sent_again_later(live: LiveTalk) -> None:
    live.link()
    form = live.say("assess").form
    assert form
    typed = {field.name: MARKET.get(field.name, "") for field in form.fields}
    live.process.kill()
    assert live.live.try_submit(live.member, form.handle, typed).status_code == 400
    assert live.live.execute(live.member, live.channel, f"/{live.live.word}").status_code == 500
    live.process.begin()
    assert live.live.try_submit(live.member, form.handle, typed).is_success
    assert live.carry_on(live.member).title.startswith("2/3")
    assert live.stored_facts()["market_size"] == "20000"


def test_a_message_under_way_when_the_bot_is_killed_comes_once(live: LiveTalk) -> None:
    live.link()
    before = len(live.said_to(live.member))
    live.send(live.say("assess"), MARKET)
    live.process.kill_while_sending()
    live.process.begin()
    assert len(live.said_to(live.member)) == before + 1


def test_what_comes_by_direct_message_comes_soon(live: LiveTalk) -> None:
    live.link()
    form = live.say("assess").form
    direct, events = live.driver.direct(live.member), live.live.account(live.member).events
    for values in (MARKET, IMPACT, TEAM):
        since, begun = events.so_far(), time.monotonic()
        live.send(form, values)
        assert events.first(lambda event: posted_in(event, direct), since, seconds=5)
        took("a direct message arrives after a form", begun)
        form = live.carry_on(live.member) if values is not TEAM else None


def posted_in(event: dict[str, Any], channel: str) -> bool:
    return bool(event["event"] == "posted" and event["broadcast"]["channel_id"] == channel)


def test_three_share_once_each_and_nobody_is_notified(live: LiveTalk) -> None:
    live.link()
    before = live.said_in(live.channel)
    team = [live.member, live.mate, live.third]
    noticed = [live.live.account(person).mentions(live.channel) for person in team]
    hostile = f"@channel @all @{live.live.account(live.mate)('GET', '/users/me')['username']} ~autre #x :+1:"
    for person, view in zip(team, ("yes", "partly", "no"), strict=True):
        opinions = dict.fromkeys(("people", "roles", "processes", "culture"), view)
        live.assess(impact={"metric": hostile, "metric_value": "1"}, team=opinions, as_=person)
        live.say("assess share yes", person)
        live.say("assess share yes", person)
        assert len(live.said_in(live.channel)) == len(before) + 1, "one post, edited"
    told = live.said_in(live.channel)[-1].text
    assert "3 réponses partagées" in told
    whole = live.say("assess result team").text
    assert hostile in whole
    assert whole.index("Organisation de l’équipe") < told.index("Adéquation produit/marché"), "widest first"
    assert [live.live.account(person).mentions(live.channel) for person in team] == noticed
