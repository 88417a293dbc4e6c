"""Groups what people tell into stories and measures how far each has gone: pure rules, no clock, no I/O."""
