"""Measures the product on labelled files: every figure in README and on the method page comes from here."""
