"""`/gamma checkpoint settings`, `cadence`, `zone`, `reminders`, `place`: how a startup meets its sponsor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from gamma.chat import SHORT_CHARACTERS, Button, Field, Form, Message
from gamma.checkpoints.parse_cadence import parse_cadence
from gamma.checkpoints.parse_offsets import parse_offsets
from gamma.checkpoints.settings import CheckpointSettings, offsets_code
from gamma.checkpoints.settings_messages import QUESTIONS, editable_values, settings_message
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.no_value import is_bare_command, is_removal, read_no_value
from gamma.parsing.text import match_spelling
from gamma.people.rights import Right
from gamma.places.parse_place import AmbiguousPlaceError, parse_place
from gamma.startups.startup import Startup
from gamma.text import Text, one_line, quoted
from gamma.translator import N_
from handlers.checkpoints.planned_place import APPLY, planned_elsewhere
from handlers.checkpoints.resolve import PLACE_TOO_LONG
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    FormAnswers,
    FormQuestion,
    FormSpec,
    StartupArgument,
    Subcommand,
    Usage,
    spelled_out,
)
from handlers.engine.context import ClarificationNeeded, Context, Outcome, Response
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import require_startup, resolve_startup
from handlers.engine.subcommands import run_subcommand
from handlers.startups.manager_command import REMOVE_SPELLINGS
from storage.checkpoints import checkpoints
from storage.reader_context import ReaderContext
from storage.startups import startups


def _cadence(typed: str, settings: CheckpointSettings) -> CheckpointSettings:
    return replace(settings, cadence=parse_cadence(typed).code)


def _zone(typed: str, settings: CheckpointSettings) -> CheckpointSettings:
    """A region brings its holidays; another zone of the world only its clock."""
    place = parse_place(typed)
    return replace(settings, zone=place.zone.key, region=place.region.id if place.region else "")


def _reminders(typed: str, settings: CheckpointSettings) -> CheckpointSettings:
    return replace(settings, offsets=offsets_code(parse_offsets(typed)))


def _place(typed: str, settings: CheckpointSettings) -> CheckpointSettings:
    place = one_line(typed)
    if len(place) > SHORT_CHARACTERS:
        raise InvalidInputError(PLACE_TOO_LONG, limit=SHORT_CHARACTERS)
    return replace(settings, place=place)


_COMMAND_WORD = N_(
    "“{typed}” alone says nothing here. `/gamma help checkpoint` shows what there is. Nothing was changed."
)
_SET: Mapping[str, Callable[[str, CheckpointSettings], CheckpointSettings]] = {
    "cadence": _cadence,
    "zone": _zone,
    "reminders": _reminders,
    "place": _place,
}
_CLEAR: Mapping[str, Callable[[CheckpointSettings], CheckpointSettings]] = {
    "cadence": lambda settings: replace(settings, cadence=""),
    "zone": lambda settings: replace(settings, zone="", region=""),
    "reminders": lambda settings: replace(settings, offsets=""),
    "place": lambda settings: replace(settings, place=""),
}
"""Back to what the programme says."""


def _open(context: Context, given: Arguments) -> Response:
    """The form with all of it; followed by one of them, that one. Raises UserError, ClarificationNeeded."""
    if not given.text:
        return _open_form(context, given.startup)
    setting, words = match_spelling(spelled_out(_EACH), given.text)
    if setting:
        beside = words if context.startup else f"{given.startup.id} {words}"
        return run_subcommand(context, f"checkpoint {setting.id}", setting, beside.strip())
    return _open_form(context, resolve_startup(context, given.text, "checkpoint settings"))


def _set_one(name: str, context: Context, given: Arguments) -> Response:
    """One setting in one line; the form where nothing is said."""
    startup = given.startup
    if not given.text:
        return _open_form(context, startup)
    removes = _is_removal_of(name, given.text)
    if is_bare_command(given.text):
        raise UserError(_COMMAND_WORD, typed=quoted(given.text))
    if removes and name == "place" and read_no_value(given.text) is None:
        raise _place_or_links(context, startup)
    startups.lock_startup(context.session, startup.id)
    settings = checkpoints.settings_of(context.session, startup.id)
    try:
        settings = _CLEAR[name](settings) if removes else _SET[name](given.text, settings)
    except AmbiguousPlaceError as ambiguous:
        raise _which_place(context, startup, ambiguous) from None
    _save_settings(context, startup, settings)
    varied = name == "zone" and not removes and parse_place(given.text).varied
    message = _settings_message(context, startup, varied=varied)
    if name == "place":
        message = _with_planned(context, startup, message)
    return replace(message, paragraphs=(context.translator.render(N_("Noted.")), *message.paragraphs))


def _with_planned(context: ReaderContext, startup: Startup, message: Message) -> Message:
    lines, buttons = planned_elsewhere(context, startup)
    told = (Text.lines(*lines),) if lines else ()
    return replace(message, paragraphs=(*message.paragraphs, *told), buttons=(*buttons, *message.buttons))


def _is_removal_of(name: str, typed: str) -> bool:
    """Of the reminders, "none" is a value of its own."""
    return is_removal(typed) and not (name == "reminders" and read_no_value(typed))


def _remove_place(context: Context, given: Arguments) -> Message:
    startup, translator = given.startup, context.translator
    if given.confirmed:
        startups.lock_startup(context.session, startup.id)
        _save_settings(
            context, startup, _CLEAR["place"](checkpoints.settings_of(context.session, startup.id))
        )
        message = _settings_message(context, startup)
        return replace(message, paragraphs=(translator.render(N_("Noted.")), *message.paragraphs))
    raise _place_or_links(context, startup)


def _place_or_links(context: Context, startup: Startup) -> ClarificationNeeded:
    """The place and the sponsor's links are called by one word: which is meant is asked."""
    translator = context.translator
    question = N_("What is to go: the usual place of the checkpoints, or the links to the sponsor’s page?")
    buttons = (
        Button(translator.text(N_("The usual place")), "checkpoint place remove yes", startup.id),
        Button(translator.text(N_("The sponsor’s links")), "checkpoint link revoke", startup.id),
    )
    return ClarificationNeeded(Message((translator.render(question),), buttons))


