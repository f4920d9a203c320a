"""What the clock asks of the impact metric: a value that is due, its picture."""
