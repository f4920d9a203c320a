"""What people ask: one module per intent, named in commands.py; its parts begin with its name.

`/gamma help` is what_to_ask.py, since Python has a help of its own. What all share: context.py, verbs.py,
startup_meant.py.
"""
