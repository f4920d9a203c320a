"""Who is to do an action: named with @ or by their name, and found among those who are known here."""

from collections.abc import Mapping

from gamma.parsing.text import MENTION, normalise
from gamma.people.person import Person, goes_by
from gamma.startups.startup import Startup
from handlers.engine.context import Context
from handlers.engine.resolve import gone_error, is_oneself, mentioned_accounts
from storage.follow_ups.actions import Assignee
from storage.people import people
from storage.startups.participants import Participants


class Assignees:
    """Finds people around one startup. typed: the command in which the platform has found those named.

    Of those resolved so far, gone: who have no account any more; unknown: names that are nobody's here;
    unasked: names of which the platform did not say in time whose they are.
    """

    def __init__(self, context: Context, startup: Startup, typed: str = "") -> None:
        self._context, self._startup, self._typed = context, startup, typed
        self.gone: list[str] = []
        self.unknown: list[str] = []
        self.unasked: list[str] = []
        self._mentioned: Mapping[str, str] = mentioned_accounts(context, typed)
        self._participants: Participants | None = None

    def is_known(self, name: str) -> bool:
        """Also who is gone: it is a name, and nothing else."""
        return self._find(name) is not None or self.is_gone(name)

    def resolve(self, name: str) -> Assignee:
        """With their account if it is known who is meant; else the name stays as it was written.

        Raises UserError where a mention is of somebody who is gone: another one can be chosen at once.
        """
        if (account := self._mentioned.get(normalise(name))) in self._context.gone:
            raise gone_error(self._context, self._typed, [account])
        if self.is_gone(name):
            self.gone.append(self._name_of_gone(name))
            return Assignee(None, self.gone[-1])
        person = self._find(name) if name else None
        if name and person is None:
            (self.unknown if self._context.are_all_asked else self.unasked).append(name)
        self._participants = None  # whoever is given something is around the startup from then on
        return Assignee(person.id, person.name) if person else Assignee(None, name)

    def account_of(self, name: str) -> str:
        """Of whoever is meant, "" where nobody is found."""
        person = self._find(name)
        return person.account if person else ""

    def in_names(self, line: str) -> str:
        """With names in place of mentions, which no button carries; as it was typed where that is unsure."""
        said = line
        for mention in MENTION.findall(line):
            person = self._find(mention[1:])
            self._participants = None  # who was found just now may have been met for the first time
            if person is None or self._called(person.name) != person:
                return line
            said = said.replace(mention, person.name)
        return said

    def resolve_picked(self, account: str) -> Assignee:
        """Raises UserError where the platform knows no such person, or none any more."""
        person = self._context.person_named(account)
        return Assignee(person.id, person.name)

    def is_gone(self, name: str) -> bool:
        """Whether the platform knows the account no more, chosen after "@" or called by a name."""
        if account := self._mentioned.get(normalise(name)):
            return account in self._context.gone
        person = self._called(name) if name else None
        return person is not None and person.account in self._context.gone

    def told_of(self, name: str, owner: Assignee) -> dict[str, bool]:
        """What is said of whoever this name was resolved to: see action_noted_message()."""
        return {
            "is_gone": self.is_gone(name),
            "is_unasked": name in self.unasked,
            "is_outside": self._is_outside(owner),
        }

    def _is_outside(self, owner: Assignee) -> bool:
        person = people.by_id(self._context.session, owner.id) if owner.id else None
        return person is not None and person.account in self._context.outside

    def _name_of_gone(self, name: str) -> str:
        """As they were known here, or as it was written; nobody is called by an account's id."""
        context, account = self._context, self._mentioned.get(normalise(name))
        if not account:
            return name
        known = people.known_name(context.session, context.actor.platform, account)
        return known or ("" if normalise(name) == normalise(account) else name)

    def _find(self, name: str) -> Person | None:
        context = self._context
        if is_oneself(name):
            return context.actor
        if self.is_gone(name):
            return None
        if account := self._mentioned.get(normalise(name)):
            return context.person_named(account)
        return self._called(name) or self._in_the_channel(name)

    def _in_the_channel(self, name: str) -> Person | None:
        """Somebody who never had to do with the startup yet, and is the only one there to go by that name."""
        context = self._context
        found = [
            account
            for account, told in context.named.items()
            if goes_by(name, (account, told.name, *told.names))
        ]
        return context.person_named(found[0]) if len(found) == 1 else None

    def _called(self, name: str) -> Person | None:
        context = self._context
        if self._participants is None:
            self._participants = Participants(context.session, self._startup.id, context.actor.platform)
        return self._participants.find(name)
