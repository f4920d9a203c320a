"""`/gamma checkpoint invitation` and `feed`: checkpoints in one's calendar, as a file or by subscription."""

from functools import partial

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.checkpoints.resolve import resolve_checkpoint, resolve_plannable_startup
from handlers.engine.command_spec import Arguments, Changes, NumberArgument, Subcommand, Usage
from handlers.engine.context import Context
from storage.checkpoints import feeds
from storage.checkpoints.feeds import Feed, FeedOwner
from storage.startups import startups

_NOTHING_FOLLOWED = N_(
    "This calendar is for portfolio managers, and no startup is yours to follow yet. "
    "In a team’s channel, `/gamma checkpoint feed` gives the calendar of that team; "
    "`/gamma workshop feed` gives yours, with the workshops you come to."
)
_NO_ADDRESS = N_("This installation has no public address (GAMMA_URL), so no calendar can subscribe to it.")
_FILE_INSTEAD = N_(
    "The next checkpoint can come as a calendar file instead, and each change of it brings a new file."
)


def _send_invitation(context: Context, given: Arguments) -> Message:
    """A file lasts only in a posted message: it comes in private."""
    asking = "checkpoint invitation" if given.number is None else f"checkpoint invitation #{given.number}"
    startup = resolve_plannable_startup(context, given.text, asking)
    checkpoint = resolve_checkpoint(context, startup, given.number, "checkpoint invitation #")
    key = f"checkpoint-invitation:{checkpoint.id}:{context.actor.id}:{context.now.isoformat()}"
    context.notify(context.actor, "checkpoint_invitation", key, {"checkpoint": checkpoint.id})
    sentence = N_("The calendar file comes in our direct conversation, for the checkpoint of {when}.")
    when = context.translator.moment(checkpoint.moment, context.now, context.reader_zone)
    return Message((context.translator.render(sentence, when=when),))


def _feed(flags: tuple[str, ...], context: Context, given: Arguments) -> Message:
    """The address of a calendar to subscribe to. Where there is one, a new one is made only if wanted.

    flags: ids of the sub-commands that led here; more of them may stand anywhere among the words of a name.
    """
    typed = [(word, _FLAGS.get(normalise(word))) for word in given.text.split()]
    flags = (*flags, *(flag for _, flag in typed if flag))
    name = " ".join(word for word, flag in typed if flag is None)
    startup = _feed_startup(context, flags, name)
    owner = FeedOwner(startup_id=startup.id) if startup else FeedOwner(person_id=context.actor.id)
    if "revoke" in flags:
        return _revoke_and_confirm(context, owner)
    if not context.pages.base_url:
        label = context.translator.text(N_("The calendar file"))
        file = Button(label, says="checkpoint invitation", about=_about(startup))
        return _no_address_message(context, _FILE_INSTEAD, file)
    current = feeds.find_current(context.session, owner)
    if startup is None and not (context.manages or current):
        raise UserError(_NOTHING_FOLLOWED)
    if current and "new" not in flags:
        return _new_address_question(context, current, startup)
    return _make_and_show_address(context, owner, startup)


def own_feed(context: Context, instead: str) -> Message:
    """Of somebody who has to do with what is in it, whether they follow startups or not.

    instead: what there is where no calendar can subscribe.
    """
    if not context.pages.base_url:
        return _no_address_message(context, instead)
    current = feeds.find_current(context.session, FeedOwner(person_id=context.actor.id))
    if current:
        return _new_address_question(context, current, None)
    return _make_and_show_address(context, FeedOwner(person_id=context.actor.id), None)


def _feed_startup(context: Context, flags: tuple[str, ...], name: str) -> Startup | None:
    """None for one's own: all that a portfolio manager follows."""
    if "mine" in flags or (context.startup is None and not name and context.manages):
        return None
    return resolve_plannable_startup(context, name, f"checkpoint feed {' '.join(flags)}".strip())


