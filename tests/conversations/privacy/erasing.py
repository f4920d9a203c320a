"""Somebody who leaves all the traces that there can be, and her erasure."""

import re
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from gamma.dates import LocalMoment
from gamma.outbox import TIMING, Notification
from storage import outbox
from storage.checkpoints import checkpoints
from storage.models import (
    ActionRow,
    AgendaPointRow,
    CoachRow,
    CommitmentRow,
    CommitteeRow,
    DecisionRow,
    DetailRow,
    DocumentLinkRow,
    EnrolmentRow,
    ExpertiseRow,
    ExpertRow,
    ExportRow,
    FeedRow,
    FirstContactRow,
    MessageChoiceRow,
    MetricRow,
    MetricValueRow,
    MinutesRow,
    MutedReasonRow,
    OfferRow,
    OutsideViewRow,
    PeerProposalRow,
    QuestionRow,
    ReminderOptOutRow,
    RoundMemberRow,
    RoundOptOutRow,
    RoundRow,
    SeasonOpinionRow,
    SeasonRow,
    SignUpRow,
    SponsorContactRow,
    SponsorLinkRow,
    ToldFactRow,
    ViewReasonRow,
    WorkshopFeedbackRow,
    WorkshopRow,
)
from storage.people import people
from tests.claims import claim_next
from tests.conversation import MARKET, OTHER, STARTUP, Talk

NAME, ACCENTLESS = "Inès Diallo", "ines diallo"
ERASE = "confidentialité effacer oui"


def person_id(talk: Talk, account: str) -> int:
    with talk.app.store.write() as session:
        return people.upsert_person(session, talk.driver.name, account).id


def keep(talk: Talk, *rows: Any) -> None:
    with talk.app.store.write() as session:
        session.add_all(rows)


