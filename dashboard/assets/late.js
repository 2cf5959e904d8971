// Late and missing reports: how many were expected, came late or are missing, by year and by province, and the list of
// those that are late or missing. Organs that were on time are only counted.
//
// Shards: coverage/index (counts) and of the lists coverage/<year>-<province>-<status>-<page> those that are shown.
'use strict';

ogi.page(async (main) => {
  const ROWS_OF_A_PAGE = 100;
  const LISTED = ['missing', 'received_late'];
  const DUE = ['received', 'received_late', 'missing']; // what is "not_expected" belongs to no share

  const { el, t } = ogi;
  const index = await ogi.load('coverage/index');
  const counts = Object.entries(index.counts).flatMap(([year, lines]) =>
    Object.entries(lines).flatMap(([province, numbers]) =>
      index.columns.map((status, place) => ({
        ...{ year, province, status, count: numbers[place] },
        name: index.provinces[province] ?? t('late.province_unknown'),
      })),
    ),
  );
  const years = [...new Set(counts.map((line) => line.year))].sort().reverse(); // newest first
  const provinces = [...new Map(counts.map((line) => [line.province, line.name]))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([value, label]) => ({ value, label }));

  // ---- what is chosen: all of it stands in the address

  const choice = Object.fromEntries(['year', 'province', 'status', 'page'].map((name) => [name, ogi.query.get(name)]));
  const isChosen = (line, chosen) =>
    (chosen.year === null || line.year === chosen.year) &&
    (chosen.province === null || line.province === chosen.province) &&
    (chosen.status === null ? LISTED.includes(line.status) : line.status === chosen.status);
  const total = (changes) => {
    const chosen = { ...choice, ...changes };
    return counts.reduce((sum, line) => sum + (isChosen(line, chosen) ? line.count : 0), 0);
  };
  const hrefOf = (changes) => `${ogi.href.late({ ...choice, page: null, ...changes })}#list`;
  const change = (changes) => {
    Object.assign(choice, { page: null }, changes);
    ogi.query.set(choice);
    return show();
  };

  const selects = Object.fromEntries(
    ['status', 'year', 'province'].map((name) => [
      name,
      ogiLists.select(name, t(`late.${name}`), (value) => change({ [name]: value })),
    ]),
  );
  const fill = (name, values) =>
    selects[name].fill(
      [{ value: null, label: t(`late.all_${name}`) }, ...values].map((option) => ({
        ...option,
        count: total({ [name]: option.value }),
      })),
      choice[name],
    );

  // ---- the tables of shares

  /** Counts and shares of the years or provinces; the other choice (province or year) holds. */
  const summaryOf = (name, values) =>
    values
      .map(({ value, label }) => {
        const [received, late, missing] = DUE.map((status) => total({ [name]: value, status }));
        const due = received + late + missing;
        const came = received + late;
        return {
          ...{ value, label, due, came, late, missing },
          lateShare: came === 0 ? null : late / came,
          missingShare: due === 0 ? null : missing / due,
        };
      })
      .filter((row) => row.due > 0);
  const shareOr = (share, reason) => (share === null ? ogi.missing(t(reason)) : ogi.share(share));
  const summaryTable = (name, rows) => {
    const link = (row, status) =>
      row[status === 'missing' ? 'missing' : 'late'] === 0
        ? ogi.number(0)
        : el('a', { href: hrefOf({ [name]: row.value, status }) }, ogi.number(row[status === 'missing' ? 'missing' : 'late']));
    return ogi.table(
      [
        { key: 'label', title: t(`late.${name}`), render: (row) => row.label },
        { key: 'due', title: t('late.due'), align: 'end', render: (row) => ogi.number(row.due) },
        { key: 'came', title: t('late.came'), align: 'end', render: (row) => ogi.number(row.came) },
        { key: 'late', title: t('late.late'), align: 'end', render: (row) => link(row, 'received_late') },
        { key: 'lateShare', title: t('late.late_share'), align: 'end', render: (row) => shareOr(row.lateShare, 'late.none_came') },
        { key: 'missing', title: t('late.missing'), align: 'end', render: (row) => link(row, 'missing') },
        { key: 'missingShare', title: t('late.missing_share'), align: 'end', render: (row) => shareOr(row.missingShare, 'late.none_due') },
      ],
      rows,
      { caption: t(`late.caption_${name}`), sortable: true, empty: t('late.nothing') },
    );
  };

  const chartOf = (rows) => {
    const place = el('div', {});
    const years = rows.map((row) => Number(row.value));
    const parts = { received: (row) => row.came - row.late, received_late: (row) => row.late, missing: (row) => row.missing };
    const drawn = [];
    for (let year = Math.min(...years); year <= Math.max(...years); year += 1) {
      const row = rows.find((one) => Number(one.value) === year); // a year without one stays a gap
      Object.entries(parts).forEach(([code, count], order) =>
        drawn.push({ year, code, label: ogi.code('coverage', code), order, value: row === undefined ? null : count(row) }),
      );
    }
    ogi.chart(place, 'coverage_by_year', drawn, { title: t('late.chart_title'), description: t('late.chart_description') });
    return place;
  };

  // ---- the list

  const chosenGroups = () => {
    const place = (line) => [years.indexOf(line.year), LISTED.indexOf(line.status)];
    const compare = (one, other) => {
      const [left, right] = [place(one), place(other)];
      return left[0] - right[0] || left[1] - right[1] || (one.province < other.province ? -1 : 1);
    };
    return counts
      .filter((line) => isChosen(line, choice) && LISTED.includes(line.status) && line.count > 0)
      .sort(compare)
      .map((line) => ({
        count: line.count,
        read: async (page) => (await ogi.load(`coverage/${line.year}-${line.province}-${line.status}-${page}`)).rows,
      }));
  };
  const lateness = (row) => {
    if (row.status === 'missing') return ogi.missing(t('late.not_received'));
    return row.days_late === null ? ogi.missing(t('late.no_date')) : t('late.days', { days: ogi.number(row.days_late) });
  };
  const because = (row) =>
    row.listed_reason ?? (row.expected_because === null ? ogi.missing(t('late.because_unknown')) : ogi.code('expected_because', row.expected_because));
  const listTable = (rows) =>
    ogi.table(
      [
        {
          key: 'organ_name',
          title: t('late.organ'),
          render: (row) => el('a', { href: ogi.href.organ(row.organ_id) }, row.organ_name),
        },
        { key: 'region_name', title: t('late.region'), render: (row) => row.region_name ?? ogi.missing(t('late.province_unknown')) },
        { key: 'report_year', title: t('late.year'), render: (row) => String(row.report_year) },
        { key: 'status', title: t('late.status'), render: (row) => ogi.code('coverage', row.status) },
        { key: 'deadline', title: t('late.deadline'), render: (row) => (row.deadline === null ? ogi.missing(t('late.no_deadline')) : ogi.date(row.deadline)) },
        { key: 'days_late', title: t('late.days_late'), align: 'end', render: lateness },
        { key: 'expected_because', title: t('late.because'), render: because },
        {
          key: 'report_id',
          title: t('late.report'),
          render: (row) =>
            row.report_id === null
              ? ogi.missing(t('late.not_received'))
              : el('a', { href: ogi.href.report(row.report_id), 'aria-label': t('late.report_of', { organ: row.organ_name, year: row.report_year }) }, t('late.open')),
        },
      ],
      rows,
      { caption: t('late.list_caption'), empty: t('late.empty'), class: 'wide' },
    );

  // ---- the page

  const summaries = el('div', {});
  const heading = el('h2', { id: 'list' });
  const list = el('div', {});
  const pagers = [el('div', {}), el('div', {})];
  let turn = 0; // a list that comes late must not take the place of a newer one
  const show = async () => {
    turn += 1;
    const mine = turn;
    fill('status', LISTED.map((status) => ({ value: status, label: ogi.code('coverage', status) })));
    fill('year', years.map((year) => ({ value: year, label: t('late.year_of', { year }) })));
    fill('province', provinces);
    const byYear = summaryOf('year', years.map((year) => ({ value: year, label: year })));
    summaries.replaceChildren(
      el('h2', {}, t('late.by_year')),
      chartOf(byYear),
      summaryTable('year', byYear),
      el('h2', {}, t('late.by_province')),
      summaryTable('province', summaryOf('province', provinces)),
      el('h2', {}, t('late.choose')),
    );

    const count = total({});
    const last = Math.ceil(count / ROWS_OF_A_PAGE);
    const page = ogiLists.pageOf(choice.page, last);
    heading.textContent = t('late.count', { count: ogi.number(count) });
    const from = (page - 1) * ROWS_OF_A_PAGE;
    const rows = await ogiLists.slice(chosenGroups(), from, Math.min(from + ROWS_OF_A_PAGE, count), index.page_size);
    if (mine !== turn) return;
    list.replaceChildren(listTable(rows));
    for (const place of pagers) {
      const links = ogiLists.pager(page, last, (number) => hrefOf({ page: number === 1 ? null : String(number) }));
      place.replaceChildren(...(links === null ? [] : [links]));
    }
  };

  main.append(
    el('p', { class: 'lead' }, t('late.lead')),
    el('p', { class: 'muted' }, t('late.meaning'), ' ', el('a', { href: 'rules.html#T1' }, t('late.to_rule'))),
    summaries,
    el('div', { class: 'choices', role: 'group', 'aria-label': t('lists.choices') },
      ...Object.values(selects).map((select) => select.field),
      el('a', { href: ogi.href.late({}) }, t('late.reset')),
    ),
    heading,
    pagers[0],
    list,
    pagers[1],
  );
  await show();
});
