/* Changes: what is new, corrected or withdrawn since the publication before: reports, cells, findings, with the number
 * that was there and the number that is there now.
 *
 * Shards: changes (counts of everything, the first rows), build. All rows are in the feed of changes.
 */
ogi.page(async (main) => {
  'use strict';
  const SUBJECTS = ['report', 'cell', 'finding'];
  const KINDS = ['new', 'corrected', 'withdrawn', 'changed', 'appeared', 'disappeared'];
  const { el, t } = ogi;
  const [changes, build] = await Promise.all([ogi.load('changes'), ogi.load('build')]);

  main.append(
    el('p', { class: 'lead' }, t('changes.lead')),
    el(
      'p',
      {},
      changes.previous_build_id === null
        ? t('changes.first', { build: build.build_id })
        : t('changes.between', { build: build.build_id, previous: changes.previous_build_id }),
    ),
  );
  if (changes.counts.length === 0) {
    main.append(el('p', { class: 'empty' }, t(changes.previous_build_id === null ? 'changes.nothing_before' : 'changes.nothing')));
    return;
  }

  const choice = { subject: ogi.query.get('subject'), kind: ogi.query.get('kind') };
  const isChosen = (line, chosen) =>
    (chosen.subject === null || line.subject_kind === chosen.subject) && (chosen.kind === null || line.change_kind === chosen.kind);
  const total = (changed) => {
    const chosen = { ...choice, ...changed };
    return changes.counts.reduce((sum, line) => sum + (isChosen(line, chosen) ? line.count : 0), 0);
  };

  /** A number of a cell, or why there is none. */
  const numberOr = (value, status) => (value === null ? ogi.missing(ogi.code('status', status)) : ogi.number(value));
  const describe = {
    report: (row) => [row.reason === null ? null : t(`changes.reason_${row.reason}`)],
    cell: (row) => [
      t('changes.cell', { row: ogi.pick(row, 'row_label'), column: ogi.pick(row, 'column_label') }),
      [' ', numberOr(row.previous_value, row.previous_status), ' → ', el('strong', {}, numberOr(row.value, row.status))],
    ],
    finding: (row) => [el('a', { class: 'rule-id', href: ogi.href.rule(row.rule_id) }, row.rule_id), ' ', ogi.pick(row, 'message')],
  };
  const anchor = (row) => (row.subject_kind === 'cell' ? `#${row.table_code}/${row.row_code}/${row.column_code}` : '');
  const item = (row) => {
    const organ = row.organ_name ?? t('changes.organ_unknown');
    return el(
      'li',
      { class: `change ${row.change_kind}` },
      el(
        'p',
        {},
        row.organ_id === null || row.report_id === null ? el('span', {}, organ) : el('a', { href: ogi.href.organ(row.organ_id) }, organ),
        el(
          'span',
          { class: 'finding-place' },
          [row.region_name, row.report_year === null ? null : t('changes.year_of', { year: row.report_year })].filter(Boolean).join(' · '),
        ),
      ),
      el(
        'p',
        {},
        el('span', { class: 'mark' }, t(`changes.kind_${row.change_kind}`)),
        ' ',
        describe[row.subject_kind](row),
        ' ',
        row.report_id === null
          ? null
          : el('a', { href: ogi.href.report(row.report_id, anchor(row)) }, t('changes.to_report'), el('span', { class: 'unseen' }, organ)),
      ),
    );
  };

  const heading = el('h2', { id: 'list' });
  const note = el('p', { class: 'muted' });
  const list = el('div', {});
  const change = (changed) => {
    Object.assign(choice, changed);
    ogi.query.set(choice);
    show();
  };
  const selects = {
    subject: window.ogiLists.select('subject', t('changes.subject'), (subject) => change({ subject })),
    kind: window.ogiLists.select('kind', t('changes.kind'), (kind) => change({ kind })),
  };
  const options = (name, values) => [
    { value: null, label: t('changes.all'), count: total({ [name]: null }) },
    ...values.map((value) => ({ value, label: t(`changes.${name}_${value}`), count: total({ [name]: value }) })),
  ];
  const show = () => {
    selects.subject.fill(options('subject', SUBJECTS), choice.subject);
    selects.kind.fill(options('kind', KINDS), choice.kind);
    const rows = changes.rows.filter((row) => isChosen(row, choice));
    const count = total({});
    heading.textContent = t('changes.count', { count: ogi.number(count) });
    note.replaceChildren(
      count > rows.length ? ogi.text(t('changes.cut', { shown: ogi.number(rows.length) })) : '',
      ' ',
      el('a', { href: 'downloads.html#feed_change' }, t('changes.all_as_file')),
    );
    const parts = SUBJECTS.flatMap((subject) => {
      const ofSubject = rows.filter((row) => row.subject_kind === subject);
      if (ofSubject.length === 0) return [];
      return [el('h3', {}, t(`changes.subject_${subject}`)), el('ol', { class: 'findings' }, ofSubject.map(item))];
    });
    list.replaceChildren(...(rows.length === 0 ? [el('p', { class: 'empty' }, t('changes.empty'))] : parts));
  };
  main.append(
    el('div', { class: 'choices', role: 'group', 'aria-label': t('lists.choices') }, Object.values(selects).map((select) => select.field)),
    heading,
    note,
    list,
  );
  show();
});
