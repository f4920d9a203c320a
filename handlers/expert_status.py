"""`/gamma expert status`: where questions stand, each seen by those who may; and taking one back."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.people import Startup
from gamma.question_words import Standing, headline, standing
from gamma.questions import Question, for_team
from gamma.rights import Right
from gamma.sections import Section, fitted, joined
from gamma.text import Text
from gamma.words import N_
from handlers.context import Context, Example, Said
from handlers.expert_kept import own_question
from handlers.startup_subject import startup_then
from handlers.verbs import SayVerb, Verbs, number_first, own
from storage import candidates, offers, people, questions, startups

VERBS: Verbs = {
    "status": ("status", "suivi", "statut"),
    "withdraw": ("withdraw", "retirer", "annuler"),
}

_CLOSED_SHOWN = timedelta(days=30)
_WHICH = N_("Which question? Write its number, as in `/gamma expert withdraw 12`. Nothing was changed.")
_TAKEN = N_(
    "Your question #{number} is taken by {expert}: please tell them if you no longer need it. "
    "To close it: `/gamma expert close {number}`. Nothing was changed."
)
_CLOSED = N_("Your question #{number} is closed already. Nothing was changed.")


def say(context: Context, typed: str) -> Message:
    startup = _meant(context, typed)
    if isinstance(startup, Message):
        return startup
    sections = [
        *_own(context),
        *_of_teams(context, startup),
        *_as_expert(context),
        *_counted(context, startup),
    ]
    words = context.words
    ask = Button(words.text(N_("Ask a question")), "expert ask", startup.id if startup else "")
    if not any(section.lines for section in sections):
        if startup and not _sees(context, startup):
            context.require(Right.SEE_QUESTIONS, startup)
        return Message((words.rich(N_("No question to the expert network is under way.")),), (ask,))
    return Message(fitted(words, [], sections), (*_answers(context), ask))


def _meant(context: Context, typed: str) -> Startup | Message | None:
    """None: all those the person is with."""
    if not typed:
        return context.startup
    startup, _ = startup_then(context, typed, "expert status")
    return startup


def _sees(context: Context, startup: Startup) -> bool:
    return context.may(Right.SEE_QUESTIONS, startup.id) or context.is_programme_team


def _own(context: Context) -> list[Section]:
    session, person = context.session, context.actor.id
    asked = [each for each in questions.of_asker(session, person) if _is_shown(context, each)]
    mine = [*questions.drafts_of(session, person), *asked]
    title = context.words.rich(N_("**Your questions**"))
    return [Section(title, [_line(context, each) for each in mine])]


def _is_shown(context: Context, question: Question) -> bool:
    closed = question.closed_at
    return closed is None or (question.domain != "" and closed > context.now - _CLOSED_SHOWN)


def _of_teams(context: Context, startup: Startup | None) -> list[Section]:
    """What others of the team asked, but for what is confidential."""
    chosen = [startup] if startup else startups.named(context.session, sorted(own(context)))
    return [
        Section(
            context.words.rich(N_("**The team’s: {startup}**"), startup=each.name),
            [_line(context, question) for question in _others(context, each.id)],
        )
        for each in chosen
        if context.may(Right.SEE_QUESTIONS, each.id)
    ]


def _others(context: Context, startup_id: str) -> list[Question]:
    known = for_team(questions.underway_of(context.session, startup_id))
    return [each for each in known if each.asker_id != context.actor.id]


def _as_expert(context: Context) -> list[Section]:
    """What waits for the person's answer, and what they took."""
    words, session, person = context.words, context.session, context.actor.id
    offered = [
        question
        for offer in offers.open_to(session, person)
        if (question := questions.load(session, offer.question_id)) and question.state == "open"
    ]
    taken = [each for each in questions.taken_by(session, person) if each.state == "taken"]
    title = words.rich(N_("**Offered to you** (`/gamma expert take 12`, `pass 12` or `later 12`)"))
    waiting = [headline(context.programme, words, each) for each in offered]
    return [
        Section(title, waiting),
        Section(words.rich(N_("**You are answering**")), [_line(context, each) for each in taken]),
    ]


