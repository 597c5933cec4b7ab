"""What a template may do: only lay out the case.

Jinja's sandbox protects the program's objects but not its time: ``10**(10**8)`` hangs it while
compiling. So the parsed tree is checked against a list of what is allowed.
"""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes

FILTERS = frozenset({"join", "long_date", "upper", "title"})
TESTS = frozenset({"defined"})
DEEPEST_LOOP = 3
DEEPEST = 60
"""The deepest nesting of a template's tree."""
_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.With,
    nodes.Getitem,
)


def check(tree: nodes.Template, name: str) -> None:
    """Raises `TemplateSyntaxError`, with the line, where `tree` does what no template may."""
    _check(tree, name, loops=0, depth=0)


def included(tree: nodes.Template) -> set[str]:
    """The templates that `tree`, which has passed the gate, includes."""
    return {
        one.template.value
        for one in tree.find_all(nodes.Include)
        if isinstance(one.template, nodes.Const)
    }


def _check(node: nodes.Node, name: str, loops: int, depth: int) -> None:
    reason = _objection(node, loops) if depth <= DEEPEST else "it is nested too deeply"
    if reason:
        raise TemplateSyntaxError(reason, _line(node), name)
    for child in node.iter_child_nodes():
        _check(child, name, loops + isinstance(node, nodes.For), depth + 1)


def _line(node: nodes.Node) -> int:
    """The line of the `node`, or of the first one in it that has any."""
    lines = (one.lineno for one in (node, *node.find_all(nodes.Node)))
    return next((line for line in lines if line), 1)


def _objection(node: nodes.Node, loops: int) -> str:
    """Why `node` is not allowed in a template; empty if it is."""
    match node:
        case nodes.Getattr(attr=attribute):
            return f'"{attribute}" is not a field' if attribute.startswith("_") else ""
        case nodes.Filter(name=word):
            return "" if word in FILTERS else f'there is no filter "{word}"'
        case nodes.Test(name=word):
            return "" if word in TESTS else f'there is no test "{word}"'
        case nodes.For():
            return _objection_to_loop(node, loops)
        case nodes.Include(template=target):
            named = isinstance(target, nodes.Const) and isinstance(target.value, str)
            return "" if named else "an include names its file in quotes"
        case _:
            kind = type(node).__name__.lower()
            return "" if isinstance(node, _PLAIN) else f'"{kind}" may not stand in a template'


def _objection_to_loop(node: nodes.For, loops: int) -> str:
    if node.recursive or not isinstance(node.iter, nodes.Name | nodes.Getattr):
        return "a loop runs over a field"
    return "" if loops < DEEPEST_LOOP else f"loops stand at most {DEEPEST_LOOP} deep"
