"""Open Referral HSDS 3: who offers which service, where and for whom, as the tables of a data package.

A service is a project, offered by the organisation that runs it (else by the one that founded it); an organisation that serves somebody or
some place itself offers a service of its own name. HSDS has no place for money, rules and partners: those stay behind.
"""

import csv
import uuid
from collections import defaultdict
from pathlib import Path

from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.text import clean
from graph.ontology import ontology
from graph.queries import Row
from graph.queries.then.measures import closed

# The columns of HSDS 3 that the graph can fill; those that the specification requires stand first.
TABLES = {
    "organizations": ("id", "name", "description", "alternate_name", "year_incorporated", "legal_status"),
    "services": ("id", "name", "status", "organization_id", "alternate_name", "description", "eligibility_description"),
    "service_areas": ("id", "service_id", "name", "uri"),
    "locations": ("id", "location_type", "organization_id", "name", "external_identifier", "external_identifier_type"),
    "service_at_locations": ("id", "service_id", "location_id"),
    "organization_identifiers": ("id", "organization_id", "identifier_type", "identifier"),
}
# A fixed name space: the same thing has the same UUID in every export.
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:wushe-graph:hsds")
# The edge that says who offers a project, the surer one first.
OFFERS = ("OPERATES", "ESTABLISHES")


def write_package(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write the six tables. Projects and what is served are held in memory."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    things = {str(row["id"]): _kept(row) for row in graph.nodes()}
    offered: dict[str, dict[str, str]] = {type: {} for type in OFFERS}
    served: dict[str, list[Row]] = defaultdict(list)
    for row in graph.edges():
        type, head, tail = str(row["type"]), str(row["head"]), str(row["tail"])
        if type in OFFERS and row["head_label"] == "ORG" and row["tail_label"] == "PROJECT":
            offered[type].setdefault(tail, head)
        if type == "SERVES" and row["head_label"] in ("ORG", "PROJECT"):
            served[head].append(things[tail])
    for id, row in things.items():
        if row["label"] == "ORG":
            _organization(rows, row)
        provider = id if row["label"] == "ORG" else offered["OPERATES"].get(id) or offered["ESTABLISHES"].get(id)
        if (row["label"] == "PROJECT" and provider) or (row["label"] == "ORG" and id in served):
            _service(rows, row, things[str(provider)], served[id])
    for name, columns in TABLES.items():
        # A data package is plain UTF-8: a mark would become part of the first column's name.
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, columns, restval="")
            out.writeheader()
            out.writerows(rows[name])


def _uuid(*parts: object) -> str:
    return str(uuid.uuid5(SPACE, "\n".join(map(str, parts))))


def _kept(row: Row) -> Row:
    names = ("id", "label", "name", "kind", "aliases", "place", "place_code", "uscc", "status", "scope", "registered_on")
    return {name: row.get(name) for name in names}


def _organization(rows: dict[str, list[Row]], row: Row) -> None:
    id, aliases = _uuid(row["id"]), row["aliases"]
    kind = ontology().zh(str(row["kind"])) if row["kind"] else "组织"
    founded = str(row["registered_on"] or "")[:4]
    rows["organizations"].append(
        {
            "id": id,
            "name": _text(row["name"]),
            "description": _text(row["scope"] or "，".join(part for part in (kind, str(row["place"] or "")) if part)),
            "alternate_name": _text(aliases[0]) if isinstance(aliases, list) and aliases else "",
            "year_incorporated": founded if founded.isdigit() else "",
            "legal_status": kind,
        }
    )
    if row["uscc"]:
        about: Row = {
            "id": _uuid(row["id"], "uscc"),
            "organization_id": id,
            "identifier_type": "统一社会信用代码",
            "identifier": row["uscc"],
        }
        rows["organization_identifiers"].append(about)
    if row["place_code"]:
        about = {"id": _uuid(row["id"], "location"), "location_type": "physical", "organization_id": id, "name": row["place"]}
        rows["locations"].append(about | {"external_identifier": row["place_code"], "external_identifier_type": "行政区划代码"})


def _service(rows: dict[str, list[Row]], row: Row, provider: Row, served: list[Row]) -> None:
    id, aliases = _uuid(row["id"], "service"), row["aliases"]
    groups = "、".join(_text(r["name"]) for r in served if r["label"] == "GROUP")
    rows["services"].append(
        {
            "id": id,
            "name": _text(row["name"]),
            "status": "defunct" if closed(provider["status"]) else "active",
            "organization_id": _uuid(provider["id"]),
            "alternate_name": _text(aliases[0]) if isinstance(aliases, list) and aliases else "",
            "eligibility_description": groups,
        }
    )
    for area in (r for r in served if r["label"] in ("PLACE", "ORG")):
        name = area["place"] if area["label"] == "PLACE" else area["name"]
        uri = f"urn:wushe-graph:place:{area['place_code']}" if area["label"] == "PLACE" and area["place_code"] else ""
        rows["service_areas"].append({"id": _uuid(row["id"], "area", area["id"]), "service_id": id, "name": _text(name), "uri": uri})
    if provider["place_code"]:
        about: Row = {"id": _uuid(row["id"], "at"), "service_id": id, "location_id": _uuid(provider["id"], "location")}
        rows["service_at_locations"].append(about)


def _text(value: object) -> str:
    return clean(str(value or "")).strip()
