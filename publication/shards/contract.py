"""The shapes of the shards. Paths are relative to `feeds/v1/shards/`; `xx` are the two last hex digits of the id.

Numbers are JSON numbers, whole ones without a point; dates are ISO 8601. Null means "not known", never zero. Texts in
two languages come as `…_zh` and `…_en`. Lists that could grow with the build are cut, and say how many there are.
"""

from typing import Literal, NamedTuple

# Python 3.11 has a TypedDict that pydantic cannot read.
from typing_extensions import TypedDict

Outcome = Literal["pass", "fail", "not_assessable"]
Number = int | float


class Build(TypedDict):
    """`build.json`: which publication this is, and what it holds. Every page loads it."""

    build_id: str
    created: str  # ISO 8601, UTC
    report_count: int
    organ_count: int
    first_report_year: int | None
    last_report_year: int | None
    search_bucket_count: int


class YearTotal(TypedDict):
    """What all current reports of one year (and region) say together. A sum counts no unit twice.

    `requests_received` and `outcomes` are sums over the `counted_report_count` reports that print all of these cells;
    null when there is none.
    """

    report_year: int
    report_count: int
    counted_report_count: int
    requests_received: Number | None
    outcomes: (
        dict[str, Number] | None
    )  # by row group: granted, granted_in_part, denied, unavailable, not_processed, other
    expected_count: int
    received_count: int
    late_count: int
    missing_count: int


class RuleCount(TypedDict):
    """Findings of one rule by outcome, over the current reports."""

    rule_id: str
    passed: int
    failed: int
    not_assessable: int
    open: int


class RegionLine(TypedDict):
    """A region in a list."""

    region_code: str
    region_name: str
    level: str  # national, province, prefecture, county, township
    organ_count: int  # in it and in all regions below
    report_count: int
    failed_count: int  # findings


class RegionStep(TypedDict):
    """A region on the way from the province down. It counts nothing, so that it stays when others change."""

    region_code: str
    region_name: str
    level: str


class Overview(TypedDict):
    """`overview.json`: the first page."""

    years: list[YearTotal]  # by report_year
    rules: list[RuleCount]  # in the order of the catalogue
    provinces: list[RegionLine]  # by region_code
    changes: dict[str, int]  # since the last build: new, corrected, withdrawn (reports)


class Region(TypedDict):
    """`regions/<region_code>.json`; `regions/national.json` has the provinces as children."""

    region_code: str
    region_name: str
    level: str
    path: list[RegionLine]  # from the province down to the parent
    children: list[RegionLine]  # that have organs, by region_code
    years: list[YearTotal]
    comparisons: list["ComparisonKey"]
    organs: list["OrganLine"]  # of the region itself, at most 200, by level, kind and name
    organ_count: int


class OrganLine(TypedDict):
    """An organ in a list."""

    organ_id: str
    organ_name: str
    organ_kind: str | None
    organ_level: str | None
    region_code: str | None
    region_name: str | None
    last_report_year: int | None
    report_count: int
    failed_count: int


class ComparisonKey(TypedDict):
    """A kind and level of organs that a region and its children are compared by, and the indicators that they have.

    For each there is `regions/<region_code>/<organ_kind>-<organ_level>/<indicator_id>.json`.
    """

    organ_kind: str
    organ_level: str
    indicator_ids: list[str]


class RegionComparison(TypedDict):
    """`regions/<region_code>/<organ_kind>-<organ_level>/<indicator_id>.json`: the region and its children.

    `values` has a list for each year that has the indicator, the region itself before its children; a region without
    such organs is left out. `columns` names what stands in each.
    """

    region_code: str
    organ_kind: str
    organ_level: str
    indicator_id: str
    columns: list[str]
    values: dict[str, list["RegionValue"]]  # by report_year


class RegionValue(NamedTuple):
    """An indicator of all organs of one kind and level in one region, as a list. Fractions have six decimals."""

    region_code: str
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    interval_low: Number | None
    interval_high: Number | None
    reason_code: str | None
    covered_report_count: int | None
    received_report_count: int | None
    expected_report_count: int | None
    is_ranked: bool


