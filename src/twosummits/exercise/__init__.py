"""Checks and hints for the exercises: `check("4.2", answer)` says at once whether an answer is right, `hint("4.2")` helps on."""

from twosummits.exercise.checking import NotYet, check, hint

__all__ = ["NotYet", "check", "hint"]