def _answers(context: Context) -> list[Button]:
    """To the one offer that waits."""
    waiting = offers.open_to(context.session, context.actor.id)
    if len(waiting) != 1:
        return []
    number, words = waiting[0].question_id, context.words
    return [
        Button(words.text(N_("I take it")), f"expert take {number}", main=True),
        Button(words.text(N_("Not for me")), f"expert pass {number}"),
        Button(words.text(N_("Later")), f"expert later {number}"),
    ]


def _counted(context: Context, startup: Startup | None) -> list[Section]:
    """For the programme team: how many, and no words of them."""
    if not context.is_programme_team or (startup and context.may(Right.SEE_QUESTIONS, startup.id)):
        return []
    words, session = context.words, context.session
    every = questions.underway_of(session, startup.id) if startup else questions.underway(session)
    if not every:
        return []
    return [Section(words.rich(N_("**The whole network**")), _counts(context, every))]


def _counts(context: Context, every: Sequence[Question]) -> list[Text]:
    words = context.words
    taken = sum(question.state == "taken" for question in every)
    nobody = sum(question.state == "open" and question.nobody_told_at is not None for question in every)
    lines = [
        words.plural(
            "{count} question looks for somebody", "{count} questions look for somebody", len(every) - taken
        ),
        words.plural("{count} question is taken", "{count} questions are taken", taken),
    ]
    if nobody:
        lines.append(
            words.plural("{count} has nobody left to ask", "{count} have nobody left to ask", nobody)
        )
    return lines


def of_one(context: Context, question: Question) -> Message:
    """Where one's own question stands."""
    ask = Button(context.words.text(N_("Ask a question")), "expert ask", question.startup_id)
    return Message((_line(context, question),), (ask,))


def _line(context: Context, question: Question) -> Text:
    session = context.session
    waiting = [offer for offer in offers.of_question(session, question.id) if offer.state == "open"]
    looks = question.state == "open" and not waiting
    again = candidates.asked_again_at(session, question, context.now, context.zone) if looks else None
    found = Standing(
        question=question,
        again_at=again,
        offered_at=waiting[-1].offered_at if waiting else None,
        expert=people.by_id(session, question.expert_id).name if question.expert_id else "",
    )
    told = standing(context.programme, context.words, found, context.now, context.reader_zone)
    return joined([headline(context.programme, context.words, question), told])


def _withdraw(context: Context, typed: str) -> Said:
    """By who asked it, as long as nobody took it; a draft's words are gone."""
    number, _ = number_first(typed)
    if number is None:
        raise UserError(_WHICH)
    question = own_question(context, number)
    if question.state == "taken":
        name = people.by_id(context.session, question.expert_id).name if question.expert_id else ""
        raise UserError(_TAKEN, number=number, expert=name or context.words.text(N_("Somebody")))
    if question.state == "closed" and question.closed_as != "withdrawn":
        raise UserError(_CLOSED, number=number)
    if question.state != "closed":
        _take_back(context, question)
    words = context.words
    told = N_("Taken back: nobody is asked any more (#{number}).")
    if not question.domain:
        told = N_("Forgotten: nobody was asked.")
    ask = Button(words.text(N_("Ask a question")), "expert ask", question.startup_id)
    return Message((words.rich(told, number=number),), (ask,))


def _take_back(context: Context, question: Question) -> None:
    session, now = context.session, context.now
    offers.end_open(session, question.id, now)
    words = {} if question.domain else {"text": "", "context": ""}
    questions.change(
        session, question.id, state="closed", closed_as="withdrawn", closed_at=now, next_at=None, **words
    )


SAID: Mapping[str, SayVerb] = {"status": say, "withdraw": _withdraw}
MORE: tuple[Example, ...] = (
    Example(
        {"en": "expert status", "fr": "expert suivi"},
        N_("where your questions stand; `withdraw 12` takes one back"),
    ),
)
