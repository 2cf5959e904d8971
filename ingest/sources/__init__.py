"""Where raw documents come from.

What this is: ways to list the documents of a source, each with its path or the coded reason why it cannot be read, and
the one safe way to read a file from outside.
What to add here: a module per kind of source (archives, web sites) that yields `SourceFile`.
What to keep out: what a document says (`ingest.readers`, `ingest.extract`); where its bytes are kept (`ingest.store`).
"""
