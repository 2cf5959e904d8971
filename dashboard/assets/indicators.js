/* What the pages of regions and organs share: the indicators and their words, the reasons for gaps, the rows of the
 * charts by year. Shard: definitions. Gives `ogiIndicators`. */
(() => {
  'use strict';
  const { t, el } = ogi;

  /** Below it a share is not ranked, where the definition names no other number. */
  const LEAST_CASES = 30;

  /** Every indicator by its id, in the order of the catalogue. */
  async function load() {
    const { indicators } = await ogi.load('definitions');
    const order = (one) => [Number(one.indicator_order) || 0, Number(one.variant_order) || 0];
    const sorted = [...indicators].sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1]);
    return new Map(sorted.map((one) => [one.indicator_id, one]));
  }

  /** "Disclosure rate (all applicants)" */
  const name = (one) => t('indicator.name', { title: ogi.pick(one, 'title'), variant: ogi.pick(one, 'variant_title') });

  const isCount = (one) => one.measure === 'count';
  const isShare = (one) => !isCount(one) && one.measure !== 'ratio';

  /** The value as its measure is written: a number, a share, or cases per case. */
  function format(one, value) {
    if (value === null || value === undefined) return '—';
    if (isShare(one)) return ogi.share(value);
    return ogi.number(isCount(one) ? value : Math.round(value * 1000) / 1000);
  }

  /** Why a value is missing. */
  const reason = (row) => (row.reason_code ? ogi.code('reason', row.reason_code) : t('common.unknown'));

  const leastCases = (one) => Number(one.minimum_denominator) || LEAST_CASES;

  /** True for a share of too few cases: it is shown hollow and never ranked. */
  const isSmall = (one, row) => !isCount(one) && row.value !== null && row.denominator !== null && row.denominator < leastCases(one);

  /** What is uncertain about a value, as a mark; null when it is ranked. */
  function mark(one, row) {
    if (row.value === null || row.value === undefined) return el('span', { class: 'note' }, reason(row));
    if (!isSmall(one, row)) return null;
    return el('span', { class: 'note', title: t('indicator.small_hint', { least: leastCases(one) }) }, t('indicator.small', { least: leastCases(one) }));
  }

  /** A value in a table, or a gap with its reason. */
  const cell = (one, row) => (row.value === null || row.value === undefined ? ogi.missing(reason(row)) : format(one, row.value));

  /** The interval, or nothing where there is none. */
  const interval = (one, row) => (row.interval_low === null || row.interval_low === undefined ? ''
    : `${format(one, row.interval_low)}–${format(one, row.interval_high)}`);

  /** What a value rests on: "61 of 97". */
  const restsOn = (row) => (row.numerator === null || row.denominator === null ? ''
    : t('indicator.of', { numerator: ogi.number(row.numerator), denominator: ogi.number(row.denominator) }));

  /** One line that says all of a value, for what the pointer is on and for the table beside a chart. */
  function sentence(one, row) {
    if (row.value === null || row.value === undefined) return reason(row);
    const rest = [restsOn(row), isSmall(one, row) ? t('indicator.small', { least: leastCases(one) }) : ''].filter(Boolean);
    return [format(one, row.value), ...rest].join(t('indicator.comma'));
  }

  /** The rows of the chart of coverage, from totals by year. */
  const coverageRows = (years) => years.flatMap((year) => [
    ['received', year.received_count - year.late_count],
    ['received_late', year.late_count],
    ['missing', year.missing_count],
  ].map(([code, value], order) => ({ year: year.report_year, code, label: ogi.code('coverage', code), order, value, is_break: false })));

  const GROUPS = ['granted', 'granted_in_part', 'denied', 'unavailable', 'not_processed', 'other'];

  /** The rows of the chart of outcomes, from [{year, outcomes, is_break}]; null outcomes are a gap. */
  const outcomeRows = (years) => years.flatMap(({ year, outcomes, is_break = false }) => GROUPS.map((code, order) => ({
    year, code, label: ogi.code('group', code), order, value: outcomes ? outcomes[code] ?? null : null, is_break,
  })));

  /** Totals by year with every year between the first and the last, so that a year without reports is a gap. */
  function everyYear(years) {
    const byYear = new Map(years.map((year) => [year.report_year, year]));
    const [first, last] = [Math.min(...byYear.keys()), Math.max(...byYear.keys())];
    return Array.from({ length: years.length ? last - first + 1 : 0 }, (_, index) => byYear.get(first + index) || {
      report_year: first + index, report_count: 0, counted_report_count: 0, requests_received: null, outcomes: null,
      expected_count: 0, received_count: 0, late_count: 0, missing_count: 0,
    });
  }

  /** The totals by year as a table; with links to what is late or missing in a province, or (null) in the country. */
  function yearTable(years, province) {
    const late = (status) => (row) => {
      const count = row[status === 'missing' ? 'missing_count' : 'late_count'];
      return count && province !== undefined ? el('a', { href: ogi.href.late({ year: row.report_year, status, province }) }, ogi.number(count)) : ogi.number(count);
    };
    return ogi.table([
      { key: 'report_year', title: t('chart.year'), render: (row) => String(row.report_year) },
      { key: 'expected_count', title: t('years.expected'), align: 'end' },
      { key: 'received_count', title: t('years.received'), align: 'end' },
      { key: 'late_count', title: t('years.late'), align: 'end', render: late('received_late') },
      { key: 'missing_count', title: t('years.missing'), align: 'end', render: late('missing') },
      {
        key: 'requests_received', title: t('years.requests'), align: 'end',
        render: (row) => (row.requests_received === null ? ogi.missing(t('years.no_requests')) : ogi.number(row.requests_received)),
      },
      {
        key: 'counted_report_count', title: t('years.counted'), align: 'end',
        render: (row) => t('years.counted_of', { counted: ogi.number(row.counted_report_count), all: ogi.number(row.report_count) }),
      },
    ], [...years].reverse(), { caption: t('years.caption') });
  }

  /** A labelled choice; `options` are [value, words] or {group, options}. */
  function choice(label, options, chosen, onchange) {
    const option = ([value, shown]) => el('option', { value, selected: value === chosen }, shown);
    return el('label', null, label, el('select', { onchange: (event) => onchange(event.target.value) },
      options.map((one) => (Array.isArray(one) ? option(one) : el('optgroup', { label: one.group }, one.options.map(option))))));
  }

  /** The indicators as options of a choice, those of one family together. */
  function options(definitions, ids) {
    const families = new Map();
    for (const one of definitions.values()) {
      if (!ids.has(one.indicator_id)) continue;
      const family = ogi.pick(one, 'title');
      families.set(family, [...(families.get(family) || []), [one.indicator_id, name(one)]]);
    }
    return [...families].map(([group, list]) => (list.length === 1 ? list[0] : { group, options: list }));
  }

  /** What there is, or the word of the address where it is one of them. */
  const chosen = (parameter, values, fallback) => (values.includes(ogi.query.get(parameter)) ? ogi.query.get(parameter) : fallback);

  /** The way from the country down to a region or organ. */
  const path = (lines) => el('nav', { class: 'path', 'aria-label': t('region.path') },
    [el('a', { href: 'region.html' }, t('region.national')),
      ...lines.filter((line) => line.level !== 'national').map((line) => el('a', { href: ogi.href.region(line.region_code) }, line.region_name))]
      .flatMap((link, index) => (index ? [' › ', link] : [link])));

  /** Figures told large: [[name, value, small print]]. */
  const figures = (list) => el('dl', { class: 'figures' }, list.map(([term, value, small]) => el('div', null,
    el('dt', null, term), el('dd', null, value, small ? el('small', null, small) : null))));

  window.ogiIndicators = Object.freeze({
    load, name, isCount, isShare, format, reason, isSmall, mark, cell, interval, restsOn, sentence, leastCases,
    coverageRows, outcomeRows, everyYear, yearTable, choice, options, chosen, path, figures, GROUPS,
  });
})();
