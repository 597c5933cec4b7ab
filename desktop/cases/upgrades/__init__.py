"""Case files of earlier versions made into the next version's, a module a version.

Each step works on the plain JSON and may name words that the case has no more.
"""
