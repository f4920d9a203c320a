"""`/gamma startup link` and `unlink`: which channel belongs to which startup."""

from collections.abc import Sequence

from gamma.chat import Button, Field, Message
from gamma.errors import UserError
from gamma.people.rights import Right, Role
from gamma.startups.search import find_startup
from gamma.startups.startup import Channel, Startup
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    FormAnswers,
    FormQuestion,
    FormSpec,
    Subcommand,
    Usage,
)
from handlers.engine.context import (
    PROGRAMME_TEAM,
    ClarificationNeeded,
    Context,
    JoinChannel,
    Outcome,
    Response,
)
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import option_labels
from handlers.startups.welcome import welcome
from storage.startups import startups

_NOT_FOUND = N_(
    "I cannot find “{typed}”. Type its name or its id, for example “velo-facile”. Nothing was changed."
)
_NOT_BOTH = N_(
    "I can only link a channel in which we both are. Join it, invite me (`/invite @gamma`), then try again."
)


def _link(context: Context, given: Arguments) -> Response:
    if context.place.direct:
        raise UserError(N_("A link belongs to a team’s channel: type `/gamma startup link` there."))
    if context.channels:
        return _link_further(context)
    if not given.text:
        return _open_form(context)
    match = find_startup(given.text, startups.names_by_id(context.session))
    if match.exact:
        _save_link(context, match.exact, context.place.id)
        return _linked_response(context, match.exact, context.place.id)
    if not match.candidates:
        raise UserError(_NOT_FOUND, typed=given.text[:80])
    raise _which_startup(context, given.text, match.candidates)


def _which_startup(context: Context, typed: str, near: tuple[str, ...]) -> ClarificationNeeded:
    """Something resembles it: the person chooses, the bot does not guess."""
    translator = context.translator
    names = startups.names_by_id(context.session)
    labels = option_labels({startup: names[startup] for startup in near})
    one, several = (
        N_("I cannot find exactly “{typed}”. Did you mean “{name}”?"),
        N_("I cannot find exactly “{typed}”. Did you mean one of these?"),
    )
    sentence = one if len(near) == 1 else several
    question = translator.render(sentence, typed=typed[:80], name=names[near[0]])
    buttons = [Button(label, says=f"startup link {startup}") for startup, label in labels.items()]
    return ClarificationNeeded(Message((question,), tuple(buttons)))


def _open_form(context: Context) -> JoinChannel:
    if context.here:
        raise _linked_already_error(context.here)
    intro = N_("This channel will be the one where I help its team.")
    form = open_form(context, FORM, intro=context.translator.text(intro))
    return JoinChannel(form, context.place.id)