def live_busily(talk: Talk) -> int:
    """Inès does all that can leave a trace, and others write of her."""
    ines, now = talk.third, talk.now
    talk.say("startup link velo-facile", as_=ines)
    talk.assess(as_=ines)
    talk.say("assess share yes", as_=ines)
    talk.later(days=1)
    talk.assess(market={**MARKET, "recurring_users": "777"}, as_=ines)
    talk.later(days=1)
    talk.page(talk.say("assess", as_=ines), {**MARKET, "market_unit": "brouillon"}, as_=ines)
    talk.say("confidentialité données", as_=ines)
    talk.say(f"ressources proposer https://example.org/{ines} Le guide de {NAME}", as_=ines)
    talk.tick()
    own = person_id(talk, ines)
    talk.make_manager(ines, OTHER.id)
    keep(
        talk,
        CoachRow(startup_id=STARTUP.id, person_id=own),
        OutsideViewRow(
            startup_id=OTHER.id, person_id=own, criterion="market", verdict="partly", stated_at=now
        ),
        ViewReasonRow(startup_id=OTHER.id, person_id=own, reason="Seule", stated_at=now),
        DetailRow(startup_id=OTHER.id, field="territory", value="Loire", stated_by=own, stated_at=now),
        EnrolmentRow(startup_id=OTHER.id, enrolled_by=own, enrolled_at=now),
        SponsorContactRow(startup_id=OTHER.id, name="Jean Martin", added_by=own, added_at=now),
    )
    be_asked_in_a_round(talk, own)
    be_asked_in_a_season(talk, own)
    see_the_sponsor(talk, own)
    be_of_the_network(talk, own)
    be_at_a_workshop(talk, own)
    be_asked_for_peers(talk, own)
    plan(talk, "later", own, now + timedelta(days=30))
    fail(talk, own, f"GET /users/{ines}: 404")
    be_sending(talk, own)
    word = f"Voir avec {NAME} (ines.diallo@beta.example) ou {ACCENTLESS.upper()}"
    talk.assess(team={"people": "yes", "word": word}, as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    return own


def be_asked_in_a_round(talk: Talk, own: int) -> None:
    """It was opened by themselves, and they want no reminders of the next."""
    opened = RoundRow(
        id=900,
        startup_id=OTHER.id,
        occasion="entry",
        year=2026,
        quarter=3,
        state="closed",
        opens_at=talk.now - timedelta(days=90),
        closes_at=talk.now - timedelta(days=76),
        opened_by=own,
    )
    keep(talk, opened)
    keep(
        talk,
        RoundMemberRow(round_id=900, person_id=own),
        RoundOptOutRow(startup_id=OTHER.id, person_id=own),
    )


def be_asked_in_a_season(talk: Talk, own: int) -> None:
    today = talk.now.date()
    keep(talk, SeasonRow(id="ete", name="Été", starts_on=today, ends_on=today, opened_at=talk.now))
    of_moment = {"season_id": "ete", "moment": "middle"}
    keep(talk, SeasonOpinionRow(**of_moment, person_id=own, respondent="team", goals="partly"))


def be_asked_for_peers(talk: Talk, own: int) -> None:
    at = {"asked_at": talk.now, "until": talk.now + timedelta(days=7), "criterion": "team"}
    keep(
        talk,
        PeerProposalRow(gap_id=STARTUP.id, peer_id=OTHER.id, gap_person_id=own, state="offered", **at),
        PeerProposalRow(gap_id=OTHER.id, peer_id=STARTUP.id, peer_person_id=own, state="looking", **at),
    )


def see_the_sponsor(talk: Talk, own: int) -> None:
    """All that a checkpoint and a committee leave, one of each."""
    now, today = talk.now, talk.now.date()
    noted: dict[str, Any] = {"startup_id": OTHER.id, "recorded_by": own, "recorded_at": now}
    with talk.app.store.write() as session:
        moment = LocalMoment(today, time(14, 30), ZoneInfo("Europe/Paris"))
        held = checkpoints.plan(session, OTHER.id, moment, "", people.by_id(session, own), now).id
    keep(
        talk,
        AgendaPointRow(startup_id=OTHER.id, text="Le budget", added_by=own, added_at=now),
        MinutesRow(checkpoint_id=held, summary="Bien", written_by=own, written_at=now),
        DecisionRow(text="Continuer", decided_on=today, **noted),
        ActionRow(text="Appeler la région", owner_id=own, **noted),
        CommitmentRow(kind="other", text="Un relais", **noted),
        CommitteeRow(meets_on=today, set_by=own, set_at=now, outcome="granted", months=6, **noted),
        SponsorLinkRow(checkpoint_id=held, made_by=own, made_at=now, expires_at=now + timedelta(days=9)),
        DocumentLinkRow(
            kind="committee", startup_id=OTHER.id, nonce="x", made_by=own, made_at=now, expires_at=now
        ),
        MutedReasonRow(
            startup_id=OTHER.id, kind="gap", until=today, note="En congé", muted_by=own, muted_at=now
        ),
        MetricRow(
            startup_id=OTHER.id,
            name="Repas servis",
            frequency="month",
            owner_id=own,
            stated_by=own,
            stated_at=now,
        ),
        MetricValueRow(startup_id=OTHER.id, day=today, value="12", stated_by=own, stated_at=now),
        FeedRow(secret_hash="0" * 64, person_id=own, made_by=own, made_at=now),
        ReminderOptOutRow(startup_id=OTHER.id, person_id=own),
        FirstContactRow(contact=f"person:{own}", person_id=own, made_at=now),
        MessageChoiceRow(chooser=f"person:{own}", family="week", person_id=own, choice="off"),
        ToldFactRow(
            reader=f"person:{own}", fact="action:1", person_id=own, state="late", times=1, told_at=now
        ),
    )


def be_of_the_network(talk: Talk, own: int) -> None:
    """She helps in one domain, took somebody's question, and asked one herself."""
    now, mate = talk.now, person_id(talk, talk.mate)
    asked: dict[str, Any] = {"startup_id": OTHER.id, "domain": "growth", "asked_at": now}
    asked |= {"state": "closed", "resolution": "answered", "closed_at": now, "taken_at": now}
    with talk.app.store.write() as session:
        answered = QuestionRow(text="Qui démarcher ?", asker_id=mate, expert_id=own, **asked)
        session.add(answered)
        session.flush()
        session.add(OfferRow(question_id=answered.id, person_id=own, state="accepted", offered_at=now))
    keep(
        talk,
        ExpertRow(person_id=own, capacity=3, joined_at=now),
        ExpertiseRow(person_id=own, domain="growth", level=3),
        QuestionRow(text="Comment doubler ?", context="Sans budget", asker_id=own, expert_id=mate, **asked),
    )


def be_at_a_workshop(talk: Talk, own: int) -> None:
    """She announced and hosted it, had a place all the same, and said what she thought; and she exported."""
    before = talk.now - timedelta(days=3)
    workshop = WorkshopRow(
        id=900,
        uid="900@gamma",
        title=f"Démarcher, avec {NAME}",
        host_id=own,
        announced_by=own,
        platform=talk.driver.name,
        channel=talk.channel,
        day=before.date(),
        time="14:30",
        zone="Europe/Paris",
        starts_at=before,
        places=12,
        state="held",
        announced_at=before,
        changed_at=before,
    )
    keep(talk, workshop)
    keep(
        talk,
        SignUpRow(workshop_id=900, person_id=own, waiting=False, signed_up_at=before),
        WorkshopFeedbackRow(workshop_id=900, person_id=own, useful=4, lacking="Du temps", given_at=talk.now),
        ExportRow(person_id=own, what="portfolio", about=f"responsable {NAME}", made_at=talk.now),
    )


def plan(talk: Talk, key: str, person: int, due: Any) -> None:
    with talk.app.store.write() as session:
        notification = Notification(
            key, "invite_me", {"person": person}, talk.driver.name, due, person_id=person
        )
        outbox.plan(session, notification)


def fail(talk: Talk, person: int, reason: str) -> None:
    plan(talk, "failing", person, talk.now)
    with talk.app.store.write() as session:
        claimed = claim_next(session, talk.now, talk.now, TIMING.lease, [talk.driver.name])
        assert claimed
        assert outbox.record_failed(session, claimed, reason, talk.now)


def be_sending(talk: Talk, person: int) -> None:
    """Somebody is about to send this when she is erased."""
    plan(talk, "claimed", person, talk.now)
    with talk.app.store.write() as session:
        assert claim_next(session, talk.now, talk.now, TIMING.lease, [talk.driver.name])


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
    talk.tick()
    return done.text
