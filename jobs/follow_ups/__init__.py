"""What the clock asks of follow-ups of a checkpoint: actions, decisions, commitments."""
