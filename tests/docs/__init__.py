"""The documents say what the code does: tables are made from it, and every name in them is looked up."""
