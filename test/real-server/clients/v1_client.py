"""Drives a server with the official SDK of API v1 (PyPI everos 0.4.0), and prints what it got as JSON.

Usage: v1_client.py BASE_URL KEY. Every answer is read with the SDK's own models, strictly: a field of a wrong type ends the script, and a
field that no model knows is listed under "unknown".
"""

import json
import sys
import time

import everos
from everos import EverOS

base_url, key = sys.argv[1:3]
NOW = 1_740_993_150_000
unknown: list[str] = []
refusals: dict[str, list] = {}
# The SDK's enum of statuses does not have the "queued" of an asynchronous add, so strictly read it is refused.
lenient = EverOS(api_key=key, base_url=base_url, max_retries=0)
strict = EverOS(api_key=key, base_url=base_url, max_retries=0, _strict_response_validation=True)


def known(value, where):
    """Lists fields that the model of an answer does not declare, at any depth."""
    if isinstance(value, list):
        for item in value:
            known(item, f"{where}[]")
    if isinstance(value, everos.BaseModel):
        for name in value.model_extra or {}:
            unknown.append(f"{where}.{name}")
        for name in type(value).model_fields:
            known(getattr(value, name), f"{where}.{name}")
    return value


def refused(what, call):
    try:
        call()
    except everos.APIStatusError as error:
        body = error.body if isinstance(error.body, dict) else {}
        refusals[what] = [type(error).__name__, error.status_code, sorted(body)]


def wait_for(task_id):
    for _ in range(100):
        task = known(strict.v1.tasks.retrieve(task_id), "task").data
        if task.status != "processing":
            return task.status
        time.sleep(0.02)
    return "processing"


memories = strict.v1.memories
group = [
    {
        "role": "user",
        "sender_id": sender,
        "sender_name": sender.title(),
        "timestamp": NOW + i * 1000,
        "content": f"message {i}",
        "message_id": f"g-{i}",
    }
    for i, sender in enumerate(["maya", "jose", "maya"])
]
personal = [
    {"role": "user", "timestamp": NOW, "content": "what is the weather"},
    {"role": "assistant", "timestamp": NOW + 1, "content": [{"type": "text", "text": "rain"}], "sender_id": "robot"},
]
agent = [
    {"role": "user", "timestamp": NOW + 5, "content": "look it up"},
    {
        "role": "assistant",
        "timestamp": NOW + 6,
        "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}],
    },
    {"role": "tool", "timestamp": NOW + 7, "content": "found", "tool_call_id": "c1"},
]

got = {}
queued = known(lenient.v1.memories.group.add(group_id="club", messages=group, async_mode=True), "add").data
got["queued"] = [queued.status, wait_for(queued.task_id)]
added = known(memories.add(user_id="maya", session_id="chat", messages=personal, async_mode=False), "add").data
got["added"] = added.status
got["agent added"] = known(memories.agent.add(user_id="maya", session_id="tools", messages=agent, async_mode=False), "add").data.status

waiting = known(
    memories.search(query="message", method="keyword", memory_types=["raw_message"], top_k=100, filters={"group_id": "club"}),
    "search",
).data.raw_messages
got["waiting"] = [row.message_id for row in waiting]
got["flushed"] = [
    known(memories.group.flush(group_id="club"), "flush").data.status,
    known(memories.flush(user_id="maya", session_id="chat"), "flush").data.status,
    known(memories.agent.flush(user_id="maya", session_id="tools"), "flush").data.status,
    known(memories.group.flush(group_id="club"), "flush").data.status,
]
page = known(memories.get(memory_type="episodic_memory", filters={"group_id": "club"}, page=1, page_size=10), "get").data
got["episodes"] = [page.total_count, page.count, [episode.group_id for episode in page.episodes]]
found = known(memories.search(query="message", method="hybrid", filters={"group_id": "club"}, top_k=5), "search").data
got["found"] = [found.query.method, len(found.episodes)]
for memory_type in ("profile", "agent_case", "agent_skill"):
    known(memories.get(memory_type=memory_type, filters={"user_id": "maya"}), "get")

known(strict.v1.groups.create(group_id="club", name="Garden club", description="tomatoes"), "group")
known(strict.v1.groups.patch("club", name="Club"), "group")
got["group"] = known(strict.v1.groups.retrieve("club"), "group").data.name
known(strict.v1.senders.create(sender_id="maya", name="Maya"), "sender")
known(strict.v1.senders.patch("maya", name="Maya R"), "sender")
got["sender"] = known(strict.v1.senders.retrieve("maya"), "sender").data.name
known(strict.v1.settings.update(timezone="Europe/Berlin", boundary_detection_timeout=3600), "settings")
got["settings"] = known(strict.v1.settings.retrieve(), "settings").data.timezone
signed = known(
    strict.v1.object.sign(object_list=[{"file_id": "f1", "file_name": "a.png", "file_type": "image"}]), "sign"
)
got["signed"] = [signed.status, signed.error]

got["deleted"] = memories.delete(group_id="club")
got["episodes left"] = memories.get(memory_type="episodic_memory", filters={"group_id": "club"}).data.total_count

refused("no message", lambda: memories.add(user_id="maya", messages=[]))
refused("a foreign sender", lambda: memories.add(user_id="maya", messages=[{**personal[0], "sender_id": "jose"}]))
refused("an unknown task", lambda: strict.v1.tasks.retrieve("nope"))
refused("an unknown group", lambda: strict.v1.groups.retrieve("nope"))
refused("a profile of a group", lambda: memories.get(memory_type="profile", filters={"group_id": "club"}))
refused("a wrong key", lambda: EverOS(api_key="wrong", base_url=base_url, max_retries=0).v1.settings.retrieve())

print(json.dumps({"got": got, "refusals": refusals, "unknown": sorted(set(unknown))}))
