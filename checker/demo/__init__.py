"""The demo county: an invented county's sites and accounts with known faults, served on loopback."""
