/* The export of a list as a CSV file made in the browser: file by file, with progress, and it can be cancelled. Needs lists.js. */
'use strict';

(() => {
  /**
   * @param {string[]} columns of the file
   * @param {number} limit of rows; a longer list is not exported, and the state says so
   * @param {() => {groups: object[], count: number, size: number, fileName: string}} chosen what is to be exported when the
   *   button is used; a full file has `size` rows
   * @returns {{button: HTMLElement, state: HTMLElement, show: (count: number) => void}} `show` says how many rows there are
   */
  window.ogiExport = (columns, limit, chosen) => {
    const { el, t } = ogi;
    const button = el('button', { type: 'button', onclick: () => run() });
    const state = el('p', { class: 'export-state', 'aria-live': 'polite' });

    const show = (count) => {
      button.textContent = t('findings.export', { count: ogi.number(count) });
      button.disabled = count === 0 || count > limit;
      state.textContent = count > limit ? t('findings.export_limit', { limit: ogi.number(limit) }) : '';
    };

    /** All rows, or null when the person cancelled. */
    const readAll = async ({ groups, count, size }) => {
      let stop;
      const stopped = new Promise((resolve) => (stop = () => resolve(null))); // also while a file is on its way
      const bar = el('progress', { max: String(count), value: '0', 'aria-label': t('findings.export_running') });
      const cancel = el('button', { type: 'button', onclick: stop }, t('findings.export_cancel'));
      state.replaceChildren(bar, ' ', cancel);
      cancel.focus();
      const rows = [];
      const files = window.ogiLists.files(groups, size);
      for (;;) {
        const step = await Promise.race([stopped, files.next()]);
        if (step === null) return null;
        if (step.done) break;
        rows.push(...step.value);
        bar.value = rows.length;
      }
      if (rows.length !== count) throw new Error(t('findings.export_differs'));
      return rows;
    };

    const run = async () => {
      const source = chosen();
      button.disabled = true;
      try {
        const rows = await readAll(source);
        if (rows !== null) window.ogiLists.save(source.fileName, window.ogiLists.csv(columns, rows));
        state.textContent =
          rows === null ? t('findings.export_cancelled') : t('findings.export_done', { count: ogi.number(rows.length) });
      } catch (error) {
        state.textContent = t('findings.export_failed', { reason: error.message });
      } finally {
        button.disabled = false;
        button.focus();
      }
    };
    return { button, state, show };
  };
})();
