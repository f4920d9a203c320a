"""What the clock asks."""
