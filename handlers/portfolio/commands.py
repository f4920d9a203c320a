"""`/gamma portfolio`: the startups somebody follows, what asks for attention first, else by name."""

from collections.abc import Iterator

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.list_pages import ListCommand, fit_pages
from gamma.parsing.text import strip_last
from gamma.portfolio.filters import TO_LOOK_AT, Filter
from gamma.portfolio.row_messages import NOBODY_TAKES_PART, next_step, row_sections
from gamma.sections import join_line
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, Subcommand, Usage
from handlers.engine.context import Context
from handlers.portfolio import mutes, page
from handlers.portfolio.shown import Shown, load_shown
from handlers.waiting import with_one_main

_HOW = N_(
    "Fewer of them: `/gamma portfolio attention`, `/gamma portfolio impact not yet`, an incubator, a phase, "
    "a manager. A reason that can wait: `/gamma portfolio mute`."
)


def _list(context: Context, given: Arguments) -> Message:
    as_file, typed = strip_last(("csv",), given.text)
    if as_file:
        return _send(context, typed)
    shown, translator = load_shown(context, typed), context.translator
    if not shown.rows:
        return _nothing(context, shown)
    title = _title(context, shown)
    sections = row_sections(
        translator, context.programme, title, shown.rows, context.now, context.reader_zone
    )
    command = ListCommand(f"portfolio {shown.line}".strip(), page=given.page)
    buttons = with_one_main([*_buttons(context, shown)][: MESSAGE_BUTTONS - 1])
    return fit_pages(translator, command, [], sections, [translator.render(_HOW)], buttons)


def _title(context: Context, shown: Shown) -> Text:
    """How many they are, and of which kind."""
    translator = context.translator
    if not shown.filter.conditions:
        return translator.plural("**{count} startup**", "**{count} startups**", len(shown.rows))
    counted = translator.plural(
        "**{shown} of {count} startup**",
        "**{shown} of {count} startups**",
        len(shown.every),
        shown=translator.number(len(shown.rows)),
    )
    others = [each for each in shown.filter.conditions if each != TO_LOOK_AT]  # those rows are headed so
    return join_line([counted, *_described(context, shown, Filter(tuple(others)))])


def _described(context: Context, shown: Shown, said: Filter) -> list[Text]:
    names = {row.startup.startup_id: row.startup.name for row in shown.every}
    persons = {
        str(each.id): context.translator.name(each.name)
        for row in shown.every
        for each in row.startup.managers
    }
    seasons = {id_: name for row in shown.every for id_, (name, _) in row.known.seasons.items()}
    return said.described(context.translator, context.programme, {**names, **persons, **seasons})


def _nothing(context: Context, shown: Shown) -> Message:
    translator = context.translator
    if not shown.every:
        return Message((translator.render(NOBODY_TAKES_PART),))
    said = translator.plural(
        "The only startup is not like this: {filter}.",
        "None of the {count} startups is like this: {filter}.",
        len(shown.every),
        filter=join_line(_described(context, shown, shown.filter)),
    )
    return Message((said,), (Button(translator.text(N_("All of them")), "portfolio", main=True),))


def _buttons(context: Context, shown: Shown) -> Iterator[Button]:
    """What the first one needs, then other views of the same."""
    translator = context.translator
    steps = [step for row in shown.rows if (step := next_step(translator, row, named=True))]
    yield from steps[:1]
    yield Button(translator.text(N_("As a file (CSV)")), f"portfolio csv {shown.line}".strip())
    if context.pages.base_url:
        yield Button(translator.text(N_("As a page")), "portfolio table")
    if shown.filter.conditions:
        yield Button(translator.text(N_("All of them")), "portfolio")
    elif 0 < len(steps) < len(shown.rows):
        yield Button(translator.text(N_("Only to look at")), "portfolio attention")


def _csv(context: Context, given: Arguments) -> Message:
    return _send(context, given.text)


def _send(context: Context, typed: str) -> Message:
    """The file comes in private, with what stands when it leaves."""
    shown = load_shown(context, typed)
    if not shown.rows:
        return _nothing(context, shown)
    subject = {"filter": shown.filter.as_json()}
    key = f"portfolio:{context.actor.id}:{context.now.isoformat()}"
    context.notify(context.actor, "portfolio_file", key, subject)
    context.note_export("portfolio", shown.line)
    sentence = N_("Your portfolio is on its way, as a file, in our direct conversation.")
    return Message((context.translator.render(sentence),))


COMMAND = CommandSpec(
    id="portfolio",
    names={"en": "portfolio", "fr": "portefeuille"},
    aliases=("portefeuilles", "mes startups", "my startups"),
    mentions_people=True,
    summary=N_("the startups you follow, what to look at first (managers, programme team)"),
    plain=Subcommand(
        "",
        _list,
        usages=(
            Usage(
                {"en": "portfolio impact not yet", "fr": "portefeuille impact pas encore"},
                N_("those like this: criterion, incubator, phase, manager, season, attention"),
            ),
        ),
        pages=True,
    ),
    subcommands=(
        Subcommand(
            "csv",
            _csv,
            spellings=("csv", "csv", "fichier", "file", "export", "exporter", "tableur"),
            usages=(
                Usage(
                    {"en": "portfolio csv", "fr": "portefeuille csv"}, N_("the same as a file, in private")
                ),
            ),
            changes=Changes.ALWAYS,
        ),
        page.TABLE,
        mutes.MUTE,
        mutes.UNMUTE,
    ),
)
