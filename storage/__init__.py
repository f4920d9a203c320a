"""What is remembered: tables, queries and migrations. Domain objects come out, never rows."""
