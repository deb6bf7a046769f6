"""The story of 2020, step by step: counted, planned, published."""
