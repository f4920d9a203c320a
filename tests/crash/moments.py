"""The steps of a delivery at which a worker may be killed."""

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
    AT_RANDOM,
)

IDLE = "nothing is due"
"""No moment to be killed at: the worker waits for its next turn."""
