"""The team's library on PostgreSQL, and how it and the library on this machine are kept in step."""
