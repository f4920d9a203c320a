"""The sponsor's page in words; they are formal in French, since nobody there is on the team."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from gamma.chat import Picture
from gamma.checkpoints import agenda_messages, minutes_messages
from gamma.checkpoints.agenda_picture import sponsor_picture
from gamma.checkpoints.sponsor_page import (
    ANSWER_KINDS,
    PROPOSAL_CHARACTERS,
    AnswerKind,
    SponsorAnswer,
    SponsorPage,
    parse_proposed_moment,
)
from gamma.dates import LocalMoment
from gamma.programme.file import Programme
from gamma.sections import Section
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class TitledList:
    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class PageView:
    """What the page says, from top to bottom.

    facts: label and value. standing: how things stand, a sentence each. parts: of the agenda or the minutes,
    below `parts_title`; empty: which of them have nothing.
    other_dates: moments that can be proposed by a press. done: that what was pressed is passed on.
    """

    title: str
    heading: str
    facts: Sequence[tuple[str, str]]
    standing: Sequence[str]
    parts_title: str
    parts: Sequence[TitledList]
    empty: str
    offers: Sequence[AnswerKind]
    other_dates: Sequence[str]
    done: str
    closing: Sequence[str]


def page_view(
    translator: Translator, programme: Programme, page: SponsorPage, now: datetime, done: str = ""
) -> PageView:
    """done: what was pressed just before, if it was kept."""
    parts_title, sections = _content(translator, programme, page, now)
    day = translator.date(page.checkpoint.moment.day)
    return PageView(
        title=translator.text(N_("Checkpoint of {day}: {startup}"), day=day, startup=page.startup.name),
        heading=translator.text(N_("Checkpoint with {startup}"), startup=page.startup.name),
        facts=list(_facts(translator, page)),
        standing=list(_status(translator, page, now)),
        parts_title=parts_title,
        parts=[
            TitledList(str(each.title), [str(line) for line in each.lines]) for each in sections if each.lines
        ],
        empty=agenda_messages.nothing_to_report(translator, sections),
        offers=[kind for kind in ANSWER_KINDS if page.offers(kind, now)],
        other_dates=[translator.moment(each, now) for each in page.other_dates],
        done=_done(translator, page, done),
        closing=[
            *_whose_verdicts(translator, page),
            _addressee(translator, page),
            translator.text(_GAMMA),
            translator.text(_NO_PROOF),
        ],
    )


def _whose_verdicts(translator: Translator, page: SponsorPage) -> list[str]:
    """As it is said to who shares."""
    shown = page.agenda and not page.minutes and agenda_messages.shows_verdicts(page.agenda)
    sentence = N_("The verdicts on the key criteria are the team’s own, from answers shared without a name.")
    return [translator.text(sentence)] if shown else []


_NO_PROOF = N_(
    "Whoever has this link can read this page and answer: an answer is noted as given “by the link”, "
    "never as a proof of who gave it. Opening the page changes nothing and keeps nothing on your computer."
)


def _done(translator: Translator, page: SponsorPage, pressed: str) -> str:
    """Nothing where it was not kept."""
    answers = {
        "confirmed": page.confirmation,
        "proposed": page.proposal,
        "approved": page.approval,
        "objected": page.objection,
    }
    answer = answers.get(pressed)
    if answer is None:
        return ""
    if answer.kind in ("proposed", "objected"):  # whether it was passed on is said beside its words
        return translator.text(N_("Thank you! Your answer is kept."))
    if answer.id not in page.told_at:
        return translator.text(N_("Thank you! The team is told."))
    when = _when(translator, page, page.told_at[answer.id])
    return translator.text(N_("Thank you! Your answer is kept: the team hears of it on {when}."), when=when)


_APPROVING = N_("By approving, you say that these minutes suit you. It is noted as “by the link”.")
_GAMMA = N_("Gamma is the assistant with which this team prepares its checkpoints.")


def page_labels(translator: Translator, page: SponsorPage, now: datetime) -> dict[str, str]:
    """What stands at fields and buttons. The example is a moment that is understood."""
    sentences = {
        "answer": N_("Your answer"),
        "confirmed": N_("Confirm this date"),
        "proposed": N_("Propose another date"),
        "others": N_("Days that could suit, one press proposes them:"),
        "calendar": N_("Add it to my calendar (.ics file)"),
        "approved": N_("Approve the minutes"),
        "remark": N_("A word for the team, if you like"),
        "objected": N_("Something is missing or wrong?"),
        "objection": N_("What should the team correct?"),
        "send_objection": N_("Send this to the team"),
        "when": N_("Which date would suit you better?"),
        "help": N_("In your own words, for example “{example}”. At most {limit} characters."),
        "send": N_("Send this proposal"),
        "approving": _APPROVING,
        "wrong": N_("Your answer was not passed on"),
        "error": N_("Error"),
    }
    example = translator.moment(page.checkpoint.moment.days_later(7), now)
    limit = PROPOSAL_CHARACTERS
    return {
        name: translator.text(sentence, limit=limit, example=example) for name, sentence in sentences.items()
    }


def full_moment(translator: Translator, moment: LocalMoment) -> str:
    """With its year and its place's time: the reader may be anywhere, and read it at any time."""
    local = moment.local
    return translator.text(
        N_("{weekday} {date} at {time} ({place} time)"),
        weekday=translator.weekday(local.date()),
        date=translator.date(local.date()),
        time=translator.clock(local.time()),
        place=translator.place(moment.zone),
    )


