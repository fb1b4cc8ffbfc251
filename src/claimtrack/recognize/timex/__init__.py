"""Time expressions: words to values by the rules of a language (`grammar`, `scan`), values to dates (`thread`)."""
