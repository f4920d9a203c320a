"""`/gamma expert profile` and `list`: one's own settings in the network, and how many help in each domain."""

from gamma.chat import Message
from gamma.experts.profile_messages import covered
from handlers.context import Context
from handlers.experts.profile import own, shown
from storage.experts import experts


def profile(context: Context, _typed: str) -> Message:
    return shown(context)


def list_(context: Context, _typed: str) -> Message:
    counted = experts.coverage(context.session)
    return covered(context.programme, context.translator, counted, helps=own(context) is not None)
