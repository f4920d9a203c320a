"""The form of the minutes: a field for each list, one item a line; sent again it corrects them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from gamma.chat import LONG_CHARACTERS, Field, Form, Message
from gamma.checkpoints import minutes_messages
from gamma.checkpoints.minutes import (
    LISTS,
    TEXT_CHARACTERS,
    TEXTS,
    ListEdits,
    Minutes,
    find_edits,
    fingerprint_lines,
    fitting_lines,
    renew_marks,
)
from gamma.checkpoints.minutes_messages import today_of
from gamma.dates import LocalMoment
from gamma.errors import UserError
from gamma.form_fingerprint import fingerprint, form_changes, renew_fingerprint
from gamma.parsing.line_parts import parse_items
from gamma.parsing.moment import parse_moment
from gamma.parsing.no_value import is_value, without_no_values
from gamma.parsing.text import parse_lines
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints import minutes_days, minutes_points
from handlers.checkpoints.minutes_lists import save_lists
from handlers.engine.command_spec import ALL_FIELDS, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup
from handlers.follow_ups.assignees import Assignees
from storage.checkpoints import checkpoints, minutes, reminder_plan
from storage.reader_context import ReaderContext
from storage.startups import startups

_NOTHING = N_("Nothing is written yet: one line is enough. To leave it for later, close the form.")
_CANCELLED = N_("This checkpoint was cancelled meanwhile. Nothing was changed.")
_INTRO = N_("{startup} · checkpoint of {day}. Everything may be left empty, and corrected later.")
_ONE_A_LINE = N_("One a line.")
_REPLACED_HELP = N_("One a line. Those that were replaced since are not shown here, and stay as they are.")
_ACTIONS_HELP = N_("One a line: what — who — by when. “Call the region — Camille — 12 December”.")
_PROMISED_HELP = N_(
    "One a line, after “funding”, “communication”, “relays” or “other”: “funding: 50 k€ by June”."
)
_NEXT_HELP = N_("If it was agreed: “tuesday 19 january 2:30 pm”. I show it back before it counts.")
_NOTES_HELP = N_(
    "For the team and its portfolio manager, who read them here: neither in the channel nor for the sponsor."
)
_SUMMARY_HELP = N_("A word for those who were not there. The sponsor can read it.")


def open_minutes_form(context: Context, existing: Minutes) -> Form:
    """Its route ends with the checkpoint's number and the marks of what is shown, by which it is guarded."""
    # Not by the engine's guard: that takes a field as one answer, and two people may each correct other lines
    # of one list. Each line has a mark of its own here, which finds the decision or action it stands for.
    lines = _lines(context, existing).values()
    marks = "_".join([*map(fingerprint_lines, lines), fingerprint((existing.summary, existing.notes))])
    day = context.translator.date(existing.checkpoint.moment.day)
    intro = context.translator.text(_INTRO, startup=existing.startup.name, day=day)
    points = minutes_points.to_ask(context.session, existing)
    detail = ".".join([str(existing.checkpoint.id), marks, *minutes_points.mark(points)])
    intro = "\n\n".join([intro, *minutes_points.intro(context.translator, points)])
    return open_form(context, MINUTES_FORM, existing.startup, detail, intro)


def _renewed_detail(context: Context, answers: FormAnswers) -> str:
    """A line or text that is kept as it was typed stands in the form from then on."""
    existing = _minutes_of(context, require_startup(answers.startup), answers.detail)
    number, marks, *asked = answers.detail.split(".")
    *list_marks, text_marks = marks.split("_")
    values, lines = answers.values, _lines(context, existing)
    renewed = [
        renew_marks(shown, parse_items(values.get(name, "")), lines[name])
        for name, shown in zip(LISTS, list_marks, strict=True)
    ]
    kept = {name: now for name, now in _stated_texts(existing).items() if values.get(name) == now}
    marks = "_".join([*renewed, renew_fingerprint(text_marks, TEXTS, kept)])
    is_refused = minutes_points.FIELD in answers.refused
    return ".".join([number, marks, *minutes_points.renew_mark(asked, refused=is_refused)])


