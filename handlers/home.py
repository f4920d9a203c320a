"""`/gamma` alone: what matters now, for this channel's startup or for all that is somebody's own."""

from collections.abc import Iterator, Sequence

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.experts.offer_messages import answer_buttons
from gamma.list_pages import ListCommand, fit_pages
from gamma.portfolio.followed import PortfolioRow
from gamma.portfolio.row_messages import NOBODY_TAKES_PART, next_step, row_sections, startup_button
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup
from handlers.startup_home import startup_home
from handlers.waiting import Duties, duties, expert_lines, with_one_main
from storage.portfolio import rows


def _home(context: Context, given: Arguments) -> Message:
    if given.text or context.startup:
        return startup_home(context, resolve_startup(context, given.text, "now"))
    if not context.place.direct:
        context.open_to_team()
        return _unlinked_channel_message(context)
    if context.is_programme_team or context.manages or len(context.own_startups) > 1:
        return _portfolio_message(context, given.page)
    if context.own_startups:
        return startup_home(context, resolve_startup(context, "", "now"))
    return _expert_message(context) or _greeting_message(context)


def _portfolio_message(context: Context, page: int) -> Message:
    """The startups somebody is with, for the programme team all: what asks for attention first."""
    translator = context.translator
    shown = rows.load(context, None if context.is_programme_team else context.own_startups)
    own = duties(context)
    title = translator.render(N_("**Your startups**"))
    if context.is_programme_team:
        title = translator.plural(
            "**{count} startup takes part**", "**{count} startups take part**", len(shown)
        )
    blocks = (own.offer_lines(context), own.action_lines(context))
    head = [Text.lines(*lines) for lines in blocks if lines]
    if not shown:
        head.insert(0, translator.render(NOBODY_TAKES_PART))
    sections = row_sections(translator, context.programme, title, shown, context.now, context.reader_zone)
    closing = [Text.lines(*lines)] if (lines := expert_lines(context)) else []
    if shown:
        closing.append(translator.render(_HOW, startup=shown[0].startup.startup_id))
    ways = list(_portfolio_buttons(context, shown, own))[: MESSAGE_BUTTONS - 1]
    buttons = with_one_main([*ways, Button(translator.text(N_("Help")), says="help")])
    return fit_pages(translator, ListCommand("now", page=page), head, sections, closing, buttons)


_HOW = N_("All that matters now for one of them: `/gamma now {startup}`.")


def _portfolio_buttons(context: Context, shown: Sequence[PortfolioRow], own: Duties) -> Iterator[Button]:
    """What the first startup needs, else the answer that waits; then the startups themselves."""
    translator = context.translator
    steps = [step for row in shown if (step := next_step(translator, row, named=len(shown) > 1))]
    yield from steps[:1]
    yield from own.buttons(context)[:1]
    if context.manages:
        yield Button(translator.text(N_("My week")), says="reminders open")
    yield from (startup_button(row) for row in shown)


def _expert_message(context: Context) -> Message | None:
    """Of who is with no startup: the questions offered to them, and how much they wish to be asked."""
    translator, own, lines = context.translator, duties(context), expert_lines(context)
    if not lines and not own.offered and not own.actions:
        return None
    nothing = translator.render(N_("Nothing is waiting for your answer."))
    blocks = (own.offer_lines(context) or [nothing], own.action_lines(context), lines)
    profile = Button(translator.text(N_("My profile")), says="expert profile")
    answers = answer_buttons(translator, own.offered[0]) if len(own.offered) == 1 else own.buttons(context)
    buttons = (*answers, *([profile] if lines else []), Button(translator.text(N_("Help")), says="help"))
    return Message(tuple(Text.lines(*block) for block in blocks if block), buttons)


def _greeting_message(context: Context) -> Message:
    translator = context.translator
    hello = N_(
        "Hello! I am Gamma. Type `/gamma` in your team’s channel, and I will follow your startup there."
    )
    said = [translator.render(hello)]
    if "expert" in context.command_ids:
        helping = N_(
            "Would you like to help other teams? `/gamma expert join` brings you into the expert network."
        )
        said.append(translator.render(helping))
    return Message(tuple(said), (Button(translator.text(N_("Help")), says="help"),))


def _unlinked_channel_message(context: Context) -> Message:
    translator = context.translator
    hello = N_("Hello! This channel is not linked to a startup yet. Once it is, I can help its team here.")
    link = Button(translator.text(N_("Link a startup")), says="startup link", main=True)
    return Message((translator.render(hello),), (link,))


COMMAND = CommandSpec(
    id="now",
    names={"en": "now", "fr": "maintenant"},
    aliases=("status", "statut", "accueil", "home"),
    summary=N_("what matters now for your startup"),
    plain=Subcommand(
        "",
        _home,
        phrases=("quoi de neuf", "quoi de neuf aujourd’hui", "ça va", "what’s new", "what’s up"),
        pages=True,
    ),
)
