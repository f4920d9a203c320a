"""What an examination finds: a state, what it is about, and what to do."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True)
class Finding:
    state: State
    what: str
    remedy: str = ""

    def __post_init__(self) -> None:
        if (self.state == "ok") == bool(self.remedy):
            raise ValueError(f"a warning or a wrong has a remedy, an ok has none: {self.what!r}")

    def __str__(self) -> str:
        said = f"{self.what} -> {self.remedy}" if self.remedy else self.what
        return f"{self.state:<7}  {said}"


def ok(what: str) -> Finding:
    return Finding("ok", what)


def warning(what: str, remedy: str) -> Finding:
    return Finding("warning", what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    return Finding("wrong", what, remedy)
