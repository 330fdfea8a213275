package main

import (
	"encoding/json"
	"fmt"
	"io"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"
)

// The objects that the operator reads; every other kind is left out.
type objects struct {
	// Of the Prometheus: that of the rules, or of a monitor where there are none.
	namespace       string
	serviceMonitors []*monitoringv1.ServiceMonitor
	podMonitors     []*monitoringv1.PodMonitor
	rules           []*monitoringv1.PrometheusRule
	// What monitors refer to: Secrets and ConfigMaps, the last of each name.
	referred map[string]runtime.Object
}

// Reads a JSON array of objects. A field that the operator's types do not have is an error.
func read(from io.Reader) (*objects, error) {
	var all []json.RawMessage
	if err := json.NewDecoder(from).Decode(&all); err != nil {
		return nil, err
	}
	found := &objects{referred: map[string]runtime.Object{}}
	for _, one := range all {
		var meta struct {
			metav1.TypeMeta   `json:",inline"`
			metav1.ObjectMeta `json:"metadata"`
		}
		if err := json.Unmarshal(one, &meta); err != nil {
			return nil, err
		}
		if err := found.add(meta.Kind, one); err != nil {
			return nil, fmt.Errorf("%s %s/%s: %w", meta.Kind, meta.Namespace, meta.Name, err)
		}
		isRule := meta.Kind == monitoringv1.PrometheusRuleKind
		if isRule || (found.namespace == "" && meta.APIVersion == monitoringv1.SchemeGroupVersion.String()) {
			found.namespace = meta.Namespace
		}
	}
	return found, nil
}

func (found *objects) add(kind string, text []byte) error {
	switch kind {
	case monitoringv1.ServiceMonitorsKind:
		return decode(text, &found.serviceMonitors)
	case monitoringv1.PodMonitorsKind:
		return decode(text, &found.podMonitors)
	case monitoringv1.PrometheusRuleKind:
		return decode(text, &found.rules)
	case "Secret":
		return refer(text, &corev1.Secret{}, found)
	case "ConfigMap":
		return refer(text, &corev1.ConfigMap{}, found)
	}
	return nil
}

// What a monitor may refer to.
type named interface {
	runtime.Object
	metav1.Object
}

func refer(text []byte, one named, found *objects) error {
	if err := yaml.UnmarshalStrict(text, one); err != nil {
		return err
	}
	found.referred[fmt.Sprintf("%T %s/%s", one, one.GetNamespace(), one.GetName())] = one
	return nil
}

func decode[T any](text []byte, into *[]*T) error {
	var one T
	if err := yaml.UnmarshalStrict(text, &one); err != nil {
		return err
	}
	*into = append(*into, &one)
	return nil
}
