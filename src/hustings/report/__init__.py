"""Words and pictures: what people read of a count, made from its record and nothing else."""