class Organ(TypedDict):
    """`organs/<xx>/<organ_id>.json`: one organ and all its years. Its size depends on its years alone."""

    organ_id: str
    organ_name: str
    organ_kind: str | None
    organ_level: str | None
    is_resolved: bool
    printed_names: list[str]
    region_path: list[RegionStep]
    parent: OrganLine | None
    years: list["OrganYear"]
    series_columns: list[str]
    series: list["SeriesValue"]
    indicator_columns: list[str]
    indicators: list["OrganIndicator"]
    findings: list["FindingLine"]  # that fail, newest year first, at most 50
    failed_count: int
    similar: list["SimilarLine"]  # at most 20, most alike first
    similar_count: int


class OrganYear(TypedDict):
    """A year in which a report was expected or received. `status` as in the feed of the coverage."""

    report_year: int
    status: str
    is_expected: bool
    expected_because: str | None
    deadline: str | None
    days_late: int | None
    report_id: str | None  # of the current version
    published_on: str | None
    form: str | None
    version_count: int | None
    failed_count: int | None
    not_assessable_count: int | None


class SeriesValue(NamedTuple):
    """A cell followed over the years, as a list; only those of the column "total" and the rows that charts show."""

    series_code: str
    report_year: int
    value: Number | None
    status: str
    is_break_before: bool
    is_gap_before: bool


class OrganIndicator(NamedTuple):
    """An indicator of one organ for one year, as a list. Fractions have six decimals.

    From `peer_count` on it says where the peers stand (same kind and level, everywhere): quantiles over the ranked
    ones; null when fewer than five are ranked.
    """

    indicator_id: str
    report_year: int
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    interval_low: Number | None
    interval_high: Number | None
    reason_code: str | None
    is_ranked: bool
    peer_rank: int | None
    ranked_peer_count: int | None
    peer_count: int | None
    p10: Number | None
    p25: Number | None
    p50: Number | None
    p75: Number | None
    p90: Number | None


class FindingLine(TypedDict):
    """A finding in a list."""

    finding_id: str
    report_id: str
    organ_id: str | None
    organ_name: str | None
    region_code: str | None
    region_name: str | None
    report_year: int | None
    rule_id: str
    outcome: Outcome
    severity: str
    subject_zh: str
    subject_en: str
    message_zh: str
    message_en: str
    is_open: bool
    review_decision: str | None


class Report(TypedDict):
    """`reports/<xx>/<report_id>.json`: a current report, as on the form, with its findings and where each thing stands.

    `start` and `end` are offsets (in characters) into the text of `texts/<xx>/<report_id>.json`.
    """

    report_id: str
    document_id: str  # SHA-256 of the original bytes
    organ_id: str | None
    organ_name: str | None
    region_path: list[RegionStep]
    report_year: int | None
    title: str | None
    form: str | None
    form_basis: str | None
    application_form: str | None
    published_on: str | None
    source_name: str
    source_url: str | None
    media_type: str | None
    document_number: str | None
    index_number: str | None
    collection_id: str
    years: list["ReportYear"]  # the reports of the same organ, by year
    versions: list["Version"]
    cells: list["Cell"]  # the order of the form; labels are in forms.json
    statistics: list["Statistic"]
    figures: list["Figure"]
    sections: list["Section"]
    findings: list["Finding | PassedFinding"]  # those that fail, that cannot be assessed, that pass
    issues: list["ReadingIssue"]
    similar: list["SimilarLine"]  # at most 20, most alike first; the report is one of the two
    similar_count: int


class ReportYear(TypedDict):
    """Another report of the same organ."""

    report_id: str
    report_year: int | None


class Version(TypedDict):
    """A version of this report."""

    report_id: str
    version_number: int
    is_current: bool
    current_because: str | None
    source_name: str
    source_url: str | None
    published_on: str | None
    document_id: str


class Cell(TypedDict):
    """A prescribed cell. `table` is disclosure, application or legal."""

    table: str
    form: str
    row: str
    column: str
    value: Number | None
    unit: str | None
    status: str
    printed: str | None
    locator: str | None
    start: int | None
    end: int | None


class Statistic(TypedDict):
    """A printed row of a statistics sheet of the years before 2019."""

    row_number: int
    indicator: str
    heading_path: str | None
    printed_unit: str | None
    column: str
    value: Number | None
    unit: str | None
    status: str
    printed: str | None
    locator: str | None
    start: int | None
    end: int | None


