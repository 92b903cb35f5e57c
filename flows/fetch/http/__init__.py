"""Asking sites: politely, and only those that may be asked."""
