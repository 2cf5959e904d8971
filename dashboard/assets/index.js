/* The overview: what there is, how it develops, what the rules find. Shards: build, overview, definitions. */
ogi.page(async (main) => {
  'use strict';
  const overview = await ogi.load('overview');
  const { t, el } = ogi;
  main.append(el('p', { class: 'lead' }, t('site.tagline')));
  const coverage = overview.years.flatMap((year) => [
    ['received', year.received_count - year.late_count], ['received_late', year.late_count], ['missing', year.missing_count],
  ].map(([code, value], order) => ({ year: year.report_year, code, label: ogi.code('coverage', code), order, value })));
  const place = el('section');
  main.append(place);
  ogi.chart(place, 'coverage_by_year', coverage, { title: t('late.title') });
});
