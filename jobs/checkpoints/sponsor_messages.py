"""What is said of sponsors' answers."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign
from gamma.checkpoints.sponsor_page import SponsorAnswer, SponsorLink, parse_proposed_moment
from gamma.dates import LocalMoment
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing, load_startup
from storage.checkpoints import checkpoints, sponsor_links
from storage.sponsor_page import ASKED_ABOUT, earlier_untold, is_superseded


def sponsor_answered(context: MessageContext, subject: Subject) -> Message | None:
    """Said of the link, never of a person: nobody knows who pressed.

    Who answers several times before the team has heard gave one answer: the last. What was said to be wrong
    with the minutes is told with it.
    """
    loaded = sponsor_links.load_answer(context.session, subject["answer"])
    checkpoint = checkpoints.load(context.session, loaded[0].checkpoint_id) if loaded else None
    if loaded is None or checkpoint is None or is_superseded(context.session, *loaded):
        return None
    startup = load_startup(context, checkpoint.startup_id)
    link, answer = loaded
    match answer.kind:
        case "confirmed" if checkpoint.ends_at <= context.now:
            return None
        case "confirmed":
            confirmed = _confirmation(context, startup, checkpoint, link, answer)
            since = _changes_since(
                context, checkpoint, LocalMoment.of_code(answer.text, checkpoint.moment.zone)
            )
            return Message((Text.lines(confirmed, *since),))
        case "proposed":
            asked_about = LocalMoment.of_code(subject[ASKED_ABOUT], checkpoint.moment.zone)
            return _proposal_message(context, startup, checkpoint, link, answer, asked_about)
        case "approved":
            earlier = _earlier_objections(context, link, answer)
            approved = _approval(context, startup, checkpoint, link)
            buttons = (_correct_button(context, startup, checkpoint),) if earlier else ()
            return Message((Text.lines(approved, *_remark(context, answer), *earlier),), buttons)
        case "objected":
            return _objection_message(context, startup, checkpoint, link, answer)


def _confirmation(
    context: MessageContext,
    startup: Startup,
    checkpoint: Checkpoint,
    link: SponsorLink,
    answer: SponsorAnswer,
) -> Text:
    sentence = N_("**{startup}**: the date of {when} is confirmed, by {link}.")
    moment = LocalMoment.of_code(answer.text, checkpoint.moment.zone)
    when = context.translator.moment(moment, context.now, context.reader_zone)
    return context.translator.render(sentence, startup=startup.name, when=when, link=_link(context, link))


def _approval(context: MessageContext, startup: Startup, checkpoint: Checkpoint, link: SponsorLink) -> Text:
    sentence = N_(
        "**{startup}**: the minutes of {day} are approved, by {link} (this is no proof of who approved them)."
    )
    day = context.translator.date(checkpoint.moment.day)
    return context.translator.render(sentence, startup=startup.name, day=day, link=_link(context, link))


def _remark(context: MessageContext, answer: SponsorAnswer) -> list[Text]:
    return [context.translator.render(N_("“{text}”"), text=answer.remark)] if answer.remark else []


def _objection_message(
    context: MessageContext,
    startup: Startup,
    checkpoint: Checkpoint,
    link: SponsorLink,
    answer: SponsorAnswer,
) -> Message:
    """With a way to the form of the minutes; what is corrected there can be approved anew."""
    translator = context.translator
    sentence = N_("**{startup}**: by {link}, this is said of the minutes of {day}:")
    day, said_by = translator.date(checkpoint.moment.day), _link(context, link)
    said = translator.render(sentence, startup=startup.name, link=said_by, day=day)
    lines = Text.lines(said, *_remark(context, answer), *_earlier_objections(context, link, answer))
    return Message((lines,), (_correct_button(context, startup, checkpoint),))


def _correct_button(context: MessageContext, startup: Startup, checkpoint: Checkpoint) -> Button:
    label = context.translator.text(N_("Correct the minutes"))
    opens = f"checkpoint minutes {number_sign(checkpoint)}"
    return Button(label, opens, startup.id, for_all=context.for_all)


def _earlier_objections(context: MessageContext, link: SponsorLink, answer: SponsorAnswer) -> list[Text]:
    """What the reader has not heard of: the words hold, whatever was pressed after them."""
    untold = earlier_untold(context.session, link, answer, context.recipient)
    remarks = [each.remark for each in untold if each.kind == "objected"]
    sentence = N_("A little earlier, by the same link: “{text}”")
    return [context.translator.render(sentence, text=remark) for remark in remarks]


def _changes_since(context: MessageContext, checkpoint: Checkpoint, asked_about: LocalMoment) -> list[Text]:
    """What became of the date before anybody could read what the sponsor said of it."""
    if checkpoint.state == "cancelled":
        return [context.translator.render(N_("The checkpoint was cancelled since."))]
    if checkpoint.moment == asked_about:
        is_over = checkpoint.ends_at <= context.now
        return [context.translator.render(N_("Its date has passed since."))] if is_over else []
    now_on = context.translator.moment(checkpoint.moment, context.now, context.reader_zone)
    return [
        context.translator.render(N_("The checkpoint was moved since: it is on {when} now."), when=now_on)
    ]


def _proposal_message(
    context: MessageContext,
    startup: Startup,
    checkpoint: Checkpoint,
    link: SponsorLink,
    answer: SponsorAnswer,
    asked_about: LocalMoment,
) -> Message:
    """With a way to move there, where the words are understood; the moment is shown back before it counts.

    asked_about: the date for which another was proposed.
    """
    translator = context.translator
    sentence = N_("**{startup}**: by {link}, another date is proposed for the checkpoint of {when}:")
    when = translator.moment(asked_about, context.now, context.reader_zone)
    said_by = _link(context, link)
    lines = [
        translator.render(sentence, startup=startup.name, link=said_by, when=when),
        translator.render(N_("“{text}”"), text=answer.text),
    ]
    moment, moves = parse_proposed_moment(answer, checkpoint), f"checkpoint move {number_sign(checkpoint)}"
    if moment and moment.instant > context.now:
        as_read = translator.moment(moment, context.now, context.reader_zone)
        lines.append(translator.render(N_("That is, as I understand it: {moment}."), moment=as_read))
        moves = f"{moves} {moment.code}"
    lines += _changes_since(context, checkpoint, asked_about)
    is_over = checkpoint.state != "planned" or checkpoint.ends_at <= context.now
    if is_over or moment == checkpoint.moment:
        return Message((Text.lines(*lines),))
    label = translator.text(N_("Move the checkpoint"))
    is_open = checkpoint.moment == asked_about
    button = Button(label, moves, startup.id, main=is_open, for_all=context.for_all)
    return Message((Text.lines(*lines),), (button,))


def _link(context: MessageContext, link: SponsorLink) -> str:
    if link.contact:
        return context.translator.text(N_("the link made for {contact}"), contact=link.contact)
    return context.translator.text(N_("the sponsor’s link"))


MESSAGES: Mapping[str, MessageKind] = {
    "sponsor_answered": MessageKind(sponsor_answered, Timing.IN_HOURS),
}
