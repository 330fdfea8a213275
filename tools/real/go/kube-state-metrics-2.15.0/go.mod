module arks-monitoring/tools/real/go/kube-state-metrics-2.15.0

go 1.26

require k8s.io/kube-state-metrics/v2 v2.15.0
