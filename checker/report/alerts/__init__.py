"""What people are told on their phones and by mail."""
