// Downloads: every file of the data package by feed, with size, rows and SHA-256, and how to open them.
//
// Shards: downloads (the files), build (which publication this is).
'use strict';

ogi.page(async (main) => {
  const { el, t } = ogi;
  const [{ files }, build] = await Promise.all([ogi.load('downloads'), ogi.load('build')]);
  const folder = `${document.documentElement.dataset.root}downloads/`;
  const ABOUT = [
    ['datapackage.json', 'downloads.about_package'],
    ['codebook.csv', 'downloads.about_codebook'],
    ['shards/schema.json', 'downloads.about_shards'],
  ];
  const EXAMPLES = {
    duckdb: [
      "select report_year, count(distinct report_id) as reports",
      "from 'feed_finding.parquet'",
      "where rule_id = 'A1' and outcome = 'fail'",
      'group by report_year',
      'order by report_year;',
    ],
    pandas: [
      'import pandas as pd',
      '',
      'findings = pd.read_parquet("feed_finding.parquet")',
      'reports = pd.read_csv("feed_report.csv", dtype="string")',
      'findings[findings.outcome == "fail"].groupby(["report_year", "rule_id"]).size().unstack()',
    ],
    r: ['library(arrow)', '', 'findings <- read_parquet("feed_finding.parquet")', 'table(findings$rule_id, findings$outcome)'],
    excel: null,
  };

  const size = (bytes) => {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
    return `${ogi.number(Number((bytes / 1000 ** step).toPrecision(3)))} ${units[step]}`;
  };
  const line = (file) =>
    el(
      'li',
      { class: 'file' },
      el('a', { href: folder + file.path, download: file.path.split('/').at(-1) }, file.path),
      el('span', { class: 'file-facts' }, `${file.format.toUpperCase()} · ${size(file.bytes)}`),
      el('details', {}, el('summary', {}, 'SHA-256'), el('code', { class: 'hash' }, file.sha256)),
    );

  const byFeed = new Map();
  for (const file of files) byFeed.set(file.feed, [...(byFeed.get(file.feed) ?? []), file]);
  const section = ([feed, ofFeed]) => {
    const [first] = ofFeed;
    const count = ofFeed.map((file) => file.row_count).find((rows) => rows !== null && rows !== undefined);
    return el(
      'section',
      { class: 'feed', id: feed },
      el('h3', {}, el('a', { href: `#${feed}` }, ogi.code('feed', feed)), ' ', el('code', {}, feed)),
      el('p', {}, ogi.pick(first, 'description') || first.description_en),
      count === undefined ? null : el('p', { class: 'muted' }, t('downloads.rows', { count: ogi.number(count) })),
      el('ul', { class: 'files' }, ofFeed.map(line)),
    );
  };
  const total = files.reduce((sum, file) => sum + file.bytes, 0);

  main.append(
    el('p', { class: 'lead' }, t('downloads.lead', { count: ogi.number(files.length), size: size(total) })),
    el('p', {}, t('downloads.build', { build: build.build_id, date: ogi.date(build.created) })),
    el('h2', {}, t('downloads.package')),
    el('p', {}, t('downloads.package_text')),
    el(
      'ul',
      { class: 'files' },
      ABOUT.map(([path, key]) => el('li', { class: 'file' }, el('a', { href: folder + path }, path), el('span', {}, t(key)))),
    ),
    el('h2', {}, t('downloads.feeds')),
    el('p', {}, t('downloads.feeds_text')),
    el('div', { class: 'feeds' }, [...byFeed].map(section)),
    el('h2', { id: 'open' }, t('downloads.open')),
    ...Object.entries(EXAMPLES).flatMap(([name, code]) => [
      el('h3', {}, t(`downloads.${name}`)),
      el('p', {}, t(`downloads.${name}_text`)),
      code === null ? '' : el('pre', { tabindex: '0' }, el('code', {}, code.join('\n'))),
    ]),
    el('h2', { id: 'check' }, t('downloads.check')),
    el('p', {}, t('downloads.check_text')),
    el('pre', { tabindex: '0' }, el('code', {}, 'sha256sum feed_finding.parquet')),
    el('p', {}, t('downloads.licence'), ' ', el('a', { href: 'rules.html#cite' }, t('downloads.cite'))),
  );
});
