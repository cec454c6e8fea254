"""How people sign in: what the libraries for it are told, and what they leave to be said.

The words of the domain stay in ``meetings``; what is asked of a person here is whether they are a planner.
"""
