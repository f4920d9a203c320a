"""Several whole bots on one PostgreSQL, disturbed at random; see `python -m tests.nemesis --help`."""
