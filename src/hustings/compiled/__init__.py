"""The way to machine code: Numba's decorator for the kernels, and who hears when it compiles."""
