"""The map on a page: laid out for a screen and for a phone, of which the stylesheet shows one, and the same as a list."""

from __future__ import annotations

from markupsafe import Markup

from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.reward_map.model import RewardMap
from reward_reports.publishing.rendering.reward_map.narrow import narrow
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.publishing.rendering.reward_map.svg import in_page
from reward_reports.publishing.rendering.reward_map.wide import wide


def drawn(reward_map: RewardMap) -> Markup:
    """Return a map for a page of ours."""
    mirrored = reward_map.language.direction == "rtl" and reward_map.language.name is not None
    pictures = in_page(reward_map, wide(reward_map, mirrored=mirrored), "map-w")
    pictures += in_page(reward_map, narrow(reward_map, mirrored=mirrored), "map-n")
    items = Markup("").join(filled("<li>%s</li>", words) for words in as_list(reward_map))
    listed = filled(
        "<details><summary>%s</summary><ol>%s</ol></details>", reward_map.language.gettext("The same as a list"), items
    )
    return filled('<div class="maps">%s\n%s</div>', pictures, listed)
