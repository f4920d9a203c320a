"""How a committee is said: its dates with their weekdays, what is understood, and what came of it."""

from collections.abc import Collection, Sequence
from datetime import date

from gamma.calendar import Region
from gamma.chat import Button, Message
from gamma.committees.committee import Committee, PromptId, StatedOutcome, next_date, next_envelope_end
from gamma.committees.parsing import DateField, Dates
from gamma.sections import bullet
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_, Translator

WITH_PROOF = N_("{outcome}. To prove until then: {to_prove}")


def relative_day(translator: Translator, day: date, today: date) -> str:
    days = (day - today).days
    if days > 0:
        return str(translator.plural("in {count} day", "in {count} days", days))
    if days < 0:
        return str(translator.plural("{count} day ago", "{count} days ago", -days))
    return translator.text(N_("today"))


_OUTCOMES = {
    "stop": N_("the funding ends"),
    "permanent": N_("the service becomes permanent"),
    "not_permanent": N_("the service does not become permanent"),
}


def outcome_text(translator: Translator, committee: Committee | StatedOutcome) -> str:
    """What was decided, in a few words; "" while it is not known."""
    if committee.outcome == "provisional" and committee.months is None:
        return translator.text(N_("provisional"))
    months = committee.months or 0
    match committee.outcome:
        case "granted":
            return str(translator.plural("{count} month granted", "{count} months granted", months))
        case "provisional":
            return str(
                translator.plural("{count} more month, to confirm", "{count} more months, to confirm", months)
            )
    return translator.text(_OUTCOMES[committee.outcome]) if committee.outcome else ""


def outcome_with_proof(translator: Translator, committee: Committee | StatedOutcome) -> str:
    outcome = outcome_text(translator, committee)
    if not committee.conditions:
        return outcome
    return translator.text(WITH_PROOF, outcome=outcome, to_prove=committee.conditions)


def date_lines(translator: Translator, committee: Committee | None, today: date) -> list[Text]:
    """When it meets, and until when there is money."""
    meets_on = committee.meets_on if committee else None
    if meets_on is None:
        none = N_("Its date is not known here yet. As soon as you have one: `/gamma committee 12 march`.")
        return [translator.render(none), *envelope_lines(translator, committee, today)]
    sentence = N_("It was planned for **{day}** ({far}).")
    if meets_on >= today:
        sentence = N_("It meets on **{day}** ({far}).")
    lines = [_date_line(translator, sentence, meets_on, today), *envelope_lines(translator, committee, today)]
    if meets_on < today:
        passed = N_("No outcome is recorded yet: `/gamma committee outcome` takes a moment.")
        lines.append(translator.render(passed))
    return lines


def envelope_lines(translator: Translator, committee: Committee | None, today: date) -> list[Text]:
    """Until when there is money, where that is known."""
    ends_on = committee.envelope_ends_on if committee else None
    if not committee or ends_on is None:
        return []
    sentence = N_("The envelope ended on **{day}** ({far}).")
    if ends_on >= today:
        sentence = N_("The envelope runs until **{day}** ({far}).")
    lines = [_date_line(translator, sentence, ends_on, today)]
    if committee.meets_on and ends_on < committee.meets_on and committee.meets_on >= today:
        lines.append(
            translator.render(N_("That is before the committee meets: worth a word with the sponsor."))
        )
    return lines


def _date_line(translator: Translator, sentence: str, day: date, today: date) -> Text:
    return translator.render(sentence, day=translator.full_day(day), far=relative_day(translator, day, today))


