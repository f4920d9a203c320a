"""What people ask about the impact metric: to see it, to state a value, to define it."""
