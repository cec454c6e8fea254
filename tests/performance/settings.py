"""The settings of the site, with one address more: a view that does nothing, to measure the others against."""

from scheduler.settings import *  # noqa: F403

ROOT_URLCONF = "tests.performance.urls"
