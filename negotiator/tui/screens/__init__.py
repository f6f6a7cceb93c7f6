"""The rooms: each shows one thing that a delegation asks all day."""
