"""Gives out the address of the page on which somebody at the sponsor can read and answer."""

from gamma.checkpoints.checkpoint import Checkpoint
from handlers.context import Context
from storage.checkpoints import sponsor_links
from storage.startups import startups


def page_for(context: Context, checkpoint: Checkpoint, contact_id: int | None) -> str:
    """The address of the contact's page, or of one for the sponsor as such; "" where there are no pages."""
    if not context.pages.own:
        return ""
    startups.lock_startup(context.session, checkpoint.startup_id)
    link = sponsor_links.give(context.session, checkpoint, contact_id, context.actor, context.now)
    return context.pages.sponsor(link.id)
