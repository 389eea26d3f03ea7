"""Who does what to whom, in the categories of PLOVER 2.0: triggers, parties, stages and first-since claims."""
