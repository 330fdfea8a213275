// Prints of each query what Loki's own parser refuses it for; an empty text where it takes it.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/grafana/loki/v3/pkg/logql/syntax"
)

func main() {
	var queries []string
	if err := json.NewDecoder(os.Stdin).Decode(&queries); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	refusals := []string{}
	for _, query := range queries {
		refusal := ""
		if _, err := syntax.ParseExpr(query); err != nil {
			refusal = err.Error()
		}
		refusals = append(refusals, refusal)
	}
	if err := json.NewEncoder(os.Stdout).Encode(refusals); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
