"""Of an erased person, what goes and what stays; and drafts that nobody takes up."""

from datetime import timedelta

import pytest

from gamma.outbox import Notification
from gamma.startups.startup import Startup
from storage import forms, outbox, sandbox
from storage.checkpoints import feeds
from storage.models import (
    AnswerRow,
    AssessmentRow,
    Base,
    PageRow,
    SponsorContactRow,
    StartupFactRow,
)
from storage.people import people
from storage.privacy import erasure
from storage.startups import enrolment
from storage.store import Store
from tests import kept
from tests import startups as known
from tests.claims import claim_next
from tests.storage.privacy.erasing import NAME, NOW, erase, meet, row_of

# --- what goes and what stays ----------------------------------------------------------------


def assess(store: Store, person_id: int, *, sent: bool, shared: bool) -> int:
    with store.write() as session:
        row = AssessmentRow(startup_id="velo", person_id=person_id, started_at=NOW)
        row.sent_at, row.shared_at = NOW if sent else None, NOW if shared else None
        session.add(row)
        session.flush()
        session.add(PageRow(assessment_id=row.id, criterion="market", sent_at=NOW))
        session.add(AnswerRow(assessment_id=row.id, field="recurring_users", value="400"))
        return row.id


@pytest.fixture
def startup(store: Store) -> None:
    with store.write() as session:
        known.keep(session, Startup("velo", "Vélo facile", f"Louer un vélo, dit {NAME}.", "", ()))


def answered(store: Store) -> list[int]:
    return [row[0] for row in kept.rows(store)["answers"]]


def keep(store: Store, *rows: Base) -> None:
    with store.write() as session:
        session.add_all(rows)


@pytest.mark.usefixtures("startup")
def test_only_shared_answers_stay_and_no_number_is_given_again(store: Store) -> None:
    own, other = meet(store), meet(store, "U2", "Noé Petit")
    shared = assess(store, own, sent=True, shared=True)
    of_other = assess(store, other, sent=False, shared=False)
    assess(store, own, sent=True, shared=False)
    draft = assess(store, own, sent=False, shared=False)
    done = erase(store, own)
    assert (done.emptied, done.anonymised) == (2, 1)
    assert answered(store) == [shared, of_other]
    assert assess(store, other, sent=False, shared=False) > draft


@pytest.mark.usefixtures("startup")
def test_an_erased_person_is_a_row_without_anything_and_others_are_as_they_were(store: Store) -> None:
    own, other = meet(store), meet(store, "U2", NAME)
    before = row_of(store, other)
    erase(store, own)
    left = row_of(store, own)
    assert left.account.startswith("erased:")
    assert (left.name, left.locale, left.zone, left.direct_channel) == ("", "", "", None)
    after = row_of(store, other)
    assert (after.account, after.name, after.direct_channel) == ("U2", NAME, before.direct_channel)
    assert NAME in kept.rows(store)["startups"][0][2], (
        "what was imported is public, and comes back every night"
    )


def test_markers_are_never_the_same_and_do_not_tell_the_account(store: Store) -> None:
    first, second = meet(store), meet(store, "U2")
    erase(store, first)
    erase(store, second)
    again = meet(store)
    assert again not in (first, second)
    erase(store, again)
    assert len({row_of(store, person).account for person in (first, second, again)}) == 3


def test_a_person_met_but_for_whom_nothing_is_kept_has_nothing_to_erase(store: Store) -> None:
    assert not erase(store, meet(store)).knew_something


def test_keys_stay_unique_when_an_account_is_taken_out_of_them(store: Store) -> None:
    people_ = [meet(store, account) for account in ("U1", "U2")]
    with store.write() as session:
        for account in ("U1", "U2"):
            outbox.plan(
                session,
                Notification(f"told:{account}", "invite_me", {"by": account}, "slack", NOW, channel="C"),
            )
    for person in people_:
        erase(store, person)
    kept_keys = {row[1] for row in kept.rows(store)["outbox"]}
    assert len(kept_keys) == 2
    assert not kept_keys & {"told:U1", "told:U2"}


@pytest.mark.usefixtures("startup")
def test_who_is_not_the_only_manager_leaves_nobody_alone(store: Store) -> None:
    own, other = meet(store), meet(store, "U2")
    with store.write() as session:
        known.keep(session, Startup("cantine", "Cantine", "", "", ()))
        for startup_id, person in (("velo", own), ("velo", other), ("cantine", own)):
            enrolment.assign_manager(session, startup_id, person)
    done = erase(store, own)
    assert (done.roles, done.without_manager) == (2, ("cantine",))


