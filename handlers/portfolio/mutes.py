"""`/gamma portfolio mute`: a reason to look at a startup is set aside until a day, with a note."""

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.portfolio.followed import Attention, MutedReason, PortfolioRow
from gamma.portfolio.parse_mute import parse_mute
from gamma.portfolio.reason_words import REASON_WORDS
from gamma.portfolio.row_messages import muted_text, reason_text
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context
from handlers.engine.startup_names import named_first
from handlers.portfolio.shown import REFUSAL
from storage.portfolio import mutes, rows
from storage.startups import startups

_NOTHING = N_("Nothing asks for attention at {startup} just now. Nothing was changed.")
_NOT_THIS = N_(
    "That is not what asks for attention at {startup} just now. Nothing was changed. What does: {reasons}"
)


def _mute(context: Context, given: Arguments) -> Message:
    """All that asks for attention now, or the one that is named; what is set aside already anew."""
    startup, translator = given.startup, context.translator
    asked = parse_mute(_without_name(startup, given.text), context.today)
    startups.lock_startup(context.session, startup.id)
    row = _row(context, startup)
    standing = [*row.attention, *(reason for reason, _ in row.muted)] if row else []
    meant = [each for each in standing if asked.kind in (None, each.kind)]
    if row is None or not standing:
        raise UserError(_NOTHING, startup=startup.name)
    if not meant:
        reasons = [str(_reason(context, row, each)) for each in standing]
        raise UserError(_NOT_THIS, startup=startup.name, reasons=translator.listed(reasons))
    muted = [MutedReason(each.kind, each.day, asked.until, asked.note) for each in meant]
    mutes.mute(context.session, startup.id, muted, context.actor, context.now)
    done = translator.render(
        N_("Done, until then it asks for no attention; it comes back by itself. {startup}:"),
        startup=startup.name,
    )
    lines = [
        muted_text(translator, row, reason, each, context.now, context.reader_zone)
        for reason, each in zip(meant, muted, strict=True)
    ]
    back = Button(translator.text(N_("Bring it back")), "portfolio unmute", startup.id)
    see = Button(translator.text(N_("The portfolio")), "portfolio")
    return Message((Text.lines(done, *lines),), (back, see))


def _reason(context: Context, row: PortfolioRow, reason: Attention) -> Text:
    return reason_text(context.translator, row, reason, context.now, context.reader_zone)


def _without_name(startup: Startup, typed: str) -> str:
    """In its own channel it may be named all the same."""
    named = named_first({startup.id: startup.name}, typed)
    return named.rest if named else typed


def _row(context: Context, startup: Startup) -> PortfolioRow | None:
    """As who asks sees it in their portfolio."""
    every = rows.load(context, None if context.is_programme_team else [startup.id])
    return next((row for row in every if row.startup.startup_id == startup.id), None)


def _unmute(context: Context, given: Arguments) -> Message:
    startup, translator = given.startup, context.translator
    mutes.unmute(context.session, startup.id, tuple(REASON_WORDS), context.now)
    sentence = N_("Done: nothing of {startup} is set aside.")
    see = Button(translator.text(N_("The portfolio")), "portfolio")
    return Message((translator.render(sentence, startup=startup.name),), (see,))


MUTE = Subcommand(
    "mute",
    _mute,
    spellings=("mute", "taire", "mettre de côté", "set aside", "sourdine", "ignorer", "ignore"),
    usages=(
        Usage(
            {
                "en": "portfolio mute velo-facile until 15 March on leave",
                "fr": "portefeuille taire velo-facile jusqu’au 15 mars en congé",
            },
            N_("set its reasons aside until a day, with a note"),
        ),
    ),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.SEE_PORTFOLIO,
    refusal=REFUSAL,
    opposite="unmute",
    changes=Changes.WITH_WORDS,
)
UNMUTE = Subcommand(
    "unmute",
    _unmute,
    spellings=("unmute", "rétablir", "bring back", "remettre", "reprendre"),
    startup=StartupArgument.BESIDE,
    right=Right.SEE_PORTFOLIO,
    refusal=REFUSAL,
    opposite="mute",
    changes=Changes.WITH_WORDS,
)
