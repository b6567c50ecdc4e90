"""Scenes become pictures: the painter, its strokes, and the widths of texts. Every view and export stands on it."""
