"""DiscordChatExporter files -> NDJSON with ijson's C backend. Usage: discord_ijson.py FOLDER OUT"""
import json
import pathlib
import sys
from datetime import datetime

import ijson.backends.yajl2_c as ijson

with open(sys.argv[2], "w", encoding="utf-8") as out:
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        with open(path, "rb") as file:
            for message in ijson.items(file, "messages.item"):
                if message["type"] not in ("Default", "Reply"):
                    continue
                author = message["author"]
                record = {
                    "role": "user",
                    "sender_id": "discord-%s" % author["id"],
                    "sender_name": author["nickname"],
                    "timestamp": int(datetime.fromisoformat(message["timestamp"]).timestamp() * 1000),
                    "content": message["content"],
                    "message_id": "discord-%s" % message["id"],
                }
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
