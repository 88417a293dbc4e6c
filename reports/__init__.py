"""Reports: one plain value built from the material, and its renderings (HTML, JSON, CSV, text)."""
