/* What every page has: words, shards, the state in the address, elements that keep hostile text inert, tables, charts.
 *
 * Gives one global, `ogi`. Needs assets/words.<lang>.js, which is loaded before it. Classic scripts and no requests but
 * `<script src>`: the site works from a double click (file://) under a policy that forbids inline script and eval.
 *
 * What reports say is hostile. It becomes text nodes only, with invisible and direction-turning characters spelled out;
 * addresses that come from data become links only when they are http or https.
 */
(() => {
  'use strict';

  const html = document.documentElement;
  const root = html.dataset.root;
  const build = html.dataset.build;
  const lang = html.dataset.lang;
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
  const words = window.ogiWords;

  // ------------------------------------------------------------------ words

  /** The word for `key`, with every {name} replaced. Throws on unknown keys: a missing word is an error of ours. */
  function t(key, values = {}) {
    if (!Object.hasOwn(words, key)) throw new Error(`no word for "${key}"`);
    return words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /** The word for a code of the data; a code that this site does not know yet is shown as it is. */
  function code(kind, value) {
    if (value === null || value === undefined) return '—';
    const key = `code.${kind}.${value}`;
    return Object.hasOwn(words, key) ? words[key] : String(value);
  }

  /** `object.<field>_zh` or `_en`; the other language when one is missing. */
  function pick(object, field) {
    const other = lang === 'zh' ? 'en' : 'zh';
    return object[`${field}_${lang}`] ?? object[`${field}_${other}`] ?? '';
  }

  // ----------------------------------------------------- text that stays inert

  // Controls, format characters (they turn the direction of text, or cannot be seen), fillers, lone surrogates,
  // separators of lines. Joiners of emoji are spelled out, too: an organ has none in its name.
  const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u17B4\u17B5\u3164\uFFA0\u034F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

  /** `text` with every character that cannot be seen spelled out, as ⟦U+202E⟧; line breaks and tabs stay. */
  function inert(value) {
    return String(value).replace(UNSEEN, (character) => {
      if (character === '\n' || character === '\t') return character;
      if (character === '\r') return '';
      return `⟦U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
    });
  }

  /** A text node of `value`, made inert. */
  const text = (value) => document.createTextNode(inert(value));

  // --------------------------------------------------------------- elements

  // Elements that load, run or restyle: no page makes them.
  const NEVER = new Set(['script', 'style', 'iframe', 'object', 'embed', 'base', 'link', 'meta', 'img', 'form']);
  const SVG = 'http://www.w3.org/2000/svg';

  /** True for addresses within the site, and for http and https ones. */
  function isSafeAddress(address) {
    if (/^(?:\.\.?\/)*[\w.-]+\.html(?:[?#].*)?$/.test(address) || /^#/.test(address)) return true;
    if (/^(?:\.\.?\/)*downloads\/[\w./-]+$/.test(address) && !address.includes('/../downloads')) return true;
    return isOutside(address);
  }

  function isOutside(address) {
    try {
      return /^https?:\/\//i.test(address) && /^https?:$/.test(new URL(address).protocol);
    } catch {
      return false;
    }
  }

  /**
   * An element. Properties: `class`, `href` (left out when it is not safe), `on…` (functions only), `style` (an object of
   * CSS properties), `dataset` (an object), anything else an attribute; null, undefined and false are left out.
   * Children: strings and numbers (inert text), nodes, lists of them; null, undefined and false are skipped.
   * A tag "svg:path" makes an element of SVG.
   */
  function el(tag, properties, ...children) {
    const isSvg = tag.startsWith('svg:');
    if (NEVER.has(tag)) throw new Error(`pages make no <${tag}>`);
    const element = isSvg ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) setProperty(element, name, value);
    append(element, children);
    return element;
  }

  function setProperty(element, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (name.startsWith('on')) {
      if (typeof value !== 'function') throw new Error(`${name} must be a function`);
      element.addEventListener(name.slice(2), value);
    } else if (name === 'href') {
      const address = String(value);
      if (!isSafeAddress(address)) return;
      element.setAttribute('href', address);
      if (isOutside(address)) element.setAttribute('rel', 'noopener noreferrer nofollow');
    } else if (name === 'style') {
      for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, String(setting));
    } else if (name === 'dataset') {
      Object.assign(element.dataset, value);
    } else if (name === 'value' && 'value' in element) {
      element.value = value;
      if (element.tagName === 'OPTION') element.setAttribute('value', value);
    } else if (/^(?:src|srcdoc|action|formaction|xlink:href|data)$/.test(name)) {
      throw new Error(`pages set no ${name}`);
    } else {
      element.setAttribute(name, value === true ? '' : inert(value));
    }
  }

  function append(element, children) {
    for (const child of children) {
      if (Array.isArray(child)) append(element, child);
      else if (child instanceof Node) element.append(child);
      else if (child !== null && child !== undefined && child !== false) element.append(text(child));
    }
  }

  // ----------------------------------------------------------------- shards

  const KEY = /^[\w-]+(?:\.[\w-]+)*(?:\/[\w-]+(?:\.[\w-]+)*)*$/;
  const waiting = new Map();
  const loaded = new Map();
  const scripts = new Map();

  /** An error whose message is a sentence for people. */
  const readable = (message) => Object.assign(new Error(message), { isForPeople: true });

  /** Loads a script of the site once. */
  function loadScript(path) {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = `${root}${path}?v=${build}`;
        script.onload = () => resolve();
        script.onerror = () => {
          scripts.delete(path);
          script.remove();
          reject(readable(t('error.not_loaded', { path })));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(path);
  }

  /** A shard by its path without ending, e.g. "organs/ab/o12ab". Rejects with a sentence for people if there is none. */
  function load(key) {
    if (!KEY.test(key)) return Promise.reject(readable(t('error.bad_address')));
    if (!loaded.has(key)) {
      const promise = new Promise((resolve, reject) => {
        waiting.set(key, resolve);
        loadScript(`data/${key}.js`).then(
          () => reject(readable(t('error.damaged', { path: `data/${key}.js` }))),
          () => reject(readable(t('error.no_shard'))),
        );
      });
      loaded.set(key, promise);
      promise.catch(() => loaded.delete(key));
    }
    return loaded.get(key);
  }

  /** Called by the files in data/: the shard as a string of JSON, so that its names and numbers are data only. */
  function receive(key, json) {
    const resolve = waiting.get(key);
    waiting.delete(key);
    if (resolve) resolve(JSON.parse(json));
  }

  /** Lists in the order of `columns` as objects: shards with many rows name their columns once. */
  const rows = (columns, lists) => lists.map((list) => Object.fromEntries(columns.map((name, place) => [name, list[place]])));

  /** The folder of an id among its kind: its two last characters. */
  const shardOf = (id) => String(id).slice(-2);

  // -------------------------------------------------- the state in the address

  const query = {
    /** The value of `name` in the address, or null. */
    get: (name) => new URLSearchParams(location.search).get(name),
    /** Changes values in the address (null removes); the page stays, and the language switch follows. */
    set(values) {
      const parameters = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(values)) {
        if (value === null || value === undefined || value === '') parameters.delete(name);
        else parameters.set(name, value);
      }
      const search = parameters.toString();
      history.replaceState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
      followLanguage();
    },
  };

  /** The language switch leads to the same page, query and place. */
  function followLanguage() {
    const link = document.getElementById('language');
    if (link) link.href = `${link.dataset.page}${location.search}${location.hash}`;
  }

  const withQuery = (page, values = {}) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      if (value !== null && value !== undefined && value !== '') parameters.set(name, value);
    }
    const search = parameters.toString();
    return search ? `${page}?${search}` : page;
  };

  const href = {
    organ: (id, values) => withQuery('organ.html', { id, ...values }),
    report: (id, anchor = '') => withQuery('report.html', { id }) + anchor,
    region: (regionCode, values) => withQuery('region.html', { code: regionCode, ...values }),
    findings: (values) => withQuery('findings.html', values),
    rule: (id) => `rules.html#${encodeURIComponent(id)}`,
    similar: (pair) => withQuery('similar.html', { pair }),
    late: (values) => withQuery('late.html', values),
    search: (q) => withQuery('search.html', { q }),
  };

  // ----------------------------------------------------- numbers, dates, gaps

  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });

  /** A number with its thousands parted; null is the caller's to explain (`missing`). */
  const number = (x) => (x === null || x === undefined ? '—' : whole.format(x).replace('-', '−'));
  /** 0.123 as 12.3%. */
  const share = (x) => (x === null || x === undefined ? '—' : percent.format(x).replace('-', '−'));
  /** An ISO date as people write it. What is no date is shown as it is. */
  function date(iso) {
    if (!iso) return '—';
    const day = new Date(`${String(iso).slice(0, 10)}T00:00:00Z`);
    return Number.isNaN(day.getTime()) ? String(iso) : longDate.format(day);
  }

  /** "—" for what is not known, with the reason for readers, hovering ones and listening ones. */
  function missing(reason) {
    return el('span', { class: 'missing', title: reason }, el('span', { 'aria-hidden': 'true' }, '—'),
      el('span', { class: 'unseen' }, reason || t('common.unknown')));
  }

  // ----------------------------------------------------------------- tables

  /**
   * A table. `columns`: {key, title, align: "end" for numbers, class, render(row), sort(row)}; without `render` the value of
   * `key` is shown, without `sort` a sortable table sorts by it. `options`: {caption, sortable, empty, class}.
   */
  function table(columns, rows, options = {}) {
    if (!rows.length) return el('p', { class: 'empty' }, options.empty || t('common.empty'));
    const body = el('tbody');
    const fill = (list) => body.replaceChildren(...list.map((row) => tableRow(columns, row)));
    const headers = columns.map((column) => el('th', { scope: 'col', class: classOf(column) }, column.title));
    if (options.sortable) makeSortable(columns, rows, headers, fill);
    fill(rows);
    return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': options.caption || t('common.table') },
      el('table', { class: options.class },
        options.caption ? el('caption', null, options.caption) : null,
        el('thead', null, el('tr', null, headers)), body));
  }

  const classOf = (column) => [column.align === 'end' ? 'end' : '', column.class || ''].join(' ').trim() || null;

  function tableRow(columns, row) {
    return el('tr', null, columns.map((column) => {
      const shown = column.render ? column.render(row) : row[column.key];
      const content = shown === null || shown === undefined ? missing(t('common.unknown')) : shown;
      return el('td', { class: classOf(column) },
        typeof content === 'number' ? number(content) : content);
    }));
  }

  /** Heads become buttons; what is not known stays last either way. */
  function makeSortable(columns, rows, headers, fill) {
    columns.forEach((column, index) => {
      if (column.sort === null || !(column.key || column.sort)) return;
      const valueOf = column.sort || ((row) => row[column.key]);
      const head = headers[index];
      head.replaceChildren(el('button', {
        type: 'button',
        class: 'sort',
        onclick() {
          const direction = head.getAttribute('aria-sort') === 'descending' ? 1
            : head.getAttribute('aria-sort') === 'ascending' ? -1 : column.align === 'end' ? -1 : 1;
          headers.forEach((other) => other.removeAttribute('aria-sort'));
          head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
          fill([...rows].sort((a, b) => compare(valueOf(a), valueOf(b), direction)));
        },
      }, column.title));
    });
  }

  function compare(a, b, direction) {
    const isUnknown = [a, b].map((value) => value === null || value === undefined);
    if (isUnknown[0] || isUnknown[1]) return isUnknown[0] - isUnknown[1];
    if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
    return direction * String(a).localeCompare(String(b), locale, { numeric: true });
  }

  // ----------------------------------------------------------------- charts

  let chartQueue = Promise.resolve();

  /**
   * Draws the chart `name` of charts.py with `rows` into `container`, with the rows as a table beside it.
   * `options`: {title, description}. The chart library is loaded when the first chart is drawn; the promise is kept
   * when this one is drawn. Where it cannot be drawn, the table is open and says so.
   */
  function chart(container, name, rows, { title, description } = {}) {
    const drawing = el('div', { class: 'drawing' });
    const details = el('details', { class: 'as-table' }, el('summary', null, t('chart.as_table')));
    const figure = el('figure', { class: 'chart' },
      title ? el('figcaption', null, el('strong', null, title), description ? el('span', null, description) : null) : null,
      drawing, details);
    container.append(figure);
    const clean = rows.map((row) => Object.fromEntries(Object.entries(row).map(
      ([key, value]) => [key, typeof value === 'string' ? inert(value) : value])));
    chartQueue = chartQueue.then(async () => {
      try {
        await loadScript(`assets/charts.${lang}.js`);
        const declared = window.ogiCharts[name];
        if (!declared) throw new Error(`no chart "${name}"`);
        details.addEventListener('toggle', () => {
          if (details.open && details.children.length === 1) details.append(chartTable(declared, rows, title));
        });
        if (!rows.length) {
          figure.replaceChildren(...figure.querySelectorAll('figcaption'), el('p', { class: 'empty' }, t('common.empty')));
          return;
        }
        await loadScript('assets/vega.js');
        await draw(drawing, declared.spec, clean, title, description);
      } catch (error) {
        drawing.replaceChildren(el('p', { class: 'problem' }, t('chart.not_drawn')));
        details.open = true;
        console.error(error);
      }
    });
    return chartQueue;
  }

  function chartTable(declared, rows, title) {
    const columns = declared.columns.map(({ field, title: head, format }) => ({
      key: field,
      title: head,
      align: format ? 'end' : null,
      render: (row) => {
        const value = row[field];
        if (value === null || value === undefined) return missing(t('common.unknown'));
        return format === 'share' ? share(value) : format === 'number' ? number(value) : String(value);
      },
    }));
    return table(columns, rows, { caption: title });
  }

  async function draw(container, spec, rows, title, description) {
    const tip = el('div', { class: 'tip', role: 'status', hidden: true });
    const drawn = { ...spec, height: heightOf(spec, rows), description: description || title, datasets: { rows } };
    const { view } = await window.vegaEmbed(container, drawn, {
      ast: true, // the policy of the page forbids eval
      actions: false,
      logLevel: 1, // errors; a chart of gaps alone is none
      defaultStyle: false,
      renderer: 'svg',
      tooltip: (_, event, item, value) => showTip(tip, event, value),
    });
    container.append(tip);
    // What it shows is told by its caption and by the table beside it; the marks have no names of their own.
    container.querySelector('svg')?.setAttribute('aria-hidden', 'true');
    return view;
  }

  /** A chart of a line for each row is as high as it has lines; told as a step, the library warns of the width. */
  function heightOf(spec, rows) {
    if (!spec.height?.step) return spec.height;
    const { field } = (spec.layer ? spec.layer[0] : spec).encoding.y;
    return spec.height.step * new Set(rows.map((row) => row[field])).size;
  }

  /** What the pointer is on, as text. */
  function showTip(tip, event, value) {
    tip.hidden = !value;
    if (!value) return;
    const lines = typeof value === 'object' ? Object.entries(value) : [['', value]];
    tip.replaceChildren(...lines.map(([name, shown]) => el('div', null, name ? `${name}: ${shown}` : String(shown))));
    const box = tip.parentElement.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 12, box.width - tip.offsetWidth - 4);
    tip.style.setProperty('left', `${Math.max(0, left)}px`);
    tip.style.setProperty('top', `${event.clientY - box.top + 14}px`);
  }

  // ------------------------------------------------------------------- pages

  /** What a person can do about an error. */
  function problem(error) {
    return el('div', { class: 'problem', role: 'alert' },
      el('p', null, error.isForPeople ? error.message : t('error.unexpected', { message: error.message || String(error) })),
      el('p', null, el('a', { href: 'search.html' }, t('error.search')), ' · ', el('a', { href: 'index.html' }, t('error.home'))));
  }

  /** The entry of a page script: gives `<main>`; shows that it loads, and what went wrong. */
  function page(show) {
    const main = document.getElementById('main');
    followLanguage();
    window.addEventListener('hashchange', followLanguage);
    const loading = el('p', { class: 'loading', role: 'status' }, t('common.loading'));
    main.append(loading);
    main.setAttribute('aria-busy', 'true');
    Promise.resolve().then(() => show(main)).then(
      () => loading.remove(),
      (error) => {
        loading.remove();
        main.append(problem(error));
        if (!error.isForPeople) console.error(error);
      },
    ).then(() => {
      main.removeAttribute('aria-busy');
      main.dataset.state = 'ready';
      scrollToAnchor();
    });
  }

  /** The place that the address names did not exist when the browser looked for it. */
  function scrollToAnchor() {
    if (location.hash.length < 2) return;
    let place = null;
    try {
      place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // an address that is no text
    }
    // A panel that has opened for the place has brought it where the panel does not cover it.
    if (place && !document.querySelector('.panel:not([hidden])')) place.scrollIntoView({ block: 'center' });
  }

  /** Sets the title of the window: what it is about, then the page. */
  function title(about) {
    document.title = `${inert(about)} · ${document.title.split(' · ').pop()}`;
  }

  document.getElementById('search')?.addEventListener('submit', (event) => {
    event.preventDefault(); // the policy of the page lets no form send anything
    location.assign(href.search(event.target.elements.q.value.trim()));
  });

  window.ogi = Object.freeze({
    lang, load, receive, readable, rows, shardOf, t, code, pick, el, text, inert, query: Object.freeze(query), href: Object.freeze(href),
    number, share, date, missing, table, chart, page, title,
  });
})();
