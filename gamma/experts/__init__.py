"""The expert network: who helps in what, questions and what becomes of them."""
