// Search results: all organs that have the words of the query in their names, with region and years, and what to type
// when the list is not whole.
//
// Shards: build and the search/<n> of the query (see search_box.js).
'use strict';

ogi.page(async (main) => {
  const SHOWN_AT_MOST = 200;
  const { el, t } = ogi;
  const query = (ogi.query.get('q') ?? '').trim();

  const box = document.querySelector('form[role="search"] input[type="search"]');
  if (box) box.value = query;

  if (query !== '') {
    main.querySelector('h1').replaceChildren(ogi.text(t('search.title_of', { query })));
    ogi.title(t('search.title_of', { query }));
  }
  const hints = el(
    'ul',
    { class: 'hints' },
    ...['characters', 'pinyin', 'initials', 'words'].map((kind) => el('li', {}, t(`search.hint_${kind}`))),
  );
  if (query === '') {
    main.append(el('p', { class: 'lead' }, t('search.lead')), hints);
    return;
  }
  const result = await ogiSearch.find(query);
  const note = ogiSearch.lacks(result);
  const shown = result.organs.slice(0, SHOWN_AT_MOST);
  const item = (organ) =>
    el(
      'li',
      {},
      el('a', { href: ogi.href.organ(organ.organ_id) }, organ.organ_name),
      el(
        'span',
        { class: 'suggested-place' },
        organ.region_name ?? t('search.region_unknown'),
        ' · ',
        t('search.reports', { count: ogi.number(organ.report_count) }),
      ),
    );
  main.append(
    el('p', { role: 'status' }, [t('search.found', { count: ogi.number(result.organs.length) }), note].filter(Boolean).join(' ')),
    el('ol', { class: 'results' }, ...shown.map(item)),
  );
  if (result.organs.length > shown.length) main.append(el('p', {}, t('search.cut', { count: ogi.number(SHOWN_AT_MOST) })));
  if (note !== null) main.append(el('h2', {}, t('search.how')), hints);
});
