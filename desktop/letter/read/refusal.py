"""Why a file cannot be read."""


class ReadError(ValueError):
    """The file is no letter that can be read; the text says why and what to do."""