def page_paragraphs(
    translator: Translator,
    startup: Startup,
    ahead: Committee | None,
    ended: Sequence[tuple[Committee, str]],
    today: date,
    closing: Sequence[Text] = (),
) -> tuple[Text, ...]:
    """ended: the latest first, each with the name of who noted it."""
    head = translator.render(N_("**Committee of {startup}**"), startup=startup.name)
    over = ahead is None and bool(ended) and ended[0][0].is_final
    dates = [] if over else date_lines(translator, ahead, today)
    if not (ahead and ahead.envelope_ends_on) and ended:
        dates += envelope_lines(translator, ended[0][0], today)  # the money of the last one runs on
    paragraphs = [Text.lines(head, *dates)]
    if ended:
        title = translator.render(N_("**What was decided**"))
        lines = [bullet(_outcome_line(translator, committee, name)) for committee, name in ended]
        paragraphs.append(Text.lines(title, *lines))
    return fit_paragraphs([*paragraphs, *closing])


def _outcome_line(translator: Translator, committee: Committee, name: str) -> Text:
    day = translator.date(committee.meets_on) if committee.meets_on else ""
    sentence = N_("{day}: {outcome} (noted by {person})")
    return translator.render(
        sentence, day=day, outcome=outcome_with_proof(translator, committee), person=name
    )


def summary_lines(
    translator: Translator, ahead: Committee | None, last: Committee | None, today: date
) -> list[Text]:
    """One line for what matters now: the next committee, else what the last one decided."""
    if ahead and ahead.meets_on:
        sentence = N_("Committee: {day} ({far})")
        if ahead.meets_on < today:
            sentence = N_("Committee of {day}: no outcome recorded yet (`/gamma committee outcome`)")
        date_line = _date_line(translator, sentence, ahead.meets_on, today)
        return [date_line, *envelope_lines(translator, ahead, today)]
    if ahead and ahead.envelope_ends_on:
        sentence = N_("End of the envelope: {day} ({far}), the committee has no date yet")
        if ahead.envelope_ends_on < today:
            sentence = N_("The envelope ended on {day} ({far}), and the committee has no date")
        return [_date_line(translator, sentence, ahead.envelope_ends_on, today)]
    if last and last.meets_on:
        sentence, day = N_("Last committee, {day}: {outcome}"), translator.date(last.meets_on)
        return [translator.render(sentence, day=day, outcome=outcome_text(translator, last))]
    return []


# --- before it counts -------------------------------------------------------------------------


def dates_as_typed(dates: Dates) -> str:
    """The words after `committee` that mean these dates, in both languages."""
    names: dict[DateField, str] = {"meets_on": "date", "envelope_ends_on": "envelope"}
    stated = {names[which]: dates[which] for which in names if which in dates}
    return " ".join(f"{name} {day.isoformat() if day else 'none'}" for name, day in stated.items())


def confirm_dates_message(translator: Translator, startup: Startup, dates: Dates) -> Message:
    """What was understood, with its weekday: nothing counts before it is confirmed."""
    lines = [translator.render(N_("For **{startup}**, I understand:"), startup=startup.name)]
    for which, day in dates.items():
        sentence, none = {
            "meets_on": (N_("the committee meets on **{day}**"), N_("no date for the committee any more")),
            "envelope_ends_on": (
                N_("the envelope runs until **{day}**"),
                N_("no end of the envelope any more"),
            ),
        }[which]
        lines.append(
            bullet(
                translator.render(sentence, day=translator.full_day(day)) if day else translator.render(none)
            )
        )
    question = translator.render(N_("Nothing is noted yet: is that right?"))
    confirmed = f"committee {dates_as_typed(dates)} yes"
    buttons = (
        Button(translator.text(N_("Yes, note it")), says=confirmed, about=startup.id, main=True),
        Button(translator.text(N_("Another date")), says="committee edit", about=startup.id),
    )
    return Message((Text.lines(*lines), question), buttons)


# --- once it is noted -------------------------------------------------------------------------


def dates_noted_message(
    translator: Translator, startup: Startup, committee: Committee, coming: Collection[PromptId], today: date
) -> Message:
    """coming: what people will be told of it."""
    head = translator.render(N_("Noted for the committee of **{startup}**."), startup=startup.name)
    paragraphs = [
        Text.lines(head, *date_lines(translator, committee, today)),
        *_planned_prompts(translator, coming),
    ]
    return Message(tuple(paragraphs), (file_button(translator, startup), edit_button(translator, startup)))


