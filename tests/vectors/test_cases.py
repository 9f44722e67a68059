"""Cases and the order of their builders."""

from pyde_vectors.cases import BUILDERS, list_builders
from pyde_vectors.contents import BUILDER_MODULES
from pyde_vectors.handlers import load_handlers


def test_builders_stand_in_the_order_of_the_contents_whoever_imports_first(monkeypatch):
    load_handlers()
    name = "transactions/apply_wave"
    in_order = list_builders(name)
    monkeypatch.setitem(BUILDERS, name, in_order[1:] + in_order[:1])
    assert [builder.__module__ for builder in list_builders(name)] == [builder.__module__ for builder in in_order]
    places = [BUILDER_MODULES.index(builder.__module__) for builder in in_order]
    assert places == sorted(places)
    assert len(set(places)) > 1
