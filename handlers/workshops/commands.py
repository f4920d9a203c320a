"""`/gamma workshop`: what is announced, signing up and leaving, and what those who host do."""

from dataclasses import replace

from gamma.chat import MESSAGE_BUTTONS, Message
from gamma.errors import UserError
from gamma.experts.parse_question import match_domain
from gamma.list_pages import ListCommand, fit_pages
from gamma.sections import Section
from gamma.text import quoted
from gamma.translator import N_
from gamma.workshops.messages import list_line, one_message, past_line, see_button
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, NumberArgument, Subcommand, Usage
from handlers.engine.context import Context
from handlers.engine.did_you_mean import meant_subcommand
from handlers.workshops import announce, change, feed, feedback, sign_up
from handlers.workshops.access import attendee_names, reader_of, resolve_workshop, standing_of, words_of
from storage.workshops import sign_ups, workshops

_UNKNOWN = N_(
    "I do not know “{typed}” here. `/gamma workshop` shows all of them, followed by a domain only its own."
)


def _show(context: Context, given: Arguments) -> Message:
    """One by its number; else those to come and the last ones, all of them or a domain's."""
    if given.number is not None:
        workshop = resolve_workshop(context, given.number, "")
        attendance, reader = standing_of(context, workshop)
        if reader.is_responsible:
            reader = replace(reader, names=attendee_names(context, attendance))
        host = context.name_of(workshop.host_id)
        return one_message(words_of(context), workshop, attendance, host, reader)
    domain = match_domain(context.programme, given.text).exact if given.text else None
    if given.text and domain is None:
        if meant := meant_subcommand(context, COMMAND, given.text):
            raise meant
        raise UserError(_UNKNOWN, typed=quoted(given.text))
    return _list(context, domain.id if domain else "", given.page)


def _list(context: Context, domain: str, page: int) -> Message:
    translator, words = context.translator, words_of(context)
    ahead = workshops.ahead(context.session, context.now, domain)
    past = workshops.latest(context.session, context.now, domain)
    attended = sign_ups.attendances(context.session, ahead)
    coming = Section(
        translator.render(N_("**Workshops to come**")),
        [
            list_line(words, each, attended[each.id], reader_of(context, each, attended[each.id]))
            for each in ahead
        ],
        translator.render(N_("none is announced just now.")),
    )
    over = Section(translator.render(N_("**Lately**")), [past_line(words, each) for each in past])
    buttons = [see_button(translator, each) for each in ahead[: MESSAGE_BUTTONS - 1]]
    command = ListCommand(f"workshop {domain}".strip(), page=page or 1)
    how = N_(
        "`/gamma workshop join {number}` signs you up, `leave {number}` gives your place to somebody else."
    )
    closing = [translator.render(how, number=ahead[0].id)] if ahead else []
    return fit_pages(translator, command, (), [coming, over], closing, buttons)


COMMAND = CommandSpec(
    id="workshop",
    mentions_people=True,
    names={"en": "workshop", "fr": "atelier"},
    aliases=("workshops", "ateliers"),
    summary=N_("workshops of the community, and a place in them"),
    plain=Subcommand("", _show, number=NumberArgument.ANY, pages=True),
    subcommands=(
        Subcommand(
            "announce",
            announce.announce,
            spellings=("announce", "annoncer", "new", "nouveau", "proposer"),
            usages=(
                Usage(
                    {
                        "en": "workshop announce growth, 8 December 2 pm, 12 places, First users",
                        "fr": "atelier annoncer growth, 8 décembre 14h, 12 places, Premiers usagers",
                    },
                    N_("announce one, by a form (programme team, portfolio managers, experts)"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "join",
            sign_up.join,
            spellings=("join", "participer", "inscrire", "s’inscrire", "inscription", "sign-up"),
            number=NumberArgument.SEVERAL,
            opposite="leave",
            usages=(
                Usage(
                    {"en": "workshop join 3", "fr": "atelier participer 3"},
                    N_("sign up, or wait for a place; `leave 3` gives it up"),
                ),
            ),
            changes=Changes.ALWAYS,
        ),
        Subcommand(
            "leave",
            sign_up.leave,
            spellings=("leave", "laisser", "quitter", "désinscrire", "se-désinscrire"),
            number=NumberArgument.SEVERAL,
            opposite="join",
            changes=Changes.ALWAYS,
        ),
        Subcommand(
            "invitation",
            sign_up.invitation,
            spellings=("invitation", "invitation", "ics"),
            number=NumberArgument.ANY,
        ),
        feed.FEED,
        Subcommand(
            "move",
            change.move,
            spellings=("move", "déplacer", "décaler", "reporter"),
            number=NumberArgument.ANY,
            asks=True,
            usages=(
                Usage(
                    {"en": "workshop move 3 thursday 10am", "fr": "atelier déplacer 3 jeudi 10h"},
                    N_("move one that you host; `cancel 3` calls it off"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "cancel",
            change.cancel,
            spellings=("cancel", "annuler"),
            number=NumberArgument.ANY,
            asks=True,
            changes=Changes.CONFIRMED,
        ),
        Subcommand(
            "places",
            change.places,
            spellings=("places", "places", "seats"),
            number=NumberArgument.ANY,
            usages=(
                Usage(
                    {"en": "workshop places 3 20", "fr": "atelier places 3 20"},
                    N_("have more places, or fewer"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "notes",
            change.notes,
            spellings=("notes", "notes", "compte-rendu"),
            number=NumberArgument.ANY,
            usages=(
                Usage(
                    {"en": "workshop notes 3 https://…", "fr": "atelier notes 3 https://…"},
                    N_("what is left of it, for everybody"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "feedback",
            feedback.feedback,
            spellings=("feedback", "avis", "retour", "retours"),
            number=NumberArgument.ANY,
            usages=(
                Usage(
                    {"en": "workshop feedback 3", "fr": "atelier avis 3"},
                    N_("three questions after; `results 3` shows the answers to who hosted it"),
                ),
            ),
        ),
        Subcommand(
            "results",
            feedback.results,
            spellings=("results", "résultats", "bilan"),
            number=NumberArgument.ANY,
        ),
    ),
    forms=(announce.ANNOUNCE, change.MOVE, change.NOTES, feedback.FEEDBACK),
    about_startups=False,
)
