/* The panel of a report page: what is known of a cell or a number of the prose, its printed text in context, and the
 * findings that looked at it. Beside the page on wide screens, a sheet from below on small ones; Escape closes it and
 * gives the focus back.
 */
(() => {
  'use strict';

  const { el, t } = ogi;
  const report = window.ogiReport;
  const SHEET = 960; // narrower windows have the panel as a sheet from below; as in style.css

  /**
   * A panel in `main`. `onclose` is called when it is closed by the person.
   * @returns {{show: (title: string, content: Node[], opener: Element|null) => void, close: (options?: {isSilent?: boolean}) => void}}
   */
  function panel(main, onclose) {
    const heading = el('h2', { id: 'panel-title', tabindex: '-1' });
    const body = el('div', { class: 'panel-body' });
    const box = el('aside', { class: 'panel', 'aria-labelledby': 'panel-title', hidden: true },
      el('div', { class: 'panel-head' }, heading,
        el('button', { type: 'button', class: 'close', 'aria-label': t('report.panel.close'), onclick: () => close() }, '×')), body);
    let opener = null;

    function show(title, content, from) {
      opener?.classList.remove('chosen');
      opener = from;
      opener?.classList.add('chosen');
      heading.replaceChildren(ogi.text(title));
      body.replaceChildren(...content.filter(Boolean));
      body.scrollTop = 0;
      box.hidden = false;
      main.classList.add('with-panel');
      heading.focus({ preventScroll: true });
      opener?.scrollIntoView({ block: window.innerWidth < SHEET ? 'center' : 'nearest', inline: 'nearest' });
    }

    /** `isSilent`: the address stays, and so does the focus. */
    function close({ isSilent = false } = {}) {
      if (box.hidden) return;
      box.hidden = true;
      main.classList.remove('with-panel');
      opener?.classList.remove('chosen');
      if (isSilent) return;
      onclose();
      (opener?.matches('button') ? opener : opener?.querySelector('button.cell, button, a'))?.focus({ preventScroll: true });
      opener = null;
    }

    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !box.hidden) {
        event.preventDefault();
        close();
      }
    });
    main.append(box);
    return { show, close };
  }

  /** Facts as a list; those that are null are left out. */
  const facts = (pairs) => el('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .flatMap(([name, value]) => [el('dt', null, name), el('dd', null, value)]));

  const locatorFact = (locator) => (locator === null ? null
    : [report.placeInWords(locator), ' ', el('code', null, locator)]);

  const reading = (reportId, { start, end, printed }) => {
    if (start !== null && start !== undefined) return [el('h3', null, t('report.context.title')), report.context(reportId, { start, end })];
    return [el('p', { class: 'empty' }, t(printed ? 'report.context.no_place' : 'report.context.not_printed'))];
  };

  /** What the panel says of a cell of a table. */
  function ofCell(reportId, cell, { labels, findings, drawFinding }) {
    const value = cell.status === 'reported' ? report.valueText(cell) : null;
    const failing = [...findings].sort((a, b) => (a.outcome === 'fail' ? 0 : 1) - (b.outcome === 'fail' ? 0 : 1));
    return [
      facts([
        [t('report.cell.row'), labels.row],
        [t('report.cell.column'), labels.column],
        [t('report.cell.value'), value === null ? null : el('strong', null, value)],
        [t('report.cell.status'), t(`report.status.${cell.status}`)],
        [t('report.cell.printed'), cell.printed === null || cell.printed === '' ? null : el('bdi', null, cell.printed)],
        [t('report.cell.locator'), locatorFact(cell.locator)],
      ]),
      ...reading(reportId, cell),
      findings.length ? el('h3', null, t('report.cell.findings', { count: findings.length })) : el('p', { class: 'empty' }, t('report.cell.no_findings')),
      ...failing.map(drawFinding),
    ];
  }

  /** What the panel says of a number in the prose. */
  function ofFigure(reportId, figure, { section, findings, drawFinding }) {
    return [
      facts([
        [t('report.figure.topic'), ogi.pick(figure, 'topic') || t('report.figure.no_topic')],
        [t('report.cell.value'), figure.value === null ? null : el('strong', null, report.figureText(figure))],
        [t('report.cell.status'), figure.status === 'number_missing' ? t('report.status.number_missing') : null],
        [t('report.figure.section'), section],
        [t('report.cell.locator'), locatorFact(figure.locator)],
      ]),
      ...reading(reportId, { ...figure, printed: figure.excerpt }),
      findings.length ? el('h3', null, t('report.cell.findings', { count: findings.length })) : null,
      ...findings.map(drawFinding),
    ];
  }

  Object.assign(report, { SHEET, panel, ofCell, ofFigure, facts });
})();
