"""The programme file: what it holds, how it is read and checked."""
