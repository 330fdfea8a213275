// Prints what the Prometheus Operator makes of AlertmanagerConfigs: its own validation, and its own configuration builder.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/blang/semver/v4"
	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	alphavalidation "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1alpha1"
	betavalidation "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1beta1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1beta1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// The configuration that an Alertmanager has before anything of ours: what no other route takes goes to nobody.
const own = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n"

// The objects that are read from a JSON array; every other kind is left out.
type objects struct {
	configs map[string]*v1alpha1.AlertmanagerConfig
	secrets []any
}

func main() {
	version := flag.String("alertmanager-version", "", "version of the Alertmanager that is configured")
	namespace := flag.String("namespace", "", "its namespace")
	strategy := flag.String("matcher-strategy", "", "which alerts an AlertmanagerConfig sees")
	flag.Parse()
	server := &monitoringv1.Alertmanager{ObjectMeta: metav1.ObjectMeta{Name: "main", Namespace: *namespace}}
	server.Spec.AlertmanagerConfigMatcherStrategy.Type = monitoringv1.AlertmanagerConfigMatcherStrategyType(*strategy)
	configuration, err := made(os.Stdin, *version, server)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(configuration)
}

func made(from io.Reader, version string, server *monitoringv1.Alertmanager) (string, error) {
	parsed, err := semver.Parse(version)
	if err != nil {
		return "", err
	}
	found, err := read(from)
	if err != nil {
		return "", err
	}
	store := assets.NewTestStoreBuilder(found.secrets...)
	builder := alertmanager.NewConfigBuilder(slog.New(slog.DiscardHandler), parsed, store, server)
	if err := builder.InitializeFromRawConfiguration([]byte(own)); err != nil {
		return "", err
	}
	if err := builder.AddAlertmanagerConfigs(context.Background(), found.configs); err != nil {
		return "", err
	}
	configuration, err := builder.MarshalJSON()
	return string(configuration), err
}

// A field that the operator's types do not have is an error.
func read(from io.Reader) (*objects, error) {
	var all []json.RawMessage
	if err := json.NewDecoder(from).Decode(&all); err != nil {
		return nil, err
	}
	found := &objects{configs: map[string]*v1alpha1.AlertmanagerConfig{}}
	for _, one := range all {
		var meta metav1.TypeMeta
		if err := json.Unmarshal(one, &meta); err != nil {
			return nil, err
		}
		switch meta.Kind {
		case v1alpha1.AlertmanagerConfigKind:
			config, err := configOf(meta.APIVersion, one)
			if err != nil {
				return nil, err
			}
			found.configs[config.Namespace+"/"+config.Name] = config
		case "Secret":
			var secret corev1.Secret
			if err := yaml.UnmarshalStrict(one, &secret); err != nil {
				return nil, err
			}
			found.secrets = append(found.secrets, &secret)
		}
	}
	return found, nil
}

// Either version, validated; the newer one is converted as the operator's webhook does.
func configOf(apiVersion string, text []byte) (*v1alpha1.AlertmanagerConfig, error) {
	var config v1alpha1.AlertmanagerConfig
	if apiVersion == v1alpha1.SchemeGroupVersion.String() {
		if err := yaml.UnmarshalStrict(text, &config); err != nil {
			return nil, err
		}
		return &config, alphavalidation.ValidateAlertmanagerConfig(&config)
	}
	var newer v1beta1.AlertmanagerConfig
	if err := yaml.UnmarshalStrict(text, &newer); err != nil {
		return nil, err
	}
	if err := betavalidation.ValidateAlertmanagerConfig(&newer); err != nil {
		return nil, err
	}
	return &config, newer.ConvertTo(&config)
}
