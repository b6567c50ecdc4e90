"""Formats: a scene as the bytes of a PNG, an SVG or a PDF, written whole or not at all."""
