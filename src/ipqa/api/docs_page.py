"""The page that describes the API: the OpenAPI document as plain HTML, from here alone."""

from __future__ import annotations

import json
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid; margin-top: 2rem; }
h2 code { font-size: 1rem; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem; }
dt { font-weight: 600; }
"""
_MEDIA = "application/json"


def docs_html(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    info = document["info"]
    routes = "".join(
        _route(path, method, route)
        for path, methods in document["paths"].items()
        for method, route in methods.items()
    )
    schemas = "".join(
        f'<section id="{escape(name)}"><h3>{escape(name)}</h3>{_schema(schema)}</section>'
        for name, schema in document.get("components", {}).get("schemas", {}).items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{escape(info['title'])}</h1><p>{escape(info.get('description', ''))}</p>"
        '<p><a href="openapi.json">openapi.json</a> is this page for programs.</p>'
        f"{routes}<h2>Shapes</h2>{schemas}</main></body></html>"
    )


def _route(path: str, method: str, route: dict[str, Any]) -> str:
    parts = [
        f"<section><h2>{escape(route.get('summary', path))} "
        f"<code>{method.upper()} {escape(path)}</code></h2>",
        f"<p>{escape(route.get('description', ''))}</p>",
    ]
    if parameters := route.get("parameters"):
        items = "".join(
            f"<dt>{escape(one['name'])}</dt><dd>{escape(_kind(one['schema']))}</dd>"
            for one in parameters
        )
        parts.append(f"<h3>Parameters</h3><dl>{items}</dl>")
    if body := route.get("requestBody"):
        parts.append(f"<h3>Body</h3><p>{_link(body['content'][_MEDIA]['schema'])}</p>")
    answers = "".join(
        f"<dt>{escape(status)}</dt><dd>{escape(one.get('description', ''))} "
        f"{_link(one.get('content', {}).get(_MEDIA, {}).get('schema', {}))}</dd>"
        for status, one in route["responses"].items()
    )
    return "".join([*parts, f"<h3>Answers</h3><dl>{answers}</dl></section>"])


def _schema(schema: dict[str, Any]) -> str:
    about = f"<p>{escape(schema['description'])}</p>" if "description" in schema else ""
    needed = schema.get("required", [])
    fields = "".join(
        f"<dt>{escape(name)}{'' if name in needed else ' (optional)'}</dt>"
        f"<dd><code>{escape(_kind(field))}</code> {escape(field.get('description', ''))}</dd>"
        for name, field in schema.get("properties", {}).items()
    )
    if fields:
        return f"{about}<dl>{fields}</dl>"
    return f"{about}<pre>{escape(json.dumps(schema, indent=2))}</pre>"


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _name(schema["$ref"])
    for many in ("anyOf", "oneOf"):
        if many in schema:
            return " or ".join(_kind(one) for one in schema[many])
    if "enum" in schema:
        return " or ".join(json.dumps(one) for one in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("type", "anything"))


def _link(schema: dict[str, Any]) -> str:
    if "$ref" not in schema:
        return ""
    name = escape(_name(schema["$ref"]))
    return f'<a href="#{name}">{name}</a>'


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]
