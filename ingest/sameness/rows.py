"""What is compared of a report's prose, as rows of the parsed tables."""

from collections.abc import Mapping
from typing import Any

from ingest.report import Report
from ingest.sameness.sketches import band_hashes, comparable_prose, signature_text


def prose_rows(report: Report, key: Mapping[str, str | None]) -> dict[str, list[dict[str, Any]]]:
    """The rows of prose_sketches, prose_bands and prose_sentences for one report; `key` stands in each.

    A signature is written as one character for each slot, so that any SQL can compare it slot by slot.
    """
    prose = report.comparable_prose or comparable_prose(report)
    whole = next((sketch.signature for sketch in prose.sketches if sketch.scope == "report"), None)
    return {
        "prose_sketches": [
            {
                **key,
                "scope": sketch.scope,
                "shingle_count": sketch.shingle_count,
                "signature": sketch.signature and signature_text(sketch.signature),
            }
            for sketch in prose.sketches
        ],
        "prose_bands": [
            {**key, "band": band, "band_hash": band_hash}
            for band, band_hash in enumerate(band_hashes(whole) if whole else ())
        ],
        "prose_sentences": [
            {
                **key,
                "sentence_index": index,
                "section_index": sentence.section_index,
                "sentence_text": sentence.text,
                "sentence_hash": sentence.letters_hash,
            }
            for index, sentence in enumerate(prose.sentences)
        ],
    }
