"""What is remembered of the portfolio: what a manager is told."""
