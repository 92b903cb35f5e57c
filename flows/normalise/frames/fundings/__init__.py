"""The sums that an announcement tells of: who gives them, to whom, on what terms."""
