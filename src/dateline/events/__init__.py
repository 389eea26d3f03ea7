"""What happened, according to whom: event mentions in PLOVER's categories, with how far they got and how firmly."""
