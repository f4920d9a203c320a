"""`/gamma peers`."""
