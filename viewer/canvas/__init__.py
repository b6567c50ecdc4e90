"""The drawn views: paint scenes, pan, zoom, click. No files, no workspace."""
