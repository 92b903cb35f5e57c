"""What is where in France: official codes and names, and the territory of a publisher."""