def _facts(translator: Translator, page: SponsorPage) -> Iterator[tuple[str, str]]:
    checkpoint = page.checkpoint
    yield translator.text(N_("Date")), full_moment(translator, checkpoint.moment)
    yield (
        translator.text(N_("Planned length")),
        translator.duration(checkpoint.duration_minutes),
    )
    if checkpoint.place:
        yield translator.text(N_("Place")), checkpoint.place


def _status(translator: Translator, page: SponsorPage, now: datetime) -> Iterator[str]:
    if page.checkpoint.state == "cancelled":
        yield translator.text(N_("This checkpoint is cancelled. For another date, please write to the team."))
    elif page.checkpoint.state == "held" or page.minutes:
        yield from _status_held(translator, page)
    elif page.checkpoint.starts_at <= now:
        yield translator.text(
            N_("This date has passed. Once the minutes are written, they can be read here.")
        )
    else:
        yield from _status_ahead(translator, page)


def _status_ahead(translator: Translator, page: SponsorPage) -> Iterator[str]:
    if page.confirmation:
        when = _when(translator, page, page.confirmation.answered_at)
        yield translator.text(N_("This date was confirmed by the link on {when}."), when=when)
    elif earlier := page.outdated_confirmation:
        old = full_moment(translator, LocalMoment.of_code(earlier.text, page.checkpoint.moment.zone))
        sentence = N_(
            "The date has changed. What was confirmed by the link on {when} was another one: {old}. "
            "Does the new date suit you too?"
        )
        yield translator.text(sentence, when=_when(translator, page, earlier.answered_at), old=old)
    else:
        yield translator.text(N_("This date is not confirmed yet. Does it suit you?"))
    if page.proposal and not page.has_dropped_proposal:
        yield _passed_on(
            translator,
            page,
            page.proposal,
            N_("Your proposal of {when} was passed on to the team: “{text}”."),
            N_("Your proposal of {when}: “{text}”. The team hears of it on {told}."),
        )
        moment = parse_proposed_moment(page.proposal, page.checkpoint)
        if moment:
            yield translator.text(
                N_("That is, as we understand it: {moment}."), moment=full_moment(translator, moment)
            )


def _status_held(translator: Translator, page: SponsorPage) -> Iterator[str]:
    yield translator.text(N_("This checkpoint has taken place."))
    if page.minutes is None:
        yield translator.text(N_("Its minutes are not written yet: they can be read here once they are."))
    elif page.approval:
        when = _when(translator, page, page.approval.answered_at)
        yield translator.text(N_("The minutes were approved by the link on {when}."), when=when)
    elif earlier := page.outdated_approval:
        sentence = N_("The minutes were changed since they were approved by the link on {when}.")
        yield translator.text(sentence, when=_when(translator, page, earlier.answered_at))
    if page.objection:
        yield _passed_on(
            translator,
            page,
            page.objection,
            N_("Your remark of {when} was passed on to the team: “{text}”."),
            N_("Your remark of {when}: “{text}”. The team hears of it on {told}."),
        )


def _passed_on(
    translator: Translator, page: SponsorPage, answer: SponsorAnswer, told: str, untold: str
) -> str:
    """The sponsor's words, and whether the team has heard of them."""
    when, text = _when(translator, page, answer.answered_at), answer.remark or answer.text
    if answer.id not in page.told_at:
        return translator.text(told, when=when, text=text)
    hears = _when(translator, page, page.told_at[answer.id])
    return translator.text(untold, when=when, text=text, told=hears)


def _when(translator: Translator, page: SponsorPage, instant: datetime) -> str:
    local = LocalMoment.of(instant, page.checkpoint.moment.zone)
    return translator.text(
        N_("{day} at {time}"), day=translator.date(local.day), time=translator.clock(local.time)
    )


def page_picture(translator: Translator, page: SponsorPage) -> Picture | None:
    """The metric beside its target, beside the agenda that tells of it."""
    shown = page.agenda if not page.minutes else None
    return sponsor_picture(translator, shown) if shown else None


def _content(
    translator: Translator, programme: Programme, page: SponsorPage, now: datetime
) -> tuple[str, list[Section]]:
    """The minutes once they are written, before that the agenda; neither shows what is for the team alone."""
    if page.minutes:
        return translator.text(N_("Minutes")), minutes_messages.sections(
            translator, page.minutes, now, inside=False
        )
    if page.agenda:
        agenda = agenda_messages.sections(translator, programme, page.agenda, inside=False)
        return translator.text(N_("Proposed agenda")), agenda
    return "", []


def _addressee(translator: Translator, page: SponsorPage) -> str:
    if not page.link.contact:
        return translator.text(N_("This page is for the sponsor of {startup}."), startup=page.startup.name)
    sentence = N_("This page was made for {contact}.")
    if page.link.administration:
        sentence = N_("This page was made for {contact} ({administration}).")
    return translator.text(sentence, contact=page.link.contact, administration=page.link.administration)
