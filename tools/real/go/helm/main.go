// Prints what Helm makes of the chart in a folder: the text of each template, by its path.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string) error {
	chart, err := loader.Load(folder)
	if err != nil {
		return err
	}
	options := chartutil.ReleaseOptions{Name: "monitoring", Namespace: "monitoring", IsInstall: true}
	values, err := chartutil.ToRenderValues(chart, map[string]any{}, options, nil)
	if err != nil {
		return err
	}
	texts, err := engine.Render(chart, values)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(texts)
}
