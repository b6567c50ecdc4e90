"""The main window: docks, dialogs and every signal connection."""
