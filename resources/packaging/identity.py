"""By which names other programs know the application."""

IDENTITY = "org.determinationdesk.DeterminationDesk"
"""Its name among applications: desktop file, AppStream, macOS bundle."""
MIME = "application/vnd.determination-desk.case+json"
"""The type of a ``.ddcase`` file."""
