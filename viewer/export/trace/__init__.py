"""The trace a picture carries: how it was made, from what, and whether that still holds."""
