"""In which state?"""

opened = Sometimes("A is open", A.is_in())
