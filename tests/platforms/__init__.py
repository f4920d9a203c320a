"""What each platform does with messages, forms and failures."""
