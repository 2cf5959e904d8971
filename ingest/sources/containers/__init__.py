"""Containers: files that hold documents, each of which is taken in on its own.

What this is: ZIP and tar archives, web archives (WARC, WET), tables of documents (JSON Lines, Parquet) and compressed
files, recognised by their content. Members are streamed one after the other: memory does not grow with the container,
nothing is extracted to the file system, and every limit of `limits` holds whatever the container says of itself.
What to add here: a module per kind that yields `Member`, its signature in `recognition` and its line in `opening`.
What to keep out: what a document says (`ingest.readers`), and where its bytes are kept (`ingest.store`).

The path of a member is that of its container, a slash, and what leads to it there:

    reports.zip/市局/2020.html             the name of a member of a ZIP or tar archive
    reports.tar.gz/2020.html               a compressed file has the path of what it was made from
    outer.zip/inner.zip/2020.html          an archive in an archive
    crawl.warc.gz/urn:uuid:5d3c…           the record id of a web archive
    corpus.jsonl/line:17                   the line of a file of JSON Lines, from 1
    corpus.parquet/row:17                  the row of a Parquet file, from 1

A second member of the same name has "#2" after it, the third "#3".
"""
