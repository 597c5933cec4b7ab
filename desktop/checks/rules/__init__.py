"""The rules, a folder for each kind; a rule registers itself where it is written.

May import ``checks/engine`` and ``checks/context``.
"""
