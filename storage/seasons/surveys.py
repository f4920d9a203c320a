"""The relation with the sponsor: who is asked, what was answered, and what is told of it in counts.

Of teams and experts each has a row of their own, which is theirs to read and to erase. Of sponsors only how
many gave which answer is stored, and through which links was answered.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.orm import Session

from gamma.checkpoints.sponsor_page import SponsorLink
from gamma.dates import LocalMoment
from gamma.seasons.season import Season
from gamma.seasons.survey import (
    ANSWERS,
    MOMENTS,
    NOT_TOLD,
    QUESTIONS,
    RESPONDENTS,
    Relation,
    Respondent,
    SurveyCount,
    SurveyMoment,
    count_answers,
    told_from,
)
from storage.models import (
    AssessmentRow,
    QuestionRow,
    RoundMemberRow,
    RoundRow,
    SeasonOpinionRow,
    SeasonStartupRow,
    SeasonSurveyRow,
    SponsorLinkRow,
    SponsorOpinionRow,
    SurveyedLinkRow,
)
from storage.seasons import seasons
from storage.startups import enrolment
from storage.store import insert_for


@dataclass(frozen=True)
class Asked:
    """Somebody, in a survey that goes on. startup: of whose team they are, "" of an expert."""

    person_id: int
    respondent: Respondent
    startup: str = ""


@dataclass(frozen=True)
class OwnSurvey:
    """Of a survey that goes on, one person's own part. given: their answers by question, "" for none."""

    season: Season
    moment: SurveyMoment
    respondent: Respondent
    given: Mapping[str, str]

    @property
    def is_answered(self) -> bool:
        return any(self.given.values())


def open_(session: Session, season: Season, moment: SurveyMoment, now: datetime) -> bool:
    """Whether it goes on. Opened twice, it is open once; one that has ended stays so."""
    row = session.get(SeasonSurveyRow, (season.id, moment))
    if row is None:
        row = SeasonSurveyRow(season_id=season.id, moment=moment, opened_at=now)
        session.add(row)
        session.flush()
    return row.ended_at is None


def end_others(session: Session, season: Season, but: SurveyMoment | None, now: datetime) -> None:
    """Who did not answer is not kept."""
    others = [moment for moment in MOMENTS if moment != but]
    of_season = SeasonSurveyRow.season_id == season.id, SeasonSurveyRow.moment.in_(others)
    ended = update(SeasonSurveyRow).where(*of_season, SeasonSurveyRow.ended_at.is_(None))
    for moment in session.scalars(ended.values(ended_at=now).returning(SeasonSurveyRow.moment)).all():
        unanswered = delete(SeasonOpinionRow).filter_by(season_id=season.id, moment=moment)
        session.execute(unanswered.filter_by(**dict.fromkeys(QUESTIONS, "")))


def to_ask(session: Session, season: Season, moment: SurveyMoment, zone: ZoneInfo) -> list[Asked]:
    """Those of the teams, and the experts who took a question of theirs, who were not asked yet."""
    taking_part = set(enrolment.enrolled_ids(session))
    startups = [each for each in seasons.startups_of(session, season) if each in taking_part]
    asked = set(session.scalars(_opinions(season, moment)))
    found: dict[int, Asked] = {}
    for startup, person in _team_members(session, season, startups, zone):
        found.setdefault(person, Asked(person, "team", startup))
    for person in _experts(session, season, startups, zone):
        found.setdefault(person, Asked(person, "expert"))
    return [found[person] for person in sorted(found) if person not in asked]


def ask(session: Session, season: Season, moment: SurveyMoment, asked: Asked) -> None:
    session.add(
        SeasonOpinionRow(
            season_id=season.id, moment=moment, person_id=asked.person_id, respondent=asked.respondent
        )
    )
    session.flush()


def of_person(session: Session, person_id: int) -> list[OwnSurvey]:
    """Those that go on, what is not answered first."""
    rows = session.scalars(
        select(SeasonOpinionRow)
        .join(
            SeasonSurveyRow,
            (SeasonSurveyRow.season_id == SeasonOpinionRow.season_id)
            & (SeasonSurveyRow.moment == SeasonOpinionRow.moment),
        )
        .where(SeasonOpinionRow.person_id == person_id, SeasonSurveyRow.ended_at.is_(None))
        .order_by(SeasonOpinionRow.season_id)
    ).all()
    every = {season.id: season for season in seasons.open_ones(session)}
    own = [_own(row, every[row.season_id]) for row in rows if row.season_id in every]
    return sorted(own, key=lambda each: each.is_answered)


def is_asked(session: Session, person_id: int) -> bool:
    return bool(session.scalar(select(exists().where(SeasonOpinionRow.person_id == person_id))))


def answer(session: Session, own: OwnSurvey, person_id: int, given: Mapping[str, str]) -> None:
    """In place of what they answered before."""
    mine = {"season_id": own.season.id, "moment": own.moment, "person_id": person_id}
    values = {question: given.get(question, "") for question in QUESTIONS}
    session.execute(update(SeasonOpinionRow).filter_by(**mine).values(values))


# --- sponsors, who have no account ------------------------------------------------------------------------