def _lines(context: Context, existing: Minutes) -> Mapping[str, Sequence[str]]:
    """Of each list, as they can be typed again."""
    numbered = minutes_messages.editable_lines(context.translator, existing)
    return {name: list(numbered[name].values()) for name in LISTS}


def _questions(context: Context, startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    startup, text = require_startup(startup), context.translator.text
    existing = _minutes_of(context, startup, detail)
    shown = {name: "\n".join(fitting_lines(lines)) for name, lines in _lines(context, existing).items()}
    is_replaced = any(decision.replaced_by for decision in existing.decisions)
    zone = context.zone_in(startup.id)
    points = minutes_points.asked(context.session, startup, detail)

    def ask(name: str, label: str, help_: str, value: str) -> FormQuestion:
        limit = LONG_CHARACTERS if name in LISTS else TEXT_CHARACTERS
        field = Field(name, text(label), "long_text", text(help_), value)
        return FormQuestion(field, partial(parse_lines, limit=limit))

    def parse_next(typed: str) -> str:
        """As a command says it."""
        return parse_moment(typed, context.now, zone).code if typed.strip() else ""

    decisions_help = _REPLACED_HELP if is_replaced else _ONE_A_LINE
    notes = ask("notes", N_("Internal notes"), _NOTES_HELP, existing.notes)
    return (
        ask("decisions", N_("Decisions"), decisions_help, shown["decisions"]),
        ask("actions", N_("Actions"), _ACTIONS_HELP, shown["actions"]),
        ask("commitments", N_("Sponsor’s commitments"), _PROMISED_HELP, shown["commitments"]),
        minutes_points.question(context.translator, points)
        if points
        else FormQuestion(Field("next", text(N_("Next date")), "text", text(_NEXT_HELP)), parse_next),
        ask("summary", N_("In short"), _SUMMARY_HELP, existing.summary),
        *((notes,) if context.may(Right.READ_INTERNAL_NOTES, startup.id) else ()),
    )


def _minutes_of(context: Context, startup: Startup, detail: str) -> Minutes:
    """Raises UserError."""
    number = int(detail.partition(".")[0])
    begun = checkpoints.list_begun(context.session, startup.id, context.now)
    checkpoint = next((each for each in begun if each.id == number), None)
    if checkpoint is None:
        raise UserError(_CANCELLED)
    return minutes.load_or_empty(context.session, startup, checkpoint)


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """Each line is a decision, an action or a commitment of its own. Only what was touched is changed."""
    startup, values = require_startup(answers.startup), answers.values
    startups.lock_startup(context.session, startup.id)
    existing = _minutes_of(context, startup, answers.detail)
    typed = {name: values[name] for name in (*LISTS, *TEXTS) if name in values}
    texts = {name: without_no_values(words) for name, words in typed.items()}
    nothing = [line for words in typed.values() for line in parse_items(words) if not is_value(line)]
    written = any(texts.values()) or values.get("next") or values.get(minutes_points.FIELD)
    if not existing.revision and not written:
        raise UserError(_NOTHING)
    *list_marks, text_marks = answers.detail.split(".")[1].split("_")
    edits = {
        name: _list_edits(context, existing, name, marks, texts[name])
        if name in texts
        else ListEdits([], {}, [])
        for name, marks in zip(LISTS, list_marks, strict=True)
    }
    assignees = Assignees(context, existing.startup)
    lines = save_lists(context, existing, edits, assignees)
    parsed = [line.parsed for line in lines]
    nothing += [each.what for each in parsed if not is_value(each.what)]
    read = {name: texts.get(name, stood) for name, stood in _stated_texts(existing).items()}
    told = _save_minutes(context, existing, text_marks, read)
    points = minutes_points.save(context, existing, answers)
    return {
        "checkpoint": existing.checkpoint.id,
        **minutes_days.asked(lines, today_of(existing, context.now)),
        "kept": [words for each in parsed for words in (each.not_due, *each.kept) if words],
        "gone": {name: list(each.removed) for name, each in edits.items() if each.removed},
        "next": values.get("next", ""),
        "nothing": nothing,
        "no_account": assignees.gone,
        "unknown": assignees.unknown,
        "unasked": assignees.unasked,
        "points": points,
        "told": told,
        "with_notes": context.may(Right.READ_INTERNAL_NOTES, startup.id),
    }


def _list_edits(context: Context, existing: Minutes, name: str, marks: str, typed: str) -> ListEdits:
    """A form that was opened before a decision was replaced shows it still: it is not taken off by that."""
    current = minutes_messages.editable_lines(context.translator, existing)[name]
    if marks == fingerprint_lines(list(current.values())):
        return find_edits(marks, parse_items(typed), current)
    with_replaced = minutes_messages.editable_lines(context.translator, existing, replaced=True)[name]
    edits = find_edits(marks, parse_items(typed), with_replaced)
    return replace(edits, removed=[number for number in edits.removed if number in current])


def _save_minutes(context: Context, existing: Minutes, marks: str, texts: Mapping[str, str]) -> bool:
    """After the lists; whether the channel is told. Written minutes tell that the checkpoint took place.

    Notes alone make no revision: nobody but the team reads them.
    """
    session, now, checkpoint = context.session, context.now, existing.checkpoint
    stated = _stated_texts(existing)
    rewritten = form_changes(marks, texts, stated).values
    after = minutes.load_or_empty(session, existing.startup, checkpoint)
    saved, told = {**stated, **rewritten}, False
    is_revised = "summary" in rewritten or after != existing
    if rewritten or not existing.revision or is_revised:
        revision = existing.revision + (is_revised or not existing.revision)
        minutes.save(session, existing, revision, saved["summary"], saved["notes"], context.actor, now)
        told = is_revised and _notify_channel(context, existing)
    if checkpoint.state == "planned":
        held = checkpoints.set_state(session, checkpoint, "held", now)
        reminder_plan.replan_after_change(session, held, now, context.zone)
    return told


def _stated_texts(existing: Minutes) -> dict[str, str]:
    return {"summary": existing.summary, "notes": existing.notes}


def _notify_channel(context: Context, before: Minutes) -> bool:
    """The team's channel, if there is one, has each revision once."""
    checkpoint_id, revision = before.checkpoint.id, before.revision + 1
    channel = startups.team_channel(context.session, before.startup.id)
    if channel:
        subject = {"checkpoint": checkpoint_id, "revision": revision, "person": context.actor.id}
        context.notify(channel, "minutes_recap", f"minutes:{checkpoint_id}:{revision}", subject)
    return channel is not None


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    """With the next date to confirm, where one was agreed."""
    written = minutes.load(context.session, outcome["checkpoint"])
    if written is None:
        return None
    translator, now = context.translator, context.now
    remarks = [*minutes_points.remarks(context, outcome), *minutes_days.remarks(context, outcome)]
    message = minutes_messages.saved_message(translator, written, outcome, now, remarks)
    message = minutes_days.ask(context, message, written, outcome)
    if outcome.get("points") and not checkpoints.next_planned(context.session, written.startup.id, now):
        message = replace(message, buttons=(minutes_points.plan_button(context, written), *message.buttons))
    if not outcome["next"]:
        return message
    zone = checkpoints.startup_zone(context.session, written.startup.id, context.zone)
    moment = LocalMoment.of_code(outcome["next"], zone)
    return minutes_messages.add_next_date(translator, message, written, moment, now, context.reader_zone)


MINUTES_FORM = FormSpec(
    route="checkpoint.minutes",
    title=N_("Minutes"),
    submit=N_("Keep"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.PLAN_CHECKPOINTS,
    separable=ALL_FIELDS,
    renewed_detail=_renewed_detail,
    names_owners=True,
)
