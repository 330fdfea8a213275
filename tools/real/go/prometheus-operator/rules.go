package main

import (
	"errors"

	"github.com/blang/semver/v4"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
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
