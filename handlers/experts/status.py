"""`/gamma expert status` and `withdraw`: where questions stand, seen by those who may; taking one back."""

from collections.abc import Sequence
from datetime import timedelta

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.experts.question import Question, visible_to_team
from gamma.list_pages import ListCommand, fit_pages
from gamma.people.rights import Right
from gamma.sections import Section
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup_beside
from handlers.experts.ask import access_own
from handlers.experts.one_question import (
    offered_to,
    question_message,
    reader_buttons,
    reader_of,
    status_line,
)
from storage.experts import offers, questions
from storage.startups import startups

_CLOSED_SHOWN = timedelta(days=30)
_CLOSED_AT_MOST = 3
_WHICH = N_("Which question? Write its number, as in `/gamma expert withdraw 12`. Nothing was changed.")
_TAKEN = N_(
    "Your question #{number} is taken by {expert}: please tell them if you no longer need it. "
    "To close it: `/gamma expert close {number}`. Nothing was changed."
)
_NO_SUCH = N_("I cannot find a question #{number} that is yours. `/gamma expert status` shows what there is.")
_CLOSED = N_("Your question #{number} is closed already. Nothing was changed.")


def status(context: Context, given: Arguments) -> Message:
    if given.number is not None and not given.text:
        return _one_message(context, given.number)
    startup = _startup(context, given.typed)
    sections = _sections(context, startup)
    translator = context.translator
    ask = Button(translator.text(N_("Ask a question")), "expert ask", startup.id if startup else "")
    if not any(section.lines for section in sections):
        if startup:
            context.require(Right.COUNT_QUESTIONS, startup)
        return Message((translator.render(N_("No question to the expert network is under way.")),), (ask,))
    buttons = _buttons(context)
    how = N_("`/gamma expert status {number}` shows one, and what you can do.")
    numbered = [button.label for button in buttons if button.label.startswith("#")]
    closing = [translator.render(how, number=numbered[0][1:])] if numbered else []
    command = ListCommand("expert status", startup.id if startup else "", given.page)
    return fit_pages(translator, command, [], sections, closing, (*buttons, ask))


def _startup(context: Context, typed: str) -> Startup | None:
    """None: all those the person is with."""
    if not typed:
        return context.startup
    startup, _ = resolve_startup_beside(context, typed, "expert status")
    return startup


def _own(context: Context) -> list[Question]:
    return questions.asked_by(context.session, context.actor.id)


def _live(context: Context) -> list[Question]:
    return [each for each in _own(context) if each.state != "closed"]


def _closed(context: Context) -> list[Question]:
    since = context.now - _CLOSED_SHOWN
    ended = [each for each in _own(context) if each.closed_at and each.closed_at > since and each.domain]
    return sorted(ended, key=lambda each: each.closed_at or each.asked_at, reverse=True)[:_CLOSED_AT_MOST]


def _answering(context: Context) -> list[Question]:
    taken = questions.taken_by(context.session, context.actor.id)
    return [each for each in taken if each.state == "taken"]


def _sections(context: Context, startup: Startup | None) -> list[Section]:
    """What goes on first, then what waits to be completed, then what has ended."""
    translator, drafts = context.translator, questions.drafts_of(context.session, context.actor.id)
    offered = translator.render(N_("**Offered to you** (`/gamma expert take 12`, `pass 12` or `later 12`)"))
    return [
        _section(context, translator.render(N_("**Your questions**")), _live(context)),
        _section(context, offered, offered_to(context)),
        _section(context, translator.render(N_("**You are answering**")), _answering(context)),
        *_of_teams(context, startup),
        _section(context, translator.render(N_("**To be completed**")), drafts),
        _section(context, translator.render(N_("**Your last ones that are closed**")), _closed(context)),
        *_counted(context, startup),
    ]


def _section(context: Context, title: Text, shown: Sequence[Question]) -> Section:
    return Section(title, [status_line(context, each) for each in shown])


