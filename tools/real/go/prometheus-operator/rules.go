package main

import (
	"errors"
	"reflect"

	"github.com/blang/semver/v4"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/namespacelabeler"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	"github.com/prometheus/prometheus/promql/parser"
)

// Asks the operator's own check of rules, by the names that this Prometheus would take.
func checkRules(rules []*monitoringv1.PrometheusRule, version string, rejected map[string]string) error {
	parsed, err := semver.ParseTolerant(version)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		problems := operator.ValidateRule(rule.Spec, operator.ValidationSchemeForPrometheus(parsed), parser.Options{})
		if len(problems) > 0 {
			rejected["PrometheusRule "+rule.Namespace+"/"+rule.Name] = errors.Join(problems...).Error()
		}
	}
	return nil
}

// The names of rules that the operator changes where the Prometheus enforces a namespace, as it does before it writes them.
func enforced(server *monitoringv1.Prometheus, rules []*monitoringv1.PrometheusRule) ([]string, error) {
	labeler := namespacelabeler.New(server.Spec.EnforcedNamespaceLabel, server.Spec.ExcludedFromEnforcement, true)
	changed := []string{}
	for _, rule := range rules {
		before := rule.DeepCopy()
		if err := labeler.EnforceNamespaceLabel(rule); err != nil {
			return nil, err
		}
		if !reflect.DeepEqual(before.Spec, rule.Spec) {
			changed = append(changed, rule.Name)
		}
	}
	return changed, nil
}
