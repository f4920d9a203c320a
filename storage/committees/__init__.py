"""What is remembered of the sponsor's committee: its dates, file and outcome."""
