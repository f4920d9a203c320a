"""`/gamma checkpoint invitation` and `feed`: checkpoints in one's calendar, as a file or by subscription."""

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.normalise import normalise
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints.resolve import number_in, resolve_checkpoint, resolve_plannable_startup
from handlers.context import Context
from storage.checkpoints import feeds
from storage.checkpoints.feeds import Feed, Owner
from storage.startups import startups

_MINE = ("mine", "mien", "mes-startups", "mes", "my")
_NEW = ("new", "nouveau", "nouvelle")
_REVOKE = ("revoke", "retirer", "révoquer")


def invitation(context: Context, typed: str) -> Message:
    """A file lasts only in a posted message: it comes in private."""
    number, rest = number_in(typed)
    asking = "checkpoint invitation" if number is None else f"checkpoint invitation #{number}"
    startup = resolve_plannable_startup(context, rest, asking)
    checkpoint = resolve_checkpoint(context, startup, number, "checkpoint invitation #")
    key = f"checkpoint-invitation:{checkpoint.id}:{context.actor.id}:{context.now.isoformat()}"
    context.notify(context.actor, "checkpoint_invitation", key, {"checkpoint": checkpoint.id})
    told = N_("The calendar file comes in our direct conversation, for the checkpoint of {when}.")
    when = context.translator.moment(checkpoint.moment, context.now, context.reader_zone)
    return Message((context.translator.render(told, when=when),))


def feed(context: Context, typed: str) -> Message:
    """The address of a calendar to subscribe to. Where there is one, a new one is made only if wanted."""
    said = typed.split()
    flags = [word for word in said if normalise(word) in map(normalise, (*_MINE, *_NEW, *_REVOKE))]
    name = " ".join(word for word in said if word not in flags)
    mine = _has(flags, _MINE) or (context.startup is None and not name and bool(context.manages))
    startup = (
        None
        if mine
        else resolve_plannable_startup(context, name, f"checkpoint feed {' '.join(flags)}".strip())
    )
    owner = Owner(startup_id=startup.id) if startup else Owner(person_id=context.actor.id)
    if _has(flags, _REVOKE):
        return _revoked(context, owner)
    if not context.pages.own:
        return _no_address(context, startup)
    if startup is None and not context.manages:
        raise UserError(_NOTHING_FOLLOWED)
    there = feeds.current(context.session, owner)
    if there and not _has(flags, _NEW):
        return _really(context, there, startup)
    return _made(context, owner, startup)


_NOTHING_FOLLOWED = N_(
    "This calendar is for portfolio managers, and no startup is yours to follow yet. "
    "In a team’s channel, `/gamma checkpoint feed` gives the calendar of that team."
)


def _has(flags: list[str], spellings: tuple[str, ...]) -> bool:
    return any(normalise(flag) in map(normalise, spellings) for flag in flags)


def _made(context: Context, owner: Owner, startup: Startup | None) -> Message:
    translator = context.translator
    if startup:
        startups.lock_startup(context.session, startup.id)
    secret = feeds.make(context.session, owner, context.actor, context.now)
    title = (
        N_("**The calendar of {startup}**: `{address}`") if startup else N_("**Your calendar**: `{address}`")
    )
    name = startup.name if startup else ""
    how = N_(
        "Subscribe to this address in your calendar (Outlook and Google: “from the web” or “from URL”; "
        "Thunderbird: “on the network”): moved and cancelled checkpoints follow by themselves."
    )
    private = N_(
        "Whoever has it can read the checkpoints: please keep it to those they concern. "
        "I show it only this once."
    )
    told = (
        translator.render(title, startup=name, address=context.pages.feed(secret)),
        translator.render(how),
        translator.render(private),
    )
    return Message(told, (_take_back(context, startup),))


def _really(context: Context, there: Feed, startup: Startup | None) -> Message:
    translator = context.translator
    told = N_(
        "{person} made an address on {day}. I cannot show it again. A new one would take its place: "
        "calendars that follow the old one would stand still."
    )
    maker = context.name_of(there.made_by)
    day = translator.date(day_in(there.made_at, context.reader_zone))
    new = Button(translator.text(N_("Make a new one")), says=_says("new", startup), about=_about(startup))
    return Message((translator.render(told, person=maker, day=day),), (new, _take_back(context, startup)))


def _revoked(context: Context, owner: Owner) -> Message:
    done = feeds.revoke(context.session, owner, context.now)
    told = (
        N_("Done: the address leads nowhere any more.") if done else N_("There is no address to take back.")
    )
    return Message((context.translator.render(told),))


def _no_address(context: Context, startup: Startup | None) -> Message:
    translator = context.translator
    told = N_(
        "This installation has no public address (GAMMA_URL), so no calendar can subscribe to it. "
        "The next checkpoint can come as a calendar file instead, and each change of it brings a new file."
    )
    file = Button(
        translator.text(N_("The calendar file")), says="checkpoint invitation", about=_about(startup)
    )
    return Message((translator.render(told),), (file,))


def _take_back(context: Context, startup: Startup | None) -> Button:
    label = context.translator.text(N_("Take the address back"))
    return Button(label, says=_says("revoke", startup), about=_about(startup))


def _says(verb: str, startup: Startup | None) -> str:
    return f"checkpoint feed {verb}" if startup else f"checkpoint feed mine {verb}"


def _about(startup: Startup | None) -> str:
    return startup.id if startup else ""
