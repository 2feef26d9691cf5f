// What is better with a script than without one; every page works without it.
'use strict';
(() => {
  const { body } = document;
  const base = body.dataset.base;
  const words = document.getElementById('words').dataset;
  const main = document.getElementById('main');
  const field = document.getElementById('q');
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  // Markup comes from this server only, which has escaped every text in it.
  const trusted = window.trustedTypes?.createPolicy('kb', { createHTML: (text) => text });
  const markup = (text) => trusted ? trusted.createHTML(text) : text;

  // A key that belongs to an input method never searches, chooses or sends. Safari tells the end of a composition before
  // the key that ended it.
  let composed = false;
  document.addEventListener('compositionstart', () => { composed = true; });
  document.addEventListener('compositionend', () => { setTimeout(() => { composed = false; }); });
  const composes = (event) => composed || event.isComposing || event.keyCode === 229;

  // ---- Search as you type

  const isStart = !!$('#found');
  let found = $('#found');
  let asked = null;     // what was asked last
  let shown = isStart ? field.value.trim() : '';    // what the list answers
  let chosen = null;    // the address of the chosen result, which stays chosen while the list changes
  let running = null;

  const results = () => found ? $$('.result', found) : [];
  const address = (row) => $('a', row).getAttribute('href');

  function choose(row) {
    results().forEach((other) => other.classList.toggle('chosen', other === row));
    chosen = row ? address(row) : null;
    row?.scrollIntoView({ block: 'nearest' });
  }

  function place() {
    if (found) return;
    found = document.createElement('div');
    found.id = 'found';
    found.className = 'found';
    main.prepend(found);
  }

  function show(html, query) {
    place();
    const top = window.scrollY;
    found.innerHTML = markup(html);
    shown = query;
    main.classList.toggle('searching', query !== '');
    const start = $('#start');
    if (start) start.hidden = query !== '';
    const kept = results().find((row) => address(row) === chosen);
    if (kept) kept.classList.add('chosen'); else chosen = null;
    window.scrollTo(0, kept ? top : 0);
    const told = $('.told', found)?.textContent ?? '';
    const count = $('#count');
    if (count && count.textContent !== told) count.textContent = told;
    if (isStart) {
      const book = $('input[name=book]')?.value;
      const search = new URLSearchParams(query ? { q: query, ...(book && { book }) } : {}).toString();
      history.replaceState(null, '', `${base}/${search && '?' + search}`);
    }
  }

  async function search() {
    const query = field.value.trim();
    if (query === asked) return;
    asked = query;
    running?.abort();
    if (query === '') return show('', '');
    running = new AbortController();
    const book = $('input[name=book]')?.value;
    const parameters = new URLSearchParams({ q: query, ...(book && { book }) });
    try {
      const answer = await fetch(`${base}/-/results?${parameters}`, { signal: running.signal });
      // The list that is there stays until there is another one, so that nothing flickers.
      if (answer.ok && query === asked) show(await answer.text(), query);
    } catch (fault) {
      if (fault.name !== 'AbortError') asked = null;
    }
  }

  field.addEventListener('input', (event) => { if (!event.isComposing) search(); });
  field.addEventListener('compositionend', () => setTimeout(search));
  field.form.addEventListener('submit', (event) => { if (composed) event.preventDefault(); });

  function step(by) {
    const rows = results();
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains('chosen'));
    choose(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by))]);
  }

  field.addEventListener('keydown', (event) => {
    if (composes(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      const row = results().find((row) => row.classList.contains('chosen')) ?? results()[0];
      if (row && shown === field.value.trim()) {
        event.preventDefault();
        location.assign(address(row));
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (field.value) { field.value = ''; search(); } else field.blur();
    }
  });

  // ---- Keys of the page

  const help = document.getElementById('help');
  document.addEventListener('keydown', (event) => {
    if (composes(event) || event.ctrlKey || event.metaKey || event.altKey) {
      const form = event.target.closest?.('form.jotting');
      if (form && !composes(event) && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      return;
    }
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) {
      if (event.key === 'Escape' && event.target !== field) event.target.blur();
      return;
    }
    if (help.open) return;
    const note = $('textarea[name=body]');
    switch (event.key) {
      case '/': field.focus(); field.select(); break;
      case 'n': if (!note) return; note.focus(); note.scrollIntoView({ block: 'center' }); break;
      case '?': help.showModal(); break;
      case '[': if (body.dataset.previous) location.assign(body.dataset.previous); return;
      case ']': if (body.dataset.next) location.assign(body.dataset.next); return;
      case 'Escape': field.focus(); break;
      case 'ArrowDown': case 'ArrowUp':
        if (!results().length || !main.classList.contains('searching') && !isStart) return;
        step(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter': {
        const row = event.target === body && $('.result.chosen');
        if (!row) return;
        location.assign(address(row));
        break;
      }
      default: return;
    }
    event.preventDefault();
  });

  // ---- Copying

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without TLS only this machine has a clipboard.
      const area = document.createElement('textarea');
      area.value = text;
      body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }
  for (const button of $$('button.copy')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
      const done = await copy(source ? source.value : button.dataset.copy);
      const told = $('.done', button.parentNode);
      told.textContent = done ? words.copied : words.failed;
      setTimeout(() => { told.textContent = ''; }, 2500);
    });
  }

  // ---- Passages: places are counted in Unicode scalars, as the file has them

  const units = (text, scalars) => [...text].slice(0, scalars).join('').length;
  function range(root, start, end) {
    const text = root.textContent;
    const range = document.createRange();
    const node = root.firstChild;
    range.setStart(node, units(text, start));
    range.setEnd(node, units(text, end));
    return range;
  }
  if (window.CSS?.highlights) {
    const all = new Highlight();
    for (const root of $$('[data-field]')) {
      // One text again, so that a selection is one range; the highlights are no part of it.
      root.textContent = root.textContent;
      for (const mark of root.dataset.marks.split(' ').filter(Boolean)) {
        const [start, end] = mark.split('-').map(Number);
        all.add(range(root, start, end));
      }
    }
    CSS.highlights.set('kb-notes', all);
    for (const note of $$('.note[data-range]')) {
      const [name, start, end] = note.dataset.range.split(' ');
      const root = $(`[data-field=${name}]`);
      if (!root) continue;
      const light = (isOn) => isOn
        ? CSS.highlights.set('kb-here', new Highlight(range(root, Number(start), Number(end))))
        : CSS.highlights.delete('kb-here');
      note.addEventListener('pointerenter', () => light(true));
      note.addEventListener('pointerleave', () => light(false));
      note.addEventListener('focusin', () => light(true));
      note.addEventListener('focusout', () => light(false));
    }
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const chosen = selection.getRangeAt(0);
    const element = (node) => node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const root = element(chosen.startContainer)?.closest('[data-field]');
    if (!root || element(chosen.endContainer)?.closest('[data-field]') !== root) return null;
    const before = document.createRange();
    before.selectNodeContents(root);
    before.setEnd(chosen.startContainer, chosen.startOffset);
    const text = root.textContent;
    let start = before.toString().length;
    let end = start + chosen.toString().length;
    const isLow = (unit) => unit >= 0xDC00 && unit <= 0xDFFF;
    if (isLow(text.charCodeAt(start))) start -= 1;
    if (isLow(text.charCodeAt(end))) end += 1;
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    if (start === end) return null;
    return {
      rect: chosen.getBoundingClientRect(),
      field: root.dataset.field,
      exact: text.slice(start, end),
      start: [...text.slice(0, start)].length,
      prefix: [...text.slice(0, start)].slice(-32).join(''),
      suffix: [...text.slice(end)].slice(0, 32).join(''),
    };
  }

  const form = $('#write form.jotting');
  if (form) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'main annotate';
    button.textContent = words.annotate;
    button.hidden = true;
    body.append(button);
    let passage = null;
    document.addEventListener('selectionchange', () => {
      if (document.activeElement === button) return;
      passage = selected();
      button.hidden = !passage;
      if (!passage) return;
      button.style.setProperty('top', `${window.scrollY + passage.rect.bottom + 8}px`);
      const most = document.documentElement.clientWidth - button.offsetWidth - 8;
      button.style.setProperty('left', `${Math.max(8, Math.min(passage.rect.left, most))}px`);
    });
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', () => {
      if (!passage) return;
      const exact = $('#exact', form);
      $('details', form).open = true;
      exact.value = passage.exact;
      exact.readOnly = true;
      // A field of one line would lose line ends.
      exact.removeAttribute('name');
      for (const name of ['exact', 'field', 'start', 'prefix', 'suffix']) {
        let input = $(`input[type=hidden][name=${name}]`, form);
        if (!input) {
          input = Object.assign(document.createElement('input'), { type: 'hidden', name });
          form.append(input);
        }
        input.value = passage[name];
      }
      button.hidden = true;
      getSelection().removeAllRanges();
      const note = $('#body', form);
      note.focus();
      note.scrollIntoView({ block: 'center' });
    });
  }

  // A text that was typed is not lost by a wrong key.
  let isSent = false;
  for (const form of $$('form.jotting')) {
    const area = $('textarea[name=body]', form);
    if (!area) continue;
    const first = area.value;
    form.addEventListener('submit', () => { isSent = true; });
    addEventListener('beforeunload', (event) => {
      if (!isSent && area.value !== first && area.value.trim()) event.preventDefault();
    });
  }

  // ---- Other names: they change where they stand

  document.addEventListener('submit', async (event) => {
    const form = event.target.closest('form.name');
    if (!form) return;
    event.preventDefault();
    const names = $('#names');
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    const page = answer && new DOMParser().parseFromString(markup(await answer.text()), 'text/html');
    const fresh = page?.getElementById('names');
    // What went wrong is told by the page that says so.
    if (!fresh) return form.submit();
    $('.naming', fresh).open = true;
    entry.dataset.version = $('article.entry', page).dataset.version;
    names.replaceWith(fresh);
    $('#alias').focus();
  });

  // ---- Changes of others: one page of this browser listens for all of them, for it opens few connections to a server

  const entry = $('article.entry[data-version]');
  async function look() {
    const { book, code, version } = entry.dataset;
    const path = `${base}/api/v1/codes/${encodeURIComponent(book)}/${encodeURIComponent(code)}`;
    const answer = await fetch(path, { headers: { 'If-None-Match': `"${version}"` }, cache: 'no-store' });
    if (answer.status !== 200 || $('.fresh')) return;
    const link = document.createElement('a');
    link.className = 'main fresh';
    link.href = location.href;
    link.setAttribute('role', 'status');
    link.textContent = words.changed;
    link.addEventListener('click', (event) => { event.preventDefault(); location.reload(); });
    body.append(link);
  }
  if (entry && navigator.locks && window.BroadcastChannel && window.EventSource) {
    const others = new BroadcastChannel('kb' + base);
    others.onmessage = () => look().catch(() => {});
    navigator.locks.request('kb-changes' + base, () => new Promise(() => {
      new EventSource(`${base}/api/v1/changes`).addEventListener('changed', () => {
        others.postMessage('changed');
        look().catch(() => {});
      });
    }));
  }
})();
