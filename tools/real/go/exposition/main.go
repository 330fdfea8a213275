// Serves a text page as Go's client library writes it, in the format that it is told, with counters that rise all the time.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

func main() {
	file := flag.String("page", "", "text page that is served")
	address := flag.String("listen", "", "where it is served")
	format := flag.String("format", "", "text, openmetrics or protobuf")
	every := flag.Float64("seconds", 60, "seconds in which counters rise by what the page says")
	flag.Parse()
	if err := serve(*file, *address, formats[*format], *every); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

var formats = map[string]expfmt.FormatType{
	"text":        expfmt.TypeTextPlain,
	"openmetrics": expfmt.TypeOpenMetrics,
	"protobuf":    expfmt.TypeProtoDelim,
}

func serve(file, address string, format expfmt.FormatType, every float64) error {
	started := time.Now()
	return http.ListenAndServe(address, http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
		families, err := read(file)
		if err != nil {
			http.Error(response, err.Error(), http.StatusInternalServerError)
			return
		}
		accepted := expfmt.NewFormat(format)
		response.Header().Set("Content-Type", string(accepted))
		encoder := expfmt.NewEncoder(response, accepted)
		for _, family := range families {
			rise(family, 1+time.Since(started).Seconds()/every)
			if err := encoder.Encode(family); err != nil {
				fmt.Fprintln(os.Stderr, family.GetName(), err)
				return
			}
		}
		if closer, ok := encoder.(expfmt.Closer); ok {
			if err := closer.Close(); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}))
}

func read(file string) (map[string]*dto.MetricFamily, error) {
	page, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer page.Close()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	return parser.TextToMetricFamilies(page)
}

// Everything that counts, so many times what the page says.
func rise(family *dto.MetricFamily, times float64) {
	for _, metric := range family.Metric {
		if counter := metric.Counter; counter != nil {
			*counter.Value *= times
		}
		if histogram := metric.Histogram; histogram != nil {
			*histogram.SampleSum *= times
			*histogram.SampleCount = risen(*histogram.SampleCount, times)
			for _, bucket := range histogram.Bucket {
				*bucket.CumulativeCount = risen(*bucket.CumulativeCount, times)
			}
		}
	}
}

func risen(count uint64, times float64) uint64 {
	return uint64(float64(count) * times)
}
