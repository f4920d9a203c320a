"""`/gamma privacy`: what is kept about a person, a copy of it, and its erasure."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.platform_names import platform_name
from gamma.privacy.retention import DRAFT_RETENTION, FORM_RETENTION, QUESTION_DRAFT_RETENTION
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, Subcommand, Usage
from handlers.engine.context import Context, ForgetPerson, Response
from handlers.engine.typed_text import is_yes
from storage import outbox
from storage.people import people, programme_team
from storage.privacy import erasure
from storage.privacy.erasure import ErasureResult

_WHO = N_(
    "**Who sees it.** Your own result and its numbers: you alone; they prefill your own forms. Shared, "
    "it joins the team’s result, without your name: the team, its portfolio manager and the programme "
    "team read that, and its numbers prefill everybody’s forms; while few have shared, yours can be "
    "guessed. The sponsor reads the verdicts of the team’s result and its impact metric, unless the team "
    "leaves them out: `/gamma checkpoint verdicts no`. The startup’s page is for the team, its portfolio "
    "manager and the programme team. Internal notes of minutes: the team and its portfolio manager, in "
    "the form. Your name appears where you link a channel, "
    "give an outside view, ask or take a question, or hold a role beside a startup. A confidential "
    "question: you and the expert it is offered to, nobody else. Who comes to a workshop: its host, who "
    "announced it and the programme team. Whether you were asked to talk with another team: you alone; a no "
    "is kept nowhere. An answer that both sides let everybody read is offered to who "
    "asks much the same, until one of you takes that back. What you answer on the relation with the sponsor, "
    "at the middle and the end of a season: you alone; others read counts, of three people or more. "
    "Whoever runs my server could read its database."
)


def _page_message(context: Context, _given: Arguments) -> Message:
    translator = context.translator
    what = N_(
        "**What I keep.** Your account, name, language and time zone, as {platform} tells me. "
        "Your answers to the self-assessments, with their dates. What you say about a startup, the channels "
        "you link, your role beside a startup. The checkpoints you plan, the minutes you write, the "
        "actions that are yours. Your questions to the expert network, and how you help there; the resources "
        "you suggest. Which messages I planned for you and when they left."
    )
    why = N_(
        "**Why.** To show you where your startup stands, to make the team’s result out of what is shared, "
        "and to send you what you ask for. For nothing else; I rank nobody."
    )
    how_long = N_(
        "**For how long.** A self-assessment left half-way: {drafts} days. "
        "A question without a domain: {questions} days. A note that a form was sent: {forms} days. "
        "{months} months after the end of a season: what you did not share (answers, words of questions, "
        "internal notes of minutes), your places in workshops and what you said of them. The rest until you "
        "have it erased."
    )
    yours = N_(
        "**It is yours.** `/gamma privacy data` sends it to you as a file. "
        "`/gamma privacy erase` erases it, after telling you what exactly will happen."
    )
    paragraphs = [
        translator.render(N_("**What I know about you, and why**")),
        translator.render(what, platform=platform_name(context.translator, context.actor.platform)),
        translator.render(why),
        translator.render(_WHO),
        translator.render(
            how_long,
            drafts=DRAFT_RETENTION.days,
            questions=QUESTION_DRAFT_RETENTION.days,
            forms=FORM_RETENTION.days,
            months=context.programme.retention.months_after_season,
        ),
        translator.render(yours),
        _contact_line(context),
    ]
    buttons = (
        Button(translator.text(N_("My data as a file")), says="privacy data", main=True),
        Button(translator.text(N_("Erase my data…")), says="privacy erase"),
    )
    return Message(tuple(paragraphs), buttons)


def _contact_line(context: Context) -> Text:
    translator = context.translator
    if context.privacy_contact:
        return translator.render(N_("A question? Write to `{contact}`."), contact=context.privacy_contact)
    return translator.render(N_("A question? Ask the programme team."))


def _send_data(context: Context, _given: Arguments) -> Message:
    subject = {"person": context.actor.id}
    key = f"personal-data:{context.actor.id}:{context.now.isoformat()}"
    context.notify(context.actor, "personal_data_file", key, subject)
    sentence = N_("Your data is on its way, as a file, in our direct conversation. Nobody else gets it.")
    return Message((context.translator.render(sentence),))


def _erase(context: Context, given: Arguments) -> Response:
    """Only by "yes" itself: "ok" is not enough."""
    return _erase_confirmed(context) if is_yes(given.text) else _erasure_question(context)


def _erasure_question(context: Context) -> Message:
    translator = context.translator
    goes = N_(
        "**Gone at once:** your name, account, language and time zone; your drafts and the self-assessments "
        "you did not share; your answers on the relation with the sponsor; the reasons of your outside "
        "views; your roles (portfolio manager, coach, expert); the questions you asked; what I was about to "
        "send you; your places in workshops and what you said of them. A question that was offered to you "
        "goes on to somebody else. Where somebody typed your full name, I take it out."
    )
    stays = N_(
        "**What stays, without you:** the answers you shared, in the team’s result; what you said about a "
        "startup; your outside views; minutes and decisions you wrote, actions that were yours; an answer "
        "that you and an expert let everybody read; a resource of yours that everybody finds; the links of "
        "channels. All of it made by “somebody”."
    )
    beyond = N_(
        "**Out of my reach:** what stands in {platform} already (its administrator can delete it), and "
        "backups until they are replaced. You added a sponsor’s contact? It belongs to that person: "
        "`/gamma startup sponsor remove` removes it."
    )
    last = N_("It cannot be undone. If you write to me again, we meet anew.")
    team = N_(
        "You are of the programme team: your account stays in the setting GAMMA_ADMINS, and I go on writing "
        "to it until whoever runs me takes it out."
    )
    how = N_("To do it, press the button or type `/gamma privacy erase yes`. To keep all, do nothing.")
    paragraphs = [
        translator.render(N_("**Erase your data: here is what will happen**")),
        translator.render(goes),
        translator.render(stays),
        translator.render(beyond, platform=platform_name(context.translator, context.actor.platform)),
        *([translator.render(team)] if context.is_programme_team else []),
        translator.render(last),
        translator.render(how),
    ]
    buttons = (
        Button(translator.text(N_("Erase my data")), says="privacy erase yes"),
        Button(translator.text(N_("First a copy, as a file")), says="privacy data", main=True),
    )
    return Message(tuple(paragraphs), buttons)


def _erase_confirmed(context: Context) -> ForgetPerson:
    """Said at once and kept nowhere: a message planned for the person would make them known again."""
    if context.profile is None:
        sentence = N_(
            "I cannot ask {platform} just now for the names you go by, to take them out of all texts. "
            "Nothing was erased; please try again in a minute. "
            "If it lasts, whoever runs me can do it with `gamma erase`."
        )
        raise UserError(sentence, platform=platform_name(context.translator, context.actor.platform))
    names = context.profile.names
    erased = forget(context.session, context.actor, context.programme_team, context.now, names)
    sentence = N_("There is nothing left to erase: I do not know who you are.")
    if erased.knew_something:
        sentence = N_(
            "It is done: I no longer know who you are. Thank you for this stretch of road. "
            "If one day you type `/gamma` again, we meet anew."
        )
    return ForgetPerson(Message((context.translator.render(sentence),)))


def forget(
    session: Session,
    person: Person,
    accounts: Sequence[tuple[str, str]],
    now: datetime,
    names: Collection[str] = (),
) -> ErasureResult:
    """Erase a person. The programme team hears which startups lost their portfolio manager by it, experts
    which questions of theirs end.

    accounts: those of the programme team.
    """
    erased = erasure.erase(session, person, now, names)
    others = [each for each in accounts if each != (person.platform, person.account)]
    for startup in erased.without_manager:
        key, subject = f"startup-left-alone:{startup}:{now.isoformat()}", {"startup": startup}
        programme_team.notify(session, others, "startup_left_alone", key, subject, now)
    for question, expert in erased.ended_questions:
        _notify_expert(session, question, people.by_id(session, expert), now)
    return erased


def _notify_expert(session: Session, question: int, expert: Person, now: datetime) -> None:
    key, subject = f"question-asker-erased:{question}:{expert.id}", {"question": question}
    outbox.plan(
        session,
        Notification(key, "question_asker_erased", subject, expert.platform, due_at=now, person_id=expert.id),
    )


COMMAND = CommandSpec(
    id="privacy",
    names={"en": "privacy", "fr": "confidentialité"},
    aliases=("rgpd", "gdpr", "données", "data", "vie-privée"),
    summary=N_("what I keep about you, why, and who sees it"),
    plain=Subcommand("", _page_message),
    subcommands=(
        Subcommand(
            "data",
            _send_data,
            spellings=("data", "données", "my", "file", "export", "mes", "fichier", "exporter"),
            alone=("mes-données", "my-data"),
            usages=(
                Usage({"en": "privacy data", "fr": "confidentialité données"}, N_("your data, as a file")),
            ),
            changes=Changes.ALWAYS,
        ),
        Subcommand(
            "erase",
            _erase,
            spellings=("erase", "effacer", "delete", "forget", "supprimer", "oublier"),
            usages=(
                Usage({"en": "privacy erase", "fr": "confidentialité effacer"}, N_("have your data erased")),
            ),
            changes=Changes.WITH_WORDS,
        ),
    ),
    about_startups=False,
)
