"""While the house is being built: a room that names another not yet there keeps no other room's tests from running."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.apps import apps
from django.utils import module_loading


@contextmanager
def rooms_passed_over() -> Iterator[None]:
    """Tasks that cannot be imported yet are warned of instead of stopping everything."""
    before = module_loading.autodiscover_modules

    def discover(*names: str, **options: object) -> None:
        for app in apps.get_app_configs():
            for name in names:
                try:
                    before_one = f"{app.name}.{name}"
                    if module_loading.module_has_submodule(app.module, name):
                        import_module(before_one)
                except (ImportError, AttributeError) as error:
                    if not app.name.startswith("npq."):
                        raise
                    warnings.warn(f"{app.name}.{name} cannot be imported yet: {error}", stacklevel=2)

    module_loading.autodiscover_modules = discover
    try:
        yield
    finally:
        module_loading.autodiscover_modules = before
