"""The generator of the site: it renders the specification's own source, and its evidence, as Markdown."""
