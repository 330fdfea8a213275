#!/usr/bin/env bash
# sglang-router 0.2.4: its count of active workers is 0 while all serve, and a worker that was removed stays there as unhealthy.
#
# sgl_router_active_workers does not move from 0, with two workers that are healthy and answer requests, with one, and
# after one was added again, although the router's own list at /workers has them all. sgl_router_worker_health does
# follow them; but the series of a worker that was taken out on purpose stays on the page at 0, here for as long as the
# script looked. It cannot be told there from a worker that is ill: only the list knows that it is no worker any more.
#
# Seen when this was written (second column: workers in the list of /workers):
#   two workers, one request answered  2  active_workers 0  health one=1 two=1
#   two removed                        1  active_workers 0  health one=1 two=0
#   30 s later                         1  active_workers 0  health one=1 two=0
#   two added again                    2  active_workers 0  health one=1 two=1
set -euo pipefail

version=0.2.4
folder=$(mktemp -d)
started=()
finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap finish EXIT

changed() {
  echo "changed: $1" >&2
  exit 1
}

# Waits up to 120 s until a command succeeds.
until_true() {
  for _ in $(seq 240); do
    if "$@" 2>/dev/null >&2; then return; fi
    sleep 0.5
  done
  echo "not within 120 s: $*" >&2
  exit 1
}

# Passes health checks, and answers each request with one word.
cat >"$folder/worker.py" <<'PYTHON'
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.say({"model_path": "tiny", "data": [{"id": "tiny", "object": "model"}]})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        word = {"index": 0, "message": {"role": "assistant", "content": "word"}, "finish_reason": "stop"}
        self.say({"id": "one", "object": "chat.completion", "created": 0, "model": "tiny", "choices": [word]})

    def say(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
with open(sys.argv[1], "w") as file:
    print(f"http://127.0.0.1:{server.server_port}", file=file)
server.serve_forever()
PYTHON

for name in one two; do
  python3 "$folder/worker.py" "$folder/$name" &
  started+=($!)
  until_true test -s "$folder/$name"
done
one=$(cat "$folder/one")
two=$(cat "$folder/two")

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "sglang-router==$version" \
  aiohttp==3.14.5 fastapi==0.165.0 orjson==3.13.0 setproctitle==1.3.8 uvicorn==0.54.0
"$folder/venv/bin/pip" --disable-pip-version-check list | grep sglang-router

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port)
metrics_port=$(free_port)
router=http://127.0.0.1:$port
"$folder/venv/bin/python" -m sglang_router.launch_router --host 127.0.0.1 --port "$port" \
  --prometheus-host 127.0.0.1 --prometheus-port "$metrics_port" --worker-startup-check-interval 1 \
  --health-check-interval-secs 1 --policy round_robin --worker-urls "$one" "$two" >"$folder/router.log" 2>&1 &
started+=($!)
until_true curl -sf "$router/readiness"

listed() { curl -sf "$router/workers" | python3 -c 'import json, sys; print(json.load(sys.stdin)["total"])'; }
lists() { [[ $(listed) == "$1" ]]; }
page() { curl -sf "http://127.0.0.1:$metrics_port/metrics"; }
active() { page | sed -n 's/^sgl_router_active_workers //p'; }
health() { page | sed -n "s|^sgl_router_worker_health{worker=\"$1\"} ||p"; }
# Shows what is seen, and compares the list, the count and the health of both workers.
expect() {
  local seen
  seen="$(listed) $(active) $(health "$one") $(health "$two")"
  read -r in_list count of_one of_two <<<"$seen"
  printf '%-35s%s  active_workers %s  health one=%s two=%s\n' "$1" "$in_list" "$count" "$of_one" "$of_two"
  [[ $seen == "$2" ]] || changed "sglang-router $version no longer shows list, count and health as $2 ($1)."
}

until_true lists 2
curl -sf -o "$folder/answer" -H 'Content-Type: application/json' "$router/v1/chat/completions" \
  -d '{"model": "tiny", "messages": [{"role": "user", "content": "hello"}]}'
sleep 3
expect 'two workers, one request answered' '2 0 1 1'

id=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1], safe=""))' "$two")
curl -sf -o "$folder/answer" -X DELETE "$router/workers/$id"
until_true lists 1
sleep 3
expect 'two removed' '1 0 1 0'
sleep 30
expect '30 s later' '1 0 1 0'

curl -sf -o "$folder/answer" -H 'Content-Type: application/json' "$router/workers" -d "{\"url\": \"$two\"}"
until_true lists 2
sleep 3
expect 'two added again' '2 0 1 1'
