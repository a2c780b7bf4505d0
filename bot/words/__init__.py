"""Every sentence that a person reads. `say` looks one up in the catalogue."""
