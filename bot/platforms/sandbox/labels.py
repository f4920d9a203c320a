"""What the sandbox's page itself says, in the catalogue's languages."""

from gamma.translator import N_, Translator

_LABELS = {
    "about": N_("Talk with Gamma as several people. Everything is invented, and stays on this machine."),
    "page_language": N_("Language of the page"),
    "skip": N_("Go to the message field"),
    "needs_script": N_("This page needs JavaScript."),
    "time": N_("It is {moment} in the programme."),
    "move_time": N_("Move the programme’s time"),
    "hour": N_("+1 hour"),
    "day": N_("+1 day"),
    "monday": N_("Monday 9:00"),
    "quarter": N_("+1 quarter"),
    "moving": N_("Time is moving…"),
    "lost": N_("Connection lost. I am trying again…"),
    "failed": N_("That did not work. Try again."),
    "column": N_("Conversation {number}"),
    "person": N_("I am"),
    "person_option": N_("{name}, {role}"),
    "place": N_("Where"),
    "direct": N_("In private with Gamma"),
    "group": N_("With {names} and Gamma"),
    "unread": N_("{place} · unread: {count}"),
    "language": N_("Language"),
    "log": N_("Messages: {place}"),
    "empty": N_("Nothing here yet. Write to Gamma, or type /gamma."),
    "tour": N_("To try here"),
    "one_below": N_("↓ 1 new message"),
    "below": N_("↓ {count} new messages"),
    "private": N_("Only you see this"),
    "you": N_("{name} (you)"),
    "message": N_("Message"),
    "hint": N_("Type /gamma or a message"),
    "send": N_("Send"),
    "commands": N_("Commands"),
    "close": N_("Close"),
    "required": N_("required"),
    "answer_expected": N_("An answer is expected here."),
    "calendar": N_("Choose in a calendar: {name}"),
    "by_name": N_("Or by name: {name}"),
    "nobody": N_("Nobody"),
    "download": N_("Download {file}"),
    "no_answer": N_("No answer"),
    "look_again": N_("To look at again: {fields}."),
}

_PLACEHOLDERS = {
    name: f"{{{name}}}"
    for name in ("moment", "number", "name", "names", "role", "place", "count", "fields", "file")
}


def labels(locale: str) -> dict[str, str]:
    """The page's labels by name; their {placeholders} are left for the page to fill."""
    translator = Translator(locale)
    return {name: translator.text(sentence, **_PLACEHOLDERS) for name, sentence in _LABELS.items()}
