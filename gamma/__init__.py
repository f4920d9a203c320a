"""What the programme is and the words the bot speaks with: pure rules, no clock, no input or output."""