def _which_place(context: Context, startup: Startup, ambiguous: AmbiguousPlaceError) -> ClarificationNeeded:
    translator = context.translator
    buttons = [
        Button(region.localized_name(translator), says=f"checkpoint zone {region.id}", about=startup.id)
        for region in ambiguous.regions
    ]
    return ClarificationNeeded(Message((ambiguous.render(translator),), tuple(buttons)))


def _save_settings(context: Context, startup: Startup, settings: CheckpointSettings) -> None:
    """Checkpoints planned keep their time; their reminders follow the new settings."""
    checkpoints.save_settings(context.session, startup.id, settings)
    context.remind_again(startup.id)


def _settings_message(context: ReaderContext, startup: Startup, *, varied: bool = False) -> Message:
    """varied: the place named holds Alsace-Moselle and more; which of the two is one click."""
    translator, settings = context.translator, checkpoints.settings_of(context.session, startup.id)
    message = settings_message(translator, startup, settings, context.zone)
    if not varied:
        return message
    two_more = N_(
        "The public holidays are those of most of its departments; Alsace and Moselle have two more."
    )
    alsace = Button("Alsace-Moselle", says="checkpoint zone alsace-moselle", about=startup.id)
    return replace(
        message,
        paragraphs=(*message.paragraphs, translator.render(two_more)),
        buttons=(alsace, *message.buttons),
    )


def _open_form(context: Context, startup: Startup) -> Form:
    intro = context.translator.text(N_("{startup}: how often you meet your sponsor."), startup=startup.name)
    return open_form(context, FORM, startup, intro=intro)


def _questions(context: Context, startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    """With what the programme says where the startup has no setting of its own."""
    text = context.translator.text
    settings = checkpoints.settings_of(context.session, require_startup(startup).id)
    values = editable_values(context.translator, settings, context.zone)
    # What is shown may be cut: only what was changed is parsed, once it is known.
    return [
        FormQuestion(Field(name, text(label), "text", text(help_), values[name]), str.strip)
        for name, (label, help_) in QUESTIONS.items()
    ]


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """Only what the person changed: the rest stays as others changed it, or as the programme says.

    Raises FormRefusedError with what cannot be read, after the rest is kept.
    """
    startup = require_startup(answers.startup)
    settings = checkpoints.settings_of(context.session, startup.id)
    refused: dict[str, UserError] = {}
    changed = answers.changes().values
    for name, words in changed.items():
        if name not in answers.typed:
            continue  # a form of yesterday may lack a question: that setting stays
        try:
            settings = _SET[name](words, settings) if words else _CLEAR[name](settings)
        except InvalidInputError as error:
            refused[name] = error
    if len(refused) < len(changed) or not refused:
        _save_settings(context, startup, settings)
    if refused:
        raise FormRefusedError(refused, rest_kept=len(refused) < len(changed))
    named = changed.get("zone")
    varied = parse_place(named).varied if named else False
    return {"startup": startup.id, "varied": varied, "placed": bool(changed.get("place"))}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    startup = startups.load(context.session, outcome["startup"])
    if startup is None:
        return None
    message = _settings_message(context, startup, varied=outcome.get("varied", False))
    return _with_planned(context, startup, message) if outcome.get("placed") else message


FORM = FormSpec(
    route="checkpoint.rhythm",
    title=N_("Rhythm"),
    submit=N_("Keep"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.PLAN_CHECKPOINTS,
    guarded=True,
)


def _setting_subcommand(
    name: str,
    spellings: tuple[str, ...],
    usages: tuple[Usage, ...] = (),
    subcommands: tuple[Subcommand, ...] = (),
    startup: StartupArgument = StartupArgument.BESIDE,
) -> Subcommand:
    return Subcommand(
        name,
        partial(_set_one, name),
        spellings=spellings,
        usages=usages,
        startup=startup,
        right=Right.PLAN_CHECKPOINTS,
        subcommands=subcommands,
        changes=Changes.WITH_WORDS,
    )


_REMOVE_PLACE = Subcommand(
    "remove",
    _remove_place,
    spellings=(*REMOVE_SPELLINGS, "revoke", "révoquer", "aucun", "none"),
    startup=StartupArgument.NAMED,
    asks=True,
    right=Right.PLAN_CHECKPOINTS,
    changes=Changes.CONFIRMED,
)
_EACH = (
    _setting_subcommand(
        "cadence",
        ("cadence", "cadence", "rythme", "rhythm", "fréquence"),
        (
            Usage(
                {"en": "checkpoint cadence every 6 weeks", "fr": "point cadence toutes les 6 semaines"},
                N_("how often; `settings` has the rest: region, reminders, place"),
            ),
        ),
    ),
    _setting_subcommand("zone", ("zone", "région", "region", "fuseau")),
    _setting_subcommand("reminders", ("reminders", "rappels")),
    _setting_subcommand(
        "place", ("place", "lieu", "lien"), (), (_REMOVE_PLACE, APPLY), StartupArgument.BESIDE_TEXT
    ),
)
SUBCOMMANDS = (
    *_EACH,
    Subcommand(
        "settings",
        _open,
        spellings=("settings", "réglages", "réglage", "setting"),
        startup=StartupArgument.BESIDE,
        right=Right.PLAN_CHECKPOINTS,
    ),
)
