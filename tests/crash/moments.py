"""The steps of a delivery, and of the edit of a living post, at which a worker may be killed."""

BEFORE_CLAIM = "before the claim"
IN_GATHERING = "gathered, not committed"
IN_CLAIM = "claim not committed"
BEFORE_LOOK = "before the look"
BEFORE_SEND = "claimed, not sent"
RECEIVED = "received by the platform"
STORED = "stored, not answered"
ANSWERED = "answered, not recorded"
IN_RECORD = "record not committed"
AFTER_RECORD = "after the record"
IN_EDIT_CLAIM = "edit's claim not committed"
BEFORE_EDIT = "claimed, not edited"
EDIT_RECEIVED = "edit received"
EDIT_STORED = "edit stored, not answered"
EDITED = "edited, not recorded"
IN_EDIT_RECORD = "edit's record not committed"
AT_RANDOM = "at random"

MOMENTS = (
    BEFORE_CLAIM,
    IN_GATHERING,
    IN_CLAIM,
    BEFORE_LOOK,
    BEFORE_SEND,
    RECEIVED,
    STORED,
    ANSWERED,
    IN_RECORD,
    AFTER_RECORD,
    IN_EDIT_CLAIM,
    BEFORE_EDIT,
    EDIT_RECEIVED,
    EDIT_STORED,
    EDITED,
    IN_EDIT_RECORD,
    AT_RANDOM,
)

OF_EDITS = (IN_EDIT_CLAIM, BEFORE_EDIT, EDIT_RECEIVED, EDIT_STORED, EDITED, IN_EDIT_RECORD)

CLAIMED = "claimed"
"""A worker may be held up here, as by a machine that sleeps, until another has posted what it claimed."""

ATTACHING = "what follows a post is not there"

IDLE = "nothing is due"
"""No moment to be killed at: the worker waits for its next turn."""
