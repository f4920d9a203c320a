"""The tables of the programme's resources, and how words find them."""
