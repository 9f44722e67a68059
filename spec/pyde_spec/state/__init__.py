"""State: slot keys, the tree over them, its proofs, and what is built on those."""
