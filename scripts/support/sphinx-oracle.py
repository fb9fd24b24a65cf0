"""Prints what Sphinx reads in the documents of a folder, as JSON by document: where links lead, and names that lead here."""

import json
import sys

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

FILES = ("include", "literalinclude")


class AnyOptions(dict):
    """Takes every option."""

    def __bool__(self):
        return True

    def __getitem__(self, _):
        return lambda value: value


class Unknown(Directive):
    """A directive of an extension that is not here: its content is read."""

    has_content = True
    optional_arguments = 99
    final_argument_whitespace = True
    option_spec = AnyOptions()

    def run(self):
        node = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class Included(Unknown):
    """Names the file in the place of what it holds."""

    def run(self):
        return [nodes.comment("", "", file=" ".join(self.arguments))]


def find_directive(find):
    def found(name, *rest):
        if name in FILES:
            return Included, []
        known, messages = find(name, *rest)
        return (Unknown, []) if known is None else (known, messages)

    return found


def links_of(doctree):
    for node in doctree.findall():
        if isinstance(node, addnodes.pending_xref) and node.get("reftype") in ("doc", "ref", "numref"):
            yield node["reftype"], node["reftarget"]
        elif isinstance(node, addnodes.toctree):
            yield from (("toctree", entry) for _, entry in node["entries"])
        elif isinstance(node, addnodes.download_reference):
            yield "file", node["reftarget"]
        elif isinstance(node, nodes.image):
            yield "file", node["uri"]
        elif isinstance(node, nodes.comment) and "file" in node:
            yield "file", node["file"]
        elif isinstance(node, (nodes.reference, nodes.target)) and "refuri" in node:
            yield "uri", node["refuri"]


def names_of(doctree):
    other = (nodes.footnote, nodes.citation, nodes.reference, nodes.term, addnodes.desc_signature, nodes.substitution_definition)
    for node in doctree.findall(nodes.Element):
        if not isinstance(node, other) and "refuri" not in node and "refid" not in node:
            yield from node.get("names", []) + node.get("dupnames", [])


def main(source, scratch):
    with patch_docutils(), docutils_namespace():
        options = {"suppress_warnings": ["*"], "root_doc": "0"}
        app = Sphinx(source, None, f"{scratch}/out", f"{scratch}/trees", "dummy", options, None, None)
        directives.directive = find_directive(directives.directive)
        app.build(force_all=True)
        trees = {name: app.env.get_doctree(name) for name in sorted(app.env.found_docs)}
    found = {name: {"links": sorted(set(links_of(tree))), "names": sorted(set(names_of(tree)))} for name, tree in trees.items()}
    json.dump(found, sys.stdout)


main(*sys.argv[1:])
