"""Real packets: captures read, shown as ladders, and judged by a table.

``reading`` opens capture files, ``judging`` holds what one end sent to any table, ``tcp`` tells the judge what the
wire means by TCP's numbers.
"""
