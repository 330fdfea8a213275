#!/usr/bin/env bash
# kube-state-metrics 2.15.0, beside 2.19.1: a metric name listed twice for one custom resource makes another metric vanish.
#
# In --custom-resource-state-config-file a kind may list a name several times, such as one metric from two paths of the
# object that a label tells apart. 2.15.0 takes that without a word, then drops the second header of the name without
# dropping its place: every family after it is printed below the header of its neighbour, and as many families as there
# were repetitions fall off the end of the list of the kind. What is lost is thus not the name that was listed twice but the
# last one of the list, which was right. No warning and no error is logged, and a scrape succeeds. 2.19.1 prints all of them.
#
# Seen when this was written (a kind with widget_parts twice, widget_speed, widget_heat; labels shortened):
#   2.15.0                              2.19.1
#     # TYPE widget_parts gauge           # TYPE widget_parts gauge
#     widget_parts{side="left"} 3         widget_parts{side="left"} 3
#     # TYPE widget_speed gauge           widget_parts{side="right"} 5
#     widget_parts{side="right"} 5        # TYPE widget_speed gauge
#     # TYPE widget_heat gauge            widget_speed 7
#     widget_speed 7                      # TYPE widget_heat gauge
#                                         widget_heat 11
set -euo pipefail

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

# Waits up to 60 s until a command succeeds.
until_true() {
  for _ in $(seq 120); do
    if "$@" 2>/dev/null >&2; then return; fi
    sleep 0.5
  done
  echo "not within 60 s: $*" >&2
  exit 1
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# As much of an API server as a list and a watch of one kind need.
cat >"$folder/api-server.py" <<'PYTHON'
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

DEFINITION = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "widgets.shop.example", "uid": "1", "resourceVersion": "1"},
    "spec": {
        "group": "shop.example",
        "scope": "Namespaced",
        "names": {"kind": "Widget", "listKind": "WidgetList", "plural": "widgets", "singular": "widget"},
        "versions": [{"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}],
    },
    "status": {"conditions": [{"type": "Established", "status": "True"}]},
}
WIDGET = {
    "apiVersion": "shop.example/v1",
    "kind": "Widget",
    "metadata": {"name": "lathe", "namespace": "hall", "uid": "2", "resourceVersion": "1"},
    "status": {"parts": {"left": 3, "right": 5}, "speed": 7, "heat": 11},
}
KNOWN = {
    "/apis/apiextensions.k8s.io/v1/customresourcedefinitions": DEFINITION,
    "/apis/shop.example/v1/widgets": WIDGET,
}
MARK = {"resourceVersion": "1", "annotations": {"k8s.io/initial-events-end": "true"}}


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        if url.path == "/version":
            return self.say(200, {"major": "1", "minor": "34", "gitVersion": "v1.34.0"})
        if url.path not in KNOWN:
            return self.say(404, {"apiVersion": "v1", "kind": "Status", "status": "Failure", "code": 404})
        one = KNOWN[url.path]
        if "watch" not in query:
            about = {"apiVersion": one["apiVersion"], "kind": one["kind"] + "List", "metadata": {"resourceVersion": "1"}}
            return self.say(200, {**about, "items": [one]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if "sendInitialEvents" in query:
            self.event("ADDED", one)
            self.event("BOOKMARK", {"apiVersion": one["apiVersion"], "kind": one["kind"], "metadata": MARK})
        time.sleep(600)

    def event(self, kind, of):
        self.wfile.write(json.dumps({"type": kind, "object": of}).encode() + b"\n")
        self.wfile.flush()

    def say(self, status, what):
        body = json.dumps(what).encode()
        self.send_response(status)
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
python3 "$folder/api-server.py" "$folder/api-server" &
started+=($!)
until_true test -s "$folder/api-server"

cat >"$folder/kubeconfig" <<YAML
apiVersion: v1
kind: Config
current-context: here
clusters: [{name: here, cluster: {server: "$(cat "$folder/api-server")"}}]
contexts: [{name: here, context: {cluster: here, user: here}}]
users: [{name: here, user: {}}]
YAML
cat >"$folder/widgets.yaml" <<'YAML'
kind: CustomResourceStateMetrics
spec:
  resources:
    - groupVersionKind: {group: shop.example, version: v1, kind: Widget}
      metricNamePrefix: widget
      metrics:
        - name: parts
          help: Parts.
          commonLabels: {side: left}
          each: {type: Gauge, gauge: {path: [status, parts, left]}}
        - name: parts
          help: Parts.
          commonLabels: {side: right}
          each: {type: Gauge, gauge: {path: [status, parts, right]}}
        - name: speed
          help: Speed.
          each: {type: Gauge, gauge: {path: [status, speed]}}
        - name: heat
          help: Heat.
          each: {type: Gauge, gauge: {path: [status, heat]}}
YAML

# Builds a version: the proxy has no list of versions, so it is required by name in a module of this script's own.
build() {
  mkdir "$folder/$1"
  printf 'module here\n\ngo 1.24\n\nrequire k8s.io/kube-state-metrics/v2 v%s\n' "$1" >"$folder/$1/go.mod"
  (cd "$folder/$1" && go build -mod=mod -ldflags '-s -w' -o kube-state-metrics k8s.io/kube-state-metrics/v2) 2>"$folder/go.log" ||
    { tail -5 "$folder/go.log" >&2; exit 1; }
}

# The page without what tells the kind, and without HELP.
page() {
  curl -sf "http://127.0.0.1:$port/metrics" | grep -v '^# HELP' |
    sed -E 's/customresource_[a-z]+="[^"]*",?//g; s/,\}/}/; s/\{\}//'
}
has_series() { page | grep -q '^widget_'; }

show() {
  build "$1"
  port=$(free_port)
  "$folder/$1/kube-state-metrics" --custom-resource-state-only --custom-resource-state-config-file="$folder/widgets.yaml" \
    --kubeconfig="$folder/kubeconfig" --host=127.0.0.1 --port="$port" \
    --telemetry-host=127.0.0.1 --telemetry-port="$(free_port)" 2>"$folder/$1.log" &
  started+=($!)
  until_true has_series
  seen=$(page)
  echo "kube-state-metrics $(cd "$folder/$1" && go list -mod=mod -m -f '{{.Version}}' k8s.io/kube-state-metrics/v2)"
  printf '%s\n' "$seen" | sed 's/^/  /'
}

show 2.15.0
[[ $seen == '# TYPE widget_parts gauge
widget_parts{side="left"} 3
# TYPE widget_speed gauge
widget_parts{side="right"} 5
# TYPE widget_heat gauge
widget_speed 7' ]] || changed 'kube-state-metrics 2.15.0 no longer loses widget_heat when widget_parts is listed twice.'
if grep -E '^[EWF][0-9]{4}' "$folder/2.15.0.log"; then changed 'kube-state-metrics 2.15.0 now logs a warning or an error.'; fi
echo '  its log: no warning, no error'

show 2.19.1
[[ $seen == '# TYPE widget_parts gauge
widget_parts{side="left"} 3
widget_parts{side="right"} 5
# TYPE widget_speed gauge
widget_speed 7
# TYPE widget_heat gauge
widget_heat 11' ]] || changed 'kube-state-metrics 2.19.1 no longer shows every family when widget_parts is listed twice.'
