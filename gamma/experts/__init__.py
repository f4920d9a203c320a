"""The network of experts: who helps in what, questions and what becomes of them."""
