"""What is remembered of follow-ups of a checkpoint: actions, decisions, commitments."""
