"""What somebody on Slack is called: by a name of their choice, or another."""

from collections.abc import Mapping
from typing import Any

from gamma.text import one_line


def names_of(user: Mapping[str, Any]) -> tuple[str, ...]:
    """The one shown first."""
    profile = user.get("profile") or {}
    full = f"{profile.get('first_name') or ''} {profile.get('last_name') or ''}".strip()
    names = (
        profile.get("display_name"),
        user.get("real_name"),
        profile.get("real_name"),
        full,
        user.get("name"),
    )
    return tuple(dict.fromkeys(filter(None, (one_line(name or "") for name in names))))
