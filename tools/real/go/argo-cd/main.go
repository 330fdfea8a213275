// Prints what Argo CD makes of an Application and the objects of its folder: its own engine syncs them into the cluster of
// KUBECONFIG, then its own comparison and its own health checks judge what the API server made of them.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/app/discovery"
	"github.com/sirupsen/logrus"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	"sigs.k8s.io/yaml"
)

// What is read.
type question struct {
	Application json.RawMessage `json:"application"`
	// The repository, with the folder that the Application names.
	Repository string                       `json:"repository"`
	Objects    []*unstructured.Unstructured `json:"objects"`
	// Data of Argo CD's own ConfigMap, argocd-cm.
	Settings map[string]string `json:"settings"`
	// Whether Deployments are told as rolled out, since nobody rolls them out here.
	RolledOut bool `json:"rolledOut"`
}

// What is printed.
type answer struct {
	// Which tool Argo CD takes the folder for.
	SourceType string            `json:"sourceType"`
	Sync       operation         `json:"sync"`
	Different  map[string]string `json:"different"`
	// The same by a dry run of the API server, as with the option ServerSideDiff.
	DifferentOnServer map[string]string `json:"differentOnServer"`
	// By object, for those that have a health at all.
	Health map[string]string `json:"health"`
}

func main() {
	logrus.SetOutput(io.Discard)
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	application := &v1alpha1.Application{}
	// A field that Argo CD's type does not have is an error.
	if err := yaml.UnmarshalStrict(asked.Application, application); err != nil {
		return fmt.Errorf("Application: %w", err)
	}
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 200, 400
	config.WarningHandler = rest.NoWarnings{}
	folder := asked.Repository + "/" + application.Spec.Source.Path
	kind, err := discovery.AppType(ctx, folder, asked.Repository, nil, nil, nil)
	if err != nil {
		return err
	}
	cluster, err := connect(ctx, config, application, asked.Settings)
	if err != nil {
		return err
	}
	if err := cluster.track(asked.Objects); err != nil {
		return err
	}
	said := answer{SourceType: kind}
	if said.Sync, err = cluster.sync(ctx, asked.Objects, asked.RolledOut); err != nil {
		return err
	}
	// Nothing is judged by what a watch has not told yet.
	cluster.cache.Invalidate()
	state, err := cluster.reconciled(asked.Objects)
	if err != nil {
		return err
	}
	if said.Different, said.DifferentOnServer, err = cluster.differences(state); err != nil {
		return err
	}
	if said.Health, err = cluster.health(state); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(said)
}
