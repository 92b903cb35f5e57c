"""Who publishes a page: the body whose site it is of, its host, or whom the text tells."""
