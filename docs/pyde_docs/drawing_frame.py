"""The frame of a drawing: what stands around the parts of each picture, whatever it shows.

A screen reader hears a short title and, where the caption below does not tell everything, a description.
On a narrow screen the picture keeps a size that can be read and scrolls inside its frame.
"""

from collections.abc import Iterable
from html import escape


def frame_drawing(
    size: tuple[float, float], title: str, parts: Iterable[str], caption: str, *, description: str = ""
) -> str:
    """A picture of a width and a height as HTML on lines without a gap, as Markdown asks for."""
    width, height = size
    return "\n".join(
        [
            '<figure class="plot">',
            '<div class="picture" tabindex="0">',
            f'<svg viewBox="0 0 {width:g} {height:g}" role="img">',
            f"<title>{escape(title)}</title>",
            *([f"<desc>{escape(description)}</desc>"] if description else []),
            *(part for part in parts if part),
            "</svg>",
            "</div>",
            f"<figcaption>{escape(caption)}</figcaption>",
            "</figure>",
        ]
    )
