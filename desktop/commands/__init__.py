"""The commands of the program, a module each.

A command's module says what it does in the first line of its docstring, declares its words in
``arguments(parser)`` and does its work in ``run(options)``, which gives the exit status.
"""
