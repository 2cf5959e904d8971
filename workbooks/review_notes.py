"""The note of a review that a reply becomes: the corrected value and the explanation in one text, and apart again.

The corrected value stays here, in words: what a report prints is changed by a report, not by a reply.
"""

_VALUE = "更正值："
_EXPLANATION = "说明："
_BETWEEN = "；"
# A note that begins with one of these would be refused as a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def note_of(corrected: str, explanation: str) -> str:
    """One note; `corrected` has no "；" in it. Empty when both are."""
    if corrected:
        tail = f"{_BETWEEN}{_EXPLANATION}{explanation}" if explanation else ""
        return f"{_VALUE}{corrected}{tail}"
    if explanation.startswith((*_FORMULA, _VALUE, _EXPLANATION)):
        return f"{_EXPLANATION}{explanation}"
    return explanation


def parts_of_note(note: str | None) -> tuple[str, str]:
    """Corrected value and explanation, the inverse of `note_of`; a note of another make is all explanation."""
    if note is None:
        return "", ""
    if note.startswith(_VALUE):
        value, _, rest = note.removeprefix(_VALUE).partition(_BETWEEN)
        if value and (not rest or rest.startswith(_EXPLANATION)):
            return value, rest.removeprefix(_EXPLANATION)
        return "", note
    return "", note.removeprefix(_EXPLANATION)
