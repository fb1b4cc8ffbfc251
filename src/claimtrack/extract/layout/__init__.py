"""The document's own structure: headings, lists, labels and datelines, and what they say about the sentences below."""
