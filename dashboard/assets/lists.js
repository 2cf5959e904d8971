// What pages with long lists share: choices that say how much each would leave, rows that lie in many files and are read
// only when they are shown, page numbers, and a CSV file made in the browser.
'use strict';

(() => {
  // After blanks (which spreadsheets skip) and apostrophes: a sign that starts a formula, also in its full-width form, or
  // a tab or line break that would start a new cell. The same rule as in publication/csv_guard.py; one table of cases
  // tests both.
  const DANGEROUS = /^[ \u00a0\u3000']*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]/;
  const BYTE_ORDER_MARK = '\ufeff'; // without it spreadsheets take UTF-8 for the code page of the machine

  /** The text as a spreadsheet may have it. */
  const guard = (text) => (DANGEROUS.test(text) ? `'${text}` : text);

  const field = (value) => {
    if (value === null || value === undefined) return '';
    const text = typeof value === 'string' ? guard(value) : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  /**
   * Rows as the text of a CSV file: a header, a line for each row, null as nothing.
   * @param {string[]} columns keys of the rows, in order
   * @param {object[]} rows
   */
  const csv = (columns, rows) =>
    [columns, ...rows.map((row) => columns.map((column) => row[column]))]
      .map((line) => line.map(field).join(',') + '\r\n')
      .join('');

  /** Gives the person a file with this text. */
  const save = (fileName, text) => {
    const address = URL.createObjectURL(new Blob([BYTE_ORDER_MARK + text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a'); // ogi.el links to places only, and this is none
    link.href = address;
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser still reads it after the click
  };

  /**
   * Rows that lie together in numbered files of as many rows each; or parts of which the same is true, that are looked up
   * when a row of them is wanted.
   * @typedef {object} Group
   * @property {number} count how many of its rows are chosen: they stand together
   * @property {number} [start] how many rows stand before them
   * @property {(page: number) => Promise<object[]>} [read] the rows of a file; pages count from 1
   * @property {() => Promise<Group[]>} [parts] instead of `start` and `read`
   */

  /** The chosen rows of a group from `from` up to before `to`, read from as few files as can be. */
  const rowsOfGroup = async (group, from, to, size) => {
    if (group.parts) return slice(await group.parts(), from, to, size);
    const start = group.start ?? 0;
    const first = Math.floor((start + from) / size);
    const pages = [];
    for (let page = first; page * size < start + to; page += 1) pages.push(group.read(page + 1));
    return (await Promise.all(pages)).flat().slice(start + from - first * size, start + to - first * size);
  };

  /**
   * The chosen rows of all groups, one after the other, from `from` up to before `to`.
   * @param {Group[]} groups
   * @param {number} size rows of a full file
   */
  const slice = async (groups, from, to, size) => {
    const parts = [];
    let start = 0;
    for (const group of groups) {
      const end = start + group.count;
      if (end > from && start < to) {
        parts.push(rowsOfGroup(group, Math.max(from - start, 0), Math.min(to, end) - start, size));
      }
      start = end;
    }
    return (await Promise.all(parts)).flat();
  };

  /**
   * The chosen rows of all groups, file by file, for who wants them all.
   * @param {Group[]} groups
   * @param {number} size rows of a full file
   */
  async function* files(groups, size) {
    for (const group of groups) {
      if (group.parts) {
        yield* files(await group.parts(), size);
        continue;
      }
      const start = group.start ?? 0;
      const end = start + group.count;
      for (let page = Math.floor(start / size); page * size < end; page += 1) {
        const before = page * size;
        yield (await group.read(page + 1)).slice(Math.max(start - before, 0), end - before);
      }
    }
  }

  /**
   * A labelled choice. `fill` gives it options (again), each with how many rows it would leave.
   * @param {string} name of the parameter in the address; also the name of the element
   * @param {string} label
   * @param {(value: string|null) => void} onChange
   */
  const select = (name, label, onChange) => {
    const element = ogi.el('select', {
      name,
      'aria-label': label,
      onchange: () => onChange(element.value === '' ? null : element.value),
    });
    /** @param {{value: string|null, label: string, count: number}[]} options */
    const fill = (options, chosen) => {
      const isKnown = options.some((option) => option.value === chosen);
      // An address may ask for what is not there; then the choice says so.
      const all = isKnown ? options : [...options, { value: chosen, label: chosen, count: 0 }];
      element.replaceChildren(
        ...all.map((option) =>
          ogi.el(
            'option',
            { value: option.value ?? '' },
            ogi.t('lists.option', { label: option.label, count: ogi.number(option.count) }),
          ),
        ),
      );
      element.value = chosen ?? '';
    };
    return { field: ogi.el('label', {}, ogi.el('span', {}, label), element), fill };
  };

  /** The pages that a long list names: first, last and those around the present one; null for what is left out. */
  const namedPages = (page, last) => {
    const named = [];
    for (let number = 1; number <= last; number += 1) {
      if (number === 1 || number === last || Math.abs(number - page) <= 1) named.push(number);
      else if (named.at(-1) !== null) named.push(null);
    }
    return named;
  };

  /**
   * Links to the other pages of a list; null when there is one page only.
   * @param {number} page from 1
   * @param {number} last
   * @param {(page: number) => string} href
   */
  const pager = (page, last, href) => {
    if (last <= 1) return null;
    const step = (number, key) =>
      number >= 1 && number <= last
        ? ogi.el('li', {}, ogi.el('a', { href: href(number), rel: number < page ? 'prev' : 'next' }, ogi.t(key)))
        : null;
    const numbered = namedPages(page, last).map((number) => {
      if (number === null) return ogi.el('li', { 'aria-hidden': 'true' }, '…');
      const attributes = { href: href(number), 'aria-label': ogi.t('lists.page_number', { page: ogi.number(number) }) };
      if (number === page) attributes['aria-current'] = 'page';
      return ogi.el('li', {}, ogi.el('a', attributes, ogi.number(number)));
    });
    return ogi.el(
      'nav',
      { class: 'pager', 'aria-label': ogi.t('lists.pages') },
      ogi.el('ul', {}, step(page - 1, 'lists.previous'), ...numbered, step(page + 1, 'lists.next')),
    );
  };

  /** The number of a page in the address: whole, and between 1 and `last`. */
  const pageOf = (text, last) => {
    const page = Number(text ?? 1);
    return Number.isInteger(page) ? Math.min(Math.max(page, 1), Math.max(last, 1)) : 1;
  };

  window.ogiLists = Object.freeze({ guard, csv, save, slice, files, select, pager, pageOf });
})();
