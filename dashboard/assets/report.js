/* The report page: what one report says, laid out as on the form, with what was found and where each number stands.
 *
 * From the shards reports/<xx>/<id> and forms; texts/<xx>/<id> when a place is first opened.
 * Addresses: report.html?id=r…#application/granted/total opens a cell, #figure/…, #finding/…, #section/… likewise.
 */
(() => {
  'use strict';

  const { el, t } = ogi;
  const report = window.ogiReport;
  const { facts } = report;

  // ------------------------------------------------------------------- header

  const link = (address, words) => el('a', { href: address }, words);
  const organName = (data) => data.organ_name ?? t('report.no_organ');
  const linked = (list, draw, separator) => list.flatMap((item, index) => (index ? [separator, draw(item)] : [draw(item)]));

  /** Whether the report came in time, as rule T1 found. */
  function timeliness(findings) {
    const found = findings.find((finding) => finding.rule_id === 'T1');
    if (!found) return null;
    const words = found.outcome === 'pass' ? ogi.code('coverage', 'received')
      : found.outcome === 'fail' ? ogi.pick(found, 'message') : t('report.timeliness.unknown', { reason: ogi.pick(found, 'reason') });
    return el('span', { class: `timeliness ${found.outcome}` }, ' ', report.outcomeMark(found.outcome), ' ', el('a', { href: `#finding/${found.finding_id}` }, words));
  }

  function original(data) {
    return facts([
      [t('report.source'), data.source_name],
      [t('report.source_url'), data.source_url ? [link(data.source_url, data.source_url), el('span', { class: 'hint' }, ` ${t('report.source_url.hint')}`)] : t('report.source_url.none')],
      [t('report.sha256'), el('code', { class: 'hash' }, data.document_id)],
      [t('report.media_type'), data.media_type ? [mediaType(data.media_type), ' ', el('code', null, data.media_type)] : null],
      [t('report.document_number'), data.document_number],
      [t('report.index_number'), data.index_number],
      [t('report.collection'), data.collection_id],
    ]);
  }

  const MEDIA = { 'text/html': 'html', 'application/pdf': 'pdf', 'text/plain': 'text', 'text/markdown': 'markdown' };
  const mediaType = (type) => t(`report.media.${MEDIA[type] ?? (/word|document/.test(type) ? 'word' : 'other')}`);

  /** All versions that were taken in, and why this one counts. */
  function versions(data) {
    if (data.versions.length < 2) return t('report.versions.one');
    return [t('report.versions.many', { count: data.versions.length }), el('ol', { class: 'plain versions' }, data.versions.map((version) => el('li', null,
      el(version.is_current ? 'strong' : 'span', null, t('report.versions.number', { number: version.version_number })), t('report.colon'),
      version.published_on ? ogi.date(version.published_on) : t('report.no_date'), t('report.comma'),
      version.source_url ? link(version.source_url, version.source_name) : version.source_name, ' ',
      version.is_current ? `(${t('report.versions.current')}${because(version.current_because)})` : el('code', { class: 'hash short' }, `SHA-256 ${version.document_id.slice(0, 12)}…`))))];
  }

  const BECAUSE = ['published_last', 'taken_in_last', 'most_numbers', 'greatest_id'];
  const because = (reason) => (BECAUSE.includes(reason) ? t('report.colon') + t(`report.because.${reason}`) : '');

  const years = (data) => (data.years.length < 2 ? null : el('nav', { class: 'years', 'aria-label': t('report.years') },
    el('span', null, t('report.years'), t('report.colon')),
    [...data.years].sort((a, b) => (a.report_year ?? 0) - (b.report_year ?? 0)).map((year) => (year.report_id === data.report_id
      ? el('strong', { 'aria-current': 'page' }, year.report_year ?? '—') : link(ogi.href.report(year.report_id), year.report_year ?? '—')))));

  function header(data) {
    const place = data.region_path.length
      ? el('nav', { class: 'path', 'aria-label': t('report.place') }, linked(data.region_path, (region) => link(ogi.href.region(region.region_code), region.region_name), ' › ')) : null;
    const form = data.form ? [t(`report.form_name.${data.form}`), data.form_basis ? el('span', { class: 'hint' }, ` ${ogi.code('basis', data.form_basis)}`) : null,
      data.application_form && data.application_form !== data.form ? el('span', { class: 'hint' }, ` ${t('report.application_form', { form: t(`report.form_name.${data.application_form}`) })}`) : null]
      : t('report.form_unknown');
    return el('header', { class: 'report-head' }, place,
      el('h1', null, el('bdi', null, data.title ?? t('report.no_title'))), years(data),
      el('div', { class: 'two-columns' },
        el('section', null, el('h2', null, t('report.about')), facts([
          [t('report.organ'), data.organ_id ? link(ogi.href.organ(data.organ_id), organName(data)) : organName(data)],
          [t('report.year'), data.report_year ?? t('report.no_year')],
          [t('report.form'), form],
          [t('report.published_on'), [data.published_on ? ogi.date(data.published_on) : t('report.no_date'), timeliness(data.findings)]],
          [t('report.versions'), versions(data)],
        ])),
        el('section', null, el('h2', null, t('report.original')), original(data))),
      summary(data));
  }

  /** In one line what there is to see. */
  function summary(data) {
    const failing = data.findings.filter((finding) => finding.outcome === 'fail' && finding.is_open).length;
    const unread = data.cells.filter((cell) => ['unreadable', 'ambiguous'].includes(cell.status)).length;
    const absent = data.cells.filter((cell) => cell.status === 'absent').length;
    const item = (address, key, count, kind) => (count ? el('a', { href: address, class: `count ${kind}` }, t(key, { count })) : null);
    return el('p', { class: 'counts' },
      item('#findings', 'report.count.failing', failing, 'fail'),
      item('#tables', 'report.count.unread', unread, 'unread'),
      item('#tables', 'report.count.absent', absent, 'unread'),
      item('#issues', 'report.count.issues', data.issues.length, 'unread'),
      item('#similar', 'report.count.similar', data.similar_count, 'plain'),
      item('#tables', 'report.count.cells', data.cells.length + data.statistics.length, 'plain'));
  }

  // -------------------------------------------------------------------- prose

  const figureText = (figure) => t(figure.is_approximate ? 'report.figure.about' : 'report.figure.exact', {
    value: ogi.number(figure.value), unit: figure.unit === 'CNY' ? t('report.unit.cny') : figure.unit ?? '',
  }).trim();
  report.figureText = figureText;

  const sectionTitle = (section) => section.title || t(KNOWN_SECTIONS.includes(section.section_code) ? `report.section.${section.section_code}` : 'report.section.other');
  const KNOWN_SECTIONS = ['preface', 'summary', 'overview', 'disclosure', 'applications', 'legal_review', 'problems', 'other_matters'];

  /** The text of a section, its numbers as buttons. */
  function sectionText(data, section, context) {
    const box = el('div', { class: 'section-text' }, el('p', { class: 'loading', role: 'status' }, t('common.loading')));
    report.textOf(data.report_id).then((read) => {
      const place = report.placeIn(read, section);
      if (!place) {
        box.replaceChildren(el('p', { class: 'empty' }, t('report.context.no_place')));
        return;
      }
      const parts = [];
      let at = place.start;
      const inside = data.figures.map((figure) => ({ figure, where: report.placeIn(read, figure) }))
        .filter(({ where }) => where && where.start >= place.start && where.end <= place.end).sort((a, b) => a.where.start - b.where.start);
      for (const { figure, where } of inside) {
        if (where.start < at || where.end === where.start) continue;
        const isFailing = context.findingsOf(`figure/${figure.figure_id}`).some((finding) => finding.outcome === 'fail');
        parts.push(read.text.slice(at, where.start), el('button', {
          type: 'button', class: isFailing ? 'number failing' : 'number', onclick: () => context.open(`figure/${figure.figure_id}`),
        }, read.text.slice(where.start, where.end)));
        at = where.end;
      }
      parts.push(read.text.slice(at, place.end));
      box.replaceChildren(...paragraphs(parts));
    }, (error) => box.replaceChildren(el('p', { class: 'problem', role: 'alert' }, error.message)));
    return box;
  }

  /** Text and buttons as paragraphs: one for each line that is not empty. */
  function paragraphs(parts) {
    const lines = [[]];
    for (const part of parts) {
      if (typeof part !== 'string') {
        lines.at(-1).push(part);
        continue;
      }
      part.split('\n').forEach((piece, index) => {
        if (index) lines.push([]);
        if (piece) lines.at(-1).push(lines.at(-1).length ? piece : piece.trimStart());
      });
    }
    return lines.filter((line) => line.some((piece) => typeof piece !== 'string' || piece.trim())).map((line) => el('p', null, line));
  }

  function prose(data, context) {
    if (!data.sections.length && !data.figures.length) return el('section', { id: 'prose' }, el('h2', null, t('report.prose')), el('p', { class: 'empty' }, t('report.prose.none')));
    return el('section', { id: 'prose' }, el('h2', null, t('report.prose')),
      data.sections.map((section) => {
        const count = data.figures.filter((figure) => figure.section_code === section.section_code).length;
        const details = el('details', { class: 'prose-section', id: `section/${section.section_code}` },
          el('summary', null, el('bdi', null, sectionTitle(section)), count ? el('span', { class: 'hint' }, ` ${t('report.prose.numbers', { count })}`) : null));
        details.addEventListener('toggle', () => {
          if (details.open && details.children.length === 1) details.append(sectionText(data, section, context));
        });
        return details;
      }),
      data.figures.length ? figures(data, context) : null);
  }

  /** The numbers of the prose: those with a topic or a finding first, the others folded. */
  function figures(data, context) {
    const telling = (figure) => figure.topic || figure.status === 'number_missing' || context.findingsOf(`figure/${figure.figure_id}`).length;
    const titles = new Map(data.sections.map((section) => [section.section_code, sectionTitle(section)]));
    const known = data.figures.filter(telling);
    const others = data.figures.filter((figure) => !telling(figure));
    const draw = (list, caption) => el('table', { class: 'prose-figures' }, el('caption', null, caption),
      el('thead', null, el('tr', null, ['topic', 'value', 'excerpt', 'section'].map((key) => el('th', { scope: 'col', class: key }, t(`report.figure.${key}`))))),
      el('tbody', null, list.map((figure) => {
        const failing = context.findingsOf(`figure/${figure.figure_id}`).filter((finding) => finding.outcome === 'fail');
        return el('tr', { id: `figure/${figure.figure_id}`, class: failing.length ? 'failing' : null },
          el('td', null, ogi.pick(figure, 'topic') || el('span', { class: 'hint' }, t('report.figure.no_topic'))),
          el('td', { class: 'end' }, el('button', { type: 'button', class: 'cell', onclick: () => context.open(`figure/${figure.figure_id}`) },
            figure.status === 'number_missing' ? t('report.figure.number_missing') : figureText(figure),
            failing.length ? el('span', { class: 'corner fail' }, el('span', { 'aria-hidden': 'true' }, failing.length), el('span', { class: 'unseen' }, t('report.cell.failing', { count: failing.length }))) : null)),
          el('td', { class: 'excerpt' }, el('bdi', null, figure.excerpt)),
          el('td', { class: 'section' }, titles.get(figure.section_code) ?? null));
      })));
    return el('div', { class: 'prose-numbers' }, el('h3', null, t('report.figures')), known.length ? el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('report.figures') }, draw(known, t('report.figures.caption'))) : null,
      others.length ? el('details', null, el('summary', null, t('report.figures.others', { count: others.length })), draw(others, t('report.figures.others.caption'))) : null);
  }

  // ------------------------------------------------------------ what is left

  const ISSUES = ['truncated_report', 'no_year', 'year_conflict', 'form_from_year', 'form_unknown', 'cell_of_another_form', 'table_absent', 'ambiguous_row',
    'conflicting_row', 'unreadable_value', 'unit_not_printed', 'pages_without_text', 'repaired_document', 'encoding_guessed', 'damaged_text', 'too_many_figures'];

  /** Problems of reading: what it means, then what the program said. */
  const issues = (data) => (data.issues.length ? el('section', { id: 'issues' }, el('h2', null, t('report.issues')), el('p', { class: 'hint' }, t('report.issues.about')),
    el('ul', { class: 'issues' }, data.issues.map((issue) => el('li', null, el('p', null, ISSUES.includes(issue.code) ? t(`report.issue.${issue.code}`) : issue.message),
      el('p', { class: 'hint' }, ISSUES.includes(issue.code) ? [el('span', { lang: 'en' }, issue.message), ' '] : null, issue.locator ? [report.placeInWords(issue.locator), ' ', el('code', null, issue.locator)] : null))))) : null);

  const similar = (data) => (data.similar.length ? el('section', { id: 'similar' }, el('h2', null, t('report.similar')),
    ogi.table([
      { key: 'other', title: t('report.similar.other'), sort: null, render: (pair) => similarName(data, pair) },
      { key: 'relation', title: t('report.similar.relation'), render: (pair) => ogi.code('relation', pair.relation) },
      { key: 'similarity', title: t('report.similar.similarity'), align: 'end', render: (pair) => ogi.share(pair.similarity) },
      { key: 'shared_sentence_count', title: t('report.similar.sentences'), align: 'end' },
    ], data.similar, { caption: t('report.similar.caption') }),
  data.similar_count > data.similar.length ? el('p', { class: 'note' }, t('report.similar.cut', { shown: data.similar.length, count: data.similar_count })) : null) : null);

  /** The other report of a pair, which may be named first or second. */
  function similarName(data, pair) {
    const isFirst = pair.report_id === data.report_id;
    const name = (isFirst ? pair.other_organ_name : pair.organ_name) ?? t('report.no_organ');
    const year = isFirst ? pair.other_report_year : pair.report_year;
    return link(ogi.href.similar(pair.pair_id), year === null ? name : t('report.similar.name', { name, year }));
  }

  // ------------------------------------------------------------------ context

  /** Findings by the cell ("application/granted/total") or number ("figure/…") of this report that they looked at. */
  function findingsByPlace(data) {
    const places = new Map();
    for (const finding of data.findings) {
      for (const piece of finding.evidence ?? []) {
        if (piece.report_id !== data.report_id) continue;
        const place = piece.table ? `${piece.table}/${piece.row}/${piece.column}` : piece.figure_id ? `figure/${piece.figure_id}` : null;
        if (place === null) continue;
        if (!places.has(place)) places.set(place, new Set());
        places.get(place).add(finding);
      }
    }
    return (place) => [...(places.get(place) ?? [])];
  }

  function contextOf(data, forms) {
    const labels = report.labelsOf(forms);
    const figuresById = new Map(data.figures.map((figure) => [figure.figure_id, figure]));
    const yearsById = new Map(data.years.map((year) => [year.report_id, year.report_year]));
    const formOf = new Map(data.cells.map((cell) => [cell.table, cell.form]));
    const places = new Map(data.cells.map((cell, index) => [report.addressOf(cell), index]));
    const placeOf = (piece) => places.get(report.addressOf(piece)) ?? -1;
    return {
      labels,
      /** What findings looked at, in the order of the form. */
      inOrder: (pieces) => [...pieces].sort((a, b) => placeOf(a) - placeOf(b)),
      findingsOf: findingsByPlace(data),
      nameOf: (piece) => {
        const cell = { ...piece, form: formOf.get(piece.table) ?? data.form };
        return [t(`report.table.short.${piece.table}`), labels.row(cell), labels.column(cell)].join(' · ');
      },
      nameOfFigure: (id) => figuresById.get(id)?.excerpt ?? t('report.finding.prose_number'),
      nameOfReport: (id) => (yearsById.get(id) ? t('report.finding.report_of', { year: yearsById.get(id) }) : t('report.finding.other_report')),
    };
  }

  // ------------------------------------------------------------- the addresses

  /** Opens what an address names. Gives the function that cells call. */
  function router(main, data, context) {
    const cells = new Map(data.cells.map((cell) => [report.addressOf(cell), cell]));
    const statistics = new Map(data.statistics.map((cell) => [`statistics/${cell.row_number}/${cell.column}`, cell]));
    const figuresById = new Map(data.figures.map((figure) => [`figure/${figure.figure_id}`, figure]));
    const setHash = (hash) => {
      history.replaceState(null, '', `${location.pathname}${location.search}${hash}`);
      ogi.query.set({}); // the language switch follows
    };
    const panel = report.panel(main, () => setHash(''));
    const drawFinding = (finding) => report.drawFinding(finding, data.report_id, context, { isShort: true });
    const titles = new Map(data.sections.map((section) => [section.section_code, sectionTitle(section)]));

    function openPlace(address) {
      const opener = document.getElementById(address);
      const findings = context.findingsOf(address);
      if (cells.has(address)) {
        const cell = cells.get(address);
        reveal(opener);
        const labels = { row: context.labels.row(cell), column: context.labels.column(cell) };
        panel.show(t(`report.table.short.${cell.table}`), report.ofCell(data.report_id, cell, { labels, findings, drawFinding }), opener);
      } else if (statistics.has(address)) {
        const cell = statistics.get(address);
        const labels = { row: [cell.heading_path, cell.indicator].filter(Boolean).join(' > '), column: t(`report.statistics.${cell.column}`) };
        panel.show(t('report.table.short.statistics'), report.ofCell(data.report_id, cell, { labels, findings, drawFinding }), opener);
      } else if (figuresById.has(address)) {
        const figure = figuresById.get(address);
        reveal(opener);
        panel.show(t('report.figure.title'), report.ofFigure(data.report_id, figure, { section: titles.get(figure.section_code) ?? null, findings, drawFinding }), opener);
      } else return false;
      return true;
    }

    /** Opens what is folded around an element. */
    function reveal(element) {
      for (let around = element; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
    }

    function follow() {
      let address = '';
      try {
        address = decodeURIComponent(location.hash.slice(1));
      } catch { /* an address that is no text names nothing */ }
      if (!address || openPlace(address)) return;
      if (address.startsWith('finding/')) for (const details of main.querySelectorAll('details.folded')) details.fill();
      const element = document.getElementById(address);
      if (!element || !main.contains(element)) return;
      reveal(element);
      if (window.innerWidth < report.SHEET) panel.close({ isSilent: true });
      element.scrollIntoView({ block: address.startsWith('finding/') ? 'center' : 'start' });
      if (element.matches('[tabindex]')) element.focus({ preventScroll: true });
    }

    context.open = (address) => {
      setHash(`#${address}`);
      openPlace(address);
    };
    return follow;
  }

  ogi.page(async (main) => {
    const id = ogi.query.get('id');
    if (!id || !/^r[0-9a-f]+$/.test(id)) throw ogi.readable(t('report.no_id'));
    const [data, forms] = await Promise.all([
      ogi.load(`reports/${ogi.shardOf(id)}/${id}`), ogi.load('forms'),
    ]);
    main.querySelector('#title')?.remove(); // the title of the report takes its place
    ogi.title(data.title ?? t('report.no_title'));
    const context = contextOf(data, forms);
    const statutory = data.cells.length > 0 || !data.statistics.length;
    const hasFindings = data.findings.some((finding) => finding.evidence?.length);
    main.append(header(data), report.findingsSection(data.findings, data.report_id, context));
    main.append(el('section', { id: 'tables' }, el('h2', null, t('report.tables')),
      data.cells.length || hasFindings ? report.legend([...data.cells, ...data.statistics], data.findings) : null,
      data.statistics.length ? [el('h3', null, t('report.statistics')), report.statistics(data.statistics, context)] : null,
      data.cells.length ? report.TABLES.map((table) => report.statutory(table, data.cells.filter((cell) => cell.table === table), context))
        : statutory ? el('p', { class: 'empty' }, t('report.tables.none')) : null));
    for (const section of [prose(data, context), issues(data), similar(data)]) if (section) main.append(section);
    const follow = router(main, data, context);
    window.addEventListener('hashchange', follow);
    follow();
  });
})();
