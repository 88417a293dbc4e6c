"""The built-in sample: an invented company's eventful week, read by `demo` through the ordinary file source."""
