// What pages with cases can do beyond links: copy a command, find a case that is on another page of
// its handler, and search the catalogue. Without this script the pages list every case all the same.
'use strict';

(() => {
  const DATA_URL = new URL(document.currentScript.dataset.catalogue, location.href);
  const SHOWN_AT_ONCE = 50;
  const FILTERS = ['chapter', 'handler', 'flag', 'outcome', 'version', 'preset'];

  let data = null;
  const loadData = () => (data ??= fetch(DATA_URL).then((response) => response.json()).then(readCases));

  // The cases with their names in place of positions in the tables.
  function readCases(content) {
    const cases = [];
    for (const file of content.files) {
      const chapter = file.handler.split('/')[0];
      let [page, left] = [0, file.on_page[0]];
      for (const [name, title, flags, outcome, versions, preset, rules] of file.cases) {
        if (left === 0) left = file.on_page[(page += 1)];
        left -= 1;
        const one = {
          id: `${file.handler}/${name}`,
          name,
          title,
          url: new URL(`${file.pages[page]}#${name}`, DATA_URL).href,
          chapter: [chapter],
          handler: [file.handler],
          flag: flags.map((flag) => content.flags[flag]),
          outcome: [content.outcomes[outcome]],
          version: versions.map((version) => content.versions[version]),
          preset: [content.presets[preset]],
        };
        const rulesOfCase = rules.map((rule) => content.rules[rule]);
        one.words = [one.id, title, ...one.flag, ...one.outcome, ...rulesOfCase].join('\n').toLowerCase();
        cases.push(one);
      }
    }
    return cases;
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // ---- Copying a command.

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button.copy');
    if (button === null) return;
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code); // no clipboard here: ready for the keyboard
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });

  // ---- A case that is named in the address.

  async function showNamedCase() {
    const name = decodeURIComponent(location.hash.slice(1));
    const here = name === '' ? null : document.getElementById(name);
    if (here?.matches('details.case')) here.open = true;
    if (name === '' || here !== null || form !== null) return;
    const handler = document.querySelector('.cases').dataset.handler;
    const found = (await loadData()).find((one) => one.name === name && one.handler[0] === handler);
    if (found !== undefined) location.replace(found.url);
  }

  // ---- The catalogue.

  const form = document.getElementById('catalogue');
  const list = document.getElementById('catalogue-cases');

  function readForm() {
    const values = new FormData(form);
    const chosen = Object.fromEntries(FILTERS.map((name) => [name, values.get(name) ?? '']));
    return { words: values.get('words').trim(), ...chosen };
  }

  function holds(one, wanted) {
    const words = wanted.words.toLowerCase().split(/\s+/);
    return FILTERS.every((name) => wanted[name] === '' || isChosen(one, name, wanted[name]))
      && words.every((word) => one.words.includes(word));
  }

  const isChosen = (one, name, value) =>
    one[name].includes(value) || (name === 'outcome' && value === 'any rejection' && one.outcome[0] !== 'ok');

  // Each choice says how many cases it would leave, given the others.
  function fillChoices(cases, wanted) {
    for (const name of FILTERS) {
      const others = cases.filter((one) => holds(one, { ...wanted, [name]: '' }));
      const counts = new Map();
      for (const value of others.flatMap((one) => one[name])) counts.set(value, (counts.get(value) ?? 0) + 1);
      const rejected = others.filter((one) => one.outcome[0] !== 'ok').length;
      if (wanted[name] !== '' && !counts.has(wanted[name])) counts.set(wanted[name], 0);
      counts.delete('any rejection');
      const names = [...counts.keys()].sort();
      if (name === 'outcome') {
        counts.set('any rejection', rejected);
        names.unshift('any rejection');
      }
      const options = names.map((value) => new Option(`${value} (${counts.get(value)})`, value));
      form.elements[name].replaceChildren(new Option('any', ''), ...options);
      form.elements[name].value = wanted[name];
    }
  }

  function show(cases) {
    const wanted = readForm();
    fillChoices(cases, wanted);
    const asked = Object.entries(wanted).filter(([, value]) => value !== '');
    const query = new URLSearchParams(asked).toString();
    history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
    const found = asked.length === 0 ? [] : cases.filter((one) => holds(one, wanted));
    const said = asked.length === 0 ? cases.length : found.length;
    form.elements.found.value = `${said.toLocaleString('en')} ${said === 1 ? 'case' : 'cases'}`;
    list.replaceChildren();
    showMore(found);
  }

  function showMore(found) {
    list.append(...found.slice(0, SHOWN_AT_ONCE).map(renderCase));
    const left = found.slice(SHOWN_AT_ONCE);
    if (left.length === 0) return;
    const button = make('button', { type: 'button', className: 'more', textContent: `Show more of ${left.length} left` });
    button.addEventListener('click', () => {
      const last = list.lastElementChild.previousElementSibling;
      button.remove();
      showMore(left);
      last.nextElementSibling.querySelector('summary').focus();
    });
    list.append(button);
  }

  function renderCase(one) {
    const verdict = one.outcome[0] === 'ok' ? 'ok' : 'reject';
    const summary = make(
      'summary',
      {},
      make('span', { className: 'case-id', textContent: one.id }),
      make('span', { className: `verdict ${verdict}`, textContent: one.outcome[0] }),
      make('span', { className: 'case-title', textContent: one.title }),
    );
    const panel = make('details', { className: 'case' }, summary);
    panel.addEventListener('toggle', () => fillPanel(panel, one), { once: true });
    return panel;
  }

  // What a case shows is read from the page of its handler.
  const pages = new Map();

  function loadPage(url) {
    if (!pages.has(url)) {
      const text = fetch(url).then((response) => response.text());
      pages.set(url, text.then((html) => new DOMParser().parseFromString(html, 'text/html')));
    }
    return pages.get(url);
  }

  async function fillPanel(panel, one) {
    const [url] = one.url.split('#');
    try {
      const original = (await loadPage(url)).getElementById(one.name);
      const content = [...original.children].slice(1).map((element) => document.importNode(element, true));
      for (const link of content.flatMap((element) => [...element.querySelectorAll('a[href]')])) {
        link.href = new URL(link.getAttribute('href'), url).href;
      }
      panel.append(...content);
    } catch {
      panel.append(make('p', {}, make('a', { href: one.url, textContent: 'The case on the page of its handler' })));
    }
  }

  async function startCatalogue() {
    const cases = await loadData();
    const asked = new URLSearchParams(location.search);
    fillChoices(cases, Object.fromEntries(['words', ...FILTERS].map((name) => [name, asked.get(name) ?? ''])));
    form.elements.words.value = asked.get('words') ?? '';
    form.hidden = false;
    form.addEventListener('input', () => show(cases));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      for (const name of ['words', ...FILTERS]) form.elements[name].value = '';
      show(cases);
    });
    show(cases);
  }

  if (form !== null) startCatalogue();
  addEventListener('hashchange', showNamedCase);
  showNamedCase();
})();
