"""A template pack: one review program's letter, as files that a medical director can edit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.domain.program import Program, read_program
from desktop.letter import gate, marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

LARGEST_TEMPLATE = 1_000_000


class Pack:
    """The files of one program under `folder`."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    @cached_property
    def program(self) -> Program:
        """The program's facts; raises `ProgramError` where its file is wrong."""
        return read_program(self.text("program.toml"), "program.toml")

    def text(self, name: str) -> str:
        """The text of the file `name`."""
        return self._folder.joinpath(name).read_text(encoding="utf-8")

    def bytes(self, name: str) -> bytes:
        """The bytes of the file `name`."""
        return self._folder.joinpath(name).read_bytes()

    def template(self, name: str) -> Template:
        """The Jinja template `name`, checked; raises `TemplateSyntaxError` with its line."""
        return self._environment.get_template(name)

    def problem(self, name: str) -> str:
        """What is wrong with the template `name`, with its line; empty where nothing is."""
        try:
            self.template(name)
        except TemplateSyntaxError as error:
            return f"line {error.lineno}: {error.message}."
        return ""

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        finalizer = marks.Finalizer(self.program.date_format)
        environment = _Environment(
            loader=_Loader(self._folder),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=finalizer,
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.clear()
        environment.filters = {
            "join": finalizer.join,
            "long_date": finalizer.long_date,
            "upper": marks.kept("upper"),
            "title": marks.kept("title"),
        }
        environment.tests = {"defined": environment.tests["defined"]}
        return environment


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox whose templates pass the gate before they are compiled."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, never a method of the dict that it is shown as."""
        if type(obj) is not dict:
            return super().getattr(obj, attribute)
        try:
            return obj[attribute]
        except KeyError:
            return self.undefined(obj=obj, name=attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
        tree = super()._parse(source, name, filename)
        gate.check(tree, name or "")
        return tree


class _Loader(BaseLoader):
    """Finds templates in one folder, and nowhere above it."""

    def __init__(self, folder: Traversable) -> None:
        self._names = {file.name: file for file in folder.iterdir() if file.is_file()}

    def get_source(
        self,
        environment: Any,  # noqa: ARG002 -- Jinja passes it
        template: str,
    ) -> tuple[str, str, Callable[[], bool] | None]:
        file = self._names.get(template)
        if file is None:
            raise TemplateNotFound(template)
        source = file.read_text(encoding="utf-8")
        if len(source) > LARGEST_TEMPLATE:
            raise TemplateNotFound(template, f'"{template}" is larger than a template can be')
        return source, template, lambda: True
