"""What `import hustings` offers to programs: ballots read, counted, written out."""
