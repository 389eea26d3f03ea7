"""The command line: one file a command, each a thin wrapper over a function that a program could call."""
