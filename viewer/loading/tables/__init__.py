"""Tables: CSV and TSV of any size, in blocks, as a dataset or as part of one."""
