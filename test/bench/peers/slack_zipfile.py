"""Slack workspace export -> NDJSON with zipfile and json. Usage: slack_zipfile.py ZIP OUT"""
import json
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as export, open(sys.argv[2], "w", encoding="utf-8") as out:
    names = {user["id"]: user["profile"]["display_name"] for user in json.loads(export.read("users.json"))}
    channels = {channel["name"]: channel["id"] for channel in json.loads(export.read("channels.json"))}
    for path in sorted(export.namelist()):
        folder, _, day = path.partition("/")
        if not day.endswith(".json"):
            continue
        for message in json.loads(export.read(path)):
            if message.get("subtype") == "channel_join":
                continue
            record = {
                "group_id": "slack-%s" % channels[folder],
                "role": "user",
                "sender_id": "slack-%s" % message["user"],
                "sender_name": names.get(message["user"], message["user"]),
                "timestamp": int(float(message["ts"]) * 1000),
                "content": message["text"],
                "message_id": "slack-%s" % message["ts"],
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
