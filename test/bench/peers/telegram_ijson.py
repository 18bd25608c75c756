"""result.json -> NDJSON with ijson's C backend; the chat of a message is not at hand here. Usage: telegram_ijson.py EXPORT OUT"""
import json
import sys

import ijson.backends.yajl2_c as ijson


def plain(text):
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part["text"] for part in text)


with open(sys.argv[1], "rb") as file, open(sys.argv[2], "w", encoding="utf-8") as out:
    for message in ijson.items(file, "chats.list.item.messages.item"):
        if message["type"] != "message":
            continue
        content = plain(message["text"])
        if not content:
            content = "[file]" if "photo" in message or "file" in message else ""
        if not content:
            continue
        record = {
            "role": "user",
            "sender_id": message["from_id"],
            "sender_name": message.get("from") or "",
            "timestamp": int(message["date_unixtime"]) * 1000,
            "content": content,
            "message_id": message["id"],
        }
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
