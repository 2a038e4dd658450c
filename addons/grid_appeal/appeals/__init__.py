"""Rules of appeals that need no database: standard library only."""
