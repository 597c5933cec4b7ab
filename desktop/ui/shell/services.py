"""What every page may use, made once by the application and passed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.app.packs.entry_marks import EntryMarks
from desktop.cases.entry.completions import Completions
from desktop.cases.pack_words import USUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop.app.background_work import WorkLane
    from desktop.app.disk import Files
    from desktop.app.reference_works import WordLists
    from desktop.app.spelling import Speller
    from desktop.cases.attestation import Attestation
    from desktop.cases.case import Case
    from desktop.cases.settings import Profile, Settings
    from desktop.checks.engine.finding import Finding
    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.guidelines.citations import Citations
    from desktop.ui.widgets.theme import Theme


@dataclass
class Services:
    """The look, the dictionary, the phrases, the disk and the check."""

    theme: Theme
    speller: Speller
    files: Files
    review: Callable[[Case], Sequence[Finding]]
    """The check before signing: the findings of a case."""
    forget: Callable[[], None]
    """Ends the process that checks, with all that it remembers of a case."""
    drafts: WorkLane
    """The thread on which texts are drafted."""
    phrases: Mapping[str, str] = field(default_factory=dict)
    weighed: int = 0
    """Rules of the check that have another weight by the settings."""
    profiles: tuple[Profile, ...] = ()
    """The reviewers of this desk."""
    completions: Completions = field(default_factory=Completions)
    """What completes a text that is typed."""
    marks: EntryMarks = field(default_factory=EntryMarks)
    """The guideline entries that were read in their source."""

    def follow(self, settings: Settings, path: str) -> None:
        """Applies the settings, of which those at `path` are new."""
        if path.split(".")[0] in ("", "appearance", "text_size"):
            self.theme.apply(settings.appearance, settings.text_size / 100)
        self.theme.dim_pages(settings.dim_pages)
        self.phrases = {one.name.casefold(): one.words for one in settings.phrases}
        self.profiles = settings.profiles
        self.weighed = len(settings.rules)
        self.speller.own(settings.dictionary)

    def guidelines(self) -> GuidelineCatalog:
        """The guidelines; what reads them is loaded when somebody asks."""
        from desktop.app import reference_works

        return reference_works.guidelines()

    def citations(self) -> Citations:
        """The works that a guideline line may cite."""
        from desktop.app import reference_works

        return reference_works.citations()

    def attestation(self, program: str = USUAL) -> Attestation:
        """What the reviewer states by signing off a case of `program`."""
        from desktop.app import reference_works

        return reference_works.attestation(program)

    def word_lists(self) -> WordLists:
        """What completes and spells words: never read on the window's thread."""
        from desktop.app import reference_works

        return reference_works.word_lists()

    def refusals(self, guidelines: GuidelineCatalog) -> str:
        """Which guideline files were left out and why; empty where none was."""
        from desktop.app import reference_works

        return reference_works.refusals(guidelines)
