"""What the clock does about people who were erased, and about what nobody takes up any more."""

from datetime import timedelta

from gamma.chat import ChatError
from gamma.outbox import Notification
from gamma.startups.startup import Startup
from jobs.privacy.cleanup import delete_expired
from storage import outbox
from storage.models import AnswerRow, AssessmentRow
from storage.people import people
from storage.privacy import erasure
from tests import kept
from tests.fakes.chat import FakeChat
from tests.jobs.conftest import Bench, failing
from tests.startups import keep


def erase(bench: Bench, person_id: int) -> None:
    with bench.store.write() as session:
        erasure.erase(session, people.by_id(session, person_id), bench.now)


class ErasedMeanwhile(FakeChat):
    """Opens a direct conversation just as its person is erased."""

    def __init__(self, bench: Bench, person_id: int) -> None:
        super().__init__()
        self._bench = bench
        self._person_id = person_id

    def direct_channel(self, person: str) -> str:
        erase(self._bench, self._person_id)
        return super().direct_channel(person)


def test_a_message_planned_for_somebody_who_was_erased_ends_quietly(bench: Bench) -> None:
    person = bench.plan_for("camille", "first")
    erase(bench, person)
    with bench.store.write() as session:
        outbox.plan(session, Notification("later", "invite_me", {}, "slack", bench.now, person_id=person))
    bench.deliver()
    assert [(bench.entry(key).state, bench.entry(key).reason) for key in ("first", "later")] == [
        ("failed", "erased"),
        ("failed", "erased"),
    ]
    assert bench.chat.posts == []
    assert bench.chat.opened == []


def test_nobody_is_asked_to_invite_the_bot_for_somebody_who_was_erased(bench: Bench) -> None:
    person = bench.plan_for("camille", "first")
    with bench.store.write() as session:
        keep(session, Startup("velo", "Vélo facile", "", "", ()))
    bench.plan("hello", kind="channel_linked", startup="velo", person=person)
    erase(bench, person)
    bench.chat.closed.add("team")
    bench.chat.before_post = failing(ChatError("not_in_channel", permanent=True), key="hello")
    bench.deliver()
    bench.deliver()
    assert bench.chat.posts == []
    assert "camille" not in kept.searched(bench.store)


def test_who_is_erased_while_a_message_is_sent_is_not_known_again_nor_sent_it_twice(bench: Bench) -> None:
    person = bench.plan_for("camille", "one")
    bench.chat = ErasedMeanwhile(bench, person)
    bench.deliver()
    bench.later(3600)
    bench.deliver()
    assert bench.posted() == ["one"], "it was on its way"
    assert "camille" not in kept.searched(bench.store)
    assert bench.entry("one").state == "failed"


def test_what_follows_for_an_erased_person_names_somebody(bench: Bench) -> None:
    person = bench.plan_for("camille", "first")
    with bench.store.write() as session:
        keep(session, Startup("velo", "Vélo facile", "", "", ()))
    bench.plan("hello", kind="channel_unlinked", startup="velo", person=person)
    erase(bench, person)
    bench.deliver()
    assert bench.chat.posts[0].text.startswith("Quelqu’un a défait le lien")


def test_a_self_assessment_left_half_way_is_emptied_after_90_days(bench: Bench) -> None:
    person = bench.plan_for("camille", "first")
    with bench.store.write() as session:
        keep(session, Startup("velo", "Vélo facile", "", "", ()))
        draft = AssessmentRow(startup_id="velo", person_id=person, started_at=bench.now)
        session.add(draft)
        session.flush()
        session.add(AnswerRow(assessment_id=draft.id, field="word", value="à moitié"))
    bench.now += timedelta(days=90)
    delete_expired(bench.work())
    assert kept.counts(bench.store)["answers"] == 1
    bench.later(1)
    delete_expired(bench.work())
    assert kept.counts(bench.store)["answers"] == 0
