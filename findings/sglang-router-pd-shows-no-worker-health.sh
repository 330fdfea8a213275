#!/usr/bin/env bash
# sglang-router 0.1.9 with prefill and decode: its metrics never say how a worker is, and say nothing before a request.
#
# The router asks its workers for /health and writes into its log that one of them failed. Its metrics page, though, is
# an HTTP 200 without a single byte until the first request, so that a router that waits and one that has no metrics are
# the same to a scrape, with `up` 1. After requests it shows counters of requests and their duration, and that is all:
# no series of the health of a worker, none of how many there are. A prefill worker that is gone changes nothing on the
# page. Without --pd-disaggregation the router shows sgl_router_active_workers from its start, and leaves it at 2 when
# one of two workers is gone.
#
# Seen when this was written:
#   prefill and decode, before a request: HTTP 200, 0 bytes
#   prefill and decode, after a request: sgl_router_pd_decode_requests_total sgl_router_pd_prefill_requests_total
#     sgl_router_pd_request_duration_seconds sgl_router_pd_requests_total
#   prefill and decode, a worker gone and missed by the router: the same page, byte for byte
#   one role, before a request: sgl_router_active_workers 2
#   one role, a worker gone and missed by the router: sgl_router_active_workers 2
set -euo pipefail

version=0.1.9
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

declare -A pid_of
# Starts a worker of that name; its URL is in a file of that name.
worker() {
  python3 "$folder/worker.py" "$folder/$1" &
  started+=($!)
  pid_of[$1]=$!
  until_true test -s "$folder/$1"
}
url() { cat "$folder/$1"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Starts a router before workers, its log in a file of that name; sets `traffic` and `metrics`, its addresses.
router() {
  local name=$1 port metrics_port
  port=$(free_port)
  metrics_port=$(free_port)
  traffic=http://127.0.0.1:$port
  metrics=http://127.0.0.1:$metrics_port/metrics
  "$folder/venv/bin/python" -m sglang_router.launch_router --host 127.0.0.1 --port "$port" \
    --prometheus-host 127.0.0.1 --prometheus-port "$metrics_port" \
    --worker-startup-check-interval 1 --policy round_robin "${@:2}" >"$folder/$name.log" 2>&1 &
  started+=($!)
  until_true curl -sf "$traffic/readiness"
}

# Ends a worker, and waits until the log of a router says that it is missed.
lose() {
  kill "${pid_of[$1]}"
  until_true grep "$(url "$1") health check failed" "$folder/$2.log"
  echo "the log of the router: Worker $1 health check failed"
}
names() { curl -sf "$metrics" | sed -n 's/^# TYPE \([a-z_]*\) .*/\1/p' | sort | tr '\n' ' '; }

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "sglang-router==$version"
"$folder/venv/bin/pip" --disable-pip-version-check list | grep sglang-router
for name in prefill-1 prefill-2 decode one two; do worker "$name"; done

router pd --pd-disaggregation --prefill "$(url prefill-1)" 9000 --prefill "$(url prefill-2)" 9000 --decode "$(url decode)"
idle=$(curl -sf -w '%{http_code} %{size_download}' "$metrics")
echo "prefill and decode, before a request: status and bytes $idle"
[[ $idle == "200 0" ]] || changed "sglang-router $version in PD mode no longer shows an empty page before its first request."

curl -sf -o "$folder/answer" -H 'Content-Type: application/json' "$traffic/v1/chat/completions" \
  -d '{"model": "tiny", "messages": [{"role": "user", "content": "hello"}]}'
served=$(names)
echo "prefill and decode, after a request: $served"
[[ $served == "sgl_router_pd_decode_requests_total sgl_router_pd_prefill_requests_total \
sgl_router_pd_request_duration_seconds sgl_router_pd_requests_total " ]] ||
  changed "sglang-router $version in PD mode no longer shows four metrics, none of its workers, after a request."

curl -sf "$metrics" | sort >"$folder/well"
lose prefill-2 pd
curl -sf "$metrics" | sort >"$folder/lost"
cmp -s "$folder/well" "$folder/lost" ||
  changed "sglang-router $version in PD mode no longer shows the same page when a prefill worker is missed."
echo "prefill and decode, a worker gone and missed: the same page"

active() { curl -sf "$metrics" | sed -n 's/^sgl_router_active_workers //p'; }
router one-role --worker-urls "$(url one)" "$(url two)"
before=$(active)
lose two one-role
after=$(active)
echo "one role: sgl_router_active_workers $before, then $after"
[[ "$before $after" == "2 2" ]] ||
  changed "sglang-router $version without PD no longer shows 2 active workers before and after one of two is missed."
