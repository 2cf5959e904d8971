// Findings explorer: what the rules found, by rule, year and province, as a table of counts and as a list with a link from
// each finding to its place in the report.
//
// Shards: definitions (names of the rules), findings/index (years, provinces, counts by rule and year), and of the counts
// only those that the choices ask for: findings/provinces/<province> (by rule and year), findings/<year>/index and
// findings/all/index (by rule and province). So what is loaded does not grow with years times provinces. Of the lists
// findings/<year>/<rule>-<outcome>-<province>-<page> only those whose rows are shown or exported.
'use strict';

ogi.page(async (main) => {
  const ROWS_OF_A_PAGE = 50;
  const EXPORT_LIMIT = 20_000; // what a browser holds and a spreadsheet opens without trouble
  const LISTED = ['fail', 'not_assessable']; // passes are only counted
  const NO_COUNT = { failed: 0, open: 0, not_assessable: 0, passed: 0 };
  const COLUMNS = [
    ...['finding_id', 'report_id', 'organ_id', 'organ_name', 'region_code', 'region_name', 'report_year', 'rule_id'],
    ...['outcome', 'severity', 'subject_zh', 'subject_en', 'message_zh', 'message_en', 'is_open', 'review_decision'],
  ];

  const { el, t } = ogi;
  const [index, definitions, build] = await Promise.all(
    ['findings/index', 'definitions', 'build'].map((key) => ogi.load(key)),
  );
  const years = [...index.years].sort((a, b) => (b ?? 0) - (a ?? 0)).map((year) => String(year ?? 'none')); // newest first
  const rules = definitions.rules;
  const provinces = index.provinces.map((province) => ({ value: province.region_code, label: province.region_name }));

  if (index.has_unknown_province) provinces.push({ value: 'none', label: t('findings.province_unknown') });

  const labelOfRule = (rule) => `${rule.rule_id} ${ogi.pick(rule, 'title')}`;
  const labelOfYear = (year) => (year === 'none' ? t('findings.year_unknown') : t('findings.year_of', { year }));
  const labelOfProvince = (code) => provinces.find((province) => province.value === code)?.label ?? code;

  // ---- what is chosen: all of it stands in the address

  const choice = {
    rule: ogi.query.get('rule'),
    province: ogi.query.get('province'),
    year: ogi.query.get('year'),
    outcome: ogi.query.get('outcome') ?? 'fail',
    state: ogi.query.get('state'),
    by: ogi.query.get('by') === 'province' ? 'province' : 'year',
    show: ogi.query.get('show') === 'share' ? 'share' : 'count',
    page: ogi.query.get('page'),
  };
  if (choice.outcome !== 'fail') choice.state = null;

  /** The query of the address for a choice; what is as at the start is left out. */
  const queryOf = (chosen) => ({
    ...chosen,
    outcome: chosen.outcome === 'fail' ? null : chosen.outcome,
    by: chosen.by === 'year' ? null : chosen.by,
    show: chosen.show === 'count' ? null : chosen.show,
  });
  const hrefOf = (changes) => `${ogi.href.findings(queryOf({ ...choice, page: null, ...changes }))}#list`;

  // ---- the counts: all that is asked for has the chosen province or the chosen year, or both

  /**
   * @typedef {{failed: number, open: number, not_assessable: number, passed: number}} Count
   * @typedef {Map<string, Map<string, Count>>} Counts by rule, and by year or province
   */
  /** @returns {Counts} */
  const countsOf = (shard) => {
    const named = (line) => ogi.rows(shard.columns, [line])[0];
    const inner = (lines) => new Map(Object.entries(lines).map(([key, line]) => [key, named(line)]));
    return new Map(Object.entries(shard.counts).map(([rule, lines]) => [rule, inner(lines)]));
  };
  const countsByYear = async (province) => {
    if (province === null) return countsOf(index);
    const isThere = provinces.some(({ value }) => value === province);
    // A province of which nothing was checked has no file.
    return isThere ? ogi.load(`findings/provinces/${province}`).then(countsOf, () => new Map()) : new Map();
  };
  const countsByProvince = async (year) =>
    year === null || years.includes(year) ? countsOf(await ogi.load(`findings/${year ?? 'all'}/index`)) : new Map();

  /** @type {Counts} */
  let byYear; // in the chosen province, or everywhere
  /** @type {Counts} */
  let byProvince; // in the chosen year, or ever

  /** How many findings of a count have the outcome and state. Only failures are open or settled. */
  const countOf = (count, { outcome, state }) => {
    if (outcome === 'pass') return count.passed;
    if (outcome === 'all') return count.failed + count.not_assessable;
    if (outcome === 'not_assessable') return count.not_assessable;
    if (state === null) return count.failed;
    return state === 'open' ? count.open : count.failed - count.open;
  };

  /** How many findings there would be if these choices were different: of year and province, one at most. */
  const total = (changes) => {
    const chosen = { ...choice, ...changes };
    const isByYear = chosen.province === choice.province;
    const [counts, key] = isByYear ? [byYear, chosen.year] : [byProvince, chosen.province];
    const rows = chosen.rule === null ? [...counts.values()] : [counts.get(chosen.rule) ?? new Map()];
    const cells = rows.flatMap((row) => (key === null ? [...row.values()] : [row.get(key) ?? NO_COUNT]));
    return cells.reduce((sum, cell) => sum + countOf(cell, chosen), 0);
  };

  const change = (changes) => {
    Object.assign(choice, { page: null }, changes);
    if (choice.outcome !== 'fail') choice.state = null;
    ogi.query.set(queryOf(choice));
    return show();
  };

  // ---- the choices

  const selects = Object.fromEntries(
    ['outcome', 'rule', 'year', 'province', 'state'].map((name) => [
      name,
      ogiLists.select(name, t(`findings.${name}`), (value) => change({ [name]: value })),
    ]),
  );
  const fill = (name, values, others = {}) =>
    selects[name].fill(
      values.map(({ value, label }) => ({ value, label, count: total({ ...others, [name]: value }) })),
      choice[name],
    );
  const withAll = (name, values) => [{ value: null, label: t(`findings.all_${name}`) }, ...values];
  const fillSelects = () => {
    const outcomes = LISTED.map((outcome) => ({ value: outcome, label: ogi.code('outcome', outcome) }));
    fill('outcome', [...outcomes, { value: 'all', label: t('findings.all_outcome') }], { state: null });
    fill('rule', withAll('rule', rules.map((rule) => ({ value: rule.rule_id, label: labelOfRule(rule) }))));
    fill('year', withAll('year', years.map((year) => ({ value: year, label: labelOfYear(year) }))));
    fill('province', withAll('province', provinces));
    const states = ['open', 'settled'].map((state) => ({ value: state, label: t(`findings.state_${state}`) }));
    fill('state', withAll('state', choice.outcome === 'fail' ? states : []));
  };

  // ---- the table of counts

  const heatCell = (rule, key) => {
    const place = { rule, [choice.by]: key };
    const count = total(place);
    const [passed, failed, unassessed] = ['pass', ...LISTED].map((outcome) => total({ ...place, outcome, state: null }));
    // Failures are a share of what was assessed; what could not be assessed is a share of everything.
    const whole = choice.outcome === 'fail' ? passed + failed : passed + failed + unassessed;
    const share = whole === 0 ? null : count / whole;
    const isShare = choice.show === 'share';
    return {
      value: whole === 0 ? null : isShare ? share : count,
      text: isShare ? ogi.share(share) : ogi.number(count),
      label: t('findings.heat_cell', {
        ...{ rule, count: ogi.number(count), whole: ogi.number(whole), share: ogi.share(share) },
        place: choice.by === 'year' ? labelOfYear(key) : labelOfProvince(key),
      }),
      href: count === 0 ? null : hrefOf(place),
      reason: t(unassessed > 0 ? 'findings.none_assessed' : 'findings.none_there'),
    };
  };
  const heatTable = () => {
    const caption = t('findings.heat_title');
    const ruleHead = (isShort) => (rule) => ({
      ...{ key: rule.rule_id, href: hrefOf({ rule: rule.rule_id }), title: labelOfRule(rule) },
      text: isShort ? rule.rule_id : labelOfRule(rule),
    });
    if (choice.by === 'year') {
      const heads = years.toReversed().map((year) => ({
        ...{ key: year, href: hrefOf({ year }) },
        text: year === 'none' ? t('findings.year_unknown') : year,
      }));
      return ogiHeatTable(rules.map(ruleHead(false)), heads, heatCell, caption);
    }
    const heads = provinces.map(({ value, label }) => ({ key: value, href: hrefOf({ province: value }), text: label }));
    return ogiHeatTable(heads, rules.map(ruleHead(true)), (province, rule) => heatCell(rule, province), caption);
  };
  const heatSwitch = (name, values) => {
    const button = (value) =>
      el(
        'button',
        {
          type: 'button',
          'aria-pressed': String(choice[name] === value),
          onclick: async () => {
            await change({ [name]: value, page: choice.page });
            heat.querySelector(`[data-switch="${name}"] [aria-pressed="true"]`).focus();
          },
        },
        t(`findings.${name}_${value}`),
      );
    const attributes = { class: 'switch', role: 'group', 'aria-label': t(`findings.${name}`), 'data-switch': name };
    return el('div', attributes, ...values.map(button));
  };
  const heat = el('div', {});
  const showHeat = () =>
    heat.replaceChildren(
      el('p', { class: 'note' }, t(`findings.heat_note_${choice.outcome === 'fail' ? 'fail' : 'other'}`)),
      el('div', { class: 'switches' }, heatSwitch('by', ['year', 'province']), heatSwitch('show', ['count', 'share'])),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('findings.heat_title') }, heatTable()),
    );

  // ---- the list

  /** The files of the chosen findings of one rule, outcome and province in one year; null when there are none. */
  const groupOf = (year, rule, outcome, province, count) => {
    const chosen = countOf(count, { outcome, state: choice.state });
    if (chosen === 0) return null;
    return {
      count: chosen,
      // Open ones stand before settled ones.
      start: outcome === 'fail' && choice.state === 'settled' ? count.open : 0,
      read: async (page) => {
        const shard = await ogi.load(`findings/${year}/${rule}-${outcome}-${province}-${page}`);
        return ogi.rows(shard.columns, shard.findings);
      },
    };
  };

  /** The same of every province: which ones there are is read when a row of them is shown. */
  const groupOfProvinces = (year, rule, outcome, count) => {
    const chosen = countOf(count, { outcome, state: choice.state });
    if (chosen === 0) return null;
    return {
      count: chosen,
      parts: async () => {
        const counts = (await countsByProvince(year)).get(rule) ?? new Map();
        return [...counts]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([province, part]) => groupOf(year, rule, outcome, province, part))
          .filter((group) => group !== null);
      },
    };
  };

  /** Where the chosen findings lie, newest year first, then in the order of the catalogue. */
  const chosenGroups = () => {
    const outcomes = LISTED.filter((outcome) => choice.outcome === 'all' || outcome === choice.outcome);
    const chosenYears = years.filter((year) => choice.year === null || year === choice.year);
    const chosenRules = rules.map((rule) => rule.rule_id).filter((rule) => choice.rule === null || rule === choice.rule);
    const group = (year, rule, outcome) => {
      const count = byYear.get(rule)?.get(year) ?? NO_COUNT;
      return choice.province === null
        ? groupOfProvinces(year, rule, outcome, count)
        : groupOf(year, rule, outcome, choice.province, count);
    };
    return chosenYears
      .flatMap((year) => chosenRules.flatMap((rule) => outcomes.map((outcome) => group(year, rule, outcome))))
      .filter((one) => one !== null);
  };

  const mark = (finding) => {
    // Where all are of one outcome, the heading says it.
    if (choice.outcome === 'all') return el('span', { class: `mark ${finding.outcome}` }, ogi.code('outcome', finding.outcome));
    return finding.review_decision === null ? null : el('span', { class: 'mark' }, ogi.code('decision', finding.review_decision));
  };
  const item = (finding) => {
    const organ = finding.organ_name ?? t('findings.organ_unknown');
    return el(
      'li',
      { class: `finding ${finding.outcome}` },
      el(
        'p',
        { class: 'finding-whose' },
        finding.organ_id === null ? el('span', {}, organ) : el('a', { href: ogi.href.organ(finding.organ_id) }, organ),
        el('span', { class: 'finding-place' }, finding.region_name ?? t('findings.province_unknown')),
      ),
      el(
        'p',
        { class: 'finding-message' },
        [mark(finding), ' ', ogi.pick(finding, 'message'), ' '],
        el(
          'a',
          { href: ogi.href.report(finding.report_id, `#finding/${finding.finding_id}`) },
          t('findings.to_report'),
          el('span', { class: 'unseen' }, t('findings.to_report_of', { organ, rule: finding.rule_id })),
        ),
      ),
    );
  };

  /** Rows under headings: one for each year and rule, so that a row need not repeat them. */
  const listOf = (findings) => {
    const parts = [];
    let last = null;
    for (const finding of findings) {
      const { rule_id: id, report_year: year } = finding;
      if (last?.rule_id !== id || last.report_year !== year) {
        const rule = rules.find((one) => one.rule_id === id);
        const link = el('a', { class: 'rule-id', href: ogi.href.rule(id) }, id);
        parts.push(el('h3', {}, labelOfYear(String(year ?? 'none')), ' ', link, ' ', ogi.pick(rule, 'title')));
        parts.push(el('ol', { class: 'findings' }));
      }
      last = finding;
      parts.at(-1).append(item(finding));
    }
    return parts;
  };

  // ---- the file

  const fileName = () => {
    const named = [choice.rule, choice.year, choice.province, choice.outcome, choice.state].filter((part) => part !== null);
    return ['findings', ...named, build.build_id].join('-').replaceAll(/[^\w-]/g, '_');
  };
  const exporting = window.ogiExport(COLUMNS, EXPORT_LIMIT, () => ({
    groups: chosenGroups(),
    count: total({}),
    size: index.page_size,
    fileName: `${fileName()}.csv`,
  }));

  // ---- the page

  const heading = el('h2', { id: 'list', tabindex: '-1' });
  const aside = el('p', { class: 'muted' });
  const list = el('div', { 'aria-live': 'off' });
  const showList = async (mine) => {
    const count = total({});
    const last = Math.ceil(count / ROWS_OF_A_PAGE);
    const page = ogiLists.pageOf(choice.page, last);
    heading.textContent = t(choice.outcome === 'fail' ? 'findings.count_fail' : 'findings.count', { count: ogi.number(count) });
    aside.textContent = t('findings.passed', { count: ogi.number(total({ outcome: 'pass', state: null })) });
    exporting.show(count);
    const from = (page - 1) * ROWS_OF_A_PAGE;
    const rows = await ogiLists.slice(chosenGroups(), from, Math.min(from + ROWS_OF_A_PAGE, count), index.page_size);
    if (mine !== turn) return;
    list.removeAttribute('aria-busy');
    const pager = () => ogiLists.pager(page, last, (number) => hrefOf({ page: number === 1 ? null : String(number) }));
    list.replaceChildren(
      ...(count === 0
        ? [el('p', { class: 'empty' }, t('findings.empty'), ' ', el('a', { href: ogi.href.findings({}) }, t('findings.reset')))]
        : [pager(), ...listOf(rows), pager()].filter((part) => part !== null)),
    );
  };
  let turn = 0; // what comes late must not take the place of something newer
  const show = async () => {
    turn += 1;
    const mine = turn;
    list.setAttribute('aria-busy', 'true'); // counts and list still are those of the choices before
    const counts = await Promise.all([countsByYear(choice.province), countsByProvince(choice.year)]);
    if (mine !== turn) return null;
    [byYear, byProvince] = counts;
    fillSelects();
    showHeat();
    return showList(mine);
  };

  main.append(
    el('p', { class: 'lead' }, t('findings.lead')),
    el('h2', {}, t('findings.heat_title')),
    heat,
    el('h2', {}, t('findings.choose')),
    el('div', { class: 'choices', role: 'group', 'aria-label': t('lists.choices') },
      ...Object.values(selects).map((select) => select.field),
      el('a', { href: ogi.href.findings({}) }, t('findings.reset')),
    ),
    heading,
    aside,
    el('p', { class: 'export' }, exporting.button, ' ', el('a', { href: 'downloads.html#feed_finding' }, t('findings.all_as_file'))),
    exporting.state,
    list,
  );
  await show();
});
