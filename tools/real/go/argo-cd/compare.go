package main

import (
	"github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/util/argo/diff"
	"github.com/argoproj/argo-cd/v3/util/argo/normalizers"
	kubeutil "github.com/argoproj/argo-cd/v3/util/kube"
	gitops "github.com/argoproj/gitops-engine/pkg/diff"
	gitopssync "github.com/argoproj/gitops-engine/pkg/sync"
	"github.com/argoproj/gitops-engine/pkg/utils/kube"
)

// What Argo CD shows as out of sync: by its own comparison, and by that of the API server.
func (c *cluster) differences(state gitopssync.ReconciliationResult) (map[string]string, map[string]string, error) {
	own, err := c.different(state, nil)
	if err != nil {
		return nil, nil, err
	}
	applier, cleanup, err := kubeutil.ManageServerSideDiffDryRuns(c.config, c.cache.GetOpenAPISchema(),
		func(string) (kube.CleanupFunc, error) { return func() {}, nil })
	if err != nil {
		return nil, nil, err
	}
	defer cleanup()
	servers, err := c.different(state, gitops.NewK8sServerSideDryRunner(applier))
	return own, servers, err
}

// The comparison as the controller sets it up (controller/state.go), by object that differs: what is live and what would be.
func (c *cluster) different(state gitopssync.ReconciliationResult, dryRunner gitops.ServerSideDryRunner) (map[string]string, error) {
	spec := c.application.Spec
	builder := diff.NewDiffConfigBuilder().
		WithDiffSettings(spec.IgnoreDifferences, c.overrides, false, normalizers.IgnoreNormalizerOpts{}).
		WithTracking(c.label, string(c.tracking)).
		WithNoCache().
		WithGVKParser(c.cache.GetGVKParser()).
		WithManager(common.ArgoCDSSAManager).
		WithStructuredMergeDiff(spec.SyncPolicy.SyncOptions.HasOption("ServerSideApply=true"))
	if dryRunner != nil {
		builder.WithServerSideDiff(true).WithServerSideDryRunner(dryRunner)
	}
	config, err := builder.Build()
	if err != nil {
		return nil, err
	}
	results, err := diff.StateDiffs(state.Live, state.Target, config)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for at, result := range results.Diffs {
		switch live, target := state.Live[at], state.Target[at]; {
		case live == nil:
			found[key(target)] = "is not there"
		case target == nil && live.GetDeletionTimestamp() != nil:
			// Argo CD asks for a deletion that a controller ends, and none is here.
			found[key(live)] = "is being deleted"
		case target == nil:
			found[key(live)] = "is not in Git"
		case result.Modified:
			found[key(target)] = string(result.NormalizedLive) + " -> " + string(result.PredictedLive)
		}
	}
	return found, nil
}
