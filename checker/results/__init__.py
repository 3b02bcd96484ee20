"""What a check found, as plain data: every engine writes these, every printer and picture reads them."""
