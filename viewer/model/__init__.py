"""What a dataset is: dates, amounts, events, personnel. No Qt, no files."""