class Figure(TypedDict):
    """A number in the prose."""

    figure_id: str
    topic: str | None
    topic_zh: str | None
    topic_en: str | None
    value: Number | None
    unit: str | None
    is_approximate: bool
    status: str
    excerpt: str
    section_code: str | None
    locator: str | None
    start: int | None
    end: int | None


class Section(TypedDict):
    """A section of the prose: the text from `start` to `end`."""

    section_code: str
    title: str | None
    locator: str | None
    start: int | None
    end: int | None


class Evidence(TypedDict):
    """A cell or figure that a finding looked at; of another report when `report_id` says so."""

    report_id: str
    side: str  # expected, actual …
    table: str | None
    row: str | None
    column: str | None
    figure_id: str | None
    status: str | None
    printed: str | None
    locator: str | None


class PassedFinding(TypedDict):
    """A finding that passes, in the shard of its report. Most findings do: they say what was checked, no more."""

    finding_id: str
    rule_id: str
    outcome: Literal["pass"]
    message_zh: str
    message_en: str


class Finding(TypedDict):
    """A finding of the report that fails or cannot be assessed, with all it says.

    When a table is absent (reason `table_absent`), its cells are not named as evidence: that would be all of them.
    """

    finding_id: str
    rule_id: str
    outcome: Outcome
    severity: str
    subject_zh: str
    subject_en: str
    message_zh: str
    message_en: str
    is_open: bool
    review_decision: str | None
    expected: Number | None
    actual: Number | None
    reason_code: str | None
    reason_zh: str | None
    reason_en: str | None
    proposed_cell_zh: str | None
    proposed_cell_en: str | None
    proposed_value: Number | None
    review_note: str | None
    reviewer: str | None
    reviewed_on: str | None
    evidence: list[Evidence]


class ReadingIssue(TypedDict):
    """A problem met while the document was read."""

    code: str
    severity: str
    message: str
    locator: str | None


class ReportText(TypedDict):
    """`texts/<xx>/<report_id>.json`: the text of the document as it was read, at most 300,000 characters of it."""

    report_id: str
    text: str
    is_cut: bool


class FindingsCount(NamedTuple):
    """How many findings there are of one sort, as a list. Of the failed, `open` are not settled by a review."""

    failed: int
    open: int
    not_assessable: int
    passed: int


class FindingsIndex(TypedDict):
    """`findings/index.json`: years, provinces and counts of all findings.

    Findings that fail or cannot be assessed are listed in
    `findings/<year>/<rule_id>-<outcome>-<province_code>-<page>.json` (year and province_code `none` where they are
    unknown), pages from 1, `page_size` of them in each but the last; those that pass are only counted.
    """

    years: list[int | None]
    provinces: list[RegionLine]
    has_unknown_province: bool
    page_size: int
    columns: list[str]  # of a count
    counts: dict[str, dict[str, FindingsCount]]  # by rule_id and year (`none` where it is unknown)


class FindingsByYear(TypedDict):
    """`findings/provinces/<province_code>.json` (`none` where it is unknown): the findings of one province."""

    columns: list[str]
    counts: dict[str, dict[str, FindingsCount]]  # by rule_id and year


class FindingsByProvince(TypedDict):
    """`findings/<year>/index.json` (`none` where it is unknown; `all` for all years together)."""

    columns: list[str]
    counts: dict[str, dict[str, FindingsCount]]  # by rule_id and province_code


class FindingsPage(TypedDict):
    """A page of findings, open ones first, then by organ name."""

    columns: list[str]  # the properties of FindingLine
    findings: list[list[str | int | bool | None]]


class CoverageCount(NamedTuple):
    """How many reports have each status, as a list."""

    received: int
    received_late: int
    missing: int
    not_expected: int


class CoverageIndex(TypedDict):
    """`coverage/index.json`: reports by year, province and status.

    Late and missing ones are listed in `coverage/<year>-<province_code>-<status>-<page>.json` (province_code `none`
    where it is unknown), pages from 1, `page_size` of them in each but the last.
    """

    provinces: dict[str, str]  # names by province_code
    page_size: int
    columns: list[str]  # of a count
    counts: dict[str, dict[str, CoverageCount]]  # by report_year and province_code (`none` where it is unknown)


