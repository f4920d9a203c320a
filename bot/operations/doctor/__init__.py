"""`gamma doctor`: looks at an installation, and says of each thing whether it is well and what to do."""
