"""Two Summits: tables and charts for comparing how news articles cover an event."""

__version__ = "0.1.0"
