"""A row of a table is a formula."""

WhoKnows("who knows", A[TCB.TOLD], {"A knows": "told"})
