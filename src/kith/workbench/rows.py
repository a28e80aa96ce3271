"""One row that an address names, for the queries of a room."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from kith.kernel.refusals import NotFound

Row = TypeVar("Row", bound=Model)


def row(model: type[Row], row_id: UUID, **more: Any) -> Row:
    """Return one row that the actor may see. Raises :class:`NotFound`, as for one that does not exist."""
    found = model._default_manager.filter(pk=row_id, **more).first()
    if found is None:
        raise NotFound
    return found


def chosen_row(model: type[Row], chosen: str, **more: Any) -> Row | None:
    """Return the row that a link or a form names, ``None`` where it names none. Raises :class:`NotFound`, for no id too."""
    if not chosen:
        return None
    try:
        return row(model, UUID(chosen), **more)
    except ValueError:
        raise NotFound from None
