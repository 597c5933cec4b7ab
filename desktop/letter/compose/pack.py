"""A template pack: one review program's letter, as files that a medical director can edit."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.cases.packs.pack_folder import (
    FACTS,
    PackFileError,
    data_of,
    files,
    table_of,
    text_of,
)
from desktop.letter.compose import budget, provenance, template_policy
from desktop.programs.program import Program, ProgramError, read_program

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from importlib.resources.abc import Traversable
    from types import CodeType

    from jinja2 import Environment

    # As Jinja has it: a template may be given a thing of every kind.
    Globals = MutableMapping[str, Any]

DEEPEST_INCLUDE = 10
COUNTED = "counted"
"""The filter that each loop gets; the gate lets no template name it."""


class Pack:
    """The files of one program under `folder`."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    @cached_property
    def program(self) -> Program:
        """The program's facts; raises `ProgramError` where its file is wrong."""
        if not isinstance(self._folder, Path):
            return read_program(self.text(FACTS), FACTS)
        try:
            text, table = table_of(self._folder, FACTS)
        except PackFileError as error:
            raise ProgramError(str(error)) from error
        return read_program(text, FACTS, table)

    def text(self, name: str) -> str:
        """The text of the file `name`; raises `ProgramError`."""
        try:
            return text_of(self._folder, name)
        except PackFileError as error:
            raise ProgramError(str(error)) from error

    def bytes(self, name: str) -> bytes:
        """The bytes of the file `name`; raises `ProgramError`."""
        try:
            return data_of(self._folder, name)
        except PackFileError as error:
            raise ProgramError(str(error)) from error

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
        finalizer = provenance.Finalizer(self.program.date_format, self.program.time_format)
        environment = _Environment(_Loader(self), finalizer)
        environment.globals.clear()
        environment.filters = {
            "join": finalizer.join,
            "long_date": finalizer.long_date,
            "upper": provenance.keeping_path(str.upper),
            "title": provenance.keeping_path(str.title),
            COUNTED: budget.counted,
        }
        environment.tests = {"defined": environment.tests["defined"]}
        return environment


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox whose templates pass the gate before they are compiled."""

    def __init__(self, loader: _Loader, finalizer: provenance.Finalizer) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            finalize=finalizer,
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._includes: dict[str, set[str]] = {}
        self._depths: dict[str, int] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: Globals | None = None
    ) -> Template:
        """The template `name`; where `parent` includes it, as a step of the letter that is made."""
        budget.spend(budget.INCLUDE)
        template = super().get_template(name, parent, globals)
        if parent is not None:
            self._refuse_depth(str(name), str(parent))
        return template

    def _refuse_depth(self, name: str, parent: str) -> None:
        """Raises `TemplateRuntimeError` where `parent` leads back to itself, or far down."""
        if parent in self._reached(name):
            raise TemplateRuntimeError(f'"{name}" includes itself')
        self._depths[name] = self._depths.get(parent, 0) + 1
        if self._depths[name] > DEEPEST_INCLUDE:
            raise TemplateRuntimeError(f"includes stand at most {DEEPEST_INCLUDE} deep")

    def _reached(self, name: str) -> set[str]:
        """`name` and all that it includes, as far as that is known."""
        found, left = {name}, [name]
        while left:
            new = self._includes.get(left.pop(), set()) - found
            found |= new
            left += new
        return found

    # As Jinja has it: a thing of every kind has attributes of every kind.
    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, never a method of the dict that it is shown as."""
        if type(obj) is not dict:
            return super().getattr(obj, attribute)
        try:
            return obj[attribute]
        except KeyError:
            return self.undefined(obj=obj, name=attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
            template_policy.check(tree, name or "")
        except RecursionError:
            raise TemplateSyntaxError("it is nested too deeply", 1, name) from None
        self._includes[name or ""] = template_policy.included(tree)
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Filter(
                loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno
            ).set_environment(self)
        return super()._generate(source, name, filename, defer_init)

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            code: CodeType = super()._compile(source, filename)
        except (RecursionError, MemoryError):  # what Python says of a long chain of branches
            raise TemplateSyntaxError("it is nested too deeply", 1, filename) from None
        return code


class _Loader(BaseLoader):
    """Finds templates in one folder, and nowhere above it."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._names = files(pack._folder)  # noqa: SLF001 -- its own loader

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 -- Jinja passes it
        template: str,
    ) -> tuple[str, str, Callable[[], bool] | None]:
        if template not in self._names:
            raise TemplateNotFound(template)
        try:
            return self._pack.text(template), template, lambda: True
        except ProgramError as error:
            reason = str(error).removeprefix(f"{template}: ").rstrip(".")
            raise TemplateSyntaxError(reason, 1, template) from error
