"""What people ask of the programme's resources: to find them, to suggest one, to accept it."""
