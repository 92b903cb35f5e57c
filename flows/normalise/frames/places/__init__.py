"""Where something takes place: venue, address, commune."""
