"""Classes that play the platforms, as PLATFORM facts measured on real ones say they behave."""
