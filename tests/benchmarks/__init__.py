"""How fast the program is, beside others on the same letters; `./run bench` prints the table."""
