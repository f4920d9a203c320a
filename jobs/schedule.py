"""The table of everything the clock asks, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from jobs.assessments import rounds
from jobs.checkpoints.reconcile import reconcile_reminders
from jobs.context import JobContext
from jobs.delivery.deliver import deliver
from jobs.delivery.watch import watch
from jobs.experts.coverage import report_coverage, report_waiting
from jobs.experts.introduce import introduce_pairs
from jobs.experts.offers import advance_questions
from jobs.experts.shared_answers import announce_shared
from jobs.follow_ups.reminders import remind_actions
from jobs.metrics.ask import ask_values
from jobs.peers.propose import propose_peers
from jobs.portfolio.attention import plan_attention
from jobs.portfolio.silence import report_silence
from jobs.privacy.cleanup import delete_expired, scrub_files
from jobs.resources.check_links import check_links
from jobs.resources.read_sources import read_sources
from jobs.seasons.goals import freeze_goals
from jobs.seasons.survey import ask_relation
from jobs.seasons.thanks import thank_experts
from jobs.startups.import_catalogue import import_catalogue
from jobs.workshops.upkeep import end_workshops, plan_workshops
from storage import outbox, overdue
from storage.experts import questions
from storage.workshops import workshops


@dataclass(frozen=True)
class Job:
    id: str
    run: Callable[[JobContext], datetime | None]
    """One that plans may say from when on it may have something to do again, if nothing it read is changed
    before; NEVER: not by the clock alone."""
    every: timedelta
    each_platform: bool = False
    """Run apart for each platform, so that a slow one does not keep the others waiting."""
    plans: bool = False
    """Plans messages by the clock, so early that it does not matter when in its time it runs, or keeps what
    is over: a clock that is moved stops for it on the way."""
    has_work: Callable[[Session, JobContext], bool] | None = None
    """Whether there may be something for it now: a look, by which idle turns are left out."""
    next_due: Callable[[Session, datetime, datetime], datetime | None] | None = None
    """The first instant, after the one and until the other, at which there is something for it to do: a clock
    that is moved stops there too."""


JOBS: tuple[Job, ...] = (
    Job("remind_actions", remind_actions, timedelta(hours=6), plans=True),
    Job("reconcile_reminders", reconcile_reminders, timedelta(hours=6), plans=True),
    Job("attention", plan_attention, timedelta(hours=6), plans=True),
    Job("coverage", report_coverage, timedelta(hours=6), plans=True),
    Job("shared_answers", announce_shared, timedelta(hours=6), plans=True),
    Job("rounds", rounds.advance_rounds, timedelta(minutes=1), next_due=rounds.next_due),
    Job("workshops", end_workshops, timedelta(minutes=1), next_due=workshops.next_end),
    Job("workshop_plans", plan_workshops, timedelta(hours=6), plans=True),
    Job("metric_values", ask_values, timedelta(hours=6), plans=True),
    Job("peers", propose_peers, timedelta(hours=6), plans=True),
    Job("season_goals", freeze_goals, timedelta(hours=6), plans=True),
    Job("season_survey", ask_relation, timedelta(hours=6), plans=True),
    Job("season_thanks", thank_experts, timedelta(hours=6), plans=True),
    Job("silence", report_silence, timedelta(hours=6), plans=True),
    Job("waiting", report_waiting, timedelta(hours=6), plans=True),
    Job(
        "questions",
        advance_questions,
        timedelta(seconds=1),
        has_work=lambda session, job: bool(questions.due(session, job.now())),
        next_due=questions.next_due,
    ),
    Job(
        "introduce",
        introduce_pairs,
        timedelta(seconds=3),
        each_platform=True,
        has_work=lambda session, _job: bool(questions.to_introduce(session)),
        next_due=questions.next_introduction,
    ),
    Job(
        "deliver",
        deliver,
        timedelta(seconds=0.3),
        each_platform=True,
        has_work=lambda session, job: any(outbox.look(session, job.now(), job.real_now(), job.chats)),
        next_due=overdue.next_due,
    ),
    Job("scrub", scrub_files, timedelta(minutes=1)),
    Job("import_catalogue", import_catalogue, timedelta(minutes=5)),
    Job("read_sources", read_sources, timedelta(minutes=30)),
    Job("check_links", check_links, timedelta(minutes=30)),
    Job("watch", watch, timedelta(minutes=1)),
    Job("delete_expired", delete_expired, timedelta(hours=6)),
)
