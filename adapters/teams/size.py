"""How large something is, as Teams counts it: in UTF-16 (its page on formatting bot messages)."""

import json


def bytes_of(drawn: object) -> int:
    return len(json.dumps(drawn, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))
