"""The resources of the programme: what they are, how they are read, found, checked and shown."""
