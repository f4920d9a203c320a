"""`/gamma season`: the programme team opens seasons, sees them in counts and closes them."""
