/* The findings of a report: what fails first, then what could not be assessed with its reason, then what passes, folded.
 * From the shard reports/… (findings); definitions.json (what the rules compare) when the numbers of a finding are opened.
 */
(() => {
  'use strict';

  const { el, t } = ogi;
  const report = window.ogiReport;

  /** The id of a rule and what it is called; a rule that this site does not know yet has its id alone. */
  const ruleName = (ruleId) => [el('b', null, ruleId), ogi.code('rule', ruleId) === ruleId ? null : ` ${ogi.code('rule', ruleId)}`];

  const ruleLink = (ruleId) => el('a', { class: 'rule-link', href: ogi.href.rule(ruleId) }, ruleName(ruleId));

  /** What a side of a rule ("expected", "actual") is called; in general words until the definitions are there. */
  function sideName(ruleId, side) {
    if (!['expected', 'actual'].includes(side)) return t('report.finding.looked_at');
    const name = el('span', null, t(`report.finding.${side}`));
    ogi.load('definitions').then(({ rules }) => {
      const rule = rules.find((one) => one.rule_id === ruleId);
      if (rule && ogi.pick(rule, side)) name.replaceChildren(ogi.text(ogi.pick(rule, side)));
    }, () => {}); // the general words will do
    return name;
  }

  const outcomeMark = (outcome) => el('span', { class: `mark ${outcome}` },
    el('span', { 'aria-hidden': 'true' }, { fail: '✕', not_assessable: '○', pass: '✓' }[outcome]), ' ', ogi.code('outcome', outcome));

  /** What was compared, in numbers, with the words of the rule. */
  function numbers(finding) {
    if (finding.expected === null && finding.actual === null) return null;
    return report.facts(['expected', 'actual'].map((side) => [sideName(finding.rule_id, side), finding[side] === null ? null : ogi.number(finding[side])]));
  }

  /** The cells and numbers that a finding looked at; those of another report lead there. */
  function evidence(finding, reportId, context) {
    const count = finding.evidence?.length ?? 0;
    if (!count && finding.expected === null && finding.actual === null) return null;
    const details = el('details', { class: 'evidence' }, el('summary', null, count ? t('report.finding.evidence', { count }) : t('report.finding.numbers')));
    details.addEventListener('toggle', () => {
      if (!details.open || details.children.length > 1) return;
      const sides = new Map();
      for (const piece of context.inOrder(finding.evidence ?? [])) sides.set(piece.side, [...(sides.get(piece.side) ?? []), piece]);
      details.append(...[numbers(finding)].filter(Boolean), ...[...sides].map(([side, pieces]) => el('div', null, el('p', null, sideName(finding.rule_id, side)),
        el('ul', null, pieces.map((piece) => el('li', null, pieceLink(piece, reportId, context)))))));
    });
    return details;
  }

  function pieceLink(piece, reportId, context) {
    const anchor = piece.table ? `#${piece.table}/${piece.row}/${piece.column}` : piece.figure_id ? `#figure/${piece.figure_id}` : '';
    const isHere = piece.report_id === reportId;
    const where = piece.table ? context.nameOf(piece) : piece.figure_id && isHere ? context.nameOfFigure(piece.figure_id) : t('report.finding.prose_number');
    const printed = piece.printed === null || piece.printed.trim() === '' ? ogi.code('status', piece.status) : piece.printed.trim();
    return [el('a', { href: isHere ? anchor || '#' : ogi.href.report(piece.report_id, anchor) }, where), t('report.colon'), el('bdi', null, printed),
      isHere ? null : ` (${context.nameOfReport(piece.report_id)})`];
  }

  function review(finding) {
    if (finding.review_decision === null) return null;
    const signature = [finding.reviewer, finding.reviewed_on ? ogi.date(finding.reviewed_on) : null].filter(Boolean).join(t('report.comma'));
    return el('p', { class: 'review' }, el('b', null, t('report.finding.review'), ' ', ogi.code('decision', finding.review_decision)),
      finding.review_note ? [t('report.colon'), finding.review_note] : null, signature ? ` (${signature})` : null);
  }

  const proposal = (finding) => (finding.proposed_value === null || !ogi.pick(finding, 'proposed_cell') ? null
    : el('p', { class: 'proposal' }, t('report.finding.proposal', { cell: ogi.pick(finding, 'proposed_cell'), value: ogi.number(finding.proposed_value) })));

  /** A finding with all it says. `isShort` leaves out the list of what it looked at (in the panel of one of its cells). */
  function finding(one, reportId, context, { isShort = false } = {}) {
    return el('article', { id: isShort ? null : `finding/${one.finding_id}`, class: `found ${one.outcome}${one.outcome === 'fail' && !one.is_open ? ' closed' : ''}`, tabindex: '-1' },
      el('header', null, outcomeMark(one.outcome), ruleLink(one.rule_id),
        el('span', { class: 'severity' }, one.outcome === 'fail' ? ogi.code('severity', one.severity) : null),
        isShort ? el('a', { class: 'anchor', href: `#finding/${one.finding_id}` }, t('report.finding.to_finding'))
          : el('a', { class: 'anchor', href: `#finding/${one.finding_id}`, 'aria-label': t('report.finding.address') }, '#')),
      el('p', { class: 'message' }, ogi.pick(one, 'message')),
      one.outcome === 'not_assessable' && !ogi.pick(one, 'message').includes(ogi.pick(one, 'reason')) ? el('p', { class: 'reason' }, t('report.finding.reason'), t('report.colon'), ogi.pick(one, 'reason')) : null,
      proposal(one), review(one), isShort ? null : evidence(one, reportId, context));
  }

  /** Findings of one rule that could not be assessed, by reason: one line each, since they often repeat it. */
  function unassessed(ruleId, list, context) {
    const reasons = new Map();
    for (const one of list) {
      const reason = ogi.pick(one, 'reason') || ogi.pick(one, 'message');
      reasons.set(reason, [...(reasons.get(reason) ?? []), one]);
    }
    return el('li', null, ruleLink(ruleId), t('report.colon'), [...reasons].map(([reason, ones]) => (ones.length === 1
      ? el('span', { id: `finding/${ones[0].finding_id}`, tabindex: '-1' }, reason, ` (${ogi.pick(ones[0], 'subject')}) `)
      : el('details', null, el('summary', null, t('report.finding.times', { reason, count: ones.length })),
        el('ul', null, ones.map((one) => el('li', { id: `finding/${one.finding_id}`, tabindex: '-1' }, ogi.pick(one, 'subject'))))))));
  }

  const byRule = (list) => {
    const rules = new Map();
    for (const one of list) rules.set(one.rule_id, [...(rules.get(one.rule_id) ?? []), one]);
    return [...rules];
  };

  /** The section of findings. Lists that are folded are made when they are opened first. */
  function section(findings, reportId, context) {
    const of = (outcome) => findings.filter((one) => one.outcome === outcome);
    const failing = of('fail').sort((a, b) => Number(b.is_open) - Number(a.is_open));
    const notAssessable = of('not_assessable');
    const passing = of('pass');
    return el('section', { id: 'findings', class: 'report-findings' }, el('h2', null, t('report.findings')),
      failing.length ? failing.map((one) => finding(one, reportId, context))
        : el('p', { class: 'all-well' }, outcomeMark('pass'), ' ', t(passing.length ? 'report.findings.none_fail' : 'report.findings.none')),
      folded('not_assessable', notAssessable, (list) => el('ul', { class: 'plain' }, byRule(list).map(([ruleId, ones]) => unassessed(ruleId, ones, context)))),
      folded('pass', passing, (list) => el('ul', { class: 'plain' }, byRule(list).map(([ruleId, ones]) => el('li', null, el('details', null,
        el('summary', null, ruleName(ruleId), ' ', t('report.findings.count', { count: ones.length })),
        el('ul', null, ones.map((one) => el('li', { id: `finding/${one.finding_id}`, tabindex: '-1' }, ogi.pick(one, 'message'))))))))));
  }

  function folded(outcome, list, draw) {
    if (!list.length) return null;
    const details = el('details', { class: 'folded', id: `findings/${outcome}` },
      el('summary', null, outcomeMark(outcome), ' ', t('report.findings.count', { count: list.length })));
    const fill = () => {
      if (details.children.length === 1) details.append(draw(list));
    };
    details.addEventListener('toggle', () => details.open && fill());
    details.fill = fill;
    return details;
  }

  Object.assign(report, { findingsSection: section, drawFinding: finding, outcomeMark });
})();
