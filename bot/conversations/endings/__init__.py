"""Going on, pausing, and ending well."""
