"""One announcement read for a maintainer: its text, what was read in it, and which rule read it."""