def _planned_prompts(translator: Translator, coming: Collection[PromptId]) -> list[Text]:
    """A promise that is kept: only of what is planned."""
    closer = "45d" in coming or "30d" in coming
    if closer and "file" in coming:
        return [
            translator.render(
                N_("I will say so when it comes closer, and bring its file together a week before.")
            )
        ]
    if "file" in coming:
        return [translator.render(N_("I will bring its file together a week before."))]
    return [translator.render(N_("I will say so when that day comes closer."))] if closer else []


def outcome_noted_message(
    translator: Translator,
    startup: Startup,
    committee: Committee,
    planned: Committee | None,
    region: Region,
    today: date,
) -> Message:
    """What was noted, with care, and what comes next. planned: the committee after this one."""
    sentence = N_("Noted for **{startup}**: {outcome}.")
    head = translator.render(
        sentence, startup=startup.name, outcome=outcome_with_proof(translator, committee)
    )
    paragraphs, buttons = [head], []
    match committee.outcome:
        case "granted":
            paragraphs.append(translator.render(N_("Congratulations to the team!")))
            if end := next_envelope_end(committee, today):
                question = N_("So the envelope would run until **{day}**. Shall I note that?")
                paragraphs.append(translator.render(question, day=translator.full_day(end)))
                buttons.append(_note_button(translator, startup, {"envelope_ends_on": end}))
        case "provisional":
            if planned is None and (day := next_date(committee, region, today)):
                question = N_("The next committee would meet around **{day}**. Shall I note that?")
                paragraphs.append(translator.render(question, day=translator.full_day(day)))
                buttons.append(_note_button(translator, startup, {"meets_on": day}))
        case "permanent":
            paragraphs.append(
                translator.render(N_("Congratulations, and thank you for what you have built!"))
            )
        case "stop" | "not_permanent":
            paragraphs += _end_of_funding(translator)
    mistaken = N_("If this is not what was decided, note it again within two weeks: it replaces this.")
    paragraphs.append(translator.render(mistaken))
    if committee.outcome in ("granted", "provisional"):
        buttons.append(edit_button(translator, startup))
    return Message(tuple(paragraphs), (*buttons, page_button(translator, startup)))


def _end_of_funding(translator: Translator) -> list[Text]:
    """It is a result like another: it says nothing about the worth of the team."""
    sentence = N_(
        "A decision of the committee is no judgement on the team, and what you have learnt stays. "
        "I announce nothing in the channel: you will find better words than I."
    )
    follow = N_("If you like, talk with your portfolio manager about what comes next.")
    return [translator.render(sentence), translator.render(follow)]


def _note_button(translator: Translator, startup: Startup, dates: Dates) -> Button:
    label = translator.text(N_("Yes, note it"))
    return Button(label, says=f"committee {dates_as_typed(dates)} yes", about=startup.id, main=True)


def edit_button(
    translator: Translator, startup: Startup, *, for_all: bool = False, main: bool = False
) -> Button:
    label = translator.text(N_("Change the dates"))
    return Button(label, says="committee edit", about=startup.id, main=main, for_all=for_all)


def file_button(translator: Translator, startup: Startup, *, for_all: bool = False) -> Button:
    return Button(
        translator.text(N_("See the file")), says="committee file", about=startup.id, for_all=for_all
    )


def outcome_button(translator: Translator, startup: Startup, *, for_all: bool = False, main: bool) -> Button:
    label = translator.text(N_("Note the outcome"))
    return Button(label, says="committee outcome", about=startup.id, main=main, for_all=for_all)


def page_button(translator: Translator, startup: Startup, *, for_all: bool = False) -> Button:
    return Button(translator.text(N_("The committee")), says="committee", about=startup.id, for_all=for_all)
