"""Plain text: finding the encoding of bytes that declare none, or a wrong one.

A byte order mark is believed if the bytes bear it out, then valid UTF-8 (which no other encoding is by chance). Only
then are the Chinese encodings tried, and the one is taken whose text reads most like an official report. What a page
declares decides only between two that its bytes allow; newlines stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document
from ingest.errors import UnreadableDocumentError, issue
from ingest.report import Issue

_UTF8_MARK = b"\xef\xbb\xbf"
# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (_UTF8_MARK, "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Frequent characters of official reports, simplified and traditional. They make up 37-45 % of the characters beyond
# ASCII in the samples, at most 3 % of a sample in a wrong encoding, and 10 % of Japanese read as Big5.
_FREQUENT = frozenset(
    "公政开信息府务的作工年行一和条项区理情关请进度要实办申人是结主全规本况二报不中动第三其数件发事及制部县在有了为以月日"
    "開務條項區關請進實辦結規況報動數發製縣訊資這們為與"
)
_CHARSETS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
_PLAUSIBLE_SHARE = 0.15
_CERTAIN_SHARE = 0.25
# One character in twenty lost leaves a text that can be read around the gaps; more is another encoding or no text.
_MAX_BROKEN_SHARE = 0.05
# Word leaves its cell mark (7) and others in text dumps, DOS its end of file (26): these do not make a text binary.
_BINARY_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\a\x1a\x1e\x1f"))
_MAX_CONTROL_SHARE = 0.01
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the encoding its bytes are in, and what is uncertain about it (encoding_guessed, damaged_text).

    Offsets count characters of the text after its byte order mark. Bytes that are no character stand in it as U+FFFD,
    never as nothing: a number with a gap in it must not look whole. `utf8` is the same text in UTF-8.
    """

    document: Document
    utf8: bytes
    encoding: str
    issues: tuple[Issue, ...]


def decode(raw: bytes, declared: str | None = None) -> DecodedText:
    """Decode the bytes of a text. Where its content leaves a doubt, `declared` (as in a page's charset) settles it.

    Raises UnreadableDocumentError: binary_content or undecodable_text.
    """
    encoding, text, doubts = _encoding_and_text(raw, _CHARSETS.get((declared or "").lower()))
    document = Document(text)
    damage = tuple(_damage(document))
    is_utf8 = encoding == "utf-8" and not damage and not raw.startswith(_UTF8_MARK)
    utf8 = raw if is_utf8 else text.encode("utf-8", "replace")
    controls = len(utf8) - len(utf8.translate(None, _BINARY_CONTROLS))
    if controls > len(text) * _MAX_CONTROL_SHARE:
        raise UnreadableDocumentError("binary_content", f"{controls} of {len(text)} characters are control characters")
    return DecodedText(document, utf8, encoding, (*doubts, *damage))


def _encoding_and_text(raw: bytes, declared: str | None) -> tuple[str, str, tuple[Issue, ...]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, "replace")
            if _broken_share(text) <= _MAX_BROKEN_SHARE:
                return encoding, text, ()
    if b"\x00" in raw:
        # Text holds no NUL, except for UTF-16 without its mark.
        guess = _best_guess(raw, ("utf-16-le", "utf-16-be"))
        if guess is None:
            raise UnreadableDocumentError("binary_content", f"byte {raw.index(0)} is a NUL, which no text holds")
        return guess
    try:
        return "utf-8", raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        guess = _best_guess(raw, ("utf-8", "gb18030", "big5hkscs"), declared)
        if guess is None:
            message = f"no Chinese text in UTF-8, GB18030 or Big5; byte {error.start} is the first that is not UTF-8"
            raise UnreadableDocumentError("undecodable_text", message) from error
        return guess


def _best_guess(
    raw: bytes, encodings: tuple[str, ...], declared: str | None = None
) -> tuple[str, str, tuple[Issue, ...]] | None:
    """The encoding in which the bytes read most like Chinese, or None when they do in none of them."""
    scored = sorted(_plausible(raw, encodings), reverse=True)
    if not scored:
        return None
    for _, encoding, text in scored:
        if encoding == declared:
            return encoding, text, ()
    share, encoding, text = scored[0]
    is_certain = share >= _CERTAIN_SHARE and len(scored) == 1
    message = f"decoded as {encoding}: {share:.0%} of its characters beyond ASCII are frequent in reports"
    return encoding, text, () if is_certain else (issue("encoding_guessed", message),)


def _plausible(raw: bytes, encodings: tuple[str, ...]) -> Iterator[tuple[float, str, str]]:
    for encoding in encodings:
        text = raw.decode(encoding, "replace")
        beyond_ascii = [character for character in text if character > "\x7f"]
        share = sum(character in _FREQUENT for character in beyond_ascii) / max(1, len(beyond_ascii))
        if share >= _PLAUSIBLE_SHARE and _broken_share(text) <= _MAX_BROKEN_SHARE:
            yield share, encoding, text


def _broken_share(text: str) -> float:
    return text.count(_REPLACEMENT) / max(1, len(text))


def _damage(document: Document) -> Iterator[Issue]:
    broken = document.text.count(_REPLACEMENT)
    if broken:
        first = document.text.index(_REPLACEMENT)
        message = f"{broken} broken characters, the first after {document.text[max(0, first - 10) : first]!r}"
        yield issue("damaged_text", message, document.locator(first, first + 1))
