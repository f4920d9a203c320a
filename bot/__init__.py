"""The way in: wires everything together; nobody imports it but the entry point and the tests."""
