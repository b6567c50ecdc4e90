"""Ordinary widgets: setters in, signals out. No files, no workspace."""
