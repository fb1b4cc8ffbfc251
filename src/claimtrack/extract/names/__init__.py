"""Who is spoken of: the cast of a document, names in their fullest form, what "the company" points to, who acts."""
