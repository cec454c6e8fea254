"""Addresses of pages, each worked out once: a desk writes those of two hundred entries at every change."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def address_of(name: str, uid: str) -> str:
    """The address of the page of this name about one entry or occasion."""
    return reverse(name, args=[uid])
