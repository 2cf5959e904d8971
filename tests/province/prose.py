"""The prose of a report: sentences that state numbers of its tables, a sum of channels, and words of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from ingest.forms import CellKey
from province import wording
from province.numbers import application_key, disclosure_key


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a section. `stated`: number by topic; `total` and `parts`: a sum with all its parts.

    `lost_numbers` counts units that stand without their number.
    """

    section: str
    text: str
    stated: tuple[tuple[str, int], ...] = ()
    total: int | None = None
    parts: tuple[int, ...] = ()
    lost_numbers: int = 0


def _number(cells: Mapping[CellKey, Decimal], key: CellKey) -> int:
    return int(cells[key])


def table_numbers(cells: Mapping[CellKey, Decimal]) -> dict[str, int]:
    """What the tables say on each topic that prose and tables share. Topics whose table is left out are missing."""
    sources = {
        "requests_received": (application_key("received_new", "total"),),
        "requests_handled": (application_key("total_processed", "total"),),
        "reconsideration": (CellKey("legal", "reconsideration", "total"),),
        "litigation": (
            CellKey("legal", "litigation_direct", "total"),
            CellKey("legal", "litigation_after_reconsideration", "total"),
        ),
        "normative_documents_made": (
            disclosure_key("normative_documents", "made_this_year"),
            disclosure_key("normative_documents", "issued_this_year"),
        ),
    }
    numbers = {}
    for topic, keys in sources.items():
        given = [key for key in keys if key in cells]
        if given:
            numbers[topic] = sum(_number(cells, key) for key in given)
    return numbers


def stating(year: int, numbers: Mapping[str, int]) -> Iterator[Sentence]:
    """The sentences that state these numbers, by topic; what is not among them is not stated."""
    received, handled = numbers.get("requests_received"), numbers.get("requests_handled")
    if received is not None and handled is not None:
        text = f"{year}年,收到政府信息公开申请{received}件,办结{handled}件。"
        yield Sentence("overview", text, (("requests_received", received), ("requests_handled", handled)))
    elif received is not None:
        yield Sentence("overview", f"{year}年,收到政府信息公开申请{received}件。", (("requests_received", received),))
    reviewed, sued = numbers.get("reconsideration"), numbers.get("litigation")
    if reviewed is not None and sued is not None:
        text = f"全年因政府信息公开被申请行政复议{reviewed}件,被提起行政诉讼{sued}件。"
        yield Sentence("overview", text, (("reconsideration", reviewed), ("litigation", sued)))
    made = numbers.get("normative_documents_made")
    if made is not None:
        yield Sentence("overview", f"全年制发规范性文件{made}件。", (("normative_documents_made", made),))


def channels(total: int, parts: tuple[int, int, int]) -> Sentence:
    """So much was disclosed in all, by three channels; the list says that it is complete."""
    a, b, c = parts
    text = f"全年主动公开政府信息共计{total}条,其中政府网站公开{a}条、政务微信公开{b}条、其他渠道公开{c}条。"
    return Sentence("overview", text, total=total, parts=parts)


def _filled(template: str, rng: Random) -> str:
    a, b = rng.sample(wording.MATTERS, 2)
    return template.format(a=a, b=b)


def own_words(rng: Random, length: int) -> Iterator[Sentence]:
    """Sentences that no other report has: `length` deeds, and three quarters as many shortcomings and intentions."""
    for deed, other in zip(rng.sample(wording.DEEDS, length), rng.sample(wording.DEEDS, length), strict=True):
        second = rng.choice(wording.JOINTS) + _filled(other, rng) if rng.random() < 0.6 else ""
        opening = rng.choice(wording.OPENINGS)
        text = f"{opening},{_filled(deed, rng)}{second},{rng.choice(wording.RESULTS)}。"
        yield Sentence("overview" if rng.random() < 0.8 else "other_matters", text)
    count = max(2, length * 3 // 4)
    for fault, plan in zip(rng.sample(wording.FAULTS, count), rng.sample(wording.PLANS, count), strict=True):
        yield Sentence("problems", f"{rng.choice(wording.OPENINGS)}看,{_filled(fault, rng)}。将{_filled(plan, rng)}。")


def write_prose(rng: Random, year: int, cells: Mapping[CellKey, Decimal], length: int = 8) -> tuple[Sentence, ...]:
    """The whole prose of a report that agrees with its tables; most reports state all topics, some leave a few out."""
    numbers = {topic: number for topic, number in table_numbers(cells).items() if rng.random() < 0.9}
    parts = (rng.randint(40, 900), rng.randint(20, 300), rng.randint(1, 90))
    stated = [*stating(year, numbers), channels(sum(parts), parts)]
    own = list(own_words(rng, length))
    rng.shuffle(stated)
    return (*own[:2], *stated, *own[2:])
