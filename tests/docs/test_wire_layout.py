"""Layouts against the encoder: whatever is drawn is where it is said to be."""

import re
from dataclasses import dataclass

import pytest

from pyde_docs.wire_drawing import COLUMNS, DRAWN_BYTES_MAX, cut_part, find_rows
from pyde_docs.wire_layout import (
    Layout,
    Part,
    cut_wire_form,
    describe_shape,
    find_inner_records,
    find_layouts,
    is_fixed,
)
from pyde_docs.wire_pages import find_examples
from pyde_spec.encoding.encoder import encode, encode_shape
from pyde_spec.encoding.shapes import U16, U32, Bytes32, Record, TaggedUnion, compute_minimum_size, shape_of
from pyde_vectors.samples import Filler, build_distinct, build_values
from pyde_vectors.types.codec import TYPES


@dataclass(frozen=True, slots=True)
class Inner:
    a: U16
    b: Bytes32


@dataclass(frozen=True, slots=True)
class Outer:
    first: Inner
    last: U32


@pytest.mark.parametrize("name", TYPES)
def test_the_pieces_of_an_example_are_its_wire_form(name):
    shape = shape_of(TYPES[name])
    value = build_distinct(shape, Filler())
    assert b"".join(piece for _, piece in cut_wire_form(shape, value, name)) == encode(TYPES[name], value)


@pytest.mark.parametrize("name", TYPES)
def test_a_layout_names_the_pieces_at_their_offsets(name):
    shape = shape_of(TYPES[name])
    for layout, example in zip(find_layouts(shape, name), find_examples(shape, name), strict=True):
        pieces, position = dict(example), 0
        extra = {part.name: len(pieces[part.name]) - part.size for part in layout.parts}
        assert [part.name for part in layout.parts] == list(pieces)
        for part in layout.parts:
            terms = part.offset.split(" + ")
            assert int(terms[0]) + sum(extra[term] for term in terms[1:]) == position, part
            assert extra[part.name] >= 0
            assert part.is_variable or not extra[part.name]
            position += len(pieces[part.name])


@pytest.mark.parametrize("name", TYPES)
def test_what_is_called_fixed_has_one_size(name):
    shape = shape_of(TYPES[name])
    sizes = {len(encode_shape(shape, variation.value)) for variation in build_values(TYPES[name])}
    if is_fixed(shape):
        assert sizes == {compute_minimum_size(shape)}
    else:
        assert len(sizes) > 1


@pytest.mark.parametrize("name", TYPES)
def test_every_byte_of_fixed_size_has_one_cell_and_no_cell_lies_on_another(name):
    for layout in find_layouts(shape_of(TYPES[name]), name):
        drawn = dict.fromkeys(range(len(layout.parts)), 0)
        for row in find_rows(layout.parts):
            assert row.runs[-1].column + row.runs[-1].width <= COLUMNS
            for left, right in zip(row.runs, row.runs[1:], strict=False):
                assert left.column + left.width == right.column
            for run in row.runs:
                drawn[run.number] += run.width
        for number, part in enumerate(layout.parts):
            is_whole_row = part.is_variable or part.size > DRAWN_BYTES_MAX
            assert drawn[number] == (COLUMNS if is_whole_row else part.size)


def test_a_row_says_its_offset_until_something_varies():
    parts = (
        Part("a", "0", 20, False, None),
        Part("b", "20", 4, True, None),
        Part("c", "24 + b", 2, False, None),
        Part("d", "26 + b", 100, False, None),
    )
    assert [row.offset for row in find_rows(parts)] == [0, 16, 20, None, None]
    assert [row.offset for row in find_rows((parts[3], parts[0]))] == [0, 100, 116]


def test_a_part_is_cut_at_the_end_of_a_row():
    assert list(cut_part(20, 12)) == [(4, True, False), (16, False, True)]
    assert list(cut_part(4, 12)) == [(4, True, True)]


def test_a_record_inside_is_one_part_and_has_a_layout_of_its_own():
    shape = shape_of(Outer)
    assert isinstance(shape, Record)
    (layout,) = find_layouts(shape, "Outer")
    assert [(part.name, part.offset, part.size) for part in layout.parts] == [("first", "0", 34), ("last", "34", 4)]
    assert [record.of for record in find_inner_records(shape)] == [Inner]
    assert describe_shape(shape.fields[0].shape) == "`Inner`"


def test_a_union_has_a_layout_for_each_alternative_and_begins_with_its_tag():
    shape = shape_of(TYPES["AuthKeys"])
    assert isinstance(shape, TaggedUnion)
    layouts = find_layouts(shape, "AuthKeys")
    assert [layout.title for layout in layouts] == [
        "none, tag 0",
        "single, tag 1",
        "multi_sig, tag 2",
        "programmable, tag 3",
    ]
    assert layouts[1] == Layout(
        "single, tag 1",
        (Part("tag = 1", "0", 1, False, None), Part("key", "1", 897, False, shape_of(TYPES["FalconPublicKey"]), "key")),
    )


def test_every_type_is_drawn_on_a_page(site):
    drawn = "".join(path.read_text() for path in sorted((site / "wire").glob("*.html")))
    for name in TYPES:
        assert len(re.findall(rf'<h2 id="{name}"', drawn)) == 1, name