def _questions(context: Context, _startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    translator = context.translator
    help_ = translator.text(N_("Its name or its id, even approximately."))
    field = Field("startup", translator.text(N_("Startup")), "text", help_, required=True)
    return (FormQuestion(field, parse=str),)


def _save(context: Context, answers: FormAnswers) -> Outcome:
    typed = answers.values["startup"]
    names = startups.names_by_id(context.session)
    match = find_startup(typed, names)
    if match.exact:
        _save_link(context, match.exact, context.place.id)
        return {"startup": match.exact, "channel": context.place.id}
    refusal = UserError(_NOT_FOUND, typed=typed[:80])
    if match.candidates:
        listed = context.translator.listed([f"{quoted(names[near])} ({near})" for near in match.candidates])
        refusal = UserError(N_("Not found exactly. Copy one of these: {names}."), names=listed)
    raise FormRefusedError({"startup": refusal})


def _show(context: Context, outcome: Outcome) -> Response:
    """What the form led to, as it stands now: the context is of the moment before it was kept."""
    here = startups.startup_of_channel(context.session, context.actor.platform, outcome["channel"])
    if here is None or here.id != outcome["startup"]:
        raise UserError(N_("That link was undone meanwhile. Nothing was changed."))
    return _linked_response(context, outcome["startup"], outcome["channel"])


def _link_further(context: Context) -> Response:
    """From the linked channel, link another one that is named: `/gamma startup link #other`."""
    channel = context.channels[0]
    if context.here is None:
        raise UserError(N_("Type this in the channel that is linked already."))
    _save_link(context, context.here.id, channel, from_linked=True)
    return _linked_response(context, context.here.id, channel)


def _save_link(context: Context, startup_id: str, channel: str, *, from_linked: bool = False) -> None:
    """Raises UserError where the link is not possible or not allowed."""
    platform = context.actor.platform
    startups.lock_startup(context.session, startup_id)
    startup = startups.load(context.session, startup_id)
    if startup is None:
        raise UserError(_NOT_FOUND, typed=startup_id[:80])
    if channel not in context.in_channels:
        raise UserError(_NOT_BOTH)
    taken = startups.startup_of_channel(context.session, platform, channel)
    if taken:
        raise _linked_already_error(taken)
    if startups.channels_of(context.session, startup_id):
        _may_link_further(context, startup, from_linked=from_linked)
    else:
        context.require(Right.LINK_FIRST_CHANNEL, startup)
    startups.link_channel(context.session, Channel(platform, channel, startup_id), context.actor, context.now)
    context.remind_again(startup_id)
    subject = {"startup": startup_id, "person": context.actor.id, "platform": platform, "channel": channel}
    key = f"channel-linked:{platform}:{channel}:{context.now.isoformat()}"
    context.notify(Channel(platform, channel, startup_id), "channel_linked", key, subject)
    welcome(context, startup_id)
    context.notify(PROGRAMME_TEAM, "channel_announced", f"{key}:announced", subject)


def _may_link_further(context: Context, startup: Startup, *, from_linked: bool) -> None:
    refusal = N_(
        "{startup} has a channel already. From there, one of its members can add this one: "
        "`/gamma startup link`, then the name of this channel. Nothing was changed."
    )
    context.require(Right.LINK_FURTHER_CHANNEL, startup, refusal)
    if context.role_in(startup.id) is Role.MEMBER and not from_linked:
        raise UserError(refusal, startup=startup.name)


def _linked_already_error(startup: Startup) -> UserError:
    sentence = N_(
        "This channel is linked to {startup} already. `/gamma startup unlink` undoes it. Nothing was changed."
    )
    return UserError(sentence, startup=startup.name)


def _linked_response(context: Context, startup_id: str, channel: str) -> JoinChannel:
    translator = context.translator
    name = startups.name_of(context.session, startup_id)
    done = translator.render(N_("Done: this channel is linked to **{startup}**."), startup=name)
    button = Button(translator.text(N_("What matters now")), says="now", about=startup_id)
    return JoinChannel(Message((done,), (button,)), channel)


def _unlink(context: Context, _given: Arguments) -> Message:
    startup = context.here
    if startup is None:
        raise UserError(N_("This channel is not linked to a startup. Nothing was changed."))
    context.require(Right.UNLINK_CHANNEL, startup)
    platform, channel = context.actor.platform, context.place.id
    startups.unlink_channel(context.session, platform, channel)
    context.remind_again(startup.id)
    key = f"channel-unlinked:{platform}:{channel}:{context.now.isoformat()}"
    subject = {"startup": startup.id, "person": context.actor.id}
    context.notify(Channel(platform, channel, startup.id), "channel_unlinked", key, subject)
    done = N_("Undone: this channel is no longer linked to **{startup}**. What was answered is kept.")
    button = Button(context.translator.text(N_("Link a startup")), says="startup link")
    return Message((context.translator.render(done, startup=startup.name),), (button,))


FORM = FormSpec(
    route="startup.link",
    title=N_("Link a startup"),
    submit=N_("Link"),
    questions=_questions,
    save=_save,
    show=_show,
)
LINK = Subcommand(
    "link",
    _link,
    spellings=("link", "lier", "relier", "associer"),
    usages=(
        Usage(
            {"en": "startup link velo-facile", "fr": "startup lier velo-facile"},
            N_("link this channel, by the startup’s name or id"),
        ),
    ),
    opposite="unlink",
    public=True,
    changes=Changes.ALWAYS,
)
UNLINK = Subcommand(
    "unlink",
    _unlink,
    spellings=("unlink", "délier", "dissocier"),
    usages=(Usage({"en": "startup unlink", "fr": "startup délier"}, N_("undo this channel’s link")),),
    opposite="link",
    changes=Changes.ALWAYS,
)
