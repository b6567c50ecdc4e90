"""Mission Timeline: look at a sourced timeline, offline, and export it."""
