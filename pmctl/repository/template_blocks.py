"""What a template that extends another writes to no effect: Jinja drops it without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SILENT = (nodes.Block, nodes.Macro, nodes.AssignBlock)
"""What may stand outside of every block, since it writes nothing there."""


class LostTextError(TemplateSyntaxError):
    """Something that will not be in the document.

    Attributes:
        block: the name of a block that nothing asks for; None if it is text outside of every block.
        known: the names of those that can be filled in.
    """

    block: str | None = None
    known: frozenset[str] = frozenset()


def blocks_of(template: nodes.Template, parent_blocks: Callable[[str], frozenset[str] | None]) -> frozenset[str] | None:
    """Return the names of the blocks that one which extends `template` can fill in.

    Args:
        template: as it was parsed.
        parent_blocks: returns the same for the template of a name.

    Returns:
        the names; None if what it extends is only known once it is filled in.

    Raises:
        LostTextError: a block that is not among them, or text outside of every block; it has the line.
    """
    own = frozenset(block.name for block in template.find_all(nodes.Block))
    extended = list(template.find_all(nodes.Extends))
    if not extended:
        return own
    name = extended[0].template
    is_always = len(extended) == 1 and any(node is extended[0] for node in template.body)
    if not is_always or not isinstance(name, nodes.Const):
        return None
    inherited = parent_blocks(name.value)
    if inherited is None:
        return None
    for block in _outermost(template):
        if block.name not in inherited:
            raise _lost(f"there is no block {block.name} to be filled in", block.lineno, block.name, inherited)
    for line in (line for node in template.body for line in _written(node)):
        raise _lost("what stands outside of every block is no part of the document", line, None, inherited)
    return own | inherited


def _lost(message: str, line: int, block: str | None, known: frozenset[str]) -> LostTextError:
    error = LostTextError(message, line)
    error.block, error.known = block, known
    return error


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _written(node: nodes.Node) -> Iterator[int]:
    """Yield the lines of what would be seen in the document if it stood in a block."""
    if isinstance(node, nodes.CallBlock):
        yield node.lineno
    elif isinstance(node, nodes.Output):
        for part in node.nodes:
            text = part.data if isinstance(part, nodes.TemplateData) else "x"
            if text.strip():
                yield part.lineno + text[: -len(text.lstrip())].count("\n")
    elif not isinstance(node, _SILENT):
        for child in node.iter_child_nodes():
            yield from _written(child)
