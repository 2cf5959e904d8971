/* The overview: what there is, how it develops, what the rules find, where to go on. Shards: build, overview, definitions. */
ogi.page(async (main) => {
  'use strict';
  const { t, el, number } = ogi;
  const { coverageRows, outcomeRows, everyYear, yearTable, figures } = ogiIndicators;
  const [build, overview, definitions] = await Promise.all(['build', 'overview', 'definitions'].map(ogi.load));
  const years = everyYear(overview.years);
  const titles = new Map(definitions.rules.map((rule) => [rule.rule_id, ogi.pick(rule, 'title')]));
  const sum = (field) => overview.rules.reduce((total, rule) => total + rule[field], 0);
  const { new: added = 0, corrected = 0, withdrawn = 0 } = overview.changes || {};

  main.append(
    el('p', { class: 'lead' }, t('site.tagline')),
    figures([
      [t('overview.reports'), number(build.report_count), build.first_report_year === null ? null
        : t('overview.years', { first: build.first_report_year, last: build.last_report_year })],
      [t('overview.organs'), el('a', { href: 'region.html' }, number(build.organ_count)), t('overview.by_region')],
      [t('overview.failed'), el('a', { href: ogi.href.findings({ outcome: 'fail' }) }, number(sum('failed'))),
        t('overview.open', { count: number(sum('open')) })],
      [t('overview.changes'), el('a', { href: 'changes.html' }, number(added + corrected + withdrawn)),
        t('overview.changes_of', { added: number(added), corrected: number(corrected), withdrawn: number(withdrawn) })],
    ]),
  );
  if (!build.report_count) {
    main.append(el('p', { class: 'empty' }, t('overview.none')));
    return;
  }

  const coverage = el('section', null, el('h2', null, t('overview.coverage')), el('p', { class: 'note' }, t('overview.coverage_note')));
  const requests = el('section', null, el('h2', null, t('overview.requests')), el('p', { class: 'note' }, t('overview.requests_note')));
  const columns = el('div', { class: 'columns' }, coverage, requests);
  const rules = el('section', null, el('h2', null, t('overview.rules')), el('p', { class: 'note' }, t('overview.rules_note')));
  const regions = el('section', null, el('h2', null, t('overview.regions')), regionTable());
  main.append(columns, yearTable(years, null), rules, regions);

  ogi.chart(coverage, 'coverage_by_year', coverageRows(years), { title: t('overview.coverage_chart') });
  ogi.chart(requests, 'outcomes_by_year', outcomeRows(years.map((year) => ({ year: year.report_year, outcomes: year.outcomes }))),
    { title: t('overview.requests_chart') });
  rules.append(ruleTable());

  function ruleTable() {
    const most = Math.max(1, ...overview.rules.map((rule) => rule.failed));
    const linked = (rule, outcome, count) => (count
      ? el('a', { href: ogi.href.findings({ rule: rule.rule_id, outcome }) }, number(count)) : number(count));
    return ogi.table([
      { key: 'rule_id', title: t('chart.rule'), class: 'name', render: (rule) => [el('a', { href: ogi.href.rule(rule.rule_id) }, rule.rule_id), ' ', titles.get(rule.rule_id) || ''] },
      { key: 'failed', title: ogi.code('outcome', 'fail'), align: 'end', render: (rule) => linked(rule, 'fail', rule.failed) },
      {
        key: 'bar', title: el('span', { class: 'unseen' }, ogi.code('outcome', 'fail')), sort: null,
        render: (rule) => rule.failed > 0 && el('span', { class: 'fail-bar', 'aria-hidden': 'true', style: { '--length': `${(100 * rule.failed) / most}%` } }),
      },
      { key: 'open', title: t('overview.open_head'), align: 'end' },
      { key: 'not_assessable', title: ogi.code('outcome', 'not_assessable'), align: 'end', render: (rule) => linked(rule, 'not_assessable', rule.not_assessable) },
      { key: 'passed', title: ogi.code('outcome', 'pass'), align: 'end' },
      {
        key: 'share', title: t('overview.failing_share'), align: 'end', sort: failingShare,
        render: (rule) => (failingShare(rule) === null ? ogi.missing(t('overview.none_assessed')) : ogi.share(failingShare(rule))),
      },
    ], overview.rules, { caption: t('overview.rules_caption'), sortable: true, class: 'rules' });
  }

  /** Of those that could be assessed; null where none could. */
  function failingShare(rule) {
    const assessed = rule.failed + rule.passed;
    return assessed ? rule.failed / assessed : null;
  }

  function regionTable() {
    return ogi.table([
      { key: 'region_code', title: t('region.region'), render: (row) => el('a', { href: ogi.href.region(row.region_code) }, row.region_name) },
      { key: 'organ_count', title: t('region.organs'), align: 'end' },
      { key: 'report_count', title: t('region.reports'), align: 'end' },
      { key: 'failed_count', title: t('region.failed'), align: 'end', render: (row) => el('a', { href: ogi.href.findings({ province: row.region_code, outcome: 'fail' }) }, number(row.failed_count)) },
    ], overview.provinces, { caption: t('overview.regions_caption'), sortable: true, empty: t('overview.no_regions') });
  }
});
