// Prints what Flux makes of objects when a Kustomization has variables (spec.postBuild): its own substitution, object by object.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resource"
)

// What is read: objects as JSON, and the variables of the Kustomization.
type question struct {
	Objects   []json.RawMessage `json:"objects"`
	Variables map[string]any    `json:"variables"`
}

// What is printed for each object, in their order: what became of it, or why Flux refuses it.
type answer struct {
	Object json.RawMessage `json:"object,omitempty"`
	Error  string          `json:"error,omitempty"`
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := []answer{}
	for _, object := range asked.Objects {
		after, err := substituted(object, asked.Variables)
		if err != nil {
			answers = append(answers, answer{Error: err.Error()})
			continue
		}
		answers = append(answers, answer{Object: after})
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func substituted(object []byte, variables map[string]any) ([]byte, error) {
	before, err := provider.NewDefaultDepProvider().GetResourceFactory().FromBytes(object)
	if err != nil {
		return nil, err
	}
	after, err := flux(before, variables)
	if err != nil {
		return nil, err
	}
	text, err := after.MarshalJSON()
	return bytes.TrimSpace(text), err
}

// The object as it is where Flux leaves it alone.
func flux(object *resource.Resource, variables map[string]any) (*resource.Resource, error) {
	kustomization := unstructured.Unstructured{Object: map[string]any{
		"spec": map[string]any{"postBuild": map[string]any{"substitute": variables}},
	}}
	// In a dry run it asks no cluster for ConfigMaps and Secrets with further variables.
	after, err := kustomize.SubstituteVariables(
		context.Background(), nil, kustomization, object, kustomize.SubstituteWithDryRun(true))
	if after == nil && err == nil {
		return object, nil
	}
	return after, err
}
