"""Values and rules of sharing: no input, no output, nothing but the standard library."""
