"""The events that an announcement tells of: names, types, columns, families."""