class CoveragePage(TypedDict):
    """A page of late or missing reports, by organ name."""

    rows: list["CoverageLine"]


class CoverageLine(TypedDict):
    """A report that was late, or is missing."""

    organ_id: str
    organ_name: str
    region_name: str | None
    report_year: int
    status: str
    expected_because: str | None
    listed_reason: str | None
    deadline: str | None
    days_late: int | None
    report_id: str | None


class SimilarIndex(TypedDict):
    """`similar/index.json`: how many pairs each year has, in pages `similar/<year>-<page>.json`."""

    years: list["SimilarYear"]


class SimilarYear(TypedDict):
    """Pairs whose later report is of this year; null (`none` in the path) when neither has a year."""

    report_year: int | None
    pair_count: int
    pages: int


class SimilarPage(TypedDict):
    """A page of pairs, at most 200, most alike first."""

    pairs: list["SimilarLine"]


class SimilarLine(TypedDict):
    """Two reports with much text in common. `pair_id` is `<report_id>-<other_report_id>`."""

    pair_id: str
    relation: str  # as in the feed: the same organ a year before, another organ …
    report_id: str
    organ_id: str | None
    organ_name: str | None
    report_year: int | None
    other_report_id: str
    other_organ_id: str | None
    other_organ_name: str | None
    other_report_year: int | None
    similarity: Number
    problems_similarity: Number | None
    shared_sentence_count: int


class SimilarPair(SimilarLine):
    """`similar/pairs/<xx>/<pair_id>.json` (`xx` of the first report): a pair and its shared sentences, at most 500.

    With the sections of both, so that a page that shows the two texts needs neither report whole.
    """

    sentences: list["SharedSentence"]
    sections: list["Section"]
    other_sections: list["Section"]


class SharedSentence(TypedDict):
    """A sentence that both reports have, as each prints it."""

    section_code: str | None
    sentence: str
    other_section_code: str | None
    other_sentence: str


class Forms(TypedDict):
    """`forms.json`: how each statutory table is laid out."""

    tables: list["FormTable"]


class FormTable(TypedDict):
    """One table of one form, rows and columns in the order of the form."""

    form: str
    table: str
    rows: list["FormRow"]
    columns: list["FormColumn"]


class FormRow(TypedDict):
    """A row of a form. `group` is the code of the row it stands under."""

    row: str
    group: str | None
    role: str | None
    label_zh: str
    label_en: str


class FormColumn(TypedDict):
    """A column of a form."""

    column: str
    label_zh: str
    label_en: str


class Definitions(TypedDict):
    """`definitions.json`: rules and indicators, as `feed_rule` and `feed_indicator_definition` give them."""

    rules: list[dict[str, object]]
    indicators: list[dict[str, object]]


class Changes(TypedDict):
    """`changes.json`: what changed since the last build, at most 250 rows of `feed_change`, and how many there are."""

    previous_build_id: str | None
    counts: list[dict[str, object]]  # subject_kind, change_kind, count
    rows: list[dict[str, object]]  # as in feed_change


class SearchBucket(TypedDict):
    """`search/<n>.json`: organs by pieces of their names.

    A piece is two neighbouring characters (code points) of the name; or, from any syllable of its pinyin on, the first
    three letters of the pinyin, or the first letters of three syllables. At the end of a name a piece may be shorter
    than three letters. It is in the bucket CRC-32(UTF-8 of the piece) modulo
    `Build.search_bucket_count`. A piece of more than 200 organs has the 200 of the highest level, and says so.
    """

    pieces: dict[str, "SearchPiece"]


class SearchPiece(TypedDict):
    """The organs whose name has a piece."""

    is_complete: bool
    organs: list["SearchOrgan"]


class SearchOrgan(TypedDict):
    """An organ as the search shows it."""

    organ_id: str
    organ_name: str
    region_name: str | None
    pinyin: str  # syllables parted by spaces
    report_count: int


class Downloads(TypedDict):
    """`downloads.json`: the files of the data package."""

    files: list["DownloadFile"]


class DownloadFile(TypedDict):
    """One file; `path` is relative to `feeds/v1/`."""

    feed: str
    format: str
    path: str
    bytes: int
    sha256: str
    row_count: int
    description_zh: str
    description_en: str