def for_sponsor(session: Session, link: SponsorLink, startup_id: str) -> tuple[Season, SurveyMoment] | None:
    """What is asked behind this link: once of each contact, or of each link that names nobody."""
    going_on = (
        select(SeasonSurveyRow)
        .join(SeasonStartupRow, SeasonStartupRow.season_id == SeasonSurveyRow.season_id)
        .where(SeasonStartupRow.startup_id == startup_id, SeasonSurveyRow.ended_at.is_(None))
        .order_by(SeasonSurveyRow.opened_at.desc())
    )
    for row in session.scalars(going_on):
        season = seasons.load(session, row.season_id)
        if season and season.closed_at is None and not _has_answered(session, row, link):
            return season, cast("SurveyMoment", row.moment)
    return None


def answer_as_sponsor(
    session: Session, link: SponsorLink, asked: tuple[Season, SurveyMoment], given: Mapping[str, str]
) -> None:
    """Adds to the counts. The link is locked by who calls: pressed twice, it counts once."""
    count_sponsor(session, *asked, given)
    season, moment = asked
    session.add(SurveyedLinkRow(season_id=season.id, moment=moment, link_id=link.id))
    session.flush()


def count_sponsor(session: Session, season: Season, moment: SurveyMoment, given: Mapping[str, str]) -> None:
    insert = insert_for(session)
    of_moment = {"season_id": season.id, "moment": moment}
    for question in QUESTIONS:
        said = given.get(question) if given.get(question) in ANSWERS else ANSWERS[-1]
        row = insert(SponsorOpinionRow).values(**of_moment, question=question, answer=said, count=1)
        more = {"count": SponsorOpinionRow.count + 1}
        session.execute(
            row.on_conflict_do_update(index_elements=[*of_moment, "question", "answer"], set_=more)
        )


def _has_answered(session: Session, survey: SeasonSurveyRow, link: SponsorLink) -> bool:
    same = SponsorLinkRow.id == link.id
    if link.contact_id is not None:
        same = same | (SponsorLinkRow.contact_id == link.contact_id)
    answered = select(func.count()).select_from(SurveyedLinkRow).join(SponsorLinkRow)
    of_moment = answered.filter_by(season_id=survey.season_id, moment=survey.moment)
    return bool(session.scalar(of_moment.where(same)))


# --- what is told -----------------------------------------------------------------------------------------


def relation(session: Session, season: Season, *, closing: bool = False) -> Relation:
    """In counts, of what is not asked any more. closing: of what goes on too, for it ends with the season."""
    rows = select(SeasonSurveyRow.moment).filter_by(season_id=season.id)
    over = set(session.scalars(rows if closing else rows.where(SeasonSurveyRow.ended_at.is_not(None))))
    return {
        moment: {
            respondent: _count(session, season, moment, respondent) if moment in over else NOT_TOLD
            for respondent in RESPONDENTS
        }
        for moment in MOMENTS
    }


def end(session: Session, season: Season, now: datetime) -> None:
    """With the season: its counts are kept, and nobody's answers."""
    end_others(session, season, None, now)
    session.execute(delete(SeasonOpinionRow).filter_by(season_id=season.id))


def _count(session: Session, season: Season, moment: SurveyMoment, respondent: Respondent) -> SurveyCount:
    if respondent == "sponsor":
        rows = select(SponsorOpinionRow).filter_by(season_id=season.id, moment=moment)
        counted = {question: dict.fromkeys(ANSWERS, 0) for question in QUESTIONS}
        for row in session.scalars(rows):
            counted[row.question][row.answer] = row.count
        return told_from(counted)
    of_them = {"season_id": season.id, "moment": moment, "respondent": respondent}
    given = [_given(row) for row in session.scalars(select(SeasonOpinionRow).filter_by(**of_them))]
    return count_answers(each for each in given if any(each.values()))


def _own(row: SeasonOpinionRow, season: Season) -> OwnSurvey:
    moment, respondent = cast("SurveyMoment", row.moment), cast("Respondent", row.respondent)
    return OwnSurvey(season, moment, respondent, _given(row))


def _given(row: SeasonOpinionRow) -> dict[str, str]:
    return {question: getattr(row, question) for question in QUESTIONS}


def _opinions(season: Season, moment: SurveyMoment) -> Select[int]:
    return select(SeasonOpinionRow.person_id).filter_by(season_id=season.id, moment=moment)


def _team_members(
    session: Session, season: Season, startups: Collection[str], zone: ZoneInfo
) -> list[tuple[str, int]]:
    """Who was asked in a round of theirs, as far as that is kept, or assessed in the season."""
    asked = (
        select(RoundRow.startup_id, RoundMemberRow.person_id)
        .join(RoundMemberRow, RoundMemberRow.round_id == RoundRow.id)
        .where(RoundRow.startup_id.in_(startups))
        .order_by(RoundRow.opens_at.desc(), RoundRow.startup_id)
    )
    since = LocalMoment(season.window("entry")[0], time(0), zone).instant
    assessed = (
        select(AssessmentRow.startup_id, AssessmentRow.person_id)
        .where(AssessmentRow.startup_id.in_(startups), AssessmentRow.sent_at >= since)
        .order_by(AssessmentRow.sent_at.desc(), AssessmentRow.startup_id)
    )
    return [(row[0], row[1]) for query in (asked, assessed) for row in session.execute(query)]


def _experts(session: Session, season: Season, startups: Collection[str], zone: ZoneInfo) -> list[int]:
    since = LocalMoment(season.starts_on, time(0), zone).instant
    until = LocalMoment(season.ends_on + timedelta(days=1), time(0), zone).instant
    rows = select(QuestionRow.expert_id).where(
        QuestionRow.startup_id.in_(startups), QuestionRow.taken_at >= since, QuestionRow.taken_at < until
    )
    return sorted({person for person in session.scalars(rows) if person is not None})
