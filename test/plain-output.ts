// Whatever runs the tests may ask for colours for itself; the commands under test are read as a pipe would read them.
delete process.env.FORCE_COLOR;
