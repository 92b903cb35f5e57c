"""From sources to the archive: what publishers announce, fetched politely and kept byte for byte."""
