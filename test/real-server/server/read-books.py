"""Prints what a server's own database holds, as JSON: the only account that is not our reading of its API.

Usage: read-books.py ROOT. Tables as of everos 1.5.1 (infra/persistence/sqlite/tables).
"""

import json
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}/.index/sqlite/system.db?mode=ro", uri=True, timeout=10)
database.row_factory = sqlite3.Row


def rows(sql):
    return [dict(row) for row in database.execute(sql)]


def item(payload):
    content = payload.get("content")
    return {
        "sender": payload.get("sender_id"),
        "name": payload.get("sender_name"),
        "role": payload.get("role"),
        "at": payload["timestamp"],
        "text": content if isinstance(content, str) else json.dumps(content),
    }


buffered = rows(
    """SELECT message_id AS id, app_id AS app, project_id AS project, session_id AS session, track, sender_id AS sender,
              sender_name AS name, role, text
       FROM unprocessed_buffer ORDER BY app, project, session, timestamp, message_id"""
)
cells = [
    {
        "id": cell["memcell_id"],
        "app": cell["app_id"],
        "project": cell["project_id"],
        "session": cell["session_id"],
        "messages": json.loads(cell["message_ids_json"]),
        "items": [item(payload) for payload in json.loads(cell["payload_json"])["items"]],
    }
    for cell in rows("SELECT * FROM memcell ORDER BY app_id, project_id, session_id, timestamp, memcell_id")
]
print(json.dumps({"buffered": buffered, "cells": cells}))
