module arks-monitoring/tools/real/go/kube-state-metrics-2.20.0

go 1.26

require k8s.io/kube-state-metrics/v2 v2.20.0
