"""All the git this package knows: what a file held at earlier revisions, and a new repository for the demo. Nothing else
starts a program.

A repository may be hostile. Nothing here runs a hook, a filter, a pager, a signature check or any other program that its
configuration names, and nothing is fetched from elsewhere. Names of files and revisions are never taken for options.
"""

from reward_reports.changes.git.blobs import read
from reward_reports.changes.git.files import blob_of, earlier_names, left_at, resolve, root, tree
from reward_reports.changes.git.revisions import FileRevision, head, revisions, touched
from reward_reports.changes.git.submodules import commit_for, meant_by, modules, named_commit, show

__all__ = [
    "FileRevision",
    "blob_of",
    "commit_for",
    "earlier_names",
    "head",
    "left_at",
    "meant_by",
    "modules",
    "named_commit",
    "read",
    "resolve",
    "revisions",
    "root",
    "show",
    "touched",
    "tree",
]
