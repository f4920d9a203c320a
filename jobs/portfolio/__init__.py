"""What the clock asks of the portfolio: what a manager is told."""
