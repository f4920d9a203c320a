"""The shape of what people can ask: commands with their sub-commands, and forms with their questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import Enum
from functools import cached_property
from typing import Any

from gamma.chat import Field, Message
from gamma.errors import UserError
from gamma.form_fingerprint import FormChanges
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from handlers.engine.context import Context, Outcome, Response
from storage.reader_context import ReaderContext


@dataclass(frozen=True)
class FormQuestion:
    """One question of a form: the field as it is shown, and what reads the words typed into it.

    parse: raises InvalidInputError, whose sentence is shown at the field.
    stored: what is stored now, where the field cannot show it: an answer that is no longer offered.
    no_answer: the option that stands for none, where a field has one.
    """

    field: Field
    parse: Callable[[str], Any] = one_line
    stored: str = ""
    no_answer: str = ""

    @property
    def shown(self) -> str:
        """The answer that stands in the field."""
        return "" if self.field.value == self.no_answer else self.field.value

    @property
    def current(self) -> str:
        """What an answer is compared with, to see whether it changes anything."""
        return self.stored or self.shown


@dataclass(frozen=True)
class FormAnswers:
    """What was sent, read: by field name the value, and for a guarded form what the person changed in it.

    detail: the end of the form's route, which says what it is about beside the startup.
    refused: what could not be read, by field: such a field has no value. Only a form with separable fields is
        saved so, and what is told of it is their sentences.
    compare: tells what was changed. Raises UserError if the form has other questions by now.
    """

    startup: Startup | None
    detail: str
    values: Mapping[str, Any]
    typed: Mapping[str, str]
    compare: Callable[[], FormChanges] | None = None
    refused: Mapping[str, UserError] = dataclass_field(default_factory=dict)

    def changes(self) -> FormChanges:
        """What the person changed in a guarded form. Raises UserError if it has other questions by now."""
        if self.compare is None:
            raise ValueError("only a guarded form tells what was changed in it")
        return self.compare()


ALL_FIELDS = ("*",)


@dataclass(frozen=True)
class FormSpec:
    """A form as a list of questions. It is read, checked and guarded by handlers/engine/forms.py.

    route: the command's id and the form's name, "actions.action"; a form's own route may go on with a detail.
    title, submit: of a form that open_form opens; "" where the subject makes its own.
    questions(context, startup, detail): those asked now, with what is known as their value.
    check(context, answers): sentences at fields whose values cannot be meant, or not beside each other; asked
        also where other fields could not be read: their values are missing.
    save(context, answers): keeps the answers, once, and gives the outcome, which can be stored as JSON.
        Raises UserError: then nothing is kept; or FormRefusedError with sentences at fields, which says
        whether the rest is.
    result(context, outcome): what is told of it, the same at once and later; None: nothing is left to say.
        None instead of it: nothing is told in private, `show` alone answers.
    show(context, outcome): what comes after, where that is more than its result: the next form, say.
    goes_on(outcome): whether `show` gives the next form; None: never.
    asks_startup: where it is about no startup yet, a question of it asks which; `save` then checks the right.
    guarded: what was stated since the form was shown is not undone by it (gamma/form_fingerprint.py). Its
        startup is locked before what is stated now is read.
    is_outdated(context, detail): of a guarded form, whether nothing that it showed stands any more.
    separable: fields on which no other depends, ALL_FIELDS for all: where one of them cannot be read, the
        rest is kept, and the form stays open for that one.
    renewed_detail(context, answers): of a form with marks of its own in its detail: the same, with what was
        kept of these answers as shown.
    in_private: told in the direct conversation also where the platform shows the result at once; or for
        which outcomes it is.
    people: the names of its person fields.
    names_owners: whether somebody may be made responsible by a name in it.
    """

    route: str
    questions: "Callable[[Context, Startup | None, str], Sequence[FormQuestion]]"
    save: Callable[[Context, FormAnswers], Outcome]
    result: Callable[[ReaderContext, Outcome], Message | None] | None = None
    title: str = ""
    submit: str = ""
    check: Callable[[Context, FormAnswers], Mapping[str, UserError]] | None = None
    right: Right | None = None
    refusal: str = ""
    show: Callable[[Context, Outcome], Response] | None = None
    goes_on: Callable[[Outcome], bool] | None = None
    guarded: bool = False
    is_outdated: Callable[[Context, str], bool] | None = None
    asks_startup: bool = False
    separable: tuple[str, ...] = ()
    renewed_detail: Callable[[Context, FormAnswers], str] | None = None
    in_private: bool | Callable[[Outcome], bool] = False
    people: tuple[str, ...] = ()
    names_owners: bool = False


@dataclass(frozen=True)
class Usage:
    """One way to use a command: what follows `/gamma` in each language, and what it does."""

    says: Mapping[str, str]
    summary: str


class StartupArgument(Enum):
    """How the startup stands in what is typed after a sub-command. In its channel it may be left out."""

    NAMED = "all the words are its name"
    BESIDE = "its name stands first or last beside other words"
    BESIDE_TEXT = "likewise, beside words that are kept as they are typed"


class NumberArgument(Enum):
    """How a number stands first in what is typed: "#12 …"."""

    ANY = "with or without its sign"
    SIGNED = "only with its sign: without it, 12 may be a day or an hour"
    SEVERAL = "one or more, each done in turn"


class Changes(Enum):
    """When a sub-command changes something: then its transaction is one for changes from its beginning.

    Where this is not known a transaction that only reads comes first, and all is asked again in another one
    if there turns out to be something to save.
    """

    ALWAYS = "whatever follows it"
    CONFIRMED = "where a last yes follows it: without it, it asks"
    WITH_WORDS = "where words follow it: alone it shows something, or opens a form"
    WITH_NUMBER = "where a number is among the words: others name a startup"


@dataclass(frozen=True)
class Arguments:
    """What was typed after a sub-command, resolved before its function runs.

    text: what is left of the words that were typed. confirmed: whether they ended in "yes".
    page: of a list of several pages, the one that is asked for; 0 where none is.
    named_startup: None where the sub-command asks for none.
    """

    text: str
    typed: str = ""
    named_startup: Startup | None = None
    number: int | None = None
    confirmed: bool = False
    page: int = 0

    @property
    def startup(self) -> Startup:
        if self.named_startup is None:
            raise ValueError("this sub-command has no startup among its arguments")
        return self.named_startup


@dataclass(frozen=True)
class Subcommand:
    """What may follow a command's name. The engine in subcommands.py resolves its arguments and its right.

    id: how buttons say it: "done". spellings: the English one, the French one (the same where none follows),
    any other; understood in both languages, with hyphens or spaces. usages: its lines in the help, in order.
    alone: spellings that need no command's name before them: `/gamma ordre du jour`. phrases: whole lines
    that mean it, as people write them to a bot. opposite: by its id the one beside it that undoes it.
    asks: whether a last "yes" belongs to it. prose: whether words to somebody may stand behind its numbers.
    pages: whether "page 2" may stand last: it answers with a list.
    takes(words): where its spellings are words that a sentence may begin with, whether the words after one
        are its own. If not, a line that begins so without the command's name is no slip of it.
    said_anyway: words that may stand before its own and say nothing more: "plan *a checkpoint* on Thursday".
    refusal: says better than in general that the right is lacking.
    public: whether what it answers is the team's: then all who read in its channel may read it, where
    somebody asks there by a message.
    """

    id: str
    run: Callable[[Context, Arguments], Response]
    spellings: tuple[str, ...] = ()
    usages: tuple[Usage, ...] = ()
    startup: StartupArgument | None = None
    number: NumberArgument | None = None
    asks: bool = False
    right: Right | None = None
    refusal: str = ""
    subcommands: "tuple[Subcommand, ...]" = ()
    alone: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    opposite: str = ""
    prose: bool = False
    pages: bool = False
    takes: Callable[[str], object] | None = None
    said_anyway: tuple[str, ...] = ()
    public: bool = False
    changes: Changes | None = None

    def __post_init__(self) -> None:
        if self.right is not None and self.startup is None:
            raise ValueError(f"{self.id}: a right is asked of a startup, and this sub-command resolves none")

    @cached_property
    def by_spelling(self) -> "Mapping[str, Subcommand]":
        """Its own sub-commands by each spelling, normalised."""
        return spelled_out(self.subcommands)


@dataclass(frozen=True)
class CommandSpec:
    """One thing people can ask: `/gamma {name} …`. The table of them is commands.py.

    names: how it is written in each language; all of them are understood in both.
    plain: what the command alone does, and with words that begin with no sub-command.
    interpret(context, command, typed): the sub-command that is meant (None: the plain one) and the words
        after it, where its name is not simply the first word. Raises ClarificationNeeded.
    colon: whether one may stand between a sub-command and what is stated: "territory: Bretagne".
    about_startups: whether it matters which startups the person is with; if not, the platform is not asked.
    answers_sentences: the id of the sub-command for lines that begin with no command's name but are a
        sentence, "" for none.
    names_owners: whether somebody may be made responsible by a name in it.
    mentions_people: whether who is named with @ is given something: else such a name is a word like others.
    """

    id: str
    names: Mapping[str, str]
    summary: str
    plain: Subcommand
    aliases: tuple[str, ...] = ()
    about_startups: bool = True
    forms: tuple[FormSpec, ...] = ()
    colon: bool = False
    subcommands: tuple[Subcommand, ...] = ()
    interpret: "Callable[[Context, CommandSpec, str], tuple[Subcommand | None, str]] | None" = None
    answers_sentences: str = ""
    names_owners: bool = False
    mentions_people: bool = False

    @cached_property
    def by_spelling(self) -> Mapping[str, Subcommand]:
        """Its sub-commands by each spelling, normalised."""
        return spelled_out(self.subcommands)

    def ways(self) -> tuple[Usage, ...]:
        """All the ways to use it, the plain one first."""
        own = [usage for each in (self.plain, *self.subcommands) for usage in each.usages]
        return (Usage(self.names, self.summary), *own)

    def spellings(self) -> tuple[str, ...]:
        return (*self.names.values(), *self.aliases)


def spelled_out(subcommands: Iterable[Subcommand]) -> Mapping[str, Subcommand]:
    """By each spelling, normalised; of two with the same one, the first."""
    found: dict[str, Subcommand] = {}
    for subcommand in subcommands:
        for spelling in (subcommand.id, *subcommand.spellings):
            found.setdefault(normalise(spelling), subcommand)
    return found


def all_below(commands: Iterable[CommandSpec]) -> Iterator[tuple[CommandSpec, str, Subcommand]]:
    """All sub-commands, each with its command and the ids that lead to it."""
    for command in commands:
        yield command, "", command.plain
        yield from ((command, says, each) for says, each in below(command.subcommands))


def below(subcommands: Iterable[Subcommand], before: str = "") -> Iterator[tuple[str, Subcommand]]:
    for each in subcommands:
        says = f"{before} {each.id}".strip()
        yield says, each
        yield from below(each.subcommands, says)
