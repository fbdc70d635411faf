"""Real servers, started by the tests on free ports of this computer and stopped afterwards."""
