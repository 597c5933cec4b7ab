"""What a decision rests on: citations, the guideline line of each party, answers to criteria."""
