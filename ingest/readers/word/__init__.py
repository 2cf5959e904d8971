"""Parts of Word documents (WordprocessingML, ECMA-376 part 1, chapter 17), read from their XML.

What this is: the package and its limits, styles, automatic numbers, the text of paragraphs, the shape of tables.
What to add here: what Word shows or hides on the page and what its XML says otherwise.
What to keep out: how text, places and grids make a `Document` (`ingest.readers.docx`), and what the text means.
"""
