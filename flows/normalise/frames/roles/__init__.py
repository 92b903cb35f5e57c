"""The organisations that an announcement tells of, and their parts."""
