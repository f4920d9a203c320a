"""Each platform played for the tests, so that people can talk to the bot there."""
