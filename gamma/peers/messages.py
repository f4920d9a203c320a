"""Peers in words: what is asked of either team, their introduction, and that no team was found."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.peers.pairs import Proposal
from gamma.programme.file import Programme
from gamma.text import Text
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class Words:
    """Who reads it, and when."""

    programme: Programme
    translator: Translator
    now: datetime
    zone: ZoneInfo

    def criterion(self, id_: str) -> str:
        """Its name, as it is written where the programme file has none by this id."""
        known = [each for each in self.programme.criteria if each.id == id_]
        return self.translator.local(known[0].title) if known else id_

    def until(self, proposal: Proposal) -> str:
        moment = proposal.until.astimezone(self.zone)
        day = self.translator.day(moment.date(), day_in(self.now, self.zone))
        return self.translator.text(N_("{day} at {time}"), day=day, time=self.translator.clock(moment.time()))


def asked_of_gap(words: Words, proposal: Proposal, startup: str) -> Message:
    """Of somebody whose team works on the criterion. No other team is named, nor counted."""
    translator = words.translator
    ask = N_(
        "Hello! Would you like to talk for half an hour with a team that has just reached **{criterion}**? "
        "By its shared result, {startup} still works on it."
    )
    how = N_(
        "I ask you alone. If you say yes, I look for a team, in private too; you hear of each other once it "
        "has said yes as well. “Rather not” is a good answer, and nobody is told. I wait until {until}."
    )
    said = translator.render(ask, criterion=words.criterion(proposal.criterion), startup=startup)
    until = translator.render(how, until=words.until(proposal))
    return Message((said, until), gap_buttons(translator, proposal))


def gap_buttons(translator: Translator, proposal: Proposal) -> tuple[Button, ...]:
    about = proposal.gap
    return (
        Button(translator.text(N_("Yes, you may name us")), f"peers yes {proposal.id}", about, main=True),
        Button(translator.text(N_("Yes, unnamed at first")), f"peers unnamed {proposal.id}", about),
        Button(translator.text(N_("Rather not")), f"peers no {proposal.id}", about),
    )


def asked_of_peer(words: Words, proposal: Proposal, gap: str, startup: str) -> Message:
    """Of somebody whose team reached it. gap: the name of the other, "" where it is not said yet."""
    translator = words.translator
    ask = N_(
        "Hello! {gap} would like to hear how {startup} reached **{criterion}**. Would you spare half an hour?"
    )
    if not gap:
        ask = N_(
            "Hello! A team would like to hear how {startup} reached **{criterion}**. Would you spare half an "
            "hour? If you do, I tell you which one."
        )
    how = N_(
        "If you say yes, I give each of you the other’s name. “Rather not” is a good answer: nobody is told, "
        "not even that I asked you. I wait until {until}."
    )
    values = {"gap": gap, "startup": startup, "criterion": words.criterion(proposal.criterion)}
    about = proposal.peer
    buttons = (
        Button(translator.text(N_("Yes, gladly")), f"peers yes {proposal.id}", about, main=True),
        Button(translator.text(N_("Rather not")), f"peers no {proposal.id}", about),
    )
    return Message(
        (translator.render(ask, **values), translator.render(how, until=words.until(proposal))), buttons
    )


def looking(words: Words, proposal: Proposal) -> Text:
    """To who said yes first; the same whatever becomes of it meanwhile."""
    sentence = N_("I look for a team that reached **{criterion}**, and tell you by {until}.")
    criterion = words.criterion(proposal.criterion)
    return words.translator.render(sentence, criterion=criterion, until=words.until(proposal))


def introduced(words: Words, criterion: str, person: str, startup: str, *, has_reached: bool) -> Text:
    """person, startup: the other's. has_reached: whether it is the other who did."""
    sentence = N_(
        "You and **{person}** ({startup}) both said yes: {startup} would like to hear how your team reached "
        "**{criterion}**. Write to each other in private, and suggest a time: {person} knows your name too."
    )
    if has_reached:
        sentence = N_(
            "You and **{person}** ({startup}) both said yes: {startup} has reached **{criterion}**, and "
            "tells how. Write to each other in private, and suggest a time: {person} knows your name too."
        )
    named = {"person": person, "startup": startup, "criterion": words.criterion(criterion)}
    return words.translator.render(sentence, **named)


def nobody_found(words: Words, criterion: str) -> Message:
    """The same whether nobody was asked, nobody answered, or somebody said no."""
    translator = words.translator
    sentence = N_(
        "I found no team for now with which you could talk about **{criterion}**, sorry. Somebody of the "
        "expert network may help, or something to read."
    )
    said = translator.render(sentence, criterion=words.criterion(criterion))
    expert = Button(translator.text(N_("Ask an expert")), "expert ask", main=True)
    read = Button(translator.text(N_("Something to read")), f"resources {criterion}")
    return Message((said,), (expert, read))


def about_peers(translator: Translator, *, is_asked: bool) -> list[Text]:
    """What it is, and whether the reader may be asked."""
    what = N_(
        "**Teams that help each other.** Once a quarter at most I ask somebody of a team, in private, "
        "whether they would talk with a team that has reached what theirs works on, or tell another how "
        "theirs did. Only shared results count, both say yes, and a no is told to nobody. There is no list "
        "of who works on what."
    )
    may = N_("May I ask you? Yes.") if is_asked else N_("May I ask you? No, you do not want it.")
    return [translator.render(what), translator.render(may)]


def switch_button(translator: Translator, *, is_asked: bool) -> Button:
    if is_asked:
        return Button(translator.text(N_("No longer ask me")), "peers off")
    return Button(translator.text(N_("Ask me again")), "peers on", main=True)
