"""Where things go: time to pixels, lanes, labels, display lists. numpy, no Qt."""
