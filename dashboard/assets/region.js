/* A region: its children compared by one indicator (tiles by code, dots with intervals, a table), its years, its organs.
 * Without a code: the country, province by province.
 * Shards: regions/<code>, regions/<code>/<kind>-<level>/<indicator> (all years), definitions.
 * Address: code, year, indicator, kind (organ kind and level, as "department.county"). */
ogi.page(async (main) => {
  'use strict';
  const { t, el, number, query } = ogi;
  const shown = ogiIndicators;
  const KINDS = ['government', 'department', 'office', 'zone', 'public_institution'];
  const LEVELS = ['national', 'province', 'prefecture', 'county', 'township'];
  const code = query.get('code') || 'national';
  const [region, definitions] = await Promise.all([ogi.load(`regions/${code}`), shown.load()]);
  const isNational = region.level === 'national';
  const title = document.getElementById('title');
  title.replaceChildren(ogi.text(isNational ? t('region.title') : region.region_name));
  if (!isNational) {
    ogi.title(region.region_name);
    title.before(shown.path(region.path));
  }

  const years = shown.everyYear(region.years);
  const reports = region.years.reduce((total, year) => total + year.report_count, 0);
  main.append(shown.figures([
    [t('region.level'), ogi.code('organ_level', region.level)],
    [isNational ? t('region.provinces') : t('region.children'), number(region.children.length)],
    [t('region.reports'), number(reports)],
    [t('region.own_organs'), number(region.organ_count)],
  ]));

  const comparison = el('section', { 'aria-live': 'polite' });
  if (region.comparisons.length) {
    main.append(el('h2', { id: 'comparison' }, region.children.length ? t('region.comparison') : t('region.indicators')), comparison);
    await showComparison();
  }

  if (years.length) {
    // The lists of late and missing reports go by province: from a smaller region a link would lead to other numbers.
    const province = isNational ? null : region.level === 'province' ? region.region_code : undefined;
    const coverage = el('section');
    const requests = el('section');
    main.append(el('h2', null, t('region.years')), el('p', { class: 'note' }, t('region.years_note')),
      el('div', { class: 'columns' }, coverage, requests), shown.yearTable(years, province));
    ogi.chart(coverage, 'coverage_by_year', shown.coverageRows(years), { title: t('overview.coverage_chart') });
    ogi.chart(requests, 'outcomes_by_year', shown.outcomeRows(years.map((year) => ({ year: year.report_year, outcomes: year.outcomes }))),
      { title: t('overview.requests_chart') });
  }
  if (region.children.length) main.append(el('h2', null, t('region.below')), childTable());
  if (region.organs.length) main.append(el('h2', null, t('region.its_organs')), organTable());

  // ----------------------------------------------------------- the comparison

  async function showComparison() {
    const kinds = kindsOf(region.comparisons);
    const below = kinds.find(([value]) => value.endsWith(`.${region.children[0]?.level ?? region.level}`));
    const kind = shown.chosen('kind', kinds.map(([value]) => value), (below ?? kinds[0])[0]);
    const ids = new Set(region.comparisons.find((one) => kindOf(one) === kind).indicator_ids);
    const usual = ids.has('disclosure_rate.all_applicants') ? 'disclosure_rate.all_applicants' : [...ids][0];
    const indicator = shown.chosen('indicator', [...ids], usual);
    const { columns, values } = await ogi.load(`regions/${region.region_code}/${kind.replace('.', '-')}/${indicator}`);
    // Some indicators need a cell that only later forms have: they begin later.
    const itsYears = Object.keys(values).sort();
    const year = shown.chosen('year', itsYears, itsYears[itsYears.length - 1]);
    const one = definitions.get(indicator) || { indicator_id: indicator, title_zh: indicator, title_en: indicator, measure: 'count' };
    const change = (values_) => {
      query.set(values_);
      const focused = [...comparison.querySelectorAll('select')].indexOf(document.activeElement);
      showComparison().then(() => comparison.querySelectorAll('select')[focused]?.focus());
    };
    const rows = ogi.rows(columns, values[year]);
    const own = rows.find((row) => row.region_code === region.region_code);
    const children = withMissing(rows);

    comparison.replaceChildren(
      el('div', { class: 'choices' },
        shown.choice(t('region.year'), [...itsYears].reverse().map((value) => [value, value]), year, (value) => change({ year: value })),
        shown.choice(t('region.kind'), kinds, kind, (value) => change({ kind: value })),
        shown.choice(t('region.indicator'), shown.options(definitions, ids), indicator, (value) => change({ indicator: value }))),
      el('h3', null, t('region.heading', { indicator: shown.name(one), year })),
      el('p', { class: 'note' }, ogi.pick(one, 'definition'), ' ', ogi.pick(one, 'caveats')),
      own ? el('p', null, t('region.whole', { region: region.region_name }), el('strong', null, shown.cell(one, own)), ' ',
        el('span', { class: 'muted' }, details(one, own)), ' ', shown.mark(one, own)) : null,
    );
    if (!children.length) return;
    comparison.append(tiles(one, children, { year, kind, indicator }), el('p', { class: 'note' }, tileNote(one)));
    if (children.some((row) => row.value !== null)) {
      ogi.chart(comparison, shown.isShare(one) ? 'regions_compared_share' : 'regions_compared', chartRows(one, children),
        { title: t('region.chart', { indicator: shown.name(one), year }), description: chartNote(one) });
    }
    comparison.append(valueTable(one, children, { year, kind, indicator }));
  }

  function kindOf(comparison) {
    return `${comparison.organ_kind}.${comparison.organ_level}`;
  }

  /** The kinds and levels that have values, governments first, from the top down. */
  function kindsOf(comparisons) {
    const place = (one) => KINDS.indexOf(one.organ_kind) * LEVELS.length + LEVELS.indexOf(one.organ_level);
    return [...comparisons].sort((a, b) => place(a) - place(b)).map((one) => [kindOf(one),
      t('region.kind_of', { level: ogi.code('organ_level', one.organ_level), kind: ogi.code('organ_kind', one.organ_kind) })]);
  }

  /** Every child is shown: one without such organs has a gap, not a zero and not a hole. */
  function withMissing(rows) {
    const byCode = new Map(rows.map((row) => [row.region_code, row]));
    return region.children.map((child) => ({
      region_name: child.region_name,
      ...(byCode.get(child.region_code) || none(child)),
    }));
  }

  function none(child) {
    return {
      region_code: child.region_code, value: null, numerator: null, denominator: null,
      interval_low: null, interval_high: null, reason_code: 'no_reports', is_ranked: false,
      covered_report_count: null, received_report_count: null, expected_report_count: null,
    };
  }

  /** By code, the official order; the darker the greater, with the number in each. */
  function tiles(one, rows, state) {
    const known = rows.map((row) => row.value).filter((value) => value !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    return el('ul', { class: 'tiles' }, rows.map((row) => {
      const depth = row.value === null ? 0 : most === least ? 0.4 : (row.value - least) / (most - least);
      const kind = row.value === null ? 'gap' : depth > 0.5 ? 'dark' : '';
      return el('li', null, el('a', {
        class: `tile ${kind}${shown.isSmall(one, row) ? ' small-number' : ''}`,
        // Between the two ranges neither dark nor white letters could be read.
        style: { '--depth': `${Math.round(depth > 0.5 ? 68 + (depth - 0.5) * 48 : 6 + depth * 90)}%` },
        href: ogi.href.region(row.region_code, state),
        title: shown.sentence(one, row),
      }, el('span', { class: 'tile-name' }, row.region_name), ' ',
      el('span', { class: 'tile-value' }, shown.cell(one, row), shown.isSmall(one, row) ? '*' : '')));
    }));
  }

  function tileNote(one) {
    return shown.isCount(one) ? t('region.tiles_count_note') : t('region.tiles_note', { least: shown.leastCases(one) });
  }

  function chartRows(one, rows) {
    const place = (row) => (row.value === null ? 2 : shown.isSmall(one, row) ? 1 : 0);
    return [...rows].sort((a, b) => place(a) - place(b) || b.value - a.value).map((row) => ({
      region: row.region_name, value: row.value, low: row.interval_low ?? null, high: row.interval_high ?? null,
      is_ranked: !shown.isSmall(one, row), shown: shown.sentence(one, row),
    }));
  }

  function chartNote(one) {
    if (shown.isCount(one)) return t('region.chart_count_note');
    return t(shown.isShare(one) ? 'region.chart_note' : 'region.chart_ratio_note', { least: shown.leastCases(one) });
  }

  function details(one, row) {
    return [shown.interval(one, row), shown.restsOn(row)].filter(Boolean).join(t('indicator.comma'));
  }

  function valueTable(one, rows, state) {
    return ogi.table([
      { key: 'region_code', title: t('region.region'), render: (row) => el('a', { href: ogi.href.region(row.region_code, state) }, row.region_name) },
      { key: 'value', title: t('chart.value'), align: 'end', render: (row) => shown.cell(one, row) },
      shown.isCount(one) ? null : { key: 'interval_low', title: t('indicator.interval'), align: 'end', render: (row) => shown.interval(one, row) },
      shown.isCount(one) ? null : { key: 'denominator', title: t('indicator.rests_on'), align: 'end', render: (row) => shown.restsOn(row) },
      {
        key: 'covered_report_count', title: t('region.covered'), align: 'end',
        render: (row) => (row.covered_report_count === null ? ogi.missing(shown.reason(row))
          : t('region.covered_of', { covered: number(row.covered_report_count), received: number(row.received_report_count), expected: number(row.expected_report_count) })),
      },
      { key: 'note', title: t('indicator.note'), class: 'once', sort: null, render: (row) => shown.mark(one, row) || '' },
    ].filter(Boolean), rows, { caption: t('region.table', { indicator: shown.name(one), year: state.year }), sortable: true });
  }

  // -------------------------------------------------------------- the lists

  function childTable() {
    return ogi.table([
      { key: 'region_code', title: t('region.region'), render: (row) => el('a', { href: ogi.href.region(row.region_code) }, row.region_name) },
      { key: 'level', title: t('region.level'), render: (row) => ogi.code('organ_level', row.level) },
      { key: 'organ_count', title: t('region.organs'), align: 'end' },
      { key: 'report_count', title: t('region.reports'), align: 'end' },
      { key: 'failed_count', title: t('region.failed'), align: 'end' },
    ], region.children, { caption: t('region.below_caption'), sortable: true });
  }

  function organTable() {
    const isCut = region.organ_count > region.organs.length;
    return ogi.table([
      { key: 'organ_name', title: t('organ.name'), class: 'name', render: (row) => el('a', { href: ogi.href.organ(row.organ_id) }, row.organ_name) },
      { key: 'organ_level', title: t('region.level'), render: (row) => (row.organ_level ? ogi.code('organ_level', row.organ_level) : ogi.missing(t('organ.level_unknown'))) },
      { key: 'organ_kind', title: t('organ.kind'), render: (row) => (row.organ_kind ? ogi.code('organ_kind', row.organ_kind) : ogi.missing(t('common.unknown'))) },
      { key: 'last_report_year', title: t('organ.last_year'), align: 'end', render: (row) => (row.last_report_year === null ? ogi.missing(t('organ.no_report')) : String(row.last_report_year)) },
      { key: 'report_count', title: t('region.reports'), align: 'end' },
      { key: 'failed_count', title: t('region.failed'), align: 'end' },
    ], region.organs, {
      caption: isCut ? t('region.organs_cut', { shown: number(region.organs.length), all: number(region.organ_count) }) : t('region.organs_caption', { count: number(region.organ_count) }),
      sortable: true,
    });
  }
});
