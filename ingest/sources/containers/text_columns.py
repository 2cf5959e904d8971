"""Which column of a table of documents is the document, and which is its address."""

from collections.abc import Iterable, Mapping

# In the order in which they are preferred: a page has more to read than the text that was taken out of it.
TEXT_COLUMNS = (
    "html",
    "raw_html",
    "html_content",
    "content_html",
    "page_html",
    "raw",
    "content",
    "body",
    "text",
    "正文",
    "内容",
    "全文",
)
URL_COLUMNS = ("url", "source_url", "page_url", "target_uri", "uri", "link", "href", "网址", "链接")
_LONGEST_URL = 4000


def known_columns(names: Iterable[str]) -> dict[str, str]:
    """The columns that are known, by the name they are known under: case and blanks around it do not matter."""
    known = {*TEXT_COLUMNS, *URL_COLUMNS}
    found: dict[str, str] = {}
    for name in names:
        plain = name.strip().casefold()
        if plain in known:
            found.setdefault(plain, name)
    return found


def has_text_column(columns: Mapping[str, str]) -> bool:
    """Whether one of the known columns holds documents."""
    return any(name in columns for name in TEXT_COLUMNS)


def document_of(row: Mapping[str, object], columns: Mapping[str, str]) -> bytes | None:
    """The document of a row: the first column that holds one. Text becomes UTF-8, bytes stay as they are.

    A character that is half of a pair (U+D800 to U+DFFF) is no text; it becomes three bytes that are no UTF-8, so that
    the reader sees and tells the damage.
    """
    for name in TEXT_COLUMNS:
        value = row.get(columns[name]) if name in columns else None
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "surrogatepass")
        if isinstance(value, bytes) and value:
            return value
    return None


def address_of(row: Mapping[str, object], columns: Mapping[str, str]) -> str | None:
    """The address that a row tells, or None."""
    for name in URL_COLUMNS:
        value = row.get(columns[name]) if name in columns else None
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_URL:
            return value.strip().encode("utf-8", "replace").decode("utf-8")
    return None