def _make_and_show_address(context: Context, owner: FeedOwner, startup: Startup | None) -> Message:
    translator = context.translator
    if startup:
        startups.lock_startup(context.session, startup.id)
    secret = feeds.create(context.session, owner, context.actor, context.now)
    title = (
        N_("**The calendar of {startup}**: `{address}`") if startup else N_("**Your calendar**: `{address}`")
    )
    name = startup.name if startup else ""
    how = N_(
        "Subscribe to this address in your calendar (Outlook and Google: “from the web” or “from URL”; "
        "Thunderbird: “on the network”): what is moved or cancelled follows by itself."
    )
    private = N_(
        "Whoever has it can read what is in it, the workshops you come to and the checkpoints you follow: "
        "please keep it to yourself. I show it only this once."
    )
    if startup:
        private = N_(
            "Whoever has it can read the checkpoints in it: please keep it to those they concern. "
            "I show it only this once."
        )
    paragraphs = (
        translator.render(title, startup=name, address=context.pages.feed_url(secret)),
        translator.render(how),
        translator.render(private),
    )
    return Message(paragraphs, (_take_back(context, startup),))


def _new_address_question(context: Context, current: Feed, startup: Startup | None) -> Message:
    translator = context.translator
    sentence = N_(
        "{person} made an address on {day}. I cannot show it again. A new one would take its place: "
        "calendars that follow the old one would stand still."
    )
    maker = context.name_of(current.made_by)
    day = translator.date(day_in(current.made_at, context.reader_zone))
    new = Button(translator.text(N_("Make a new one")), says=_command("new", startup), about=_about(startup))
    return Message((translator.render(sentence, person=maker, day=day),), (new, _take_back(context, startup)))


def _revoke_and_confirm(context: Context, owner: FeedOwner) -> Message:
    done = feeds.revoke(context.session, owner, context.now)
    sentence = (
        N_("Done: the address leads nowhere any more.") if done else N_("There is no address to take back.")
    )
    return Message((context.translator.render(sentence),))


def _no_address_message(context: Context, instead: str, *buttons: Button) -> Message:
    translator = context.translator
    return Message((Text.lines(translator.render(_NO_ADDRESS), translator.render(instead)),), buttons)


def _take_back(context: Context, startup: Startup | None) -> Button:
    label = context.translator.text(N_("Take the address back"))
    return Button(label, says=_command("revoke", startup), about=_about(startup))


def _command(verb: str, startup: Startup | None) -> str:
    return f"checkpoint feed {verb}" if startup else f"checkpoint feed mine {verb}"


def _about(startup: Startup | None) -> str:
    return startup.id if startup else ""


_NEW = ("new", "nouveau", "nouvelle")
_REVOKE = ("revoke", "retirer", "révoquer")
_MINE = ("mine", "mien", "mes-startups", "mes", "my")
_FLAGS = {
    normalise(spelling): flag
    for flag, spellings in (("mine", _MINE), ("new", _NEW), ("revoke", _REVOKE))
    for spelling in spellings
}
INVITATION = Subcommand(
    "invitation",
    _send_invitation,
    spellings=("invitation", "invitation", "ics", "invite"),
    number=NumberArgument.SIGNED,
)
FEED = Subcommand(
    "feed",
    partial(_feed, ()),
    spellings=("feed", "calendrier", "calendar"),
    usages=(
        Usage(
            {"en": "checkpoint feed", "fr": "point calendrier"},
            N_("the checkpoints in your own calendar; `invitation` gives one as a file"),
        ),
    ),
    subcommands=(
        Subcommand(
            "mine",
            partial(_feed, ("mine",)),
            spellings=_MINE,
            subcommands=(
                Subcommand("new", partial(_feed, ("mine", "new")), spellings=_NEW, changes=Changes.ALWAYS),
                Subcommand(
                    "revoke", partial(_feed, ("mine", "revoke")), spellings=_REVOKE, changes=Changes.ALWAYS
                ),
            ),
            changes=Changes.ALWAYS,
        ),
        Subcommand("new", partial(_feed, ("new",)), spellings=_NEW, changes=Changes.ALWAYS),
        Subcommand("revoke", partial(_feed, ("revoke",)), spellings=_REVOKE, changes=Changes.ALWAYS),
    ),
    changes=Changes.ALWAYS,
)
