"""The partitions: one per collection, that is one folder, archive or set of paths that came in together."""

import dagster as dg

COLLECTIONS = dg.DynamicPartitionsDefinition(name="collections")
