// Search for an organ by pieces of its name or by pinyin: the search itself (`ogiSearch`) and the box in the header of
// every page, which suggests organs while a person types.
//
// Shards: build (how many buckets there are) and the search/<n> that hold pieces of what was typed. A piece is two
// neighbouring characters of a name, or three letters of its pinyin or of its initials; the piece says in which bucket
// it is, so that a search over any number of organs reads a few small files.
'use strict';

(() => {
  const LETTERS_OF_A_PIECE = 3;
  const BUCKETS_AT_MOST = 3; // read for one query; each piece of it narrows the search
  const WAIT_MS = 150; // after the last key, before a search begins
  const SUGGESTED_AT_MOST = 8;

  const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  /** CRC-32 (as in zip files) of a text in UTF-8. */
  const crc32 = (text) => {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(text)) value = (value >>> 8) ^ CRC_TABLE[(value ^ byte) & 0xff];
    return (value ^ 0xffffffff) >>> 0;
  };

  const isLatin = (word) => /^[a-z]+$/.test(word);

  /** What was typed as words: parted at blanks, and where letters meet characters; letters small, full-width as usual. */
  const wordsOf = (query) =>
    query
      .normalize('NFKC')
      .toLowerCase()
      .replace(/['’·]/g, '')
      .match(/[a-z]+|[^\sa-z]+/g) ?? [];

  /** The pieces of a word that the buckets are made of; none when the word is too short. */
  const piecesOf = (word) => {
    if (isLatin(word)) return word.length < LETTERS_OF_A_PIECE ? [] : [word.slice(0, LETTERS_OF_A_PIECE)];
    const characters = [...word];
    return characters.slice(1).map((character, place) => characters[place] + character);
  };

  /** Whether an organ has all the words: characters in its name, letters from any syllable of its pinyin or initials on. */
  const hasWords = (organ, words) => {
    const syllables = organ.pinyin.toLowerCase().split(' ');
    const initials = syllables.map((syllable) => syllable[0]).join('');
    const hasLetters = (word) =>
      initials.includes(word) || syllables.some((_, place) => syllables.slice(place).join('').startsWith(word));
    const name = organ.organ_name.normalize('NFKC').toLowerCase();
    return words.every((word) => name.includes(word) || (isLatin(word) && hasLetters(word)));
  };

  /**
   * Organs that have all words of the query.
   * @param {string} query
   * @returns {Promise<{organs: object[], isComplete: boolean, isTooShort: boolean}>} `isComplete`: there are no others
   */
  const search = async (query) => {
    const words = wordsOf(query);
    const pieces = [...new Set(words.flatMap(piecesOf))];
    if (pieces.length === 0) return { organs: [], isComplete: false, isTooShort: true };
    const { search_bucket_count: bucketCount } = await ogi.load('build');
    const lists = await Promise.all(
      pieces.slice(0, BUCKETS_AT_MOST).map(async (piece) => {
        const bucket = await ogi.load(`search/${crc32(piece) % bucketCount}`);
        // A piece that is not in its bucket is in no name.
        return Object.hasOwn(bucket.pieces, piece) ? bucket.pieces[piece] : { is_complete: true, organs: [] };
      }),
    );
    const complete = lists.filter((list) => list.is_complete).sort((one, other) => one.organs.length - other.organs.length);
    const chosen = complete.length > 0 ? [complete[0]] : lists;
    const organs = new Map(chosen.flatMap((list) => list.organs).map((organ) => [organ.organ_id, organ]));
    return {
      organs: [...organs.values()].filter((organ) => hasWords(organ, words)),
      isComplete: complete.length > 0,
      isTooShort: false,
    };
  };

  /** What a result lacks, in words; null when it lacks nothing. */
  const lacks = (result) => {
    if (result.isTooShort) return ogi.t('search.too_short');
    if (!result.isComplete) return ogi.t('search.incomplete');
    return result.organs.length === 0 ? ogi.t('search.nothing') : null;
  };

  /** An organ in the list of suggestions. */
  const option = (organ, place) =>
    ogi.el(
      'li',
      { role: 'option', id: `suggested-${place}`, 'aria-selected': 'false', 'data-href': ogi.href.organ(organ.organ_id) },
      ogi.el('span', { class: 'suggested-name' }, organ.organ_name),
      ogi.el(
        'span',
        { class: 'suggested-place' },
        organ.region_name ?? ogi.t('search.region_unknown'),
        ' · ',
        ogi.t('search.reports', { count: ogi.number(organ.report_count) }),
      ),
    );

  /** Makes the search form of a page a combobox: suggestions while one types, arrow keys, Enter and Escape. */
  const attach = (form) => {
    const input = form.querySelector('input[type="search"]');
    const list = ogi.el('ul', { role: 'listbox', id: 'suggested', class: 'suggested', 'aria-label': ogi.t('search.suggested'), hidden: '' });
    const state = ogi.el('p', { class: 'unseen', role: 'status' });
    form.append(list, state);
    for (const [name, value] of Object.entries({
      ...{ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list' },
      ...{ 'aria-controls': 'suggested', 'aria-expanded': 'false' },
    })) {
      input.setAttribute(name, value);
    }
    let active = -1; // place of the suggestion that Enter would open
    let turn = 0; // results that come late must not take the place of newer ones
    let timer = 0;

    const options = () => [...list.querySelectorAll('[role="option"]')];
    const activate = (place) => {
      active = place;
      options().forEach((element, position) => element.setAttribute('aria-selected', String(position === place)));
      if (place === -1) input.removeAttribute('aria-activedescendant');
      else {
        input.setAttribute('aria-activedescendant', `suggested-${place}`);
        options()[place].scrollIntoView({ block: 'nearest' });
      }
    };
    const close = () => {
      turn += 1;
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      activate(-1);
    };
    const suggest = async () => {
      turn += 1;
      const mine = turn;
      if (input.value.trim() === '') return close();
      let result;
      try {
        result = await search(input.value);
      } catch (error) {
        if (mine === turn) state.textContent = error.message;
        return undefined;
      }
      if (mine !== turn) return undefined;
      const shown = result.organs.slice(0, SUGGESTED_AT_MOST);
      const note = result.organs.length > shown.length ? ogi.t('search.more', { count: ogi.number(result.organs.length) }) : lacks(result);
      list.replaceChildren(
        ...shown.map(option),
        ...(note === null ? [] : [ogi.el('li', { role: 'presentation', class: 'suggested-note' }, note)]),
      );
      state.textContent = [ogi.t('search.found', { count: ogi.number(result.organs.length) }), note].filter(Boolean).join(' ');
      list.hidden = false;
      // A list without options is no popup that arrow keys could enter.
      input.setAttribute('aria-expanded', String(shown.length > 0));
      return activate(-1);
    };

    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(suggest, WAIT_MS);
    });
    input.addEventListener('keydown', (event) => {
      const count = list.hidden ? 0 : options().length;
      if (event.isComposing) return; // an input method is still making characters of the letters
      if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        // One place more than there are suggestions: the text itself.
        activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault(); // the first Escape closes the list, the next one empties the box
        close();
      }
    });
    list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener('click', (event) => {
      const chosen = event.target.closest('[role="option"]');
      if (chosen) location.assign(chosen.dataset.href);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault(); // the policy of the pages lets no form be sent
      if (active >= 0) location.assign(options()[active].dataset.href);
      else if (input.value.trim() !== '') location.assign(ogi.href.search(input.value.trim()));
    });
    input.addEventListener('blur', close);
  };

  window.ogiSearch = Object.freeze({ crc32, find: search, lacks });
  for (const form of document.querySelectorAll('form[role="search"]')) attach(form);
})();
