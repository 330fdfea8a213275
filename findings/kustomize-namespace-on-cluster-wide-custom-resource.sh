#!/usr/bin/env bash
# kustomize 5.8.2: `namespace:` puts a namespace on a custom resource that is cluster-wide, and a CRD in the same folder does not help.
#
# Of kinds of Kubernetes itself kustomize knows which are cluster-wide, and leaves a ClusterRole alone. Of any other kind it assumes
# that it is in a namespace. That the folder holds the CustomResourceDefinition with `scope: Cluster` changes nothing: it is built as one
# more resource and not read. Monitoring meets it with cluster-wide kinds of operators and clouds, which often differ from their sibling
# in a namespace by a prefix of the kind only.
#
# Seen when this was written:
#   ClusterRole  none
#   ClusterRules observability   (defined as scope: Cluster beside it)
set -euo pipefail

version=5.8.2
folder=$(mktemp -d)
finish() {
  chmod -R u+w "$folder"
  rm -rf "$folder"
}
trap finish EXIT

GOBIN="$folder/bin" GOFLAGS=-modcacherw go install "sigs.k8s.io/kustomize/kustomize/v5@v$version"

cat >"$folder/objects.yaml" <<'YAML'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: clusterrules.rules.example.com }
spec:
  group: rules.example.com
  scope: Cluster
  names: { kind: ClusterRules, plural: clusterrules }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: []
---
apiVersion: rules.example.com/v1
kind: ClusterRules
metadata: { name: everybody }
YAML
cat >"$folder/kustomization.yaml" <<'YAML'
namespace: observability
resources: [objects.yaml]
YAML

"$folder/bin/kustomize" build "$folder" >"$folder/built.yaml"

# The namespace that an object of a kind has in the output.
namespace_of() {
  awk -v kind="$1" 'BEGIN { RS = "---\n" } $0 ~ "(^|\n)kind: " kind "\n" { print }' "$folder/built.yaml" |
    sed -n 's/^  namespace: //p'
}

role=$(namespace_of ClusterRole)
rules=$(namespace_of ClusterRules)
echo "kustomize $version"
echo "ClusterRole  ${role:-none}"
echo "ClusterRules ${rules:-none}"

if [ "${role:-none}" != none ] || [ "${rules:-none}" != observability ]; then
  echo "changed: expected none and observability" >&2
  exit 1
fi
