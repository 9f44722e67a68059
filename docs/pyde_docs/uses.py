"""Uses: which definition of the specification speaks of which other, in its code.

Read from the words that the pages link anyway. A member of a class stands for its class, except that
the page of a reason and of a parameter wants the member itself; both are kept.
"""

from dataclasses import dataclass, field
from pathlib import Path

from pyde_docs.contents import Chapter
from pyde_docs.identifiers import find_words
from pyde_docs.sections import Kind, Section, cut_sections
from pyde_docs.symbols import Symbols


@dataclass(frozen=True)
class Uses:
    """For each definition, by full name: what it uses, and what uses it, in reading order.

    `rules` are the functions and classes; the rest are constants. `members` says who uses a member of a class.
    """

    used: dict[str, dict[str, None]] = field(default_factory=dict)
    users: dict[str, dict[str, None]] = field(default_factory=dict)
    members: dict[str, dict[str, None]] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)

    def note(self, user: str, used: str) -> None:
        """Note that one definition uses another."""
        self.used.setdefault(user, {})[used] = None
        self.users.setdefault(used, {})[user] = None

    def find_users_of_member(self, member: str) -> tuple[str, ...]:
        """The functions and constants that use a member of a class themselves."""
        return tuple(self.members.get(member, {}))

    def find_all_users(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The definitions that use one of the given, or use what uses it, and so on; the given left out."""
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            for user in self.users.get(waiting.pop(0), {}):
                if user not in found and user not in names:
                    found[user] = None
                    waiting.append(user)
        return tuple(found)


def find_uses(chapters: tuple[Chapter, ...], symbols: Symbols) -> Uses:
    """Read every module in order."""
    uses = Uses()
    for module in (name for chapter in chapters for name in chapter.module_pages()):
        path = symbols.module(module).filepath
        assert isinstance(path, Path)
        source = path.read_text()
        sections = [section for section in cut_sections(source) if section.names]
        uses.rules.update(f"{module}.{section.names[0]}" for section in sections if is_rule(section))
        owners = {
            number: owner for section in sections for number, owner in name_lines(module, section, source).items()
        }
        for (line, _), word in find_words(symbols, module, source).items():
            if line in owners:
                note_word(uses, symbols, owners[line], word)
    return uses


def is_rule(section: Section) -> bool:
    """Whether a section is a function or a class."""
    return section.kind in (Kind.FUNCTION, Kind.CLASS)


def name_lines(module: str, section: Section, source: str) -> dict[int, str]:
    """The definition that each line of a section belongs to; of constants, each line the one it last began."""
    if is_rule(section):
        return dict.fromkeys(section.lines, f"{module}.{section.names[0]}")
    owners, owner = {}, section.names[0]
    lines = source.splitlines()
    for number in section.lines:
        begun = [name for name in section.names if lines[number - 1].startswith((f"{name} ", f"{name}:"))]
        owner = begun[0] if begun else owner
        owners[number] = f"{module}.{owner}"
    return owners


def note_word(uses: Uses, symbols: Symbols, user: str, word: str) -> None:
    """Note one word: for the definition that it names, or whose member it names."""
    used = word
    while used and get_owner(used) in symbols.places and not is_module(symbols, get_owner(used)):
        used = get_owner(used)
    if used != user and not is_module(symbols, used):
        uses.note(user, used)
        if used != word:
            uses.members.setdefault(word, {})[user] = None


def get_owner(path: str) -> str:
    """The full name without its last part."""
    return path.rpartition(".")[0]


def is_module(symbols: Symbols, path: str) -> bool:
    """Whether a full name is that of a module, or of a package."""
    return path in symbols.places and not symbols.places[path].anchor
