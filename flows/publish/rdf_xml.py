"""RDF/XML with everything in order: rdflib's own serialisation follows the order of hashes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

_XML = "http://www.w3.org/XML/1998/namespace"


def rdf_xml(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """The graph as a document of one description for each subject; same graph, same text.

    `prefixes` are the namespaces of its predicates by prefix.
    """
    for prefix, namespace in {"rdf": str(RDF), **prefixes}.items():
        ElementTree.register_namespace(prefix, namespace)
    root = ElementTree.Element(f"{{{RDF}}}RDF")
    for subject in sorted(set(graph.subjects()), key=str):
        naming = "nodeID" if isinstance(subject, BNode) else "about"
        described = ElementTree.SubElement(
            root, f"{{{RDF}}}Description", {f"{{{RDF}}}{naming}": str(subject)}
        )
        for predicate, value in sorted(graph.predicate_objects(subject), key=repr):
            _, namespace, name = graph.namespace_manager.compute_qname(str(predicate))
            _say(ElementTree.SubElement(described, f"{{{namespace}}}{name}"), value)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return text.decode() + "\n"


def _say(element: ElementTree.Element, value: Node) -> None:
    """Puts the object of a statement into its element."""
    if isinstance(value, URIRef):
        element.set(f"{{{RDF}}}resource", str(value))
    elif isinstance(value, BNode):
        element.set(f"{{{RDF}}}nodeID", str(value))
    elif isinstance(value, Literal):
        element.text = str(value)
        if value.language:
            element.set(f"{{{_XML}}}lang", value.language)
        elif value.datatype:
            element.set(f"{{{RDF}}}datatype", str(value.datatype))
