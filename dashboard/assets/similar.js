/* Similar reports: by year the pairs whose prose is alike, and two of them side by side with what both say marked.
 *
 * similar.html?year=2022&page=2 lists pairs (shards similar/index, similar/<year>-<page>);
 * similar.html?pair=r…-r… shows two texts (shards similar/pairs/…, texts/…).
 */
(() => {
  'use strict';

  const { el, t } = ogi;
  const { textOf, placeIn } = window.ogiReport;
  const { placesOf, passages, pieces, bare } = window.ogiSimilar;

  const COPY = 0.8; // from here on rule S1 fails

  // A page of pairs of which no report has a year is called `none`.
  const yearKey = (year) => (year === null ? 'none' : String(year));
  const yearName = (year) => (year === null ? t('report.no_year') : year);

  const nameOf = (name, year) => (year === null ? name ?? t('report.no_organ') : t('report.similar.name', { name: name ?? t('report.no_organ'), year }));
  const firstName = (pair) => nameOf(pair.organ_name, pair.report_year);
  const otherName = (pair) => nameOf(pair.other_organ_name, pair.other_report_year);

  // --------------------------------------------------------------------- list

  async function list(main) {
    const { years } = await ogi.load('similar/index');
    main.append(el('p', { class: 'lead' }, t('similar.about')));
    if (!years.length) {
      main.append(el('p', { class: 'empty' }, t('similar.none')));
      return;
    }
    const newest = [...years].sort((a, b) => (b.report_year ?? 0) - (a.report_year ?? 0));
    const choice = el('select', { onchange: ({ target }) => show(target.value, 1) },
      newest.map((year) => el('option', { value: yearKey(year.report_year) }, t(year.report_year === null ? 'similar.no_year_option' : 'similar.year_option', { year: yearName(year.report_year), count: ogi.number(year.pair_count) }))));
    const box = el('div', { 'aria-live': 'polite' });
    main.append(el('div', { class: 'choices' }, el('label', null, t('similar.year'), choice)), box);
    let latest = 0;

    async function show(wanted, wantedPage) {
      const year = newest.find((one) => yearKey(one.report_year) === wanted) ?? newest[0];
      const page = Math.min(Math.max(1, wantedPage || 1), Math.max(1, year.pages));
      choice.value = yearKey(year.report_year);
      ogi.query.set({ year: yearKey(year.report_year), page: page > 1 ? page : null });
      const turn = ++latest; // an answer that comes late is not shown
      try {
        const { pairs } = year.pages ? await ogi.load(`similar/${yearKey(year.report_year)}-${page}`) : { pairs: [] };
        if (turn === latest) box.replaceChildren(tableOf(pairs, year, page), pager(year, page, show));
      } catch (error) {
        if (turn === latest) box.replaceChildren(el('p', { class: 'problem', role: 'alert' }, error.message));
      }
    }
    await show(ogi.query.get('year'), Number(ogi.query.get('page')));
  }

  const tableOf = (pairs, year, page) => ogi.table([
    { key: 'similarity', title: t('similar.similarity'), align: 'end', render: (pair) => el('span', { class: 'likeness' }, pair.similarity >= COPY ? el('span', { class: 'mark fail' }, t('similar.copy')) : null, bar(pair.similarity), ogi.share(pair.similarity)) },
    { key: 'organ_name', title: t('similar.report'), sort: firstName, render: (pair) => el('a', { href: ogi.href.similar(pair.pair_id) }, firstName(pair)) },
    { key: 'other_organ_name', title: t('similar.other_report'), sort: otherName, render: (pair) => el('bdi', null, otherName(pair)) },
    { key: 'relation', title: t('similar.relation'), render: (pair) => ogi.code('relation', pair.relation) },
    { key: 'shared_sentence_count', title: t('similar.sentences'), align: 'end' },
    { key: 'problems_similarity', title: t('similar.problems'), align: 'end', render: (pair) => (pair.problems_similarity === null ? ogi.missing(t('similar.problems_unknown')) : ogi.share(pair.problems_similarity)) },
  ], pairs, { caption: t(year.report_year === null ? 'similar.no_year_caption' : 'similar.caption', { year: yearName(year.report_year), count: ogi.number(year.pair_count), page, pages: Math.max(1, year.pages) }), sortable: true, empty: t('similar.none') });

  const bar = (share) => el('span', { class: 'likeness-bar', 'aria-hidden': 'true' }, el('span', { style: { width: `${Math.round(share * 100)}%` } }));

  function pager(year, page, show) {
    if (year.pages < 2) return '';
    const to = (number, words) => (number < 1 || number > year.pages ? null
      : el('li', null, el('a', {
        href: `similar.html?year=${yearKey(year.report_year)}&page=${number}`,
        onclick: (event) => {
          event.preventDefault();
          show(yearKey(year.report_year), number).then(() => document.getElementById('main').scrollIntoView());
        },
      }, words)));
    return el('nav', { class: 'pager', 'aria-label': t('similar.pages') }, el('ul', null, to(page - 1, t('similar.former')), to(page + 1, t('similar.next'))));
  }

  // --------------------------------------------------------------------- pair

  /** Sections of a report with their text; where the data name none, the whole text is one. */
  function sectionsOf(listed, read) {
    const sections = listed.map((section) => ({ code: section.section_code, title: section.title, place: placeIn(read, section) })).filter(({ place }) => place);
    return sections.length ? sections : [{ code: null, title: null, place: { start: 0, end: read.text.length } }];
  }

  async function pairPage(main, pairId) {
    const match = /^(r[0-9a-f]+)-(r[0-9a-f]+)$/.exec(pairId);
    if (!match) throw ogi.readable(t('similar.bad_pair'));
    const [, left, right] = match;
    const [pair, ...texts] = await Promise.all([ogi.load(`similar/pairs/${ogi.shardOf(left)}/${pairId}`), textOf(left), textOf(right)]);
    const sides = [pair.sections, pair.other_sections].map((sections, index) => ({ read: texts[index], sections: sectionsOf(sections, texts[index]) }));
    const found = passagesOf(pair, sides);
    const unfound = pair.sentences.length - found.reduce((sum, passage) => sum + passage.count, 0);
    main.querySelector('#title')?.remove();
    ogi.title(t('similar.pair_title', { one: firstName(pair), other: otherName(pair) }));
    main.append(
      el('nav', { class: 'path' }, el('a', { href: pair.report_year === null ? 'similar.html' : `similar.html?year=${Math.max(pair.report_year, pair.other_report_year ?? 0)}` }, t('similar.title'))),
      el('h1', null, t('similar.pair_heading')),
      explained(pair, found),
      el('div', { class: 'side-heads' }, sideHead(pair.organ_id, firstName(pair), left, 'left'), sideHead(pair.other_organ_id, otherName(pair), right, 'right')),
      ...rows(sides, found, [firstName(pair), otherName(pair)]),
      unfound > 0 ? notFound(pair, found, unfound) : '',
    );
    main.addEventListener('click', jump);
    window.addEventListener('hashchange', flash);
    requestAnimationFrame(flash);
  }

  /** What the numbers say, in words. */
  function explained(pair, found) {
    const isSameOrgan = pair.relation === 'same_organ_previous_year';
    const isOtherwise = found.filter((passage) => passage.isOtherwise).length;
    return el('div', { class: 'explained' },
      el('p', { class: 'lead' }, t(isSameOrgan ? 'similar.same_organ' : 'similar.other_organ'), ' ', bar(pair.similarity), ' ', el('strong', null, t('similar.in_words', { share: ogi.share(pair.similarity) }))),
      el('p', null, t('similar.method'), pair.similarity >= COPY ? ` ${t('similar.too_alike')}` : ''),
      pair.problems_similarity === null ? null : el('p', null, t('similar.problems_in_words', { share: ogi.share(pair.problems_similarity) })),
      el('p', null, t('similar.shared', { count: ogi.number(pair.shared_sentence_count), passages: found.length }), isOtherwise ? ` ${t('similar.numbers_differ', { count: isOtherwise })}` : '',
        pair.sentences.length < pair.shared_sentence_count ? ` ${t('similar.cut', { count: pair.sentences.length })}` : ''),
      found.length ? el('p', { class: 'note' }, t('similar.how_to')) : null);
  }

  const sideHead = (organId, name, reportId, side) => el('div', { class: side }, el('h2', { id: `head-${side}` }, el('a', { href: ogi.href.report(reportId) }, name)),
    organId ? el('p', { class: 'note' }, el('a', { href: ogi.href.organ(organId) }, t('similar.to_organ'))) : null);

  /** The shared passages, numbered, with their places in both texts. */
  function passagesOf(pair, sides) {
    const start = (side, code) => sides[side].sections.find((section) => section.code === code)?.place.start ?? 0;
    const places = [
      placesOf(sides[0].read.text, pair.sentences.map((one) => ({ sentence: one.sentence, from: start(0, one.section_code) }))),
      placesOf(sides[1].read.text, pair.sentences.map((one) => ({ sentence: one.other_sentence, from: start(1, one.other_section_code) }))),
    ];
    const pairs = pair.sentences.map((one, index) => ({
      left: places[0][index], right: places[1][index], isOtherwise: bare(one.sentence) !== bare(one.other_sentence), count: 1, indexes: [index],
    }));
    return passages(sides[0].read.text, sides[1].read.text, pairs).map((passage, index) => ({ ...passage, number: index + 1 }));
  }

  /** Sections side by side: those that both have in one line, in the order of the left report. */
  function rows(sides, found, names) {
    const lines = sides[0].sections.map((section) => [section, null]);
    sides[1].sections.forEach((section) => {
      const line = lines.find(([left, right]) => left && !right && left.code === section.code);
      if (line) line[1] = section;
      else lines.push([null, section]);
    });
    return lines.map((line) => {
      const drawn = sideBySide(line, sides, found, names);
      if (drawn.querySelector('mark.shared')) return drawn;
      // A section without a shared passage, such as that of a table, is folded.
      const titles = [...new Set(line.filter(Boolean).map(sectionName))].join(' / ');
      return el('details', { class: 'not-shared' }, el('summary', null, el('bdi', null, titles), el('span', { class: 'hint' }, ` ${t('similar.not_shared')}`)), drawn);
    });
  }

  const sideBySide = (line, sides, found, names) => el('div', { class: 'side-by-side' }, line.map((section, index) => {
    const side = index ? 'right' : 'left';
    return el('div', { class: side },
      section ? [el('p', { class: 'whose' }, el('bdi', null, names[index])), el('h3', null, el('bdi', null, sectionName(section))), sectionText(sides[index].read.text, sides[1 - index].read.text, section, side, found)]
        : el('p', { class: 'empty' }, t('similar.no_section')));
  }));

  const CODES = ['preface', 'summary', 'overview', 'disclosure', 'applications', 'legal_review', 'problems', 'other_matters'];
  const sectionName = (section) => section.title || (section.code === null ? t('similar.whole_text') : t(CODES.includes(section.code) ? `report.section.${section.code}` : 'report.section.other'));

  /** Text without the blank lines around it, and without the marks of the next heading of Markdown. */
  function tidy(text, isFirst, isLast) {
    let tidied = text.replace(/\n\s*\n/g, '\n');
    if (isFirst) tidied = tidied.replace(/^\s+/, '');
    if (isLast) tidied = tidied.replace(/[\s#*|]+$/, '');
    return tidied;
  }

  /** The text of a section, its shared passages marked and numbered. */
  function sectionText(text, otherText, section, side, found) {
    const other = side === 'left' ? 'right' : 'left';
    const here = found.filter((passage) => passage[side].start >= section.place.start && passage[side].end <= section.place.end)
      .sort((a, b) => a[side].start - b[side].start);
    const children = [];
    let at = section.place.start;
    for (const passage of here) {
      const { start, end } = passage[side];
      if (start < at) continue;
      children.push(tidy(text.slice(at, start), !children.length, false), marked(text.slice(start, end), otherText.slice(passage[other].start, passage[other].end), passage, side, other));
      at = end;
    }
    children.push(tidy(text.slice(at, section.place.end), !children.length, true));
    return el('div', { class: 'side-text' }, children);
  }

  const marked = (text, otherText, passage, side, other) => el('mark', { id: `${side}-${passage.number}`, class: 'shared', tabindex: '-1' },
    el('a', { class: 'passage-number', href: `#${other}-${passage.number}`, 'aria-label': t('similar.to_counterpart', { number: passage.number }) }, passage.number), ' ',
    pieces(text, otherText).map((piece) => (piece.differs ? el('b', { class: 'differs', title: t('similar.differs') }, piece.text) : piece.text)));

  /** A click on a passage leads to its counterpart; one that selects text does not. */
  function jump(event) {
    const mark = event.target.closest('mark.shared');
    if (!mark || event.target.closest('a') || String(window.getSelection())) return;
    mark.querySelector('a.passage-number').click();
  }

  /** Shows the passage that the address names, and gives it the focus. */
  function flash() {
    document.querySelectorAll('mark.chosen').forEach((mark) => mark.classList.remove('chosen'));
    const found = /^#(left|right)-(\d+)$/.exec(location.hash);
    if (!found) return;
    for (const side of ['left', 'right']) document.getElementById(`${side}-${found[2]}`)?.classList.add('chosen');
    const mark = document.getElementById(`${found[1]}-${found[2]}`);
    mark?.scrollIntoView({ block: 'center' });
    (mark?.querySelector('a') ?? mark)?.focus({ preventScroll: true });
  }

  /** Shared sentences that could not be marked, as the data have them. */
  function notFound(pair, found, count) {
    const marked = new Set(found.flatMap((passage) => passage.indexes));
    return el('details', null, el('summary', null, t('similar.not_marked', { count })),
      el('ul', null, pair.sentences.filter((_, index) => !marked.has(index)).map((one) => el('li', null, one.sentence))));
  }

  ogi.page((main) => {
    const pairId = ogi.query.get('pair');
    return pairId ? pairPage(main, pairId) : list(main);
  });
})();
