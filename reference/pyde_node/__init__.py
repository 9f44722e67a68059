"""The reference node. It is assembled from the specification once the chapters that it runs are written."""
