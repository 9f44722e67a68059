from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if found.get(LOADED.get(tag, "")):
            self.loaded.append(found[LOADED[tag]])


def read_page(path: Path) -> PageReader:
    reader = PageReader()
    reader.feed(path.read_text())
    return reader


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, PageReader]:
    return {path: read_page(path) for path in sorted(site.rglob("*.html"))}


def resolve(site: Path, page: Path, url: str) -> tuple[Path, str]:
    parts = urlsplit(url)
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    target = site / path.removeprefix("/") if path.startswith("/") else page.parent / path
    target = target.resolve()
    return (target / "index.html" if target.is_dir() else target), unquote(parts.fragment)


def is_internal(url: str) -> bool:
    return not urlsplit(url).scheme and not url.startswith("//")


def test_every_link_and_anchor_resolves(site, pages):
    ids = {page: set(reader.ids) for page, reader in pages.items()}
    broken = set()
    for page, reader in pages.items():
        for url in filter(is_internal, reader.links + reader.loaded):
            target, anchor = resolve(site, page, url)
            if not target.exists() or (anchor and target in ids and anchor not in ids[target]):
                broken.add(f"{page.relative_to(site)} -> {url}")
    assert len(pages) > 50
    assert sorted(broken) == []


def test_no_page_has_an_id_twice(site, pages):
    twice = {
        f"{page.relative_to(site)}#{name}"
        for page, reader in pages.items()
        for name in reader.ids
        if reader.ids.count(name) > 1 and not name.startswith("__")
    }
    assert sorted(twice) == []


def test_nothing_is_loaded_from_elsewhere(pages):
    assert {url for reader in pages.values() for url in reader.loaded if not is_internal(url)} == set()


def test_every_public_definition_has_its_section(site, chapters, sources, pages):
    from pyde_docs.sections import cut_sections

    missing = []
    for chapter in chapters:
        for module, page in chapter.module_pages().items():
            ids = set(pages[site / page.replace(".md", ".html")].ids)
            named = {name for section in cut_sections(sources[module]) for name in section.public_names}
            missing += [f"{module}.{name}" for name in sorted(named - ids)]
    assert missing == []


def test_a_rule_leads_to_its_vectors_and_back(site, pages):
    from pyde_docs.fixtures import load_fixtures

    fixtures = load_fixtures()
    assert fixtures.files, "no fixtures are filled, so no page lists vectors"
    for fixture in fixtures.files:
        for case in fixture.cases:
            place = fixtures.places[case["id"]]
            assert place.anchor in pages[site / place.page.replace(".md", ".html")].ids
    rule = pages[site / "chapters/accounts/nonce_window.html"]
    assert "../../vectors/accounts/use_nonce.html" in rule.links
    assert (
        "../../chapters/accounts/nonce_window.html#use_nonce" in pages[site / "vectors/accounts/use_nonce.html"].links
    )
