// A table of counts whose cells are shaded by their value. The number always stands in the cell: the shade only leads the
// eye, and print and screen readers lose nothing without it.
'use strict';

(() => {
  const LEVELS = 5; // classes heat-1 … heat-5 of the stylesheet; heat-0 is a true zero

  /**
   * @typedef {object} HeatCell
   * @property {number|null} value what is shown and shaded; null when there is nothing to say
   * @property {string} text the value as it is written
   * @property {string} label the value in words, with what it is of
   * @property {string|null} href where the rows behind it are listed
   * @property {string} reason why there is no value
   */

  const cellElement = (cell, greatest) => {
    if (cell.value === null) return ogi.el('td', { class: 'heat-cell' }, ogi.missing(cell.reason));
    const level = cell.value === 0 ? 0 : Math.max(1, Math.ceil((cell.value / greatest) * LEVELS));
    const content = cell.href
      ? ogi.el('a', { href: cell.href, title: cell.label, 'aria-label': cell.label }, cell.text)
      : ogi.el('span', { title: cell.label }, cell.text);
    return ogi.el('td', { class: `heat-cell heat-${level}` }, content);
  };

  const headElement = (head, scope) =>
    ogi.el('th', { scope }, ogi.el('a', { href: head.href, title: head.title ?? head.text }, head.text));

  /**
   * @template Row, Column
   * @param {{text: string, title?: string, href: string, key: Row}[]} rows
   * @param {{text: string, title?: string, href: string, key: Column}[]} columns
   * @param {(row: Row, column: Column) => HeatCell} cellOf
   * @param {string} caption
   */
  window.ogiHeatTable = (rows, columns, cellOf, caption) => {
    const cells = rows.map((row) => columns.map((column) => cellOf(row.key, column.key)));
    const greatest = Math.max(...cells.flat().map((cell) => cell.value ?? 0));
    return ogi.el(
      'table',
      { class: 'heat' },
      ogi.el('caption', { class: 'unseen' }, caption),
      ogi.el('thead', {}, ogi.el('tr', {}, ogi.el('td', {}), ...columns.map((column) => headElement(column, 'col')))),
      ogi.el(
        'tbody',
        {},
        ...rows.map((row, place) =>
          ogi.el('tr', {}, headElement(row, 'row'), ...cells[place].map((cell) => cellElement(cell, greatest))),
        ),
      ),
    );
  };
})();
