"""The places where programmes take place."""
