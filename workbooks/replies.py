"""Replies of units become reviews: read from workbooks, held to the published build, put into the file of reviews.

A workbook with a mistake is not taken at all, so that it can be mended and read again. A sound reply on a finding that
has changed since the workbook was made is left out and named: it was about other numbers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from workbooks.package_guard import ForeignWorkbookError
from workbooks.published import FindingState, PublishedFindings
from workbooks.reply_reader import Reply, ReplyProblem, read_replies
from workbooks.review_file import Review, ReviewFile, ReviewFileError

# Of what is wrong with the file of reviews; `ogi curation check` tells all.
_SHOWN_OF_FILE = 20
_ASK_AGAIN = "export the corrections again and ask the unit"


@dataclass(slots=True)
class TakenWorkbook:
    """What became of a workbook. `problems` kept all of it out; `left_out` are replies that could not be taken."""

    file: str
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    unanswered: int = 0
    problems: list[ReplyProblem] = field(default_factory=list)
    left_out: list[ReplyProblem] = field(default_factory=list)


def take_replies(
    path: Path, published: PublishedFindings, reviews: ReviewFile, reviewer: str | None, today: date, *, writes: bool
) -> TakenWorkbook:
    """Read one workbook and put its replies into the file of reviews, or none of them when anything in it is wrong."""
    taken = TakenWorkbook(path.name)
    try:
        read = read_replies(path, reviewer, today)
    except ForeignWorkbookError as error:
        taken.problems.append(ReplyProblem(path.name, "", 0, str(error)))
        return taken
    taken.unanswered, taken.problems = read.unanswered, read.problems
    states = published.states([reply.finding_id for reply in read.replies])
    current: list[tuple[Reply, FindingState]] = []
    for reply in read.replies:
        state = states.get(reply.finding_id)
        if reason := _reason_to_leave_out(reply, state):
            taken.left_out.append(ReplyProblem(path.name, reply.sheet, reply.row, reason))
        elif state and state.outcome != "fail":
            reason = "the finding is no failure: it asks for no reply; leave the row empty"
            taken.problems.append(ReplyProblem(path.name, reply.sheet, reply.row, reason))
        elif state:
            current.append((reply, state))
    if not taken.problems:
        _merge(taken, current, reviews, published.rule_ids(), today, writes=writes)
    return taken


def _reason_to_leave_out(reply: Reply, state: FindingState | None) -> str | None:
    if state is None:
        return f"the published build has no such finding: its report was withdrawn or replaced; {_ASK_AGAIN}"
    if state.state_id != reply.state_id:
        return f"the report has changed since the workbook was made: the reply is on other numbers; {_ASK_AGAIN}"
    return None


def _merge(
    taken: TakenWorkbook,
    current: Sequence[tuple[Reply, FindingState]],
    reviews: ReviewFile,
    rule_ids: Collection[str],
    today: date,
    *,
    writes: bool,
) -> None:
    rows = {reply.finding_id: reply for reply, _ in current}
    try:
        merged = reviews.merge([_review(*item) for item in current], rule_ids, today, writes=writes)
    except ReviewFileError as error:
        taken.problems += [
            ReplyProblem(taken.file, "", 0, f"the reviews would not hold ({problem}); see `ogi curation check`")
            for problem in error.problems[:_SHOWN_OF_FILE]
        ]
        return
    taken.added, taken.replaced, taken.unchanged = merged.added, merged.replaced, merged.unchanged
    for review in merged.superseded:
        reply = rows[review.finding_id]
        reason = f"a review of a later day than {reply.reviewed_on} is in reviews.csv; it stays. Date the reply anew"
        taken.left_out.append(ReplyProblem(taken.file, reply.sheet, reply.row, f"{reason} if it is to count"))


def _review(reply: Reply, state: FindingState) -> Review:
    return Review(
        finding_id=reply.finding_id,
        state_id=reply.state_id,
        report_id=state.report_id,
        rule_id=state.rule_id,
        subject=state.subject,
        decision=reply.decision,
        note=reply.note,
        reviewer=reply.reviewer,
        reviewed_on=reply.reviewed_on,
    )
