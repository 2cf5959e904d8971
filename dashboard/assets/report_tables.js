/* The statutory tables of a report, laid out as on the form, and the sheets of statistics of the years before 2019.
 *
 * From the shards reports/… (cells, statistics, findings) and forms.json (labels). Every cell is a button that opens the
 * printed text; one of a table can be reached with Tab, the others with the arrow keys. What is in a cell:
 * the value as it was read, what is printed where that differs, a mark of its own shape for every other status, and a
 * corner mark with a number for the findings that looked at it.
 */
(() => {
  'use strict';

  const { el, t } = ogi;
  const report = window.ogiReport;

  const MARKS = { blank: '·', not_applicable: '—', unreadable: '!', ambiguous: '?', absent: '∅' };
  const TABLES = ['disclosure', 'application', 'legal'];

  const addressOf = (cell) => `${cell.table}/${cell.row}/${cell.column}`;

  // ------------------------------------------------------------------- labels

  /** Labels of rows and columns by form, table and code. */
  function labelsOf(forms) {
    const labels = new Map();
    for (const { form, table, rows, columns } of forms.tables) {
      for (const row of rows) labels.set(`${form}/${table}/row/${row.row}`, row);
      for (const column of columns) labels.set(`${form}/${table}/column/${column.column}`, column);
    }
    const find = (form, table, kind, code) => {
      // A finding may name a cell of a report of the other form.
      const found = [form, '2021', '2019'].map((one) => labels.get(`${one}/${table}/${kind}/${code}`)).find(Boolean);
      return found ? ogi.pick(found, 'label') : code;
    };
    return {
      row: (cell) => find(cell.form, cell.table, 'row', cell.row),
      column: (cell) => find(cell.form, cell.table, 'column', cell.column),
      /** The label of a row under the heading of its group, which the English label repeats. */
      underGroup: (cell) => find(cell.form, cell.table, 'row', cell.row).replace(/^[A-Z][A-Za-z ]+: (.)/, (_, first) => first.toUpperCase()),
    };
  }

  // -------------------------------------------------------------------- cells

  /** Digits without what only parts or frames them, so that "1,204" and "1204" count as the same print. */
  const bare = (printed) => printed.normalize('NFKC').replace(/[\s,，|]/g, '').replace(/^\+/, '');

  /** Whether the printed text says more than the number that was read. */
  const isPrintedOtherwise = (cell) => cell.printed !== null && cell.printed !== '' && cell.status === 'reported'
    && bare(cell.printed) !== String(cell.value);

  /** The text of a value with its unit, where that is money. */
  const valueText = (cell) => (cell.unit === 'CNY' ? t('report.value.cny', { value: ogi.number(cell.value) }) : ogi.number(cell.value));

  /** What stands in a cell: value or mark, and the same in words for those who listen. */
  function contentOf(cell) {
    if (cell.status === 'reported') {
      return [el('span', { class: 'value' }, valueText(cell)),
        isPrintedOtherwise(cell) ? el('span', { class: 'printed' }, t('report.cell.printed_as', { printed: cell.printed.trim() })) : null];
    }
    const readable = cell.printed !== null && cell.printed.trim() !== '' && !['absent', 'blank'].includes(cell.status);
    return [el('span', { class: `mark ${cell.status}`, 'aria-hidden': 'true' }, MARKS[cell.status] ?? '?'),
      el('span', { class: 'unseen' }, ogi.code('status', cell.status)),
      readable && cell.printed.trim() !== MARKS[cell.status]
        ? el('span', { class: 'printed' }, t('report.cell.printed_as', { printed: cell.printed.trim() })) : null];
  }

  /** The corner mark: how many findings fail on this cell, or cannot be assessed. */
  function cornerOf(findings) {
    const failing = findings.filter((finding) => finding.outcome === 'fail');
    if (failing.length) {
      const isOpen = failing.some((finding) => finding.is_open);
      return el('span', { class: isOpen ? 'corner fail' : 'corner settled' }, el('span', { 'aria-hidden': 'true' }, failing.length),
        el('span', { class: 'unseen' }, t('report.cell.failing', { count: failing.length })));
    }
    return findings.length ? el('span', { class: 'corner unassessed' }, el('span', { class: 'unseen' }, t('report.cell.unassessed', { count: findings.length }))) : null;
  }

  function cellBox(cell, context, headers) {
    const address = addressOf(cell);
    const findings = context.findingsOf(address);
    const isFailing = findings.some((finding) => finding.outcome === 'fail' && finding.is_open);
    const button = el('button', { type: 'button', class: 'cell', tabindex: '-1', onclick: () => context.open(address) },
      contentOf(cell), cornerOf(findings));
    return el('td', { id: address, class: `${cell.status}${isFailing ? ' failing' : ''}`, headers: headers || null }, button);
  }

  const emptyBox = (headers) => el('td', { class: 'none', headers }, el('span', { class: 'unseen' }, t('report.cell.none')));

  /** Arrow keys go from button to button of a table; one of them can be reached with Tab. */
  function letArrowsMove(table) {
    const lines = [...table.rows].map((line) => [...line.querySelectorAll('button.cell')]).filter((line) => line.length);
    if (!lines.length) return;
    lines[0][0].tabIndex = 0;
    table.addEventListener('focusin', ({ target }) => {
      if (!target.matches('button.cell')) return;
      for (const button of table.querySelectorAll('button.cell[tabindex="0"]')) button.tabIndex = -1;
      target.tabIndex = 0;
    });
    table.addEventListener('keydown', (event) => {
      const y = lines.findIndex((line) => line.includes(event.target));
      if (y < 0) return;
      const x = lines[y].indexOf(event.target);
      const next = {
        ArrowRight: () => lines[y][x + 1], ArrowLeft: () => lines[y][x - 1],
        ArrowDown: () => near(lines[y + 1], x), ArrowUp: () => near(lines[y - 1], x),
        Home: () => lines[y][0], End: () => lines[y][lines[y].length - 1],
      }[event.key];
      if (!next) return;
      event.preventDefault();
      next()?.focus();
    });
  }

  const near = (line, x) => line && line[Math.min(x, line.length - 1)];

  // ------------------------------------------------------------------- tables

  const head = (id, label, properties) => el('th', { id, ...properties }, label);

  /** One block of rows for each clause of article 20, with as many columns as the widest. */
  function disclosureTable(form, cells, context) {
    const layout = report.layout.disclosure[form];
    const width = Math.max(...layout.map((block) => block.columns.length));
    return layout.map((block) => {
      const clause = `h-disclosure-${block.clause}`;
      const what = `${clause}-what`;
      const spans = block.columns.map((_, index) => (index === block.columns.length - 1 ? width - index : 1));
      return el('tbody', null,
        el('tr', null, head(clause, t(`report.form.clause.${block.clause}`), { colspan: width + 1, scope: 'colgroup', class: 'clause' })),
        el('tr', null, head(what, t('report.form.what'), { scope: 'col', class: 'what' }),
          block.columns.map((column, index) => {
            const label = context.labels.column({ form, table: 'disclosure', column });
            return head(`${clause}-${column}`, block.unit ? [label, t(`report.form.unit.${block.unit}`)] : label,
              { scope: spans[index] > 1 ? 'colgroup' : 'col', colspan: spans[index] });
          })),
        block.rows.map((row) => el('tr', null,
          head(`${clause}-${row}`, context.labels.row({ form, table: 'disclosure', row }), { scope: 'row', class: 'row', headers: clause }),
          block.columns.map((column, index) => {
            const headers = `${clause} ${clause}-${row} ${clause}-${column}`;
            const cell = cells.take(`disclosure/${row}/${column}`);
            const box = cell ? cellBox(cell, context, headers) : emptyBox(headers);
            box.colSpan = spans[index];
            return box;
          }))));
    });
  }

  const APPLICANT = 'h-application-applicants';

  function applicationHead(form, layout, context) {
    const columns = layout.heads.flatMap((part) => part.columns);
    const label = (column) => context.labels.column({ form, table: 'application', column });
    return el('thead', null,
      el('tr', null,
        el('td', { colspan: 3, rowspan: 3, class: 'identity' }, t('report.form.identity')),
        head(APPLICANT, t('report.form.applicants'), { colspan: columns.length, scope: 'colgroup' })),
      el('tr', null, layout.heads.map((part) => (part.group
        ? head(`h-application-${part.group}`, t(`report.form.${part.group}`), { colspan: part.columns.length, scope: 'colgroup', headers: APPLICANT })
        : head(`h-application-${part.columns[0]}`, label(part.columns[0]), { rowspan: 2, scope: 'col', headers: APPLICANT })))),
      el('tr', null, layout.heads.filter((part) => part.group).flatMap((part) => part.columns.map((column) =>
        head(`h-application-${column}`, label(column), { scope: 'col', headers: `${APPLICANT} h-application-${part.group}` })))));
  }

  /** Part three has its outcomes in groups; the other parts are one row each. */
  function applicationTable(form, cells, context) {
    const layout = report.layout.application[form];
    const heads = layout.heads.flatMap((part) => part.columns.map((column) => ({
      column, ids: [APPLICANT, part.group && `h-application-${part.group}`, `h-application-${column}`].filter(Boolean).join(' '),
    })));
    const line = (row, before, span, groups) => {
      const id = `h-application-${row}`;
      const label = (groups.length > 1 ? context.labels.underGroup : context.labels.row)({ form, table: 'application', row });
      return el('tr', { class: row === 'total_processed' ? 'sum' : null }, before,
        head(id, label, { scope: 'row', colspan: span, class: 'row', headers: groups.join(' ') || null }),
        heads.map(({ column, ids }) => {
          const headers = [...groups, id, ids].join(' ');
          const cell = cells.take(`application/${row}/${column}`);
          return cell ? cellBox(cell, context, headers) : emptyBox(headers);
        }));
    };
    const results = (part) => {
      const outer = `h-application-${part.group}`;
      const count = part.results.reduce((sum, { rows }) => sum + rows.length, 0);
      const first = head(outer, t(`report.form.${part.group}`), { rowspan: count, scope: 'rowgroup', class: 'group outer' });
      return part.results.flatMap(({ group, rows }, place) => rows.map((row, index) => {
        const before = [place === 0 && index === 0 ? first : null];
        if (!group) return line(row, before, 2, [outer]);
        const inner = `h-application-${group}-group`;
        if (index === 0) before.push(head(inner, t(`report.form.${group}`), { rowspan: rows.length, scope: 'rowgroup', class: 'group', headers: outer }));
        return line(row, before, 1, [outer, inner]);
      }));
    };
    return [applicationHead(form, layout, context),
      layout.parts.map((part) => el('tbody', null, part.row ? line(part.row, null, 3, []) : results(part)))];
  }

  /** Reconsideration and the two kinds of litigation side by side, as on paper. */
  function legalTable(form, cells, context) {
    const { columns, blocks } = report.layout.legal[form];
    const id = (block) => `h-legal-${block.row}`;
    const litigation = 'h-legal-litigation';
    const label = (block) => context.labels.row({ form, table: 'legal', row: block.row });
    const grouped = blocks.filter((block) => block.group);
    const headersOf = (block, column) => [block.group && litigation, id(block), column && `${id(block)}-${column}`].filter(Boolean).join(' ');
    return [el('thead', null,
      el('tr', null,
        blocks.filter((block) => !block.group).map((block) => head(id(block), label(block), { colspan: columns.length, rowspan: 2, scope: 'colgroup' })),
        head(litigation, t('report.form.litigation'), { colspan: columns.length * grouped.length, scope: 'colgroup' })),
      el('tr', null, grouped.map((block) => head(id(block), ogi.lang === 'zh' ? label(block) : t(`report.form.${block.row}`),
        { colspan: columns.length, scope: 'colgroup', headers: litigation }))),
      el('tr', { class: 'leaves' }, blocks.flatMap((block) => columns.map((column) => head(`${id(block)}-${column}`,
        el('span', null, context.labels.column({ form, table: 'legal', column })), { scope: 'col', headers: headersOf(block, null) }))))),
    el('tbody', null, el('tr', null, blocks.flatMap((block) => columns.map((column) => {
      const cell = cells.take(`legal/${block.row}/${column}`);
      return cell ? cellBox(cell, context, headersOf(block, column)) : emptyBox(headersOf(block, column));
    }))))];
  }

  const DRAW = { disclosure: disclosureTable, application: applicationTable, legal: legalTable };

  /** Cells by address; what no layout takes is left, and shown in a list of its own. */
  function cellsBy(list) {
    const left = new Map(list.map((cell) => [addressOf(cell), cell]));
    return {
      take: (address) => {
        const cell = left.get(address) ?? null;
        left.delete(address);
        return cell;
      },
      rest: () => [...left.values()],
    };
  }

  /** A statutory table with its title and what is to be known about it. */
  function statutory(table, list, context) {
    const title = t(`report.table.${table}`);
    const section = el('section', { id: `table/${table}`, class: `statutory ${table}` }, el('h3', null, title));
    if (!list.length) {
      section.append(el('p', { class: 'empty' }, t('report.table.not_on_form')));
      return section;
    }
    const { form } = list[0];
    const cells = cellsBy(list);
    const drawn = el('table', { class: `form ${table}` },
      el('caption', null, t('report.table.caption', { table: title, form: t(`report.form_name.${form}`) })),
      report.layout[table][form] ? DRAW[table](form, cells, context) : null);
    const rest = cells.rest();
    const shown = [el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title }, drawn),
      rest.length ? otherCells(rest, context) : null];
    letArrowsMove(drawn);
    if (list.every((cell) => cell.status === 'absent')) {
      section.append(el('p', { class: 'absent notice' }, el('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS.absent), t('report.table.absent')),
        el('details', null, el('summary', null, t('report.table.show_absent')), shown));
    } else section.append(...shown.filter(Boolean));
    return section;
  }

  /** Cells that the form of the table has no place for. */
  function otherCells(cells, context) {
    const table = el('table', { class: 'form' }, el('caption', null, t('report.table.other_cells')),
      el('thead', null, el('tr', null, ['row', 'column', 'value'].map((key) => el('th', { scope: 'col' }, t(`report.cell.${key}`))))),
      el('tbody', null, cells.map((cell) => el('tr', null, el('th', { scope: 'row' }, context.labels.row(cell)),
        el('td', null, context.labels.column(cell)), cellBox(cell, context)))));
    letArrowsMove(table);
    return table;
  }

  /** What the marks mean; only those that the report has. */
  function legend(cells, findings) {
    const statuses = Object.keys(MARKS).filter((status) => cells.some((cell) => cell.status === status));
    const item = (mark, words) => el('li', null, mark, ' ', words);
    return el('ul', { class: 'legend', 'aria-label': t('report.legend') },
      statuses.map((status) => item(el('span', { class: `mark ${status}`, 'aria-hidden': 'true' }, MARKS[status]), ogi.code('status', status))),
      findings.some((finding) => finding.outcome === 'fail') ? item(el('span', { class: 'corner fail', 'aria-hidden': 'true' }, '1'), t('report.legend.fail')) : null,
      findings.some((finding) => finding.outcome === 'fail' && !finding.is_open)
        ? item(el('span', { class: 'corner settled', 'aria-hidden': 'true' }, '1'), t('report.legend.settled')) : null,
      findings.some((finding) => finding.outcome === 'not_assessable' && finding.evidence?.length)
        ? item(el('span', { class: 'corner unassessed', 'aria-hidden': 'true' }), t('report.legend.unassessed')) : null,
      item(null, t('report.legend.keys')));
  }

  // --------------------------------------------------------------- statistics

  /** A sheet of statistics as printed: a row for each row, the year and the years until then side by side. */
  function statistics(list, context) {
    const rows = new Map();
    for (const cell of list) {
      if (!rows.has(cell.row_number)) rows.set(cell.row_number, []);
      rows.get(cell.row_number).push(cell);
    }
    const columns = ['year_value', 'cumulative_value'].filter((column) => list.some((cell) => cell.column === column));
    const shown = new Set(); // headings that stand above, some of them as rows with a number of their own
    const lines = [...rows].sort(([a], [b]) => a - b).flatMap(([number, cells]) => {
      const [first] = cells;
      const headings = first.heading_path ? first.heading_path.split(' > ') : [];
      const before = headings.map((heading, depth) => {
        const path = headings.slice(0, depth + 1).join(' > ');
        if (shown.has(path)) return null;
        shown.add(path);
        return el('tr', null, el('th', { scope: 'colgroup', colspan: columns.length + 2, class: `clause depth-${Math.min(depth, 4)}` }, heading));
      });
      shown.add([...headings, first.indicator].join(' > '));
      return [before, el('tr', { id: `statistics/${number}` },
        el('th', { scope: 'row', class: `row depth-${Math.min(headings.length, 4)}` }, first.indicator), el('td', { class: 'unit' }, first.printed_unit ?? ''),
        columns.map((column) => {
          const cell = cells.find((other) => other.column === column);
          return cell ? cellBox({ ...cell, table: 'statistics', row: String(number) }, context) : el('td', { class: 'none' });
        }))];
    });
    const table = el('table', { class: 'form statistics' }, el('caption', null, t('report.statistics.caption')),
      el('thead', null, el('tr', null, el('th', { scope: 'col' }, t('report.statistics.indicator')), el('th', { scope: 'col' }, t('report.statistics.unit')),
        columns.map((column) => el('th', { scope: 'col' }, t(`report.statistics.${column}`))))),
      el('tbody', null, lines));
    letArrowsMove(table);
    return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('report.statistics') }, table);
  }

  Object.assign(report, { TABLES, MARKS, addressOf, labelsOf, statutory, statistics, legend, valueText, isPrintedOtherwise });
})();
