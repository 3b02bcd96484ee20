"""What shows that it is not empty?"""

safe = Always("nobody is open alone", A.is_in(OPEN).implies(B.is_in(OPEN)))
