"""What the clock asks of the sponsor's committee: its dates, file and outcome."""
