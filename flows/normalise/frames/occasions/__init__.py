"""Days on which something takes place, and what the page says around them: what events are made of."""
