"""result.json -> NDJSON with json.load, as a docs page shows it. Usage: telegram_json_load.py EXPORT OUT"""
import json
import sys


def plain(text):
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part["text"] for part in text)


with open(sys.argv[1], encoding="utf-8") as file:
    export = json.load(file)

with open(sys.argv[2], "w", encoding="utf-8") as out:
    for chat in export["chats"]["list"]:
        for message in chat["messages"]:
            if message["type"] != "message":
                continue
            content = plain(message["text"])
            if not content:
                content = "[file]" if "photo" in message or "file" in message else ""
            if not content:
                continue
            record = {
                "group_id": "telegram-%s" % chat["id"],
                "role": "user",
                "sender_id": message["from_id"],
                "sender_name": message.get("from") or "",
                "timestamp": int(message["date_unixtime"]) * 1000,
                "content": content,
                "message_id": "telegram-%s-%s" % (chat["id"], message["id"]),
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
