"""What a gateway by HTTP is asked and answers: templates in JSON, filled by name, and paths into its answer.

>>> fill_template({"to": "{{ phone }}", "sms": [{"text": "{{text}}", "ttl": 60}]}, {"phone": "+7", "text": '"Свет"'})
{'to': '+7', 'sms': [{'text': '"Свет"', 'ttl': 60}]}
>>> unknown_fields({"to": "{{ phone }} {{ salary }}"}, {"phone"})
['salary']
>>> at_path({"messages": [{"id": 12}]}, "messages.0.id"), at_path({"messages": []}, "messages.0.id")
('12', '')
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

FIELD = re.compile(r"\{\{\s*(.*?)\s*\}\}")


def fill_template(template: object, values: Mapping[str, str]) -> object:
    """Put the values into every string of a template; a value is never read as a field."""
    if isinstance(template, dict):
        return {key: fill_template(value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [fill_template(value, values) for value in template]
    if isinstance(template, str):
        return FIELD.sub(lambda found: values[found[1]], template)
    return template


def unknown_fields(template: object, known: Collection[str]) -> list[str]:
    """Return the fields of a template that nothing fills."""
    if isinstance(template, dict | list):
        inner = template.values() if isinstance(template, dict) else template
        return [name for value in inner for name in unknown_fields(value, known)]
    return [name for name in FIELD.findall(template) if name not in known] if isinstance(template, str) else []


def at_path(answer: object, path: str) -> str:
    """Return what stands at a dotted path of an answer, as text; nothing when there is no such place."""
    for step in path.split("."):
        if isinstance(answer, dict):
            answer = answer.get(step)
        elif isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        else:
            return ""
    return "" if answer is None or isinstance(answer, dict | list) else str(answer)
