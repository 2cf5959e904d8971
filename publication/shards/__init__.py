"""Shards: small JSON files cut from the feeds, one per organ, report, region …: a page loads only what it shows.

What this is: `feeds/v1/shards/`, written from the feeds of a built warehouse; `contract.py` gives the shape of each.

What to add here: another kind of shard, with its shape in the contract.

What to keep out: numbers that no feed has, and words of pages (those are in `dashboard/`).
"""
