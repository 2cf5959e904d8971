/* An organ: who it is, its years, its indicators among its peers, its requests, its findings, reports that are like its own.
 * Shards: organs/<xx>/<id>, definitions. Address: id, indicator, year (of the table of indicators). */
ogi.page(async (main) => {
  'use strict';
  const { t, el, number, query } = ogi;
  const shown = ogiIndicators;
  const SIGNS = { received: '●', received_late: '◐', missing: '○', not_expected: '·', no_report: '·' };
  const id = query.get('id') || '';
  const [organ, definitions, { rules }] = await Promise.all([
    ogi.load(`organs/${ogi.shardOf(id)}/${id}`), shown.load(), ogi.load('definitions')]);
  const ruleTitles = new Map(rules.map((rule) => [rule.rule_id, ogi.pick(rule, 'title')]));
  const title = document.getElementById('title');
  title.replaceChildren(ogi.text(organ.organ_name));
  ogi.title(organ.organ_name);
  organ.series = ogi.rows(organ.series_columns, organ.series);
  organ.indicators = ogi.rows(organ.indicator_columns, organ.indicators);
  if (organ.region_path.length) title.before(shown.path(organ.region_path));

  main.append(facts(), el('h2', null, t('organ.years')), yearStrip());
  showIndicators();
  showRequests();
  showFindings();
  showSimilar();

  // ------------------------------------------------------------- the organ

  function facts() {
    const others = organ.printed_names.filter((name) => name !== organ.organ_name);
    const list = [
      [t('organ.kind'), organ.organ_kind ? ogi.code('organ_kind', organ.organ_kind) : null],
      [t('organ.level'), organ.organ_level ? ogi.code('organ_level', organ.organ_level) : null],
      [t('organ.parent'), organ.parent ? el('a', { href: ogi.href.organ(organ.parent.organ_id) }, organ.parent.organ_name) : null],
      [t('organ.printed_names'), others.length ? others.map((name, index) => [index ? '；' : '', el('bdi', null, name)]) : null],
    ].filter(([, value]) => value !== null);
    return [
      organ.is_resolved ? null : el('p', { class: 'problem' }, t('organ.unresolved')),
      el('dl', { class: 'facts' }, list.map(([term, value]) => [el('dt', null, term), el('dd', null, value)])),
    ].filter(Boolean).reduce((box, node) => { box.append(node); return box; }, el('div'));
  }

  /** A box for each year between the first and the last: what was expected, what came, when, and what the rules found. */
  function yearStrip() {
    if (!organ.years.length) return el('p', { class: 'empty' }, t('organ.no_years'));
    return el('ol', { class: 'strip' }, everyYear(organ.years).map((year) => el('li', { class: `year ${year.status}` },
      el('span', { class: 'strip-year' }, year.report_id ? el('a', { href: ogi.href.report(year.report_id) }, t('organ.report_of', { year: year.report_year })) : String(year.report_year)),
      el('span', { class: 'strip-status' }, statusOf(year)),
      year.report_id ? el('span', { class: 'small' }, year.published_on ? t('organ.published_on', { date: ogi.date(year.published_on) }) : t('organ.no_date')) : null,
      year.report_id ? findingsOf(year) : el('span', { class: 'small' }, whyExpected(year)),
      year.version_count > 1 ? el('span', { class: 'small' }, t('organ.versions', { count: number(year.version_count) })) : null)));
  }

  function statusOf(year) {
    const word = year.status === 'no_report' ? t('organ.nothing_expected') : ogi.code('coverage', year.status);
    return [el('span', { 'aria-hidden': 'true', class: 'sign' }, SIGNS[year.status] || '·'), ' ', word,
      year.status === 'received_late' && year.days_late > 0 ? t('organ.days_late', { days: number(year.days_late) }) : ''];
  }

  function whyExpected(year) {
    if (!year.is_expected || !year.expected_because) return '';
    const reason = ogi.code('expected_because', year.expected_because);
    return year.deadline ? t('organ.expected_by', { reason, date: ogi.date(year.deadline) }) : reason;
  }

  function findingsOf(year) {
    if (year.failed_count === null) return null;
    return el('span', { class: 'small' }, year.failed_count
      ? el('a', { href: ogi.href.report(year.report_id, '#findings') }, t('organ.failed', { count: number(year.failed_count) }))
      : t('organ.none_failed'),
    year.not_assessable_count ? `${t('indicator.comma')}${t('organ.not_assessable', { count: number(year.not_assessable_count) })}` : null);
  }

  /** Years in between of which nothing is known are there, too. */
  function everyYear(years) {
    const byYear = new Map(years.map((year) => [year.report_year, year]));
    const [first, last] = [Math.min(...byYear.keys()), Math.max(...byYear.keys())];
    return Array.from({ length: last - first + 1 }, (_, index) => byYear.get(first + index)
      || { report_year: first + index, status: 'no_report', is_expected: false, report_id: null, version_count: null });
  }

  // --------------------------------------------------------- its indicators

  function showIndicators() {
    if (!organ.indicators.length) return;
    const years = [...new Set(organ.indicators.map((row) => String(row.report_year)))].sort();
    const ids = new Set(organ.indicators.map((row) => row.indicator_id));
    const section = el('section');
    main.append(el('h2', { id: 'indicators' }, t('organ.indicators')), el('p', { class: 'note' }, t('organ.indicators_note')), section);
    draw();

    function draw(focus) {
      const year = shown.chosen('year', years, years[years.length - 1]);
      const indicator = shown.chosen('indicator', [...ids], ids.has('disclosure_rate.all_applicants') ? 'disclosure_rate.all_applicants' : [...ids][0]);
      const change = (values, place) => { query.set(values); draw(place); };
      const one = definitions.get(indicator);
      const isWhole = query.get('rows') === 'all';
      const chartPlace = el('div');
      section.replaceChildren(
        el('div', { class: 'choices' }, shown.choice(t('region.indicator'), shown.options(definitions, ids), indicator, (value) => change({ indicator: value }, 0))),
        chartPlace,
        el('div', { class: 'choices' },
          shown.choice(t('organ.table_year'), [...years].reverse().map((value) => [value, value]), year, (value) => change({ year: value }, 1)),
          shown.choice(t('organ.table_rows'), [['', t('organ.first_variants')], ['all', t('organ.all_variants')]], isWhole ? 'all' : '', (value) => change({ rows: value }, 2))),
        indicatorTable(year, indicator, isWhole, (value) => { change({ indicator: value }, 0); section.scrollIntoView({ block: 'start' }); }),
      );
      if (focus !== undefined) section.querySelectorAll('select')[focus]?.focus();
      if (!one) return;
      chartPlace.append(el('p', { class: 'note' }, ogi.pick(one, 'definition'), ' ', ogi.pick(one, 'caveats')));
      ogi.chart(chartPlace, shown.isShare(one) ? 'organ_and_peers_share' : 'organ_and_peers', peerRows(one), {
        title: shown.name(one),
        description: shown.isCount(one) ? t('organ.chart_count_note') : t('organ.chart_note', { least: shown.leastCases(one) }),
      });
    }
  }

  /** Every year between the first and the last has a row: one without a value is a gap. */
  function peerRows(one) {
    const byYear = new Map(organ.indicators.filter((row) => row.indicator_id === one.indicator_id).map((row) => [row.report_year, row]));
    const all = organ.indicators.map((row) => row.report_year);
    const [first, last] = [Math.min(...all), Math.max(...all)];
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const row = byYear.get(first + index);
      const peers = row ?? {};
      return {
        year: first + index, value: row?.value ?? null, low: row?.interval_low ?? null, high: row?.interval_high ?? null,
        p10: peers.p10 ?? null, p25: peers.p25 ?? null, p50: peers.p50 ?? null, p75: peers.p75 ?? null, p90: peers.p90 ?? null,
        is_ranked: row ? !shown.isSmall(one, row) : false, shown: row ? shown.sentence(one, row) : t('organ.no_report'),
      };
    });
  }

  function indicatorTable(year, chosen, isWhole, choose) {
    const families = new Set();
    const byId = new Map(organ.indicators.filter((row) => String(row.report_year) === year).map((row) => [row.indicator_id, row]));
    const rows = [...definitions.values()].filter((one) => byId.has(one.indicator_id)).filter((one) => {
      const isFirst = !families.has(one.indicator_code);
      families.add(one.indicator_code);
      return isWhole || isFirst || one.indicator_id === chosen || one.indicator_code === 'outcome_share';
    }).map((one) => ({ one, ...byId.get(one.indicator_id) }));
    return ogi.table([
      {
        key: 'name', title: t('region.indicator'), class: 'name',
        render: (row) => el('button', { type: 'button', class: 'plain', 'aria-current': row.indicator_id === chosen ? 'true' : null, onclick: () => choose(row.indicator_id) }, shown.name(row.one)),
      },
      { key: 'value', title: t('chart.value'), align: 'end', render: (row) => shown.cell(row.one, row) },
      { key: 'of', title: t('indicator.rests_on'), align: 'end', render: (row) => (shown.isCount(row.one) ? '' : shown.restsOn(row)) },
      { key: 'place', title: t('organ.among_peers'), render: (row) => placeAmongPeers(row.one, row) },
      { key: 'median', title: t('organ.peer_median'), align: 'end', render: (row) => (row.peer_count ? shown.format(row.one, row.p50) : ogi.missing(t('organ.few_peers'))) },
      { key: 'rank', title: t('organ.rank'), align: 'end', render: (row) => (row.peer_rank === null ? '' : t('organ.rank_of', { rank: number(row.peer_rank), count: number(row.ranked_peer_count) })) },
      { key: 'note', title: t('indicator.note'), class: 'once', render: (row) => shown.mark(row.one, row) || '' },
    ], rows, { caption: t('organ.indicator_table', { year }), class: 'indicators' });
  }

  /** The grey band of the peers, their median, the organ's dot on its interval; drawn small, told in the columns beside. */
  function placeAmongPeers(one, row) {
    const peers = row.peer_count ? row : null;
    if (shown.isCount(one) && !peers) return '';
    const all = [row.value, row.interval_low, row.interval_high, peers?.p10, peers?.p90].filter((x) => x !== null && x !== undefined);
    if (!all.length || (row.value === null && !peers)) return '';
    const [least, most] = shown.isShare(one) ? [0, 1] : [Math.min(0, ...all), Math.max(0, ...all) || 1];
    const x = (value) => 5 + (110 * (Math.min(most, Math.max(least, value)) - least)) / (most - least);
    const band = (from, to, kind) => el('svg:rect', { x: x(from), y: 4, width: Math.max(1, x(to) - x(from)), height: 12, class: kind });
    return el('svg:svg', { class: 'place', viewBox: '0 0 120 20', width: 120, height: 20, 'aria-hidden': 'true' },
      el('svg:line', { x1: 5, x2: 115, y1: 10, y2: 10, class: 'place-axis' }),
      peers ? [band(peers.p10, peers.p90, 'place-wide'), band(peers.p25, peers.p75, 'place-narrow'),
        el('svg:line', { x1: x(peers.p50), x2: x(peers.p50), y1: 3, y2: 17, class: 'place-median' })] : null,
      row.interval_low === null || row.interval_low === undefined || row.value === null ? null
        : el('svg:line', { x1: x(row.interval_low), x2: x(row.interval_high), y1: 10, y2: 10, class: 'place-interval' }),
      row.value === null ? null : el('svg:circle', { cx: x(row.value), cy: 10, r: 4, class: shown.isSmall(one, row) ? 'place-dot hollow' : 'place-dot' }));
  }

  // ------------------------------------------------- requests and outcomes

  function showRequests() {
    const series = new Map();
    for (const point of organ.series) {
      if (!series.has(point.series_code)) series.set(point.series_code, new Map());
      series.get(point.series_code).set(point.report_year, point);
    }
    const years = organ.years.map((year) => year.report_year).concat(organ.series.map((point) => point.report_year));
    if (!organ.series.length) return;
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const lines = el('section');
    const outcomes = el('section');
    main.append(el('h2', null, t('organ.requests')), el('p', { class: 'note' }, t('organ.requests_note')), el('div', { class: 'columns' }, lines, outcomes));
    ogi.chart(lines, 'requests_by_year', requestRows(series, all), { title: t('organ.requests_chart') });
    ogi.chart(outcomes, 'outcomes_by_year', shown.outcomeRows(all.map((year) => outcomesOf(series, year))), { title: t('overview.requests_chart') });
  }

  /** A line begins anew where numbers are not comparable with those before. */
  function requestRows(series, years) {
    return ['received_new', 'total_processed'].flatMap((code) => {
      const points = series.get(`application.${code}.total`) || new Map();
      let segment = 0;
      return years.map((year) => {
        const point = points.get(year);
        if (point?.is_break_before) segment += 1;
        return { year, code, label: ogi.code('requests', code), segment: `${code} ${segment}`, value: point?.value ?? null, is_break: Boolean(point?.is_break_before) };
      });
    });
  }

  /** The groups of outcomes in one year: a sum only where every row of the group has a number. */
  function outcomesOf(series, year) {
    let isBreak = false;
    const outcomes = Object.fromEntries(shown.GROUPS.map((group) => {
      const whole = series.get(`application.${group}.total`)?.get(year);
      const parts = group === 'granted' || whole ? [] : [...series].filter(([code]) => code.startsWith(`application.${group}_`)).map(([, points]) => points.get(year)).filter(Boolean);
      const points = whole ? [whole] : parts;
      isBreak = isBreak || points.some((point) => point.is_break_before);
      const isKnown = points.length > 0 && points.every((point) => point.value !== null);
      return [group, isKnown ? points.reduce((sum, point) => sum + point.value, 0) : null];
    }));
    return { year, outcomes, is_break: isBreak };
  }

  // ------------------------------------------------------ findings, likeness

  function showFindings() {
    main.append(el('h2', { id: 'findings' }, t('organ.findings')));
    main.append(ogi.table([
      { key: 'report_year', title: t('chart.year'), render: (row) => (row.report_year === null ? ogi.missing(t('common.unknown')) : String(row.report_year)) },
      { key: 'rule_id', title: t('chart.rule'), class: 'name', render: (row) => [el('a', { href: ogi.href.rule(row.rule_id) }, row.rule_id), ' ', ruleTitles.get(row.rule_id) || ''] },
      { key: 'severity', title: t('organ.severity'), render: (row) => el('span', { class: `mark ${row.severity === 'error' ? 'fail' : 'not_assessable'}` }, ogi.code('severity', row.severity)) },
      { key: 'message', title: t('organ.message'), class: 'wide', sort: (row) => ogi.pick(row, 'message'), render: (row) => el('a', { href: ogi.href.report(row.report_id, `#finding/${row.finding_id}`) }, ogi.pick(row, 'message')) },
      { key: 'is_open', title: t('organ.review'), sort: (row) => Number(row.is_open), render: (row) => (row.is_open ? t('organ.open') : ogi.code('decision', row.review_decision)) },
    ], organ.findings, {
      caption: organ.failed_count > organ.findings.length ? t('organ.findings_cut', { shown: number(organ.findings.length), all: number(organ.failed_count) }) : t('organ.findings_caption', { count: number(organ.failed_count) }),
      sortable: true,
      empty: t('organ.no_findings'),
    }));
  }

  function showSimilar() {
    if (!organ.similar.length) return;
    main.append(el('h2', { id: 'similar' }, t('organ.similar')), ogi.table([
      { key: 'report_year', title: t('organ.own_report'), class: 'once', render: (row) => el('a', { href: ogi.href.similar(row.pair_id) }, t('organ.report_of', { year: row.report_year ?? '—' })) },
      { key: 'other', title: t('organ.like'), class: 'name', render: (row) => [el('bdi', null, row.other_organ_name || t('common.unknown')), ` ${row.other_report_year ?? ''}`] },
      { key: 'relation', title: t('organ.relation'), class: 'name', render: (row) => ogi.code('relation', row.relation) },
      { key: 'similarity', title: t('organ.similarity'), align: 'end', render: (row) => ogi.share(row.similarity) },
      { key: 'shared_sentence_count', title: t('organ.shared'), align: 'end' },
    ], organ.similar.map(asOwn), {
      caption: organ.similar_count > organ.similar.length ? t('organ.similar_cut', { shown: number(organ.similar.length), all: number(organ.similar_count) }) : t('organ.similar_caption'),
    }));
  }

  /** A pair may name this organ second. */
  function asOwn(row) {
    if (row.organ_id === organ.organ_id || row.other_organ_id !== organ.organ_id) return row;
    return { ...row, report_year: row.other_report_year, other_organ_name: row.organ_name, other_report_year: row.report_year };
  }
});