def _of_teams(context: Context, startup: Startup | None) -> list[Section]:
    """What others of the team asked, but for what is confidential."""
    chosen = [startup] if startup else startups.load_all(context.session, sorted(context.own_startups))
    underway = questions.underway_by_startup(context.session, [each.id for each in chosen])
    return [
        _section(
            context,
            context.translator.render(N_("**The team’s questions: {startup}**"), startup=each.name),
            _others(context, underway.get(each.id, [])),
        )
        for each in chosen
        if context.may(Right.SEE_QUESTIONS, each.id)
    ]


def _others(context: Context, underway: Sequence[Question]) -> list[Question]:
    """But for those that the person reads of elsewhere."""
    return [each for each in visible_to_team(underway) if reader_of(context, each) == "team"]


def _buttons(context: Context) -> list[Button]:
    """The answers to the only thing that waits for this person; else the way to each."""
    offered = offered_to(context)
    rest = [*_answering(context), *_live(context)]
    alone = offered if len(offered) == 1 else rest if not offered and len(rest) == 1 else []
    answers = [button for each in alone for button in reader_buttons(context, each)]
    others = [each for each in (*offered, *rest) if each not in alone]
    ways = [Button(f"#{each.id}", f"expert status {each.id}") for each in others]
    return [*answers, *ways][: MESSAGE_BUTTONS - 1]


def _one_message(context: Context, number: int) -> Message:
    """Raises UserError, the same for a question of others and for one that is not there."""
    question = questions.load(context.session, number)
    if question is None or not _may_read(context, question):
        raise UserError(_NO_SUCH, number=number)
    return question_message(context, question)


def _may_read(context: Context, question: Question) -> bool:
    if question.state == "draft":
        return question.asker_id == context.actor.id and question.text != ""
    if reader_of(context, question) != "team":
        return True
    sees = context.may(Right.SEE_QUESTIONS, question.startup_id) and not question.confidential
    return sees and question.state != "closed"


def _counted(context: Context, startup: Startup | None) -> list[Section]:
    """For the programme team: how many, and no words of them."""
    if not context.is_programme_team or (startup and context.may(Right.SEE_QUESTIONS, startup.id)):
        return []
    translator, session = context.translator, context.session
    every = questions.underway_of(session, startup.id) if startup else questions.underway(session)
    if not every:
        return []
    return [Section(translator.render(N_("**The whole network**")), _counts(context, every))]


def _counts(context: Context, every: Sequence[Question]) -> list[Text]:
    translator = context.translator
    taken = sum(question.state == "taken" for question in every)
    nobody = sum(
        question.state == "open" and question.no_expert_notified_at is not None for question in every
    )
    looking = len(every) - taken
    lines = [
        (
            looking,
            translator.plural(
                "{count} question looks for somebody", "{count} questions look for somebody", looking
            ),
        ),
        (
            nobody,
            translator.render(
                N_("nobody is left to ask for {count} of them"), count=translator.number(nobody)
            ),
        ),
        (taken, translator.plural("{count} question is taken", "{count} questions are taken", taken)),
    ]
    return [line for count, line in lines if count]


def withdraw(context: Context, given: Arguments) -> Message:
    """By who asked it, as long as nobody took it; a draft's words are gone."""
    question = access_own(context, given.number, _WHICH)
    if question.state == "taken":
        raise UserError(_TAKEN, number=question.id, expert=context.name_of(question.expert_id))
    if question.state == "closed" and question.resolution != "withdrawn":
        raise UserError(_CLOSED, number=question.id)
    if question.state != "closed":
        _take_back(context, question)
    translator = context.translator
    done = N_("Taken back: nobody is asked any more (#{number}).")
    if not question.domain:
        done = N_("It is taken back, and nobody saw it (#{number}).")
    ask = Button(translator.text(N_("Ask a question")), "expert ask", question.startup_id)
    return Message((translator.render(done, number=question.id),), (ask,))


def _take_back(context: Context, question: Question) -> None:
    session, now = context.session, context.now
    offers.end_open(session, question, now)
    words = {} if question.domain else {"text": "", "context": ""}
    questions.change(
        session, question.id, state="closed", resolution="withdrawn", closed_at=now, next_at=None, **words
    )
