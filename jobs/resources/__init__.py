"""What the clock asks of resources: their sources read anew, their links checked, news of suggestions."""
