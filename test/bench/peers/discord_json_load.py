"""DiscordChatExporter files -> NDJSON with json.load, as a docs page shows it. Usage: discord_json_load.py FOLDER OUT"""
import json
import pathlib
import sys
from datetime import datetime

with open(sys.argv[2], "w", encoding="utf-8") as out:
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        with open(path, encoding="utf-8") as file:
            export = json.load(file)
        for message in export["messages"]:
            if message["type"] not in ("Default", "Reply"):
                continue
            author = message["author"]
            record = {
                "group_id": "discord-%s" % export["channel"]["id"],
                "role": "user",
                "sender_id": "discord-%s" % author["id"],
                "sender_name": author["nickname"],
                "timestamp": int(datetime.fromisoformat(message["timestamp"]).timestamp() * 1000),
                "content": message["content"],
                "message_id": "discord-%s" % message["id"],
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
