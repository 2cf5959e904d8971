"""A `Document` in, a `Report` out: what a report says, read from labels and the structure of the forms.

What this is: one module per thing a report prints (metadata, sections, the statutory tables, figures in prose) and the
small vocabulary they share (canonical characters, labels, tokens, printed values).
What to add here: an extractor for something else that reports print; a label variant goes to `ingest.forms`.
What to keep out: file formats. An extractor sees a `Document` and never asks what it was made from.
"""
