#!/usr/bin/env bash
# kustomize 5.8.2: `labels` with `includeSelectors: true` also writes the label into the pods that a NetworkPolicy lets in.
#
# The option reads as if it were about one's own selectors: those of a Service or a Deployment, whose pods get the label as well. Of a
# NetworkPolicy it changes not only spec.podSelector, whose pods are one's own, but also each podSelector below ingress.from that has
# matchLabels. Those are pods of others, here a Prometheus of another namespace, which have no such label: the policy lets it in
# no more. Nothing warns, and the result is as valid as before. A podSelector with matchExpressions alone stays as it is, so that the same
# rule written in the other way goes on to work; a namespaceSelector stays, too.
#
# Seen when this was written, every matchLabels of the output:
#   app.kubernetes.io/name: prometheus team: llm       (pods let in)
#   app: exporter team: llm                            (own pods)
#   kubernetes.io/metadata.name: monitoring            (namespace of those let in)
set -euo pipefail

version=5.8.2
folder=$(mktemp -d)
finish() {
  chmod -R u+w "$folder"
  rm -rf "$folder"
}
trap finish EXIT

GOBIN="$folder/bin" GOFLAGS=-modcacherw go install "sigs.k8s.io/kustomize/kustomize/v5@v$version"

cat >"$folder/policy.yaml" <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: exporter
spec:
  podSelector:
    matchLabels: { app: exporter }
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: { kubernetes.io/metadata.name: monitoring }
          podSelector:
            matchLabels: { app.kubernetes.io/name: prometheus }
        - podSelector:
            matchExpressions: [{ key: app, operator: In, values: [agent] }]
YAML
cat >"$folder/kustomization.yaml" <<'YAML'
resources: [policy.yaml]
labels:
  - pairs: { team: llm }
    includeSelectors: true
YAML

built=$("$folder/bin/kustomize" build "$folder")
seen=$(python3 - "$built" <<'PYTHON'
import re
import sys

# The output has one key a line; what stands below a matchLabels is indented further than it.
lines = sys.argv[1].split("\n")
found = []
for number, line in enumerate(lines):
    if line.strip() != "matchLabels:":
        continue
    depth = len(line) - len(line.lstrip())
    labels = []
    for below in lines[number + 1:]:
        if len(below) - len(below.lstrip()) <= depth:
            break
        labels.append(re.sub(r'^\s*', "", below))
    found.append(" ".join(sorted(labels)))
for one in sorted(found):
    print(one)
PYTHON
)
echo "kustomize $version"
echo "$seen"

expected='app.kubernetes.io/name: prometheus team: llm
app: exporter team: llm
kubernetes.io/metadata.name: monitoring'
if [ "$seen" != "$expected" ]; then
  echo "changed: expected" >&2
  echo "$expected" >&2
  exit 1
fi
