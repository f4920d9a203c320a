"""What people ask: one module per intent, named in commands.py; its parts begin with its name."""
