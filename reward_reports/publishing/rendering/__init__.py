"""A report to a file that people or programs read."""

from reward_reports.publishing.formats import BINARY, FORMATS
from reward_reports.publishing.rendering.render import check_map, map_beside, map_picture, render, render_bytes

__all__ = ["BINARY", "FORMATS", "check_map", "map_beside", "map_picture", "render", "render_bytes"]
