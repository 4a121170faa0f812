"""Scripts that keep the repository in shape."""
