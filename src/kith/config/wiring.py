"""The only place that knows everyone: which handlers hear which facts."""


def connect() -> None:
    """List every handler. Called once, when Django is ready."""
