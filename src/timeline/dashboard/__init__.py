"""What people look at: the page that stands alone, and the timelines that dashboards/*.sql define."""

from timeline.dashboard.page import render_page
from timeline.dashboard.pages import Page, write_pages
from timeline.dashboard.spec import TimelineError, TimelineSpec, read_timeline

__all__ = ["Page", "TimelineError", "TimelineSpec", "read_timeline", "render_page", "write_pages"]