def test_a_message_that_somebody_is_sending_is_nobodys_to_send_any_more(store: Store) -> None:
    own = meet(store)
    with store.write() as session:
        outbox.plan(session, Notification("one", "invite_me", {}, "slack", NOW, person_id=own))
    with store.write() as session:
        claimed = claim_next(session, NOW, NOW, timedelta(seconds=20), ["slack"])
    assert claimed
    assert erase(store, own).messages == 1
    with store.write() as session:
        assert not outbox.record_sent(session, claimed, "post", NOW)
        assert claim_next(session, NOW, NOW + timedelta(hours=1), timedelta(seconds=20), ["slack"]) is None
        assert [entry.reason for entry in outbox.entries(session, "failed")] == ["erased"]


def test_a_direct_conversation_found_meanwhile_is_not_kept(store: Store) -> None:
    own = meet(store)
    erase(store, own)
    with store.write() as session:
        people.set_direct_channel(session, own, "D-late")
    assert row_of(store, own).direct_channel is None


def test_what_a_form_led_to_names_nobody_any_more(store: Store) -> None:
    own = meet(store)
    with store.write() as session:
        forms.save_outcome(session, "nonce", {"manager": "U1", "told": f"{NAME} suit Vélo facile"}, NOW)
    erase(store, own)
    _, outcome, _ = kept.rows(store)["form_submissions"][0]
    assert outcome == {"manager": row_of(store, own).account, "told": "[…] suit Vélo facile"}


def test_in_the_sandbox_conversations_of_several_go_with_any_of_them(store: Store) -> None:
    own = meet(store, "ines", platform="sandbox")
    with store.write() as session:
        for channel in ("+camille+ines", "+ines+noe", "+camille+ines2", "@camille"):
            sandbox.add_post(session, channel, "gamma", {"text": "la question"}, NOW)
    erase(store, own)
    with store.read() as session:
        left = [post.channel for post in sandbox.posts_after(session, 0)]
    assert left == ["+camille+ines2", "@camille"]


def test_in_the_sandbox_the_conversation_goes_and_the_next_post_gets_a_new_number(store: Store) -> None:
    own = meet(store, "ines", platform="sandbox")
    with store.write() as session:
        sandbox.add_post(session, "equipe", "gamma", {"text": f"{NAME} a lié ce canal"}, NOW)
        sandbox.add_post(session, "@ines", "ines", {"text": "entre nous"}, NOW)
        last = sandbox.add_post(session, "@ines", "gamma", {"text": "ton résultat"}, NOW).id
    erase(store, own)
    with store.write() as session:
        posts = sandbox.posts_after(session, 0)
        assert [post.content for post in posts if post.channel] == [{"text": "[…] a lié ce canal"}]
        assert "ines" not in str(posts)
        assert sandbox.add_post(session, "equipe", "gamma", {"text": "la suite"}, NOW).id > last


@pytest.mark.usefixtures("startup")
def test_shared_facts_and_contacts_stay_with_the_startup(store: Store) -> None:
    own = meet(store)
    assess(store, own, sent=True, shared=True)
    later = NOW + timedelta(days=1)
    keep(
        store,
        StartupFactRow(startup_id="velo", field="market_size", value="9", stated_by=own, stated_at=later),
        StartupFactRow(startup_id="velo", field="recurring_users", value="400", stated_by=own, stated_at=NOW),
        SponsorContactRow(startup_id="velo", name="Jean Martin", added_by=own, added_at=NOW),
    )
    assert erase(store, own).knew_something
    assert [row[3] for row in kept.rows(store)["startup_facts"]] == ["400"]
    assert "jean martin" in kept.searched(store)


@pytest.mark.usefixtures("startup")
def test_a_managers_own_calendar_goes_and_the_teams_stays(store: Store) -> None:
    own = meet(store)
    with store.write() as session:
        me = people.by_id(session, own)
        mine = feeds.create(session, feeds.FeedOwner(person_id=own), me, NOW)
        the_teams = feeds.create(session, feeds.FeedOwner(startup_id="velo"), me, NOW)
    erase(store, own)
    with store.read() as session:
        assert feeds.find_by_secret(session, mine) is None
        assert feeds.find_by_secret(session, the_teams)


# --- drafts that nobody takes up -------------------------------------------------------------


@pytest.mark.usefixtures("startup")
def test_old_drafts_are_emptied_and_nothing_else(store: Store) -> None:
    own = meet(store)
    draft, sent = assess(store, own, sent=False, shared=False), assess(store, own, sent=True, shared=False)
    with store.write() as session:
        erasure.empty_drafts(session, begun_before=NOW)
    assert answered(store) == [draft, sent]
    with store.write() as session:
        erasure.empty_drafts(session, begun_before=NOW + timedelta(seconds=1))
    assert answered(store) == [sent]
