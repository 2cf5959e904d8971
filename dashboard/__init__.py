"""Dashboard: from published feed files to a static site that people read, print and share.

What this is: templates, scripts, words and charts, and the builder that makes a folder of files of them and of the
shards of the feeds. The site needs no server: it works from any path, from a double click too, and asks nothing of the
network. It is Chinese first; English is the same pages over the same data.

What to add here: a page (a template, a script of the same name, its words in `words.csv`), a chart (`charts.py`).

What to keep out: how a number comes about (that is `dbt_project/`) and what a shard holds (that is
`publication/shards/contract.py`). Nothing here opens the warehouse; what reports say only ever becomes text.
"""
