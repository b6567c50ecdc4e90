"""Pages: a figure composed for a size, its legend, sources and notes, its appendix, its tiles."""
