"""The figures that an announcement reports."""
