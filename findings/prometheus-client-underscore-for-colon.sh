#!/usr/bin/env bash
# prometheus_client (Python) 0.26.0, beside 0.22.1: a colon becomes an underscore in samples, and stays in HELP and TYPE.
#
# A colon has always been valid in the name of a metric, so a name with one needs no escaping anywhere. Asked for
# OpenMetrics 1.0.0 without `escaping=allow-utf-8`, as Prometheus 2 asks, 0.26.0 escapes it all the same, but in samples
# only: HELP and TYPE go on naming a metric that has no samples, and the samples are of a metric that nobody declared.
# Every gauge and counter called `something:...` is so renamed as soon as the library is updated; a scrape
# succeeds, with as many samples as before. 0.22.1 leaves the name alone. So does 0.26.0 in its text formats, even where
# its Content-Type says `escaping=underscores`, and in OpenMetrics where UTF-8 names are allowed.
#
# Seen when this was written:
#   0.22.1 application/openmetrics-text;version=1.0.0
#     # TYPE engine:running gauge
#     engine:running 3.0
#   0.26.0 application/openmetrics-text;version=1.0.0
#     # TYPE engine:running gauge
#     engine_running 3.0
#   0.26.0 application/openmetrics-text;version=1.0.0;escaping=allow-utf-8
#     # TYPE engine:running gauge
#     engine:running 3.0
#   0.26.0 text/plain;version=1.0.0
#     # TYPE engine:running gauge
#     engine:running 3.0
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

changed() {
  echo "changed: $1" >&2
  exit 1
}

cat >"$folder/page.py" <<'PYTHON'
import sys
from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import choose_encoder

registry = CollectorRegistry()
Gauge("engine:running", "Requests that run.", registry=registry).set(3)
encode, _ = choose_encoder(sys.argv[1])
print("".join(line + "\n" for line in encode(registry).decode().splitlines() if "TYPE" in line or line[0] != "#"), end="")
PYTHON

for version in 0.22.1 0.26.0; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet --disable-pip-version-check "prometheus-client==$version"
done

# Prints what a version answers to an Accept header, and refuses samples of another name than the one given.
expect() {
  local version=$1 accept=$2 name=$3 page
  page=$("$folder/$version/bin/python" "$folder/page.py" "$accept")
  printf '%s %s\n' "$version" "$accept"
  printf '%s\n' "$page" | sed 's/^/  /'
  [[ $page == "# TYPE engine:running gauge"$'\n'"$name 3.0" ]] ||
    changed "prometheus_client $version no longer answers $accept with the type of engine:running and a sample of $name."
}

openmetrics='application/openmetrics-text;version=1.0.0'
expect 0.22.1 "$openmetrics" engine:running
expect 0.26.0 "$openmetrics" engine_running
expect 0.26.0 "$openmetrics;escaping=allow-utf-8" engine:running
expect 0.26.0 'text/plain;version=1.0.0' engine:running
