"""What is remembered of the impact metric: its definition and its values."""
