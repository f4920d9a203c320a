"""What an operator runs: import, erase, list, simulate, examine, install."""
