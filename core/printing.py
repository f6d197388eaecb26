"""Prints values into pages: escaped as Jinja escapes them, for a third of the time.

A page of thirty pupils prints some 1,600 values. Jinja wraps each in a string of its own
kind before it joins them all; the wrapping, not the escaping, was a tenth of the page.
"""

import re
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_asks_to_be_escaped = re.compile("[&<>'\"]").search


def printed(value: object) -> str:
    """Return a value as a page prints it: `markupsafe.escape` as a plain string."""
    kind = type(value)
    if kind is str and _asks_to_be_escaped(value) is None:  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    if kind is int or kind is Markup:
        return str(value)
    return escape(value)


class Printing(CodeGenerator):
    """Writes templates' code as Jinja does, but for what it calls on printed values."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if (
            frame.eval_ctx.volatile
            or not frame.eval_ctx.autoescape
            or finalize.src is not None
        ):
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


def print_plainly(environment: Environment) -> None:
    """Let an environment's templates print values with `printed`."""
    environment.code_generator_class = Printing
    environment.printed = printed  # type: ignore[attr-defined]
