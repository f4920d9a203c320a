"""What people ask about follow-ups of a checkpoint: actions, decisions, commitments."""
