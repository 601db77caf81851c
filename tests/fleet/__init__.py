"""A fleet of sites with known faults, half of it healthy in awkward ways: the measure of precision."""
