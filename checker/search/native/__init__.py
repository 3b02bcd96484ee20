"""The native engine: the search over pairs of views, in kernels that LLVM compiles."""
