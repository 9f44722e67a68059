// What the theme leaves unsaid to a screen reader: names for the search and for the lists of pages.
'use strict';

document.querySelector('.md-search[role=dialog]')?.setAttribute('aria-label', 'Search');

for (const list of document.querySelectorAll('nav.md-nav[aria-labelledby]')) {
  const title = list.querySelector(':scope > .md-nav__title')?.textContent.trim();
  const label = document.getElementById(list.getAttribute('aria-labelledby'))?.textContent.trim();
  if (title && !label) {
    list.removeAttribute('aria-labelledby');
    list.setAttribute('aria-label', title);
  }
}
