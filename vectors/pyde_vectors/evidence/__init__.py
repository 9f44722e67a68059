"""Evidence: what the vectors exercise, what they catch, and whether the floors hold.

These tools import `pyde_spec` late, inside functions: coverage has to see the import happen, and a
mutant has to take the place of a module that nobody has imported yet.
"""
