"""`/gamma workshop`."""
