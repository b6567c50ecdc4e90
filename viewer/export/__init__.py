"""One figure, every format: PNG, PDF, SVG. No window."""
