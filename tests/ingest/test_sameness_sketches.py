"""The sketch of a prose says how alike two are, costs little, and is the same on every machine."""

import pickle
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.generated_prose import report_of, rewritten, some_prose
from ingest.parse import parse_path
from ingest.report import Report
from ingest.sameness.reading import parse_comparably
from ingest.sameness.sentences import own_sentences
from ingest.sameness.sketches import (
    BANDS,
    ROWS,
    SLOTS,
    band_hashes,
    comparable_prose,
    shingles_of,
    signature_of,
    signature_text,
    similarity_of,
)

SAMPLE = Path(__file__).parents[2] / "samples" / "guidong_county_2020.txt"


def shingles(report: Report) -> set[str]:
    return {shingle for sentence in own_sentences(report, 8) for shingle in shingles_of(sentence.letters)}


def whole(report: Report) -> tuple[int, ...]:
    signature = comparable_prose(report).sketches[0].signature
    assert signature is not None
    return signature


def bands(prose: list[str]) -> set[tuple[int, int]]:
    return set(enumerate(band_hashes(whole(report_of(prose)))))


def test_the_signature_of_a_known_set_is_what_it_was() -> None:
    signature = signature_of({"主动公开政", "动公开政府", "公开政府信", "开政府信息"})
    assert len(signature) == SLOTS
    assert (signature[:3], signature[-1]) == ((3241251673, 3234302916, 3246240333), 3524740822)
    assert signature_text(signature).startswith("MMbD2017")


def test_strangers_agree_by_chance_and_the_estimate_takes_it_off() -> None:
    rng = Random(11)
    texts = [signature_text(whole(report_of(some_prose(rng)))) for _ in range(60)]
    estimates = [similarity_of(one, other) for one, other in zip(texts[::2], texts[1::2], strict=True)]
    assert sum(estimates) / len(estimates) < 0.01
    assert similarity_of(texts[0], texts[0]) == 1


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.2, 0.4, 0.8])
def test_the_estimate_is_near_the_exact_similarity(share: float) -> None:
    rng = Random(round(share * 100))
    for _ in range(20):
        prose = some_prose(rng)
        one, other = report_of(prose), report_of(rewritten(rng, prose, share))
        a, b = shingles(one), shingles(other)
        exact = len(a & b) / len(a | b)
        estimate = similarity_of(signature_text(whole(one)), signature_text(whole(other)))
        assert abs(estimate - exact) < 4.5 * (exact * (1 - exact) / SLOTS) ** 0.5 + 1e-9


def test_copies_share_a_band_and_strangers_do_not() -> None:
    rng = Random(7)
    for _ in range(50):
        prose = some_prose(rng)
        copy, stranger = rewritten(rng, prose, 0.1), some_prose(rng)
        assert bands(prose) & bands(copy)
        assert not bands(prose) & bands(stranger)
    assert BANDS * ROWS <= SLOTS


def test_a_copy_under_another_name_with_other_numbers_is_the_same() -> None:
    prose = some_prose(Random(3))
    named = [f"临河县财政局{text}" for text in prose]
    copied = [f"望山市水利局{text}".replace("件", "7件") for text in prose]
    assert whole(report_of(named)) == whole(report_of(copied, organ_name="望山市水利局"))


def test_short_prose_has_no_signature_but_says_how_short_it_is() -> None:
    sketch, problems = comparable_prose(report_of(some_prose(Random(4), 2))).sketches
    assert (sketch.scope, sketch.signature, problems.shingle_count) == ("report", None, 0)
    assert 0 < sketch.shingle_count < 200


def test_the_section_on_problems_has_a_sketch_of_its_own() -> None:
    rng = Random(5)
    prose, problems = some_prose(rng), some_prose(rng, 6)
    one = comparable_prose(report_of(prose, problems)).sketches[1]
    other = comparable_prose(report_of(some_prose(rng), problems)).sketches[1]
    assert one.signature == other.signature is not None


def test_a_page_that_is_no_report_has_nothing_to_compare() -> None:
    assert comparable_prose(replace(report_of(some_prose(Random(6))), is_report=False)).sketches == ()


def test_what_a_worker_sends_back_holds_the_sketches() -> None:
    report = pickle.loads(pickle.dumps(parse_comparably(SAMPLE.read_bytes(), "x.txt")))  # noqa: S301 our own
    assert report.comparable_prose == comparable_prose(parse_path(SAMPLE))
    assert report == replace(parse_path(SAMPLE), document=report.document)


def test_looking_at_one_report_does_not_load_the_library() -> None:
    program = (
        f"from ingest.parse import parse_bytes as p; p(open({str(SAMPLE)!r}, 'rb').read(), 'x');"
        " import sys; print('rensa' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.skipif(sys.platform != "linux", reason="reads what the system says of the process")
def test_the_library_leaves_the_addresses_to_the_documents() -> None:
    size = "int(next(l for l in open('/proc/self/status') if l.startswith('VmSize')).split()[1])"
    program = f"import hashlib, ingest.extract; a = {size}; import rensa_first; print({size} - a)"
    program = program.replace("rensa_first", "ingest.sameness.sketches")
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 200_000  # KiB; a worker may use 2 GiB


def test_a_megabyte_of_hostile_text_is_sketched_in_proportion() -> None:
    for fragment in ("1", "1 ", "一。", "《", "本报告", "政府信息公开条例", "无\n", "建设服务平台" * 10 + "\n"):
        started = time.process_time()
        comparable_prose(report_of([fragment * (1_000_000 // len(fragment))]))
        assert time.process_time() - started < 8, fragment
