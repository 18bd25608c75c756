"""Drives a server with the official SDK of API v2 (PyPI everos-cloud), and prints what it got as JSON.

Usage: v2_client.py BASE_URL KEY. Every answer is read with the SDK's own models, which refuse wrong types; a field that no model knows is
listed under "unknown".
"""

import json
import sys

from everos_cloud import EverOS, EverOSAPIError
from everos_cloud.models import AddInput, ErrorEnvelope, FilterNode, TaskErrorResponse
from pydantic import BaseModel

base_url, key = sys.argv[1:3]
NOW = 1_740_993_150_000
unknown: list[str] = []
refusals: dict[str, list] = {}
client = EverOS(api_key=key, host=base_url, project_id="sdk")


def known(value, where):
    """Lists fields that the model of an answer does not declare, at any depth."""
    if isinstance(value, list):
        for item in value:
            known(item, f"{where}[]")
    if isinstance(value, BaseModel):
        for name in getattr(value, "additional_properties", {}):
            unknown.append(f"{where}.{name}")
        for name in type(value).model_fields:
            if name != "additional_properties":
                known(getattr(value, name), f"{where}.{name}")
    return value


def refused(what, call, envelope=ErrorEnvelope):
    try:
        call()
    except EverOSAPIError as error:
        try:
            parsed = known(envelope.from_json(error.body), what).error.code
        except ValueError as problem:
            parsed = f"unreadable: {str(problem).splitlines()[0]}"
        refusals[what] = [error.status, parsed]


messages = [
    {"sender_id": "maya", "sender_name": "Maya", "role": "user", "timestamp": NOW, "content": "shall we plant tomatoes"},
    {"sender_id": "robot", "role": "assistant", "timestamp": NOW + 1000, "content": [{"type": "text", "text": "yes"}]},
    {
        "sender_id": "robot",
        "role": "assistant",
        "timestamp": NOW + 2000,
        "content": "",
        "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}],
    },
    {"sender_id": "robot", "role": "tool", "timestamp": NOW + 3000, "content": "found", "tool_call_id": "c1"},
]

got = {}
payload = AddInput(session_id="queued", project_id="sdk", messages=[client._to_message(item) for item in messages])
envelope = known(client.memory.add_memory(payload), "add")
got["queued"] = envelope.data.status
got["task"] = known(client.task_wait(envelope.request_id, timeout=20, interval=0.05), "task").status
listed = known(client.task_list(session_id="queued"), "tasks")
got["tasks"] = [listed.total, [item.id == envelope.request_id for item in listed.items]]
got["stats"] = known(client.tasks.get_task_stats(), "stats").data.total

added = known(client.add("awaited", messages, async_mode=False), "add")
got["added"] = [added.message_count, added.status]
# A plain dict of filters is accepted by the SDK and sent empty.
session = FilterNode(additional_properties={"session_id": "awaited"})
waiting = known(
    client.search("tomatoes", method="keyword", user_id="maya", filters=session), "search"
).unprocessed_messages
got["waiting"] = [[row.sender_id, row.role, row.content.actual_instance] for row in waiting[:1]] + [len(waiting)]
got["flushed"] = [known(client.flush(session), "flush").status for session in ("queued", "awaited", "awaited")]
page = known(client.get("episode", user_id="maya", page=1, page_size=10), "get")
got["episodes"] = [page.total_count, sorted(episode.session_id for episode in page.episodes)]
found = known(client.search("tomatoes", method="hybrid", user_id="maya", top_k=5, include_profile=True), "search")
got["found"] = len(found.episodes)
for memory_type, owner in (("profile", "user_id"), ("agent_case", "agent_id"), ("agent_skill", "agent_id")):
    known(client.get(memory_type, **{owner: "maya"}), "get")

one = next(episode.id for episode in page.episodes if episode.session_id == "queued")
got["deleted by id"] = known(client.delete_by_ids([one], memory_type="episode"), "delete_by_ids").success
deleted = known(client.delete(session_id="awaited"), "delete")
got["deleted"] = [deleted.filters, deleted.count > 0]
got["episodes left"] = client.get("episode", user_id="maya").total_count

refused("a sender with a space", lambda: client.add("s", [{**messages[0], "sender_id": "a b"}], async_mode=False))
# This is how the SDK's documentation makes one: it sends AND and OR as null beside the session.
made = FilterNode.from_dict({"session_id": "awaited"})
refused("a filter with null combinators", lambda: client.search("x", method="keyword", user_id="maya", filters=made))
refused("nobody's memories", lambda: client.get("episode"))
refused("an unknown task", lambda: client.task_get("nope"), TaskErrorResponse)
refused("a wrong key", lambda: EverOS(api_key="wrong", host=base_url).get("episode", user_id="maya"))
client.close()

print(json.dumps({"got": got, "refusals": refusals, "unknown": sorted(set(unknown))}))
