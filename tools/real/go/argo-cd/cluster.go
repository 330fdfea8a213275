package main

import (
	"context"

	"github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/argo"
	kubeutil "github.com/argoproj/argo-cd/v3/util/kube"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/argo-cd/v3/util/settings"
	"github.com/argoproj/gitops-engine/pkg/cache"
	"github.com/argoproj/gitops-engine/pkg/health"
	"github.com/argoproj/gitops-engine/pkg/sync"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/rest"
)

const home = "argocd"

// A cluster as the application controller knows it, and the settings that it works by.
type cluster struct {
	config      *rest.Config
	application *v1alpha1.Application
	tracking    v1alpha1.TrackingMethod
	label       string
	overrides   map[string]v1alpha1.ResourceOverride
	kubectl     *recorder
	cache       cache.ClusterCache
}

// Its settings are those that Argo CD reads of its own ConfigMap, its defaults where that says nothing.
func connect(
	ctx context.Context, config *rest.Config, application *v1alpha1.Application, data map[string]string,
) (*cluster, error) {
	own := func(name string) metav1.ObjectMeta {
		return metav1.ObjectMeta{Name: name, Namespace: home, Labels: map[string]string{"app.kubernetes.io/part-of": "argocd"}}
	}
	manager := settings.NewSettingsManager(ctx, fake.NewClientset(
		&corev1.ConfigMap{ObjectMeta: own(common.ArgoCDConfigMapName), Data: data},
		&corev1.Secret{ObjectMeta: own(common.ArgoCDSecretName)},
	), home)
	overrides, err := manager.GetResourceOverrides()
	if err != nil {
		return nil, err
	}
	method, err := manager.GetTrackingMethod()
	if err != nil {
		return nil, err
	}
	label, err := manager.GetAppInstanceLabelKey()
	if err != nil {
		return nil, err
	}
	kubectl := &recorder{Kubectl: kubeutil.NewKubectl(), applied: []string{}}
	return &cluster{
		config:      config,
		application: application,
		tracking:    v1alpha1.TrackingMethod(method),
		label:       label,
		overrides:   overrides,
		kubectl:     kubectl,
		cache: cache.NewClusterCache(config, cache.SetKubectl(kubectl), cache.SetLogr(logr.Discard()),
			cache.SetPopulateResourceInfoHandler(func(_ *unstructured.Unstructured, _ bool) (any, bool) { return nil, true })),
	}, nil
}

// Marks objects as this Application's own, the way that Argo CD does when it has read them.
func (c *cluster) track(objects []*unstructured.Unstructured) error {
	for _, object := range objects {
		err := argo.NewResourceTracking().SetAppInstance(
			object, c.label, c.application.Name, c.application.Spec.Destination.Namespace, c.tracking, "")
		if err != nil {
			return err
		}
	}
	return nil
}

// What is wanted beside what the cluster has of this Application, as far as watches have told.
func (c *cluster) reconciled(objects []*unstructured.Unstructured) (sync.ReconciliationResult, error) {
	if err := c.cache.EnsureSynced(); err != nil {
		return sync.ReconciliationResult{}, err
	}
	live, err := c.cache.GetManagedLiveObjs(objects, func(one *cache.Resource) bool {
		owner := argo.NewResourceTracking().GetAppName(one.Resource, c.label, c.tracking, "")
		return owner == c.application.Name
	})
	if err != nil {
		return sync.ReconciliationResult{}, err
	}
	return sync.Reconcile(objects, live, c.application.Spec.Destination.Namespace, c.cache), nil
}

// The health of what is live, by object, for kinds that have one.
func (c *cluster) health(state sync.ReconciliationResult) (map[string]string, error) {
	found := map[string]string{}
	for _, live := range state.Live {
		if live == nil {
			continue
		}
		status, err := health.GetResourceHealth(live, lua.ResourceHealthOverrides(c.overrides))
		if err != nil {
			return nil, err
		}
		if status != nil {
			found[key(live)] = string(status.Status)
		}
	}
	return found, nil
}

func key(object *unstructured.Unstructured) string {
	return named(kube.GetResourceKey(object))
}

func named(key kube.ResourceKey) string {
	if key.Namespace == "" {
		return key.Kind + " " + key.Name
	}
	return key.Kind + " " + key.Namespace + "/" + key.Name
}
