"""Data out: a dataset as tables, JSON, annotations, references or a chronology."""
