"""The copy of a case for the public, which names nobody.

`identities` says who must not be told, `folding` undoes what hides a name from a search, `places`
finds the names, `copying` replaces them or asks. It imports the case and the check's readers.
"""
