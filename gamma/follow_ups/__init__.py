"""The rules of follow-ups of a checkpoint: actions, decisions, commitments."""
