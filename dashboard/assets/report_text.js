/* The text of a report as it was read, and places in it. From the shard texts/…, loaded when it is first needed.
 *
 * Offsets in shards count characters (code points); JavaScript counts UTF-16 units. Texts with characters beyond the
 * basic plane (rare ideographs, emoji) are converted.
 */
(() => {
  'use strict';

  const { el, t } = ogi;
  const report = (window.ogiReport ??= {});

  const BEFORE = 140;
  const AFTER = 110;

  /** Gives the units of JavaScript for offsets that count characters. */
  function unitsOf(text) {
    const wide = []; // places of the characters that take two units, counted in characters
    let seen = 0;
    for (const { index } of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) {
      wide.push(index - seen);
      seen += 1;
    }
    if (!wide.length) return (offset) => offset;
    return (offset) => {
      let low = 0;
      let high = wide.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (wide[middle] < offset) low = middle + 1;
        else high = middle;
      }
      return offset + low;
    };
  }

  /** The text of a report with what its offsets need. Loaded once. */
  const texts = new Map();
  function textOf(reportId) {
    if (!texts.has(reportId)) {
      const loading = ogi.load(`texts/${ogi.shardOf(reportId)}/${reportId}`).then(({ text, is_cut: isCut }) => ({ text, isCut, units: unitsOf(text) }));
      loading.catch(() => texts.delete(reportId));
      texts.set(reportId, loading);
    }
    return texts.get(reportId);
  }

  /** Where a place is in the text; null when it is unknown or beyond the part that is kept. */
  function placeIn({ text, units }, { start, end }) {
    if (start === null || start === undefined || end === null || end < start) return null;
    const place = { start: units(start), end: units(end) };
    return place.end <= text.length ? place : null;
  }

  /** The start of the line, when it is near; never inside a pair of units. */
  function cutBefore(text, start) {
    const from = Math.max(0, start - BEFORE);
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const cut = line > from || from === 0 ? Math.max(0, Math.min(line, linesBack(text, line, from))) : from;
    return isInsidePair(text, cut) ? cut + 1 : cut;
  }

  /** As many whole lines back from `line` as begin after `from`. */
  function linesBack(text, line, from) {
    let first = line;
    for (;;) {
      const former = first > 1 ? text.lastIndexOf('\n', first - 2) + 1 : 0;
      if (first === 0 || former < from || former === first) return first;
      first = former;
    }
  }

  function cutAfter(text, end) {
    const to = Math.min(text.length, end + AFTER);
    const line = text.lastIndexOf('\n', to);
    const cut = to < text.length && line > end ? line : to;
    return isInsidePair(text, cut) ? cut - 1 : cut;
  }

  const isInsidePair = (text, index) => /[\uDC00-\uDFFF]/.test(text[index] ?? '') && /[\uD800-\uDBFF]/.test(text[index - 1] ?? '');

  /** The passage with its place marked: a blank cell has a mark without text, which says so. */
  const marked = (text, { start, end }) => el('mark', { class: end === start ? 'nothing' : null, tabindex: '-1' },
    end === start ? el('span', { class: 'unseen' }, t('report.context.nothing')) : text.slice(start, end));

  /** The surroundings of a place, with the place marked. */
  function around(text, place) {
    const from = cutBefore(text, place.start);
    const to = cutAfter(text, place.end);
    return el('blockquote', { class: 'context' }, from > 0 ? '… ' : null, text.slice(from, place.start).replace(/^\s+/, ''),
      marked(text, place), text.slice(place.end, to).replace(/\s+$/, ''), to < text.length ? ' …' : null);
  }

  /** The whole text with a place marked, scrolled to it when it is in the page. */
  function whole({ text, isCut }, place) {
    const box = el('div', { class: 'whole-text', tabindex: '0', role: 'region', 'aria-label': t('report.context.whole_text') },
      place ? [text.slice(0, place.start), marked(text, place), text.slice(place.end)] : text,
      isCut ? el('p', { class: 'notice' }, t('report.context.is_cut')) : null);
    requestAnimationFrame(() => scrollTo(box, box.querySelector('mark')));
    return box;
  }

  function scrollTo(box, mark) {
    if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }

  /**
   * The printed text of a place in its context, with a button for the whole text. Fills itself when the text is there.
   * @param {string} reportId
   * @param {{start: number|null, end: number|null}} span
   */
  function context(reportId, span) {
    const box = el('div', { class: 'in-context' }, el('p', { class: 'loading', role: 'status' }, t('common.loading')));
    textOf(reportId).then((read) => {
      const place = placeIn(read, span);
      const button = el('button', { type: 'button' });
      const show = (isWhole) => {
        button.textContent = t(isWhole ? 'report.context.show_passage' : 'report.context.show_whole');
        button.onclick = () => show(!isWhole);
        box.replaceChildren(isWhole ? whole(read, place) : place ? around(read.text, place) : el('p', { class: 'empty' }, t('report.context.no_place')), button);
      };
      show(false);
    }, (error) => box.replaceChildren(el('p', { class: 'problem', role: 'alert' }, error.message)));
    return box;
  }

  // ----------------------------------------------------------------- locators

  const LOCATORS = [
    [/^char:(\d+)-(\d+)$/, (found) => t(+found[2] - +found[1] > 1 ? 'report.place.characters' : 'report.place.character', { from: ogi.number(+found[1] + 1), to: ogi.number(+found[2]) })],
    [/^table:(\d+)\/row:(\d+)\/cell:(\d+)/, (found) => t('report.place.table', { table: found[1], row: found[2], cell: found[3] })],
    [/^page:(\d+)\//, (found) => t('report.place.page', { page: found[1] })],
    [/^paragraph:(\d+)/, (found) => t('report.place.paragraph', { paragraph: found[1] })],
  ];

  /** A locator in words, where it is of a known kind. */
  function placeInWords(locator) {
    for (const [pattern, words] of LOCATORS) {
      const found = pattern.exec(locator);
      if (found) return words(found);
    }
    return null;
  }

  Object.assign(report, { unitsOf, textOf, placeIn, context, placeInWords });
})();
