package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/gitops-engine/pkg/sync"
	gitops "github.com/argoproj/gitops-engine/pkg/sync/common"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/kubectl/pkg/cmd/util"
	"k8s.io/kubectl/pkg/util/openapi"
)

const (
	// What waits longer than so many looks waits for something that nobody does here.
	mostLooks = 20
	// Until watches have told what was applied.
	pause = time.Second
)

// How a sync ended, or where it waits.
type operation struct {
	Phase   string `json:"phase"`
	Message string `json:"message"`
	// What was applied, wave by wave, in the order in which it was.
	Waves  []wave            `json:"waves"`
	Failed map[string]string `json:"failed"`
	Pruned []string          `json:"pruned"`
}

type wave struct {
	Wave    int      `json:"wave"`
	Applied []string `json:"applied"`
}

// Syncs as the application controller does, by the options of the Application: again from what is live, until it is over.
func (c *cluster) sync(ctx context.Context, objects []*unstructured.Unstructured, rolledOut bool) (operation, error) {
	done := operation{Waves: []wave{}, Failed: map[string]string{}, Pruned: []string{}}
	phase, message, results, started := gitops.OperationRunning, "", []gitops.ResourceSyncResult{}, metav1.Now()
	for look := 0; look < mostLooks && !phase.Completed(); look++ {
		if look > 0 {
			time.Sleep(pause)
		}
		state, err := c.reconciled(objects)
		if err != nil {
			return done, err
		}
		options := append(c.options(&done), sync.WithInitialState(phase, message, results, started))
		syncing, cleanup, err := sync.NewSyncContext("revision", state, c.config, c.config, c.kubectl,
			c.application.Spec.Destination.Namespace, c.cache.GetOpenAPISchema(), options...)
		if err != nil {
			return done, err
		}
		syncing.Sync()
		phase, message, results = syncing.GetState()
		cleanup()
		if rolledOut {
			if err := c.rollOut(ctx); err != nil {
				return done, err
			}
		}
	}
	for _, result := range results {
		switch name := named(result.ResourceKey); result.Status {
		case gitops.ResultCodeSyncFailed:
			done.Failed[name] = result.Message
		case gitops.ResultCodePruned:
			done.Pruned = append(done.Pruned, name)
		}
	}
	done.Phase, done.Message = string(phase), message
	return done, nil
}

// The options of the Application, handed over as the controller hands them over (controller/sync.go).
func (c *cluster) options(done *operation) []sync.SyncOpt {
	policy := c.application.Spec.SyncPolicy
	has := policy.SyncOptions.HasOption
	options := []sync.SyncOpt{
		sync.WithLogr(logr.Discard()),
		sync.WithHealthOverride(lua.ResourceHealthOverrides(c.overrides)),
		sync.WithPermissionValidator(func(_ *unstructured.Unstructured, _ *metav1.APIResource) error { return nil }),
		sync.WithOperationSettings(false, policy.Automated.Prune, false, false),
		sync.WithManifestValidation(!has(gitops.SyncOptionsDisableValidation)),
		sync.WithSyncWaveHook(func(_ gitops.SyncPhase, number int, _ bool) error {
			done.Waves = append(done.Waves, wave{Wave: number, Applied: c.kubectl.taken()})
			return nil
		}),
		sync.WithPruneLast(has(gitops.SyncOptionPruneLast)),
		sync.WithReplace(has(gitops.SyncOptionReplace)),
		sync.WithServerSideApply(has(gitops.SyncOptionServerSideApply)),
		sync.WithServerSideApplyManager(common.ArgoCDSSAManager),
		sync.WithClientSideApplyMigration(
			!has(gitops.SyncOptionDisableClientSideApplyMigration), gitops.DefaultClientSideApplyMigrationManager),
		sync.WithSkipDryRunOnMissingResource(has(gitops.SyncOptionSkipDryRunOnMissingResource)),
	}
	if has("CreateNamespace=true") {
		options = append(options, sync.WithNamespaceModifier(func(_, live *unstructured.Unstructured) (bool, error) {
			return live == nil, nil
		}))
	}
	return options
}

// Argo CD's kubectl, which remembers what it applied and did not only try.
type recorder struct {
	kube.Kubectl
	applied []string
}

func (r *recorder) ManageResources(
	config *rest.Config, schema openapi.Resources,
) (kube.ResourceOperations, func(), error) {
	operations, cleanup, err := r.Kubectl.ManageResources(config, schema)
	return &recordedOperations{ResourceOperations: operations, recorder: r}, cleanup, err
}

// What was applied since it was asked last.
func (r *recorder) taken() []string {
	taken := r.applied
	r.applied = []string{}
	return taken
}

type recordedOperations struct {
	kube.ResourceOperations
	recorder *recorder
}

func (o *recordedOperations) ApplyResource(
	ctx context.Context, object *unstructured.Unstructured, dryRun util.DryRunStrategy,
	force, validate, serverSide bool, manager string,
) (string, error) {
	said, err := o.ResourceOperations.ApplyResource(ctx, object, dryRun, force, validate, serverSide, manager)
	if err == nil && dryRun == util.DryRunNone {
		how := "applied"
		if serverSide {
			how = "serverside-applied"
		}
		if !strings.Contains(said, how) {
			return said, fmt.Errorf("%s must be %s, got %s", key(object), how, said)
		}
		o.recorder.applied = append(o.recorder.applied, key(object))
	}
	return said, err
}
