"""Rules on the medicine: services, parts of the body, drugs, quantities and the person.

May import what ``checks/rules`` may import.
"""
