"""What people ask: one module per intent, all of them named in commands.py."""
