"""CSV -> NDJSON with the csv module. Usage: csv_reader.py CSV OUT"""
import csv
import json
import sys
from datetime import datetime

with open(sys.argv[1], newline="", encoding="utf-8") as file, open(sys.argv[2], "w", encoding="utf-8") as out:
    reader = csv.reader(file)
    next(reader)
    for message_id, conversation, _, sender_id, sender_name, timestamp, content in reader:
        record = {
            "group_id": "csv-%s" % conversation,
            "role": "user",
            "sender_id": "csv-%s" % sender_id,
            "sender_name": sender_name,
            "timestamp": int(datetime.fromisoformat(timestamp.replace("Z", "+00:00")).timestamp() * 1000),
            "content": content,
            "message_id": "csv-%s" % message_id,
        }
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
