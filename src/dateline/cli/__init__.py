"""The command line: one file a command, each a thin wrapper over a function that a program could call."""

import os

# Before numpy is loaded, for its OpenBLAS asks once: the products of the small models are too small to be shared out,
# and threads that wait for one another take as much time again. Several processes read more (`--workers`).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
