"""How a dataset gets in: files to records, records to a checked Dataset. No Qt."""
