"""Value objects, exceptions and settings that every other package uses."""
