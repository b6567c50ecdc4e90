"""The commands of the command line, a module each: what they take, and what they do with it."""
