"""The page of the domain tags says what the table says."""

import re

from pyde_spec.crypto.domain_tags import DOMAIN_TAGS


def test_every_tag_has_a_row_with_its_facts(site):
    page = (site / "domain-tags.html").read_text()
    rows = {
        found[1]: re.sub(r"<[^>]+>", "|", found[2])
        for found in re.finditer(r'<code id="([^"]+)">[^<]*</code></td>(.*?)</tr>', page, re.DOTALL)
    }
    assert list(rows) == [tag.name for tag in DOMAIN_TAGS]
    for tag in DOMAIN_TAGS:
        cells = [cell.strip() for cell in rows[tag.name].split("|") if cell.strip()]
        expected = [str(len(tag.tag)), tag.function, tag.follows, str(tag.follows_at_least)]
        assert cells[: len(expected)] == expected
        assert cells[-1] == tag.decision


def test_the_navigation_leads_to_the_page(site):
    assert 'href="domain-tags.html"' in (site / "reasons.html").read_text()
