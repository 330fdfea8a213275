// Reads dashboards with the types that Grafana generates from its own schemas, strictly, and prints what it has understood of each.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/bargauge"
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/dashboardv2"
	"github.com/grafana/grafana-foundation-sdk/go/heatmap"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/table"
	"github.com/grafana/grafana-foundation-sdk/go/text"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// What is printed for each dashboard, in their order: what was understood of it, or why it does not follow the schema.
type answer struct {
	Dashboard any    `json:"dashboard,omitempty"`
	Error     string `json:"error,omitempty"`
}

func main() {
	runtime := cog.NewRuntime()
	for _, panel := range []variants.PanelcfgConfig{
		bargauge.VariantConfig(), heatmap.VariantConfig(), stat.VariantConfig(), table.VariantConfig(), text.VariantConfig(), timeseries.VariantConfig(),
	} {
		runtime.RegisterPanelcfgVariant(panel)
	}
	runtime.RegisterDataqueryVariant(prometheus.VariantConfig())

	var asked []json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fail(err)
	}
	answers := []answer{}
	for _, raw := range asked {
		read, err := either(raw)
		if err != nil {
			answers = append(answers, answer{Error: err.Error()})
			continue
		}
		answers = append(answers, answer{Dashboard: read})
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fail(err)
	}
}

// A dashboard as classic JSON, or what is under spec of a resource of the v2 schema.
func either(raw []byte) (any, error) {
	var resource struct {
		APIVersion string          `json:"apiVersion"`
		Spec       json.RawMessage `json:"spec"`
	}
	if err := json.Unmarshal(raw, &resource); err != nil {
		return nil, err
	}
	switch resource.APIVersion {
	case "":
		return understood(raw)
	case "dashboard.grafana.app/v2":
		return understoodV2(resource.Spec)
	default:
		return nil, fmt.Errorf("there is no schema of %q", resource.APIVersion)
	}
}

func understoodV2(spec []byte) (*dashboardv2.Dashboard, error) {
	var strict dashboardv2.Dashboard
	if err := strict.UnmarshalJSONStrict(spec); err != nil && err.Error() != "" {
		return nil, err
	}
	var read dashboardv2.Dashboard
	if err := json.Unmarshal(spec, &read); err != nil {
		return nil, err
	}
	if err := read.Validate(); err != nil {
		return nil, err
	}
	unknown := []error{}
	for name, element := range read.Elements {
		if element.PanelKind == nil {
			unknown = append(unknown, fmt.Errorf("%s is no panel", name))
			continue
		}
		if group := element.PanelKind.Spec.VizConfig.Group; group != "" {
			if _, found := cog.ConfigForPanelcfgVariant(group); !found {
				unknown = append(unknown, fmt.Errorf("there is no schema of a panel %q", group))
			}
		}
	}
	if err := errors.Join(unknown...); err != nil {
		return nil, err
	}
	return &read, nil
}

func understood(raw []byte) (*dashboard.Dashboard, error) {
	// Asked for strictness alone: it never returns nil, but a list of errors that may be empty, and so loses what it has read of panels.
	var strict dashboard.Dashboard
	if err := strict.UnmarshalJSONStrict(raw); err != nil && err.Error() != "" {
		return nil, err
	}
	var read dashboard.Dashboard
	if err := json.Unmarshal(raw, &read); err != nil {
		return nil, err
	}
	if err := read.Validate(); err != nil {
		return nil, err
	}
	if err := known(read); err != nil {
		return nil, err
	}
	return &read, nil
}

// What the schema has no type for is taken as it is, whatever it says.
func known(read dashboard.Dashboard) error {
	unknown := []error{}
	for _, each := range read.Panels {
		panels := []dashboard.Panel{}
		if each.Panel != nil {
			panels = append(panels, *each.Panel)
		}
		if each.RowPanel != nil {
			panels = append(panels, each.RowPanel.Panels...)
		}
		for _, panel := range panels {
			if _, found := cog.ConfigForPanelcfgVariant(panel.Type); !found {
				unknown = append(unknown, fmt.Errorf("there is no schema of a panel %q", panel.Type))
			}
			for _, target := range panel.Targets {
				if _, is := target.(variants.UnknownDataquery); is {
					unknown = append(unknown, errors.New("there is no schema of a query"))
				}
			}
		}
	}
	return errors.Join(unknown...)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
