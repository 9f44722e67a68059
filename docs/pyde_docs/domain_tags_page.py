"""The table of domain tags, from the text that declares it."""

import html

from pyde_docs.linking import Linker
from pyde_docs.places import DOMAIN_TAGS_PAGE, html_link, markdown_url
from pyde_spec.crypto.domain_tags import DOMAIN_TAGS, DomainTag, TagKind

MODULE = "pyde_spec.crypto.domain_tags"

SENTENCES = {
    TagKind.SIGNATURE_CONTEXT: "Stands before all that the scheme signs, after a zero byte and its own length.",
    TagKind.SIGNED: "Begins a message that somebody signs, so that no signature of one kind is one of another.",
    TagKind.HASHED: "Begins what is hashed, so that no hash of one kind is one of another.",
    TagKind.HASH_TO_CURVE: "Is given to the hash to a curve beside the message.",
    TagKind.KEY_DERIVATION: "Begins what keys and other secrets are drawn from.",
}

HEADING = (
    "| tag | bytes | taken in by | what follows | bytes at least | used by | decision |\n|---|--:|---|---|--:|---|---|"
)


def render_domain_tags_page(linker: Linker) -> str:
    """Every tag, by kind, in the order of the table."""
    declared = markdown_url(DOMAIN_TAGS_PAGE, linker.symbols.places[f"{MODULE}.DOMAIN_TAGS"])
    parts = [
        "# Domain tags",
        f"Every tag of the protocol stands in one [table]({declared}), these **{len(DOMAIN_TAGS)}**, and in no other "
        "module. No tag of a kind begins another of that kind, so no two messages under different tags are equal; "
        f"`pyde-vectors check` fails when one does ({linker.link_entries('R-104', DOMAIN_TAGS_PAGE)}).",
    ]
    for kind in TagKind:
        rows = [render_row(domain_tag, linker) for domain_tag in DOMAIN_TAGS if domain_tag.kind is kind]
        if rows:
            title = kind.value[:1].upper() + kind.value[1:]
            parts.append(f"## {title}\n\n{SENTENCES[kind]}\n\n{HEADING}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def render_row(domain_tag: DomainTag, linker: Linker) -> str:
    """One tag: what it is, what it is put before, and whose it is."""
    name = html.escape(domain_tag.name)
    chapter = linker.symbols.places.get(f"pyde_spec.{domain_tag.chapter}")
    cells = (
        f'<code id="{name}">{name}</code>',
        str(len(domain_tag.tag)),
        domain_tag.function,
        domain_tag.follows,
        str(domain_tag.follows_at_least),
        html_link(DOMAIN_TAGS_PAGE, chapter, domain_tag.chapter) if chapter else f"{domain_tag.chapter}, to come",
        linker.link_entries(domain_tag.decision, DOMAIN_TAGS_PAGE),
    )
    return f"| {' | '.join(cells)} |"
