"""Reading a content by itself: what the second shipped graph makes of its pieces.

A content that is taken out of its article looks attributed less often, and shows the attributions inside it. The
encoder's lower layers are not run again: the second graph goes on from what they made of the pieces in the article.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import numpy as np

from dateline.language.analysis import LinkScores, RoleScores
from dateline.language.pieces import windows
from dateline.language.reader import log_softmax, session
from dateline.model.spans import Span


class ContentReader:
    """Reads contents with one onnxruntime session, each by itself, so that its result depends on no other."""

    def __init__(self, graph: Path, *, threads: int = 1) -> None:
        self._session = session(graph, threads)

    def read(self, text: str, whole: RoleScores, content: Span) -> RoleScores:
        """Role and link scores of ``text[start:end]`` by itself, its offsets counted from its start.

        ``whole`` are the scores of ``text``. A piece that reaches over the content's edge is left out.
        """
        start, end = content
        first, last = (bisect_left(whole.offsets, (at, at)) for at in content)
        while last > first and whole.offsets[last - 1][1] > end:
            last -= 1
        offsets = tuple((a - start, b - start) for a, b in whole.offsets[first:last])
        roles = [np.zeros((0, whole.roles.shape[1]), dtype=np.float32)]
        links = []
        for window in windows(text[start:end], offsets):
            states = whole.lower[first + window.start : first + window.end]
            role, cue = (values[0] for values in self._session.run(["role", "cue"], {"lower": states[None]}))
            core = slice(window.core_start - window.start, window.core_end - window.start)
            roles.append(log_softmax(role[core]))
            links.append(LinkScores(window.core_start, window.core_end, window.start, log_softmax(cue[core])))
        return RoleScores(offsets, np.concatenate(roles), tuple(links))
