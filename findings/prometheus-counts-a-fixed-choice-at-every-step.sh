#!/usr/bin/env bash
# Prometheus 2.42.0 (Debian 12): a part of a range query that is the same at every step, such as a choice by rank at `@ end()`, is
# evaluated once, and its samples are counted once for each step in the statistics of the query (stats=all). Whoever measures a dashboard by
# totalQueryableSamples takes such a query for many times as dear as it is; processor time tells.
#
# Seen, 1000 series of 121 samples each, an hour at 30s:
#   the choice alone 120000 samples, the series alone 121000, both over 121 steps 14641000
#   processor time of both against the two apart: 0.7   (between 0.5 and 3 on a busy machine; evaluated at each step it would be some 60)
set -euo pipefail

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null || true; [ -z "$server" ] || wait "$server" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download prometheus > download.log 2>&1 || { apt-get update > update.log 2>&1; apt-get download prometheus > download.log; }
dpkg-deb -x prometheus_*.deb .
version=$(usr/bin/prometheus --version 2>&1 | head -1)
case $version in *'version 2.42.0'*) ;; *) echo "another version: $version"; exit 1 ;; esac

python3 - > data.txt <<'PYTHON'
print('# TYPE load gauge')
for one in range(1000):
    for step in range(121):
        print(f'load{{replica="{one}"}} {(one * 37 + step * 11) % 1000} {1_700_000_000 + 30 * step}')
print('# EOF')
PYTHON
usr/bin/promtool tsdb create-blocks-from openmetrics data.txt data > blocks.log
echo 'scrape_configs: []' > prometheus.yml
usr/bin/prometheus --config.file=prometheus.yml --storage.tsdb.path=data --storage.tsdb.retention.time=10y \
  --web.listen-address=127.0.0.1:0 2> server.log &
server=$!
for _ in $(seq 300); do
  address=$(sed -n 's/.*msg="Listening on" address=\([^ ]*\).*/\1/p' server.log)
  [ -n "$address" ] && curl -sf "http://$address/-/ready" > ready.log && break
  sleep 0.2
done

python3 - "$address" <<'PYTHON'
import json, re, sys, urllib.parse, urllib.request
address = sys.argv[1]
START, END, STEP, RUNS = 1_700_000_000, 1_700_003_600, 30, 10
CHOICE = 'topk(10, max_over_time(load[1h:30s] @ end()))'

def get(path, **query):
    with urllib.request.urlopen(f'http://{address}{path}?{urllib.parse.urlencode(query)}') as answer:
        return answer.read().decode()

def processor():
    return float(re.search(r'^process_cpu_seconds_total (\S+)', get('/metrics'), re.M)[1])

def asked(path, **query):
    before = processor()
    for _ in range(RUNS):
        data = json.loads(get(path, stats='all', **query))['data']
    return data['stats']['samples']['totalQueryableSamples'], processor() - before

span = dict(start=START, end=END, step=STEP)
choice, choice_seconds = asked('/api/v1/query', query=CHOICE, time=END)
series, series_seconds = asked('/api/v1/query_range', query='load', **span)
whole, whole_seconds = asked('/api/v1/query_range', query=f'load and {CHOICE}', **span)
steps = (END - START) // STEP + 1
ratio = whole_seconds / (choice_seconds + series_seconds)
print(f'the choice alone {choice} samples, the series alone {series}, both over {steps} steps {whole}')
print(f'processor time of both against the two apart: {ratio:.1f}')
assert choice >= 119_000, choice
assert whole == series + steps * choice, (whole, series + steps * choice)
assert ratio < 10, ratio
PYTHON
