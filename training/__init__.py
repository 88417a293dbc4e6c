"""Rebuilds the weights that judge texts: see README.md here. No part of the installed product."""
