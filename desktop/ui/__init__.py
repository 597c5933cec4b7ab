"""The window: thin, declared, and without a rule of its own."""
