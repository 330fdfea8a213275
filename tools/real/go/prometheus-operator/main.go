// Prints what the Prometheus Operator makes of monitors and rules: its own checks, and its own configuration generator.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	"github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	metrics "github.com/prometheus/client_golang/prometheus"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/yaml"
)

// What is printed: what was refused, by kind and name, and the configuration made of what was not.
type answer struct {
	Rejected      map[string]string `json:"rejected"`
	Configuration string            `json:"configuration"`
	// Rules that the operator would change, since the Prometheus enforces a namespace.
	Changed []string `json:"changed"`
}

func main() {
	version := flag.String("prometheus-version", "", "version of the Prometheus that is configured")
	role := flag.String("discovery-role", "Endpoints", "Endpoints or EndpointSlice")
	class := flag.String("scrape-class", "", "a scrape class of the Prometheus, with a token of its own")
	more := flag.String("spec", "{}", "more of the specification of the Prometheus, as JSON")
	flag.Parse()
	objects, err := read(os.Stdin)
	if err == nil {
		server := serverOf(objects.namespace, *version, monitoringv1.ServiceDiscoveryRole(*role), *class)
		if err = yaml.UnmarshalStrict([]byte(*more), &server.Spec); err == nil {
			err = print(server, objects)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func print(server *monitoringv1.Prometheus, found *objects) error {
	version, role := server.Spec.Version, *server.Spec.ServiceDiscoveryRole
	clients := fake.NewClientset(slices.Collect(maps.Values(found.referred))...).CoreV1()
	store := assets.NewStoreBuilder(clients, clients)
	rejected := map[string]string{}
	services, pods, err := selected(server, store, found, rejected)
	if err != nil {
		return err
	}
	if err := checkRules(found.rules, version, rejected); err != nil {
		return err
	}
	changed, err := enforced(server, found.rules)
	if err != nil {
		return err
	}
	options := []prometheus.ConfigGeneratorOption{}
	if role == monitoringv1.EndpointSliceRole {
		options = append(options, prometheus.WithEndpointSliceSupport())
	}
	generator, err := prometheus.NewConfigGenerator(slog.New(slog.DiscardHandler), server, options...)
	if err != nil {
		return err
	}
	configuration, err := generator.GenerateServerConfiguration(server, services, pods, nil, nil, store, nil, nil, nil, nil)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer{Rejected: rejected, Configuration: string(configuration), Changed: changed})
}

// The least that a Prometheus object can say: it selects every monitor that there is, on one shard.
func serverOf(
	namespace, version string, role monitoringv1.ServiceDiscoveryRole, class string,
) *monitoringv1.Prometheus {
	all := &metav1.LabelSelector{}
	server := &monitoringv1.Prometheus{
		TypeMeta:   metav1.TypeMeta{APIVersion: monitoringv1.SchemeGroupVersion.String(), Kind: monitoringv1.PrometheusesKind},
		ObjectMeta: metav1.ObjectMeta{Name: "k8s", Namespace: namespace},
		Spec: monitoringv1.PrometheusSpec{
			CommonPrometheusFields: monitoringv1.CommonPrometheusFields{
				Version:                version,
				ServiceMonitorSelector: all,
				PodMonitorSelector:     all,
				ServiceDiscoveryRole:   &role,
				ScrapeInterval:         "30s",
			},
			EvaluationInterval: "30s",
		},
	}
	if class != "" {
		token := &monitoringv1.Authorization{CredentialsFile: "/var/run/secrets/kubernetes.io/serviceaccount/token"}
		server.Spec.ScrapeClasses = []monitoringv1.ScrapeClass{{Name: class, Authorization: token}}
	}
	return server
}

// Monitors that the operator's own selection accepts; the others and its reasons go to rejected.
func selected(
	server *monitoringv1.Prometheus, store *assets.StoreBuilder, found *objects, rejected map[string]string,
) (map[string]*monitoringv1.ServiceMonitor, map[string]*monitoringv1.PodMonitor, error) {
	quiet := slog.New(slog.DiscardHandler)
	most := len(found.serviceMonitors) + len(found.podMonitors)
	selector, err := prometheus.NewResourceSelector(
		quiet, server, store, nil, operator.NewMetrics(metrics.NewRegistry()), operator.NewFakeRecorder(most, server),
	)
	if err != nil {
		return nil, nil, err
	}
	services, err := selector.SelectServiceMonitors(context.Background(), listing(found.serviceMonitors))
	if err != nil {
		return nil, nil, err
	}
	pods, err := selector.SelectPodMonitors(context.Background(), listing(found.podMonitors))
	if err != nil {
		return nil, nil, err
	}
	tell(services, "ServiceMonitor", rejected)
	tell(pods, "PodMonitor", rejected)
	return services.ValidResources(), pods.ValidResources(), nil
}

func listing[T any](items []T) prometheus.ListAllByNamespaceFn {
	return func(_ string, _ labels.Selector, add cache.AppendFunc) error {
		for _, item := range items {
			add(item)
		}
		return nil
	}
}

func tell[T operator.ConfigurationResource](
	selection operator.TypedResourcesSelection[T], kind string, rejected map[string]string,
) {
	for name, resource := range selection {
		for _, condition := range resource.Conditions() {
			if condition.Status != monitoringv1.ConditionTrue {
				rejected[kind+" "+name] = condition.Message
			}
		}
	}
}
