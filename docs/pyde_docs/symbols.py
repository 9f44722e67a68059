"""Symbols: every definition of the specification, and the place on the site that shows it.

The structure comes from griffe, which reads the source without running it. A name is looked up as
the language would: in its module, through the imports, to the module that defines it.
"""

from dataclasses import dataclass

import griffe

from pyde_docs.contents import Chapter
from pyde_docs.places import REASONS_PAGE, SPEC, Place
from pyde_docs.sections import find_anchors

REASON = "pyde_spec.rejections.Reason"


@dataclass(frozen=True)
class Symbols:
    """The loaded specification and the place of each of its modules, definitions and members."""

    root: griffe.Module
    places: dict[str, Place]

    def module(self, path: str) -> griffe.Module:
        """The module of a full name."""
        found = self.root[path.partition(".")[2]] if "." in path else self.root
        assert isinstance(found, griffe.Module), f"{path} is not a module"
        return found

    def lookup(self, module: str, name: str) -> str | None:
        """The full name of what `name` means in a module; nothing when it is not the specification's."""
        member = self.module(module).members.get(name)
        path = f"{module}.{name}" if member is None or not member.is_alias else self.follow(member)
        return path if path in self.places else None

    def follow(self, alias: griffe.Object | griffe.Alias) -> str:
        """The full name at the end of a chain of imports."""
        path = str(getattr(alias, "target_path", alias.path))
        owner, _, name = path.rpartition(".")
        if path in self.places or owner not in self.places:
            return path
        further = self.module(owner).members.get(name)
        return self.follow(further) if further is not None and further.is_alias else path

    def annotation_of(self, path: str) -> str | None:
        """The full name of the class that an attribute is annotated with."""
        found = self.root[path.partition(".")[2]]
        annotation = getattr(found, "annotation", None)
        name = getattr(annotation, "canonical_path", None)
        return name if name in self.places else None

    def is_class(self, path: str) -> bool:
        """Whether a full name is that of a class."""
        return bool(self.root[path.partition(".")[2]].is_class)


def load_symbols(chapters: tuple[Chapter, ...]) -> Symbols:
    """Read the specification and place its modules, their definitions, and the members of its classes."""
    root = griffe.load("pyde_spec", search_paths=[SPEC], submodules=True)
    assert isinstance(root, griffe.Module)
    places: dict[str, Place] = {}
    for chapter in chapters:
        for path, page in chapter.module_pages().items():
            module = root[path.partition(".")[2]]
            places[path] = Place(page)
            for name, member in module.members.items():
                if not member.is_alias and not member.is_module:
                    places[f"{path}.{name}"] = Place(page, name)
            for anchor in find_anchors(module.filepath.read_text()).values():
                places[f"{path}.{anchor}"] = place_member(path, anchor, page)
    return Symbols(root, places)


def place_member(module: str, anchor: str, page: str) -> Place:
    """The place of a constant or of a member of a class. The catalogue of reasons has a page of its own."""
    owner, _, name = anchor.rpartition(".")
    return place_reason(name) if f"{module}.{owner}" == REASON and name.isupper() else Place(page, anchor)


def place_reason(name: str) -> Place:
    """Where the catalogue explains a reason, by the name of its member."""
    return Place(REASONS_PAGE, name.lower())
