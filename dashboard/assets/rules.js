// Rules and method: how reports are read, what the marks mean, the catalogue of rules, the dictionary of indicators, what
// the numbers cannot say, how to cite.
//
// Shards: definitions (rules and indicators as the feeds give them), build (what to cite).
'use strict';

ogi.page(async (main) => {
  const { el, t } = ogi;
  const [{ rules, indicators }, build] = await Promise.all([ogi.load('definitions'), ogi.load('build')]);
  const STATUSES = ['reported', 'blank', 'not_applicable', 'unreadable', 'ambiguous', 'absent'];
  const OUTCOMES = ['pass', 'fail', 'not_assessable'];

  const paragraphs = (key, count) => Array.from({ length: count }, (_, place) => el('p', {}, t(`rules.${key}_${place + 1}`)));
  const terms = (pairs) => el('dl', { class: 'terms' }, pairs.flatMap(([term, text]) => [el('dt', {}, term), el('dd', {}, text)]));
  const facts = (pairs) => terms(pairs.filter(([, text]) => text !== null && text !== ''));
  const part = (id, key, ...content) => el('section', { id }, el('h2', {}, t(`rules.${key}`)), content);
  const forms = (codes) => codes.split(' ').map((code) => t(`rules.form_${code}`)).join(t('rules.comma'));

  // ---- the catalogue of rules

  /** How the findings of a rule come out, each with its list. */
  const counts = (rule) =>
    el(
      'ul',
      { class: 'rule-counts' },
      el('li', {}, t('rules.passed', { count: ogi.number(rule.passed_count) })),
      el('li', {}, el('a', { href: ogi.href.findings({ rule: rule.rule_id }) }, t('rules.failed', { count: ogi.number(rule.failed_count) }))),
      el(
        'li',
        {},
        el(
          'a',
          { href: ogi.href.findings({ rule: rule.rule_id, outcome: 'not_assessable' }) },
          t('rules.not_assessable', { count: ogi.number(rule.not_assessable_count) }),
        ),
      ),
    );
  const tolerance = (rule) =>
    Number(rule.tolerance) === 0 ? t('rules.tolerance_none') : t('rules.tolerance_of', { value: ogi.number(Number(rule.tolerance)) });
  const ruleArticle = (rule) =>
    el(
      'article',
      { class: 'rule', id: rule.rule_id },
      el(
        'h3',
        {},
        el('a', { class: 'rule-id', href: `#${rule.rule_id}` }, rule.rule_id),
        ' ',
        ogi.pick(rule, 'title'),
      ),
      el('p', { class: 'formula' }, ogi.pick(rule, 'formula')),
      facts([
        [t('rules.basis'), ogi.pick(rule, 'basis')],
        [t('rules.expected'), ogi.pick(rule, 'expected')],
        [t('rules.actual'), ogi.pick(rule, 'actual')],
        [t('rules.tolerance'), tolerance(rule)],
        [t('rules.forms'), forms(rule.forms)],
        [t('rules.severity'), ogi.code('severity', rule.severity)],
      ]),
      counts(rule),
    );
  const ruleTable = ogi.table(
    [
      { key: 'rule_id', title: t('rules.rule'), render: (rule) => el('a', { href: `#${rule.rule_id}` }, rule.rule_id) },
      { key: 'title', title: t('rules.name'), sort: null, render: (rule) => ogi.pick(rule, 'title') },
      { key: 'failed_count', title: ogi.code('outcome', 'fail'), align: 'end' },
      { key: 'not_assessable_count', title: ogi.code('outcome', 'not_assessable'), align: 'end' },
      { key: 'passed_count', title: ogi.code('outcome', 'pass'), align: 'end' },
    ],
    rules,
    { caption: t('rules.table_caption'), sortable: true },
  );

  // ---- the dictionary of indicators

  const byCode = new Map();
  for (const variant of indicators) byCode.set(variant.indicator_code, [...(byCode.get(variant.indicator_code) ?? []), variant]);
  const indicatorArticle = ([code, variants]) => {
    const [first] = variants;
    return el(
      'article',
      { class: 'rule', id: `indicator-${code}` },
      el('h3', {}, el('a', { href: `#indicator-${code}` }, ogi.pick(first, 'title'))),
      el('p', {}, ogi.pick(first, 'definition')),
      ogi.table(
        [
          {
            key: 'variant',
            title: t('rules.variant'),
            render: (variant) => el('span', { id: `indicator-${variant.indicator_id}` }, ogi.pick(variant, 'variant_title')),
          },
          { key: 'formula', title: t('rules.formula'), render: (variant) => el('code', {}, variant.formula) },
          { key: 'forms', title: t('rules.forms'), render: (variant) => forms(variant.forms) },
        ],
        variants,
        { caption: t('rules.variants_of', { title: ogi.pick(first, 'title') }) },
      ),
      facts([
        [t('rules.measure'), t(`rules.measure_${first.measure}`)],
        [
          t('rules.ranked'),
          first.minimum_denominator === null
            ? t('rules.ranked_never')
            : t('rules.ranked_from', { count: ogi.number(first.minimum_denominator) }),
        ],
        [t('rules.caveats'), ogi.pick(first, 'caveats')],
        [t('rules.source'), first.source],
      ]),
    );
  };

  // ---- the page

  const citation = t('rules.citation', { build: build.build_id, year: build.created.slice(0, 4) });
  const copyState = el('span', { role: 'status' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(citation);
      copyState.textContent = t('rules.copied');
    } catch {
      copyState.textContent = t('rules.not_copied'); // pages opened as files may not write to the clipboard everywhere
    }
  };
  const CONTENTS = [
    ...[['reading', 'reading'], ['missing', 'missing'], ['outcomes', 'outcomes'], ['marks', 'marks'], ['catalogue', 'catalogue']],
    ...[['organs', 'organs'], ['indicators', 'indicators'], ['limits', 'limits'], ['cite', 'cite']],
  ];
  main.append(
    el('p', { class: 'lead' }, t('rules.lead')),
    el(
      'nav',
      { class: 'contents', 'aria-label': t('rules.contents') },
      el('ol', {}, CONTENTS.map(([id, key]) => el('li', {}, el('a', { href: `#${id}` }, t(`rules.${key}`))))),
    ),
    el(
      'div',
      { class: 'prose' },
      part('reading', 'reading', paragraphs('reading', 4)),
      part('missing', 'missing', paragraphs('missing', 2), terms(STATUSES.map((code) => [ogi.code('status', code), t(`rules.status_${code}`)]))),
      part('outcomes', 'outcomes', paragraphs('outcomes', 1), terms(OUTCOMES.map((code) => [ogi.code('outcome', code), t(`rules.outcome_${code}`)])), paragraphs('review', 1)),
      part('marks', 'marks', terms(['shade', 'gap', 'small', 'break', 'invisible'].map((mark) => [t(`rules.mark_${mark}`), t(`rules.mark_${mark}_text`)]))),
      part('catalogue', 'catalogue', paragraphs('catalogue', 1), ruleTable, rules.map(ruleArticle)),
      part('organs', 'organs', paragraphs('organs', 4)),
      part('indicators', 'indicators', paragraphs('indicators', 4), [...byCode].map(indicatorArticle)),
      part('limits', 'limits', el('ul', {}, [1, 2, 3, 4, 5].map((place) => el('li', {}, t(`rules.limits_${place}`))))),
      part(
        'cite',
        'cite',
        paragraphs('cite', 2),
        el('blockquote', {}, citation),
        el('p', {}, el('button', { type: 'button', onclick: copy }, t('rules.copy')), ' ', copyState),
      ),
    ),
  );
});
