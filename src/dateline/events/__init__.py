"""Events: what was done, by whom to whom, how far it got, and what is claimed to be first or last of its kind."""
