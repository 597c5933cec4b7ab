"""What runs the rules: the registry, the case as rules see it, and their findings.

May import ``checks/context`` and what ``checks`` may import.
"""
