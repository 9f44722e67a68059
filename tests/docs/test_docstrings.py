from pyde_docs.docstrings import Note, parse_docstring

TEXT = """Nonce windows.

    An account may have several transactions
    in flight. A source: of confusion.

    Source: book, chapter 11,
    section 11.4.  Decision: D-07 (the whole window).
    Finding: F-09.
    """


def test_notes_are_lifted_out():
    docstring = parse_docstring(TEXT)
    assert docstring.paragraphs == (
        "Nonce windows.",
        "An account may have several transactions\nin flight. A source: of confusion.",
    )
    assert docstring.notes == (
        Note("Source", "book, chapter 11, section 11.4"),
        Note("Decision", "D-07 (the whole window)"),
        Note("Finding", "F-09"),
    )


def test_without_notes_all_is_prose():
    assert parse_docstring("One.\n\nTwo.").prose == "One.\n\nTwo."
    assert parse_docstring("One.").notes == ()
