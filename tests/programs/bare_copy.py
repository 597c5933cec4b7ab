"""A case of the bare program, and a call of the copy of the program that has no other."""

from __future__ import annotations

import subprocess
import sys

CASE = """{
  "format": "determination-desk.case",
  "version": 1,
  "case_number": "QR-0001",
  "organization": {"name": "Quiet River"},
  "injured_worker": {"name": "Mel Invented"},
  "guardian": {"name": "Gwen Invented"},
  "date_assigned": "2026-04-02",
  "decision_date": "2026-04-20",
  "appeal_received": "2026-04-03",
  "file_complete": "2026-04-10",
  "plan_code": "QR-7",
  "reason_for_appeal": "It hurts.\\nIt still hurts.",
  "hearing_held": false,
  "in_writing": true,
  "days_of_care": 12,
  "level": "Second",
  "languages": ["Spanish", "Tagalog"],
  "call_made": {"day": "2026-04-20", "time": "17:45:00", "zone": "America/Denver"},
  "stay": {"starts": "2026-03-04", "ends": "2026-03-09"},
  "clause": {"document": "Evidence of Coverage", "section": "4.2", "page": "31", "words": "Care."},
  "disputed_items": [
    {
      "request": "Six visits",
      "decision": "Granted in part",
      "cost_code": "C-12",
      "charge": {"number": "1234.50", "unit": "USD"},
      "rationale": "Three are are enough."
    },
    {"request": "A brace", "decision": "Granted", "rationale": "It helps."}
  ]
}
"""


def program(copy, *words):
    called = [sys.executable, *words]
    return subprocess.run(called, cwd=copy, capture_output=True, text=True, timeout=100)
