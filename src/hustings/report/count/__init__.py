"""A count in words and pictures, made from its record and nothing else."""
